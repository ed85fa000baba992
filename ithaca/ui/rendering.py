"""How Django draws our forms: label, hint, error, control, in that order (`FORM_RENDERER = "ithaca.ui.rendering.Renderer"`)."""

from __future__ import annotations

from pathlib import Path

import django.forms
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.functional import cached_property


class Renderer(DjangoTemplates):
    """Our templates before Django's: an engine of its own, so that no project setting has to list `django.forms`."""

    form_template_name = "ui/forms/fields.html"
    field_template_name = "ui/forms/field.html"

    @cached_property
    def engine(self) -> Backend:
        """Look first in this room, then in Django's own forms, then in the other rooms (for their own widgets)."""
        forms_folder = django.forms.__file__ or ""
        return Backend(
            {
                "APP_DIRS": True,
                "DIRS": [Path(__file__).parent / "templates", Path(forms_folder).parent / "templates"],
                "NAME": "ithaca-forms",
                "OPTIONS": {},
            }
        )
