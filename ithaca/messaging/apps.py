"""What pairs write, screened before it is delivered."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """What pairs write, screened before it is delivered."""

    name = "ithaca.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Answer the rooms below, and say that words are screened: without it no scheme with under-18s opens."""
        from ithaca.kernel.jobs.clock import every
        from ithaca.mentorships.hooks import pair_parts
        from ithaca.messaging import asked, by_mail
        from ithaca.messaging.tasks import chase_held
        from ithaca.notices.hooks import on_the_way
        from ithaca.privacy.hooks import before_taking
        from ithaca.safeguarding.hooks import evidence, pairs_behind
        from ithaca.schemes.hooks import look_round
        from ithaca.schemes.protections import protection

        before_taking.register("messaging", asked.before_taking)
        every(600, chase_held)
        evidence.register("messaging", asked.evidence)
        pairs_behind.register("messaging", asked.pairs_behind)
        look_round.register("messaging", asked.look_round)
        on_the_way.register("messaging", by_mail.on_the_way)
        pair_parts.register("messaging", asked.pair_parts)
        protection("messaging.screening", "Words are screened before they are delivered, and what is unsure waits")
