"""For whoever runs the server: mail, backups, readiness."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """For whoever runs the server: mail, backups, readiness."""

    name = "ithaca.upkeep"
    label = "upkeep"

    def ready(self) -> None:
        """Say whether this is the example's database, to sign-in; have the clock renew the planner's figures."""
        from ithaca.accounts.hooks import example_database
        from ithaca.kernel.jobs.clock import every
        from ithaca.upkeep.selectors import is_example
        from ithaca.upkeep.tasks import DAY, look_at_the_tables

        example_database.register("upkeep", is_example)
        every(DAY, look_at_the_tables)
