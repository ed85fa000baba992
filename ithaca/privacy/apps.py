"""What we hold about people, why, and until when."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """What we hold about people, why, and until when."""

    name = "ithaca.privacy"
    label = "privacy"
