"""Checks on people, and who decided on them."""

from django.apps import AppConfig


class VettingConfig(AppConfig):
    """Checks on people, and who decided on them."""

    name = "ithaca.vetting"
    label = "vetting"

    def ready(self) -> None:
        """Say what people lack, and promise what protects children."""
        from ithaca.participants.hooks import missing_for
        from ithaca.schemes.protections import protection
        from ithaca.vetting import rules, selectors  # noqa: F401

        missing_for.register("vetting", selectors.missing_for)
        protection("vetting.checks", "Checks are asked at every contact, and lapse, suspension and bar bite at once")
