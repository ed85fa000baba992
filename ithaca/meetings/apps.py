"""Sessions: arranging, arrivals, logging."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Sessions: arranging, arrivals, logging."""

    name = "ithaca.meetings"
    label = "meetings"
