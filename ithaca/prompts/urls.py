"""Addresses of prompts."""

from __future__ import annotations

from ithaca.kernel.doors import SCHEME, page
from ithaca.prompts import rules
from ithaca.prompts.views import when

app_name = "prompts"
PAIR = SCHEME + "when/<str:pair>/"

urlpatterns = [
    page(PAIR, when.when, name="when", rule=rules.when),
    page(PAIR + "back/<str:away>", when.back, name="back", rule=rules.away),
    page(PAIR + "often", when.agree, name="agree", rule=rules.agree),
]
