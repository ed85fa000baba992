"""What is held."""

from ithaca.kernel.doors import page
from ithaca.privacy import rules
from ithaca.privacy.views.notice import notice

app_name = "privacy"
urlpatterns = [page("privacy/", notice, name="notice", rule=rules.notice)]
