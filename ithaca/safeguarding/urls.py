"""Addresses of safeguarding."""

from __future__ import annotations

from ithaca.kernel.doors import SCHEME, page
from ithaca.safeguarding import rules
from ithaca.safeguarding.views import acts, concern, unplaced, worry

app_name = "safeguarding"
ONE = SCHEME + "concerns/<str:concern>/"

urlpatterns = [
    page("worried/", worry.worry_anywhere, name="worry", rule=rules.worry),
    page("worried/unplaced", unplaced.unplaced, name="unplaced", rule=rules.unplaced),
    page("worried/unplaced/<str:worry>/place", unplaced.place, name="place", rule=rules.unplaced),
    page("worried/received/<str:kept>", worry.received, name="received", rule=rules.worry),
    page(SCHEME + "worried", worry.worry, name="worry_here", rule=rules.worry),
    page(SCHEME + "worried/received/<str:kept>", worry.received, name="received_here", rule=rules.worry),
    page(SCHEME + "concerns", concern.concerns, name="concerns", rule=rules.concerns),
    page(ONE, concern.concern, name="concern", rule=rules.see),
    page(ONE + "seen", acts.acknowledge, name="acknowledge", rule=rules.decide),
    page(ONE + "sort", acts.triage, name="triage", rule=rules.decide),
    page(ONE + "write", acts.write, name="write", rule=rules.work),
    page(ONE + "correct/<str:entry>", acts.correct, name="correct", rule=rules.work),
    page(ONE + "refer", acts.refer, name="refer", rule=rules.decide),
    page(ONE + "decide", acts.decide, name="decide", rule=rules.decide),
    page(ONE + "close", acts.close, name="close", rule=rules.decide),
    page(ONE + "reopen", acts.reopen, name="reopen", rule=rules.decide),
    page(ONE + "about", acts.about, name="about", rule=rules.work),
    page(ONE + "pause", acts.pause, name="pause", rule=rules.work),
]
