"""The pages about insurance, risks, places and duty."""

from ithaca.cover import rules
from ithaca.cover.views import duty, overview, places
from ithaca.kernel.doors import SCHEME, page

app_name = "cover"

urlpatterns = [
    page(SCHEME + "cover/", overview.overview, name="overview", rule=rules.read),
    page(SCHEME + "cover/insurance", overview.insurance, name="insurance", rule=rules.add_insurance),
    page(SCHEME + "cover/risks", overview.risks, name="risks", rule=rules.approve_risks),
    page(SCHEME + "cover/places", places.places, name="places", rule=rules.add_place),
    page(SCHEME + "cover/places/<str:place>/close", places.close, name="close_place", rule=rules.close_place),
    page(SCHEME + "cover/duty", duty.duty, name="duty", rule=rules.put_on_duty),
    page(SCHEME + "cover/duty/<str:duty>/drop", duty.drop, name="drop_duty", rule=rules.drop_duty),
]
