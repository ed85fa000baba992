"""What is sent: letters, the outbox, mail."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What is sent: letters, the outbox, mail."""

    name = "ithaca.notices"
    label = "notices"

    def ready(self) -> None:
        """Have the worker carry letters out."""
        from ithaca.kernel.jobs.clock import pump
        from ithaca.notices.services.appointed import tell_appointed
        from ithaca.notices.services.deliver import carry_out
        from ithaca.schemes.hooks import appointed

        pump("notices.deliver", carry_out)
        appointed.register("notices", tell_appointed)  # type: ignore[arg-type]  # an event ignores answers
