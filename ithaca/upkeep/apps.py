"""For whoever runs the server: mail, backups, readiness."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """For whoever runs the server: mail, backups, readiness."""

    name = "ithaca.upkeep"
    label = "upkeep"
