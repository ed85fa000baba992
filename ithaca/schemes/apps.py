"""What runs: schemes, their arrangements, who holds which post."""

from django.apps import AppConfig


class SchemesConfig(AppConfig):
    """What runs: schemes, their arrangements, who holds which post."""

    name = "ithaca.schemes"
    label = "schemes"
