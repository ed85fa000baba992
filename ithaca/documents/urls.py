"""Addresses of documents."""

from __future__ import annotations

from ithaca.documents import rules
from ithaca.documents.views import desk, pair
from ithaca.kernel.doors import SCHEME, page

app_name = "documents"
HELD = SCHEME + "documents/held/"
PAIR = SCHEME + "documents/<str:pair>/"

urlpatterns = [
    page(HELD, desk.held, name="held", rule=rules.held),
    page(HELD + "<str:document>", desk.file, name="held_file", rule=rules.held),
    page(HELD + "<str:document>/release", desk.release, name="release", rule=rules.decide),
    page(HELD + "<str:document>/back", desk.give_back, name="give_back", rule=rules.decide),
    page(HELD + "<str:document>/escalate", desk.escalate, name="escalate", rule=rules.decide),
    page(PAIR, pair.of_pair, name="of_pair", rule=rules.of_pair),
    page(PAIR + "<str:document>", pair.file, name="file", rule=rules.file),
    page(PAIR + "<str:document>/worried", pair.worried, name="freeze", rule=rules.freeze),
]
