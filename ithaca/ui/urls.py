"""Addresses of the gallery; the name is what is shown."""

from ithaca.kernel.doors import page
from ithaca.ui.rules import LOOK
from ithaca.ui.views import gallery

app_name = "ui"

urlpatterns = [
    page("ui/", gallery.gallery, name="gallery", rule=LOOK),
    page("ui/question/", gallery.question, name="question", rule=LOOK),
    page("ui/confirm/", gallery.confirm, name="confirm", rule=LOOK),
    page("ui/progress/", gallery.progress, name="progress", rule=LOOK),
    page("ui/sheet/", gallery.sheet, name="sheet", rule=LOOK),
    page("ui/plain/", gallery.plain, name="plain", rule=LOOK),
    page("ui/error/<int:status>/", gallery.error, name="error", rule=LOOK),
]
