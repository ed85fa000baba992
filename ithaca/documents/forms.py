"""What is asked when a document is passed on, given back or worried about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.documents.content import MOST_BYTES


class SendForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("The document"),
        help_text=_("PDF, Word, Excel, OpenDocument or plain text, up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,.odt,.ods,.txt,.csv"}),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )

    def clean_file(self) -> Any:
        """The size is asked before the file is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 5 MB. Save it smaller, for example with fewer pictures.")
            )
        return file


class BackForm(forms.Form):
    """A friendly reason."""

    reason = forms.CharField(
        label=_("What should change?"),
        help_text=_("The sender reads this."),
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say kindly what should change, so that the sender knows.")},
    )


class WorryForm(forms.Form):
    """What worries somebody about a document; a press alone is enough."""

    words = forms.CharField(
        label=_("What worries you about it?"), required=False, max_length=10_000, widget=forms.Textarea({"rows": 3})
    )
