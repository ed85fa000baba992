"""What parents and carers permit."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """What parents and carers permit."""

    name = "ithaca.consents"
    label = "consents"

    def ready(self) -> None:
        """Say what people lack, and promise what protects children."""
        from ithaca.consents import letters, rules, selectors  # noqa: F401
        from ithaca.participants.hooks import missing_for
        from ithaca.schemes.protections import protection

        missing_for.register("consents", selectors.missing_for)
        protection("consents.permission", "A permission is asked at every contact, and a no stops contact at once")
