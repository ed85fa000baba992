"""For whoever runs the server: mail, backups, readiness."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """For whoever runs the server: mail, backups, readiness."""

    name = "ithaca.upkeep"
    label = "upkeep"

    def ready(self) -> None:
        """Say whether this is the example's database, to sign-in, and whether the server is ready, to schemes that open; have
        the clock renew the planner's figures."""
        from ithaca.accounts.hooks import example_database
        from ithaca.kernel.jobs.clock import every
        from ithaca.schemes.hooks import launch_gate
        from ithaca.upkeep import asked
        from ithaca.upkeep.selectors import is_example
        from ithaca.upkeep.tasks import DAY, look_at_the_tables

        example_database.register("upkeep", is_example)
        launch_gate.register("upkeep", asked.launch_gate)
        every(DAY, look_at_the_tables)
