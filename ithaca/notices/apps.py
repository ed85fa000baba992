"""What is sent: letters, the outbox, mail."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What is sent: letters, the outbox, mail."""

    name = "ithaca.notices"
    label = "notices"
