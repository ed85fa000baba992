"""Every address: each room's own, and sign-in pages of allauth under /account/."""

from importlib.util import find_spec

from django.urls import include, path

from ithaca.config.rooms import ROOMS

urlpatterns = [
    path("account/", include("allauth.urls")),
    *[path("", include(f"ithaca.{room}.urls")) for room in ROOMS if find_spec(f"ithaca.{room}.urls")],
]

handler400 = "ithaca.frontdesk.views.errors.bad_request"
handler403 = "ithaca.frontdesk.views.errors.forbidden"
handler404 = "ithaca.frontdesk.views.errors.not_found"
handler500 = "ithaca.frontdesk.views.errors.server_error"
