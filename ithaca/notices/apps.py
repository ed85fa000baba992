"""What is sent: letters, the outbox, mail."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What is sent: letters, the outbox, mail."""

    name = "ithaca.notices"
    label = "notices"

    def ready(self) -> None:
        """Have the worker carry letters and text messages out; what is urgent never waits behind what is not."""
        from ithaca.kernel.jobs.clock import pump
        from ithaca.notices.services.appointed import tell_appointed, tell_asked, tell_replaced
        from ithaca.notices.services.data_answered import tell_answered
        from ithaca.notices.services.deliver import carry_out, carry_urgent
        from ithaca.notices.services.texts import carry_texts
        from ithaca.privacy.hooks import answered
        from ithaca.schemes.hooks import appointed, post_asked, stepped_down

        pump("notices.deliver", carry_out)
        pump("notices.urgent", carry_urgent, urgent=True)
        pump("notices.texts", carry_texts, urgent=True)
        answered.register("notices", tell_answered)
        stepped_down.register("notices", tell_replaced)
        post_asked.register("notices", tell_asked)
        appointed.register("notices", tell_appointed)  # type: ignore[arg-type]  # an event ignores answers
