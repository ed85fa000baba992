"""Worries about people: who is told, what is recorded, who decides."""

from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    """Worries about people: who is told, what is recorded, who decides."""

    name = "ithaca.safeguarding"
    label = "safeguarding"

    def ready(self) -> None:
        """Say that worries reach the safeguarding lead: without it no scheme with under-18s opens."""
        from ithaca.schemes.protections import protection

        protection(
            "safeguarding.worries", "Anybody can say that they are worried, and it reaches the safeguarding lead"
        )
