"""Asking to join."""

from ithaca.applications import rules
from ithaca.applications.views import decide, public, refer
from ithaca.kernel.doors import SCHEME, page

app_name = "applications"
urlpatterns = [
    page(SCHEME + "about/", public.scheme, name="scheme", rule=rules.scheme),
    page(SCHEME + "apply/<slug:role>/", public.apply, name="apply", rule=rules.apply),
    page(SCHEME + "refer/", refer.refer, name="refer", rule=rules.refer),
    page(SCHEME + "referrals/<str:token>/", refer.referrals, name="referrals", rule=rules.referrals),
    page(SCHEME + "application/<str:token>/", public.follow, name="follow", rule=rules.follow),
    page(SCHEME + "applications/", decide.waiting, name="waiting", rule=rules.waiting),
    page(SCHEME + "applications/<str:application>/", decide.see, name="see", rule=rules.see),
]
