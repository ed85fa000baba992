"""Addresses of moderation."""

from __future__ import annotations

from ithaca.kernel.doors import SCHEME, page
from ithaca.moderation import rules
from ithaca.moderation.views import readings

app_name = "moderation"
READ = SCHEME + "reading/"

urlpatterns = [
    page(READ, readings.readings, name="readings", rule=rules.read),
    page(READ + "minutes", readings.rate, name="rate", rule=rules.rate),
    page(READ + "<str:reading>", readings.find, name="find", rule=rules.find),
]
