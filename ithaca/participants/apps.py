"""Who is in a scheme, and as what."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    """Who is in a scheme, and as what."""

    name = "ithaca.participants"
    label = "participants"

    def ready(self) -> None:
        """Answer whose roles these are, and make the rules and letters known."""
        from ithaca.accounts.hooks import roles_held
        from ithaca.organisations.hooks import card_people, schemes_of_people
        from ithaca.participants import asked, letters, rules, selectors  # noqa: F401
        from ithaca.privacy.hooks import last_days, subject_of

        roles_held.register("participants", selectors.roles_of_account)
        schemes_of_people.register("participants", selectors.schemes_of_people)
        card_people.register("participants", asked.card_people)
        last_days.register("participants", asked.last_days)
        subject_of.register("participants", asked.subject_of)
