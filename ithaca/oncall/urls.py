"""Addresses of alarms."""

from __future__ import annotations

from ithaca.kernel.doors import SCHEME, page
from ithaca.oncall import rules
from ithaca.oncall.views import alarm, oncall

app_name = "oncall"
ALARMS = SCHEME + "alarms/"

urlpatterns = [
    page("urgent/<str:token>", alarm.answer_by_link, name="answer", rule=rules.answer_by_link),
    page(ALARMS, oncall.oncall, name="oncall", rule=rules.see),
    page(ALARMS + "hours", oncall.hours, name="hours", rule=rules.change),
    page(ALARMS + "closed", oncall.close, name="close", rule=rules.change),
    page(ALARMS + "closed/<str:closed>/open", oncall.open_again, name="open_again", rule=rules.change),
    page(ALARMS + "test", oncall.test, name="test", rule=rules.test),
    page(ALARMS + "<str:alarm>/", alarm.alarm, name="alarm", rule=rules.see),
    page(ALARMS + "<str:alarm>/answer", alarm.answer_here, name="answer_here", rule=rules.answer),
]
