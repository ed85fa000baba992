"""What runs: schemes, their arrangements, who holds which post."""

from django.apps import AppConfig


class SchemesConfig(AppConfig):
    """What runs: schemes, their arrangements, who holds which post."""

    name = "ithaca.schemes"
    label = "schemes"

    def ready(self) -> None:
        """Tell the door how to find a place, and the rooms below which posts people hold."""
        from ithaca.accounts.hooks import roles_held
        from ithaca.kernel.doors import find_place
        from ithaca.organisations.hooks import next_for_organisation, schemes_of_people
        from ithaca.schemes.selectors import places, posts

        find_place.register("schemes", places.find_place)
        roles_held.register("schemes", posts.roles_of_account)
        schemes_of_people.register("schemes", posts.schemes_of_people)
        next_for_organisation.register("schemes", places.next_for_organisation)
