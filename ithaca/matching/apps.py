"""Suggestions, offers, acceptance."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Suggestions, offers, acceptance."""

    name = "ithaca.matching"
    label = "matching"

    def ready(self) -> None:
        """Say at set-up how many could be placed under each gender rule, and let the worker solve larger pools."""
        from ithaca.kernel.jobs.clock import pump
        from ithaca.matching import asked, letters, rules  # noqa: F401
        from ithaca.matching.services.solving import solve_waiting
        from ithaca.schemes.hooks import placeable_each_way

        placeable_each_way.register("matching", asked.placeable_each_way)
        pump("matching.solve", solve_waiting)
