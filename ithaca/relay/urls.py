"""Addresses of the relay."""

from ithaca.kernel.doors import page
from ithaca.relay import rules
from ithaca.relay.views import answers

app_name = "relay"
urlpatterns = [
    page("mail/answers/", answers.answers, name="answers", rule=rules.answers),
]
