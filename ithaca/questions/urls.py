"""What we ask."""

from ithaca.kernel.doors import SCHEME, page
from ithaca.questions import rules
from ithaca.questions.views import edit

app_name = "questions"
urlpatterns = [
    page(SCHEME + "questions/", edit.forms, name="forms", rule=rules.forms),
    page(SCHEME + "questions/add/<slug:purpose>/", edit.add, name="add", rule=rules.change),
    page(SCHEME + "questions/<str:question>/", edit.question, name="question", rule=rules.change),
]
