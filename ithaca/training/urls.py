"""The pages about training."""

from ithaca.kernel.doors import SCHEME, page
from ithaca.training import rules
from ithaca.training.views import attendance, courses

app_name = "training"

urlpatterns = [
    page(SCHEME + "training/", courses.courses, name="courses", rule=rules.read),
    page(SCHEME + "training/add", courses.add_course, name="add_course", rule=rules.add_course),
    page(SCHEME + "training/taken-back/<str:attendance>", attendance.take_back, name="take_back", rule=rules.take_back),
    page(SCHEME + "training/<str:course>/", attendance.attendance, name="attendance", rule=rules.complete),
    page(SCHEME + "training/<str:course>/sheet", attendance.sheet, name="sheet", rule=rules.complete),
    page(SCHEME + "training/<str:course>/end", courses.end_course, name="end_course", rule=rules.end_course),
]
