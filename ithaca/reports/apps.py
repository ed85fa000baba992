"""Where the whole is counted."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Where the whole is counted."""

    name = "ithaca.reports"
    label = "reports"
