"""Whose house it is: organisations, their partners and schools, and the people they know."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Whose house it is: organisations, their partners and schools, and the people they know."""

    name = "ithaca.organisations"
    label = "organisations"
