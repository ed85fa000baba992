"""Who is in a scheme, and as what."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    """Who is in a scheme, and as what."""

    name = "ithaca.participants"
    label = "participants"
