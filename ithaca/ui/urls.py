"""Addresses of the gallery; the name is what is shown."""

from django.urls import path

from ithaca.ui.views import gallery

app_name = "ui"

urlpatterns = [
    path("", gallery.gallery, name="gallery"),
    path("question/", gallery.question, name="question"),
    path("confirm/", gallery.confirm, name="confirm"),
    path("progress/", gallery.progress, name="progress"),
    path("sheet/", gallery.sheet, name="sheet"),
    path("plain/", gallery.plain, name="plain"),
    path("error/<int:status>/", gallery.error, name="error"),
]
