"""Whose house it is: organisations, their partners and schools, and the people they know."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Whose house it is: organisations, their partners and schools, and the people they know."""

    name = "ithaca.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Tell accounts whether this database is the example's."""
        from ithaca.accounts.hooks import example_database
        from ithaca.organisations.selectors import is_example_database

        example_database.register("organisations", is_example_database)
