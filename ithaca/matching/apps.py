"""Suggestions, offers, acceptance."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Suggestions, offers, acceptance."""

    name = "ithaca.matching"
    label = "matching"

    def ready(self) -> None:
        """Say at set-up how many could be placed under each gender rule, and let the worker solve larger pools."""
        from ithaca.kernel.jobs.clock import every, pump
        from ithaca.matching import asked, chosen, letters, rules  # noqa: F401
        from ithaca.matching.services.freed import suggest_freed_everywhere
        from ithaca.matching.services.solving import solve_waiting
        from ithaca.matching.services.trial import begin_trial
        from ithaca.matching.tasks import ask_how_it_fits, look_after_offers
        from ithaca.mentorships.hooks import pair_opened, pair_parts
        from ithaca.participants.hooks import place_parts
        from ithaca.schemes.hooks import placeable_each_way

        placeable_each_way.register("matching", asked.placeable_each_way)
        pair_parts.register("matching", asked.pair_parts)
        place_parts.register("matching", chosen.place_parts)
        pump("matching.solve", solve_waiting)
        pair_opened.register("matching", begin_trial)
        pump("matching.freed", suggest_freed_everywhere)
        every(3600, look_after_offers)
        every(24 * 3600, ask_how_it_fits)
