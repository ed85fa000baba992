"""Django's usual words for a field that was filled in wrongly, said more plainly. A field's own `error_messages` still win."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Please fill this in.")},
    forms.EmailField: {"invalid": _("Enter an e-mail address, like name@example.org.")},
    forms.IntegerField: {"invalid": _("Enter a whole number, in figures.")},
    forms.DecimalField: {"invalid": _("Enter a number, in figures.")},
    forms.DateField: {"invalid": _("Enter a date, like 3/4/2027.")},
    forms.TimeField: {"invalid": _("Enter a time, like 14:30.")},
    forms.URLField: {"invalid": _("Enter a web address, like https://example.org.")},
    forms.BooleanField: {"required": _("Tick this box to go on.")},
    forms.ChoiceField: {"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")},
    forms.MultipleChoiceField: {"required": _("Choose at least one.")},
    forms.ModelChoiceField: {"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")},
    forms.ModelMultipleChoiceField: {"required": _("Choose at least one.")},
    forms.FileField: {"required": _("Choose a file."), "empty": _("This file is empty. Choose another.")},
}


def speak_plainly() -> None:
    """Put SENTENCES in place of Django's; called once when the apps are ready."""
    for field, sentences in SENTENCES.items():
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **sentences}
