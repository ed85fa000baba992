"""Where people arrive."""

from ithaca.frontdesk import rules
from ithaca.frontdesk.views.people import person, search
from ithaca.frontdesk.views.today import home, more, today_page
from ithaca.kernel.doors import SCHEME, page

app_name = "frontdesk"
urlpatterns = [
    page("", home, name="home", rule=rules.home),
    page("places/", home, name="places", rule=rules.home),
    page(SCHEME, today_page, name="today", rule=rules.today),
    page(SCHEME + "more/", more, name="more", rule=rules.more),
    page(SCHEME + "search/", search, name="search", rule=rules.search),
    page(SCHEME + "people/<str:person>/", person, name="person", rule=rules.person),
]
