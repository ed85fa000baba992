"""What we ask: forms built of questions a co-ordinator can edit."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """What we ask: forms built of questions a co-ordinator can edit."""

    name = "ithaca.questions"
    label = "questions"

    def ready(self) -> None:
        """Give every new scheme its forms."""
        from ithaca.questions.services.edit import lay_out_forms
        from ithaca.schemes.hooks import scheme_created

        scheme_created.register(
            "questions", lambda *, scheme, by, at, **_more: lay_out_forms(scheme=scheme, by=by, at=at)
        )
