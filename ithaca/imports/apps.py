"""People in and out by spreadsheet."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """People in and out by spreadsheet."""

    name = "ithaca.imports"
    label = "imports"
