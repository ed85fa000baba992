"""Insurance, risk, places, and who is on duty."""

from django.apps import AppConfig


class CoverConfig(AppConfig):
    """Insurance, risk, places, and who is on duty."""

    name = "ithaca.cover"
    label = "cover"
