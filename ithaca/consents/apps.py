"""What parents and carers permit."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """What parents and carers permit."""

    name = "ithaca.consents"
    label = "consents"
