"""Pages for whoever runs the server, and the example's way in."""

from ithaca.kernel.doors import page
from ithaca.upkeep import rules
from ithaca.upkeep.views import example, ready

app_name = "upkeep"
urlpatterns = [
    page("ready/", ready.ready, name="ready", rule=rules.ready),
    page("ready/kept-elsewhere/", ready.kept_elsewhere, name="kept_elsewhere", rule=rules.kept_elsewhere),
    page("ready/disk-encrypted/", ready.disk_encrypted, name="disk_encrypted", rule=rules.disk_encrypted),
    page("example/", example.example, name="example", rule=rules.example),
]
