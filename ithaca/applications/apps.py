"""Asking to join, and being answered."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Asking to join, and being answered."""

    name = "ithaca.applications"
    label = "applications"

    def ready(self) -> None:
        """Say until when people who applied have a part in a scheme."""
        from ithaca.applications import asked
        from ithaca.privacy.hooks import last_days

        last_days.register("applications", asked.last_days)
