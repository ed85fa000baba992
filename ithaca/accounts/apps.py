"""Who you are: accounts, sign-in, second factors."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who you are: accounts, sign-in, second factors."""

    name = "ithaca.accounts"
    label = "accounts"
