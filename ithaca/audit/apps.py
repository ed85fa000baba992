"""The audit room: hangs the log behind every unit of work."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The record of what was done: append-only, one hash chain per organisation."""

    name = "ithaca.audit"
    label = "audit"

    def ready(self) -> None:
        """Append what services put aside, last in their outermost transaction."""
        from ithaca.audit.services.append import append_events
        from ithaca.kernel.work import register_finisher

        register_finisher(append_events)
