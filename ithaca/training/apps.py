"""Training and preparation: courses and who completed them."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Training and preparation: courses and who completed them."""

    name = "ithaca.training"
    label = "training"
