"""Worries about people: who is told, what is recorded, who decides."""

from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    """Worries about people: who is told, what is recorded, who decides."""

    name = "ithaca.safeguarding"
    label = "safeguarding"
