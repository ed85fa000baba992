"""Meetings."""

from ithaca.kernel.doors import SCHEME, page
from ithaca.meetings import rules
from ithaca.meetings.views import day, meetings

app_name = "meetings"
PAIR = SCHEME + "pairs/<str:pair>/meetings/"
ONE = SCHEME + "meetings/<str:meeting>/"
urlpatterns = [
    page(SCHEME + "day/", day.day, name="day", rule=rules.day),
    page(SCHEME + "meetings/asked/", day.asked, name="asked", rule=rules.asked),
    page(SCHEME + "meetings/hours/", day.hours, name="hours", rule=rules.hours),
    page(PAIR, meetings.of_pair, name="of_pair", rule=rules.of_pair),
    page(PAIR + "log/", meetings.log, name="log", rule=rules.log),
    page(PAIR + "arrange/", meetings.arrange, name="arrange", rule=rules.arrange),
    page(ONE + "cancel/", meetings.cancel, name="cancel", rule=rules.cancel),
    page(ONE + "correct/", meetings.correct, name="correct", rule=rules.correct),
    page(ONE + "take-back/", meetings.take_back, name="take_back", rule=rules.take_back),
    page(ONE + "confirm/", day.confirm, name="confirm", rule=rules.confirm),
    page(ONE + "greet/", day.greet, name="greet", rule=rules.greet),
]
