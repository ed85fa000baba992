"""Checks on people, and who decided on them."""

from django.apps import AppConfig


class VettingConfig(AppConfig):
    """Checks on people, and who decided on them."""

    name = "ithaca.vetting"
    label = "vetting"
