"""Who you are: accounts, sign-in, second factors."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who you are: accounts, sign-in, second factors."""

    name = "ithaca.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Stand before every door, and listen to what allauth reports about second factors and passwords."""
        from ithaca.accounts import evidence, keeper
        from ithaca.kernel.doors import keepers, who_is

        who_is.register("accounts", keeper.who_is)
        keepers.register("accounts", keeper.keep)
        evidence.listen()
