"""What we ask: forms built of questions a co-ordinator can edit."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """What we ask: forms built of questions a co-ordinator can edit."""

    name = "ithaca.questions"
    label = "questions"
