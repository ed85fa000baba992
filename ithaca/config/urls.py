"""Every address: each room's own, and sign-in pages of allauth under /account/."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from ithaca.config.rooms import ROOMS

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    *[path("", include(f"ithaca.{room}.urls")) for room in ROOMS if find_spec(f"ithaca.{room}.urls")],
]

if settings.RELAY_WEBHOOK:
    from ithaca.relay.webhooks import addresses

    urlpatterns += addresses()

handler400 = "ithaca.ui.views.errors.bad_request"
handler403 = "ithaca.ui.views.errors.permission_denied"
handler404 = "ithaca.ui.views.errors.page_not_found"
handler500 = "ithaca.ui.views.errors.server_error"
