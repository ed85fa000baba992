"""Mail as a door."""

from django.apps import AppConfig
from django.conf import settings


class RelayConfig(AppConfig):
    """Mail as a door."""

    name = "ithaca.relay"
    label = "relay"

    def ready(self) -> None:
        """Have the worker take mail in, dress letters so that they can be answered, and show relay addresses."""
        from ithaca.kernel.jobs.clock import every, pump
        from ithaca.mentorships.hooks import pair_parts
        from ithaca.notices.hooks import on_the_way
        from ithaca.relay import asked
        from ithaca.relay.tasks import DAY, carry_in, forget_old_mail

        pump("relay.take_in", carry_in)
        every(DAY, forget_old_mail)
        if settings.RELAY_WEBHOOK:
            from ithaca.relay import webhooks

            webhooks.listen()
        on_the_way.register("relay", asked.on_the_way)
        pair_parts.register("relay", asked.pair_parts)
