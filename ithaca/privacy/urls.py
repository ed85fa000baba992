"""Addresses of privacy."""

from ithaca.kernel.doors import SCHEME, page
from ithaca.privacy import rules
from ithaca.privacy.views import answer, keeping, mine
from ithaca.privacy.views.notice import notice

app_name = "privacy"
DATA = SCHEME + "data/"

urlpatterns = [
    page("privacy/", notice, name="notice", rule=rules.notice),
    page(DATA, mine.mine, name="mine", rule=rules.mine),
    page(DATA + "ask", mine.ask, name="ask", rule=rules.ask),
    page(DATA + "asked/", answer.requests, name="requests", rule=rules.answer),
    page(DATA + "asked/<str:asked>", answer.answer, name="answer", rule=rules.answer),
    page(DATA + "asked/<str:asked>/decide", answer.decide, name="decide", rule=rules.answer),
    page(DATA + "asked/<str:asked>/take-back", mine.take_back, name="take_back", rule=rules.take_back),
    page(DATA + "asked/<str:asked>/copy", mine.copy, name="copy", rule=rules.own_copy),
    page(DATA + "for/<str:person>", answer.ask_for, name="ask_for", rule=rules.answer),
    page(DATA + "kept/", keeping.schedule, name="schedule", rule=rules.schedule),
    page(DATA + "holds/", keeping.holds, name="holds", rule=rules.hold),
    page(DATA + "holds/<str:hold>/lift", keeping.lift, name="lift", rule=rules.hold),
    page(DATA + "hold/<str:kind>/<str:subject>", keeping.hold, name="hold", rule=rules.hold),
]
