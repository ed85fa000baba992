"""What we hold about people, why, and until when."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """What we hold about people, why, and until when."""

    name = "ithaca.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Let the clock empty what is past its time, once a day, and say whose posts of a scheme still stand."""
        from ithaca.kernel.jobs.clock import every
        from ithaca.privacy import asked
        from ithaca.privacy.hooks import last_days, own_subjects
        from ithaca.privacy.tasks import empty_all

        last_days.register("privacy", asked.posts_held)
        own_subjects.register("privacy", asked.own_subjects)
        every(86_400, empty_all)
