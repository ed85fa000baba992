"""Addresses of messaging."""

from __future__ import annotations

from ithaca.kernel.doors import SCHEME, page
from ithaca.messaging import rules
from ithaca.messaging.views import desk, evaluation, locked, openings, search, thread

app_name = "messaging"
HELD = SCHEME + "messages/held/"
PAIR = SCHEME + "messages/<str:pair>/"

urlpatterns = [
    page(HELD, desk.desk, name="desk", rule=rules.desk),
    page(HELD + "<str:message>", desk.held, name="held", rule=rules.desk),
    page(HELD + "<str:message>/release", desk.release, name="release", rule=rules.decide),
    page(HELD + "<str:message>/return", desk.return_message, name="return", rule=rules.decide),
    page(HELD + "<str:message>/escalate", desk.escalate, name="escalate", rule=rules.decide),
    page(SCHEME + "messages/locked/<str:message>", locked.lock, name="lock", rule=rules.lock),
    page(SCHEME + "messages/evaluation", evaluation.evaluate, name="evaluate", rule=rules.evaluate),
    page(SCHEME + "messages/opened/", openings.openings, name="openings", rule=rules.openings),
    page(SCHEME + "messages/opened/<str:opening>", openings.opened, name="opened", rule=rules.open_thread),
    page(SCHEME + "messages/opened/<str:opening>/pack", openings.pack, name="pack", rule=rules.open_thread),
    page(PAIR, thread.thread, name="thread", rule=rules.thread),
    page(PAIR + "search", search.search, name="search", rule=rules.thread),
    page(PAIR + "draft", thread.draft, name="draft", rule=rules.send),
    page(PAIR + "worried/<str:message>", thread.worried, name="worried", rule=rules.freeze),
    page(PAIR + "open", openings.open_thread, name="open", rule=rules.open_thread),
]
