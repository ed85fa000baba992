"""Worries about people: who is told, what is recorded, who decides."""

from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    """Worries about people: who is told, what is recorded, who decides."""

    name = "ithaca.safeguarding"
    label = "safeguarding"

    def ready(self) -> None:
        """Say that worries reach the safeguarding lead: without it no scheme with under-18s opens."""
        from ithaca.privacy.hooks import held_back
        from ithaca.safeguarding import asked
        from ithaca.schemes.hooks import may_decide_together
        from ithaca.schemes.protections import protection

        may_decide_together.register("safeguarding", asked.may_decide_together)
        held_back.register("safeguarding", asked.held_back)

        protection(
            "safeguarding.worries", "Anybody can say that they are worried, and it reaches the safeguarding lead"
        )
