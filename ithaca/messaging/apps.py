"""What pairs write, screened before it is delivered."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """What pairs write, screened before it is delivered."""

    name = "ithaca.messaging"
    label = "messaging"
