"""The scheme in figures."""

from ithaca.kernel.doors import SCHEME, page
from ithaca.reports import rules
from ithaca.reports.views.figures import behind, figures_page

app_name = "reports"
urlpatterns = [
    page(SCHEME + "figures/", figures_page, name="figures", rule=rules.figures),
    page(SCHEME + "figures/<str:figure>/", behind, name="behind", rule=rules.behind),
]
