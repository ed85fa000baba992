"""Asking to join, and being answered."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Asking to join, and being answered."""

    name = "ithaca.applications"
    label = "applications"
