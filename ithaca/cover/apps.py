"""Insurance, risk, places, and who is on duty."""

from django.apps import AppConfig


class CoverConfig(AppConfig):
    """Insurance, risk, places, and who is on duty."""

    name = "ithaca.cover"
    label = "cover"

    def ready(self) -> None:
        """Answer what a scheme lacks before it may open, and promise what protects children."""
        from ithaca.cover import rules, selectors  # noqa: F401
        from ithaca.cover.services.risks import take_over_confirmed_risks
        from ithaca.schemes.hooks import launch_gate, line_confirmed
        from ithaca.schemes.protections import protection

        launch_gate.register("cover", selectors.missing_for_launch)
        line_confirmed.register("cover", take_over_confirmed_risks)
        protection("cover.insurance", "Insurance and an approved risk assessment are asked at every contact")
