"""For whoever runs the server: mail, backups, readiness."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """For whoever runs the server: mail, backups, readiness."""

    name = "ithaca.upkeep"
    label = "upkeep"

    def ready(self) -> None:
        """Say whether this is the example's database, to sign-in."""
        from ithaca.accounts.hooks import example_database
        from ithaca.upkeep.selectors import is_example

        example_database.register("upkeep", is_example)
