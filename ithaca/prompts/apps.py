"""When to write: how often, being away, quiet hours, and reminders with a cap."""

from django.apps import AppConfig


class PromptsConfig(AppConfig):
    """When to write: how often, being away, quiet hours, and reminders with a cap."""

    name = "ithaca.prompts"
    label = "prompts"

    def ready(self) -> None:
        """Show who is away beside the thread, hold notices back in quiet hours, look each hour for who should be reminded."""
        from ithaca.kernel.jobs.clock import every
        from ithaca.mentorships.hooks import pair_parts
        from ithaca.messaging.hooks import beside_thread, delivered
        from ithaca.prompts import asked
        from ithaca.prompts.services import wait_in_quiet_hours
        from ithaca.prompts.tasks import remind_all

        beside_thread.register("prompts", asked.beside_thread)
        pair_parts.register("prompts", asked.pair_parts)
        delivered.register("prompts", wait_in_quiet_hours)
        every(3600, remind_all)
