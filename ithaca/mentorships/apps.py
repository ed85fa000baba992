"""The pair, the one gate to contact, the agreement and the ending."""

from django.apps import AppConfig


class MentorshipsConfig(AppConfig):
    """The pair, the one gate to contact, the agreement and the ending."""

    name = "ithaca.mentorships"
    label = "mentorships"
