"""What people read of what pairs write, and what the screening is taught by it."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """What people read of what pairs write, and what the screening is taught by it."""

    name = "ithaca.moderation"
    label = "moderation"

    def ready(self) -> None:
        """Hear of every delivered message."""
        from ithaca.messaging.hooks import delivered
        from ithaca.moderation.services import told

        delivered.register("moderation", told.delivered)
