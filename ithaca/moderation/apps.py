"""What people read of what pairs write, and what the screening is taught by it."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """What people read of what pairs write, and what the screening is taught by it."""

    name = "ithaca.moderation"
    label = "moderation"

    def ready(self) -> None:
        """Hear of every delivered message, and say what the scheme's screening has been taught."""
        from ithaca.kernel.jobs.clock import pump
        from ithaca.messaging import hooks
        from ithaca.moderation.services import told
        from ithaca.moderation.tasks import carry

        pump("moderation", carry)
        hooks.delivered.register("moderation", told.delivered)
        hooks.own_words.register("moderation", told.own_words)
        hooks.corrected.register("moderation", told.corrected)
        hooks.opened_look.register("moderation", told.opened_look)
        hooks.desk_acts.register("moderation", told.desk_acts)
