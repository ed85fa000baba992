"""Where people arrive: today, search, one page a person."""

from django.apps import AppConfig


class FrontdeskConfig(AppConfig):
    """Where people arrive: today, search, one page a person."""

    name = "ithaca.frontdesk"
    label = "frontdesk"
