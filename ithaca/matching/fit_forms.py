"""The five questions as one page with big choices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.matching.questions import ANSWERS, QUESTIONS
from ithaca.matching.services.fit import LONGEST


class FitForm(forms.Form):
    """Five questions as `role` is asked them, and a line for those who want to say more."""

    def __init__(self, data: Any = None, *, role: str) -> None:
        super().__init__(data)
        for key, (to_mentee, to_mentor, _short) in QUESTIONS.items():
            self.fields[key] = forms.ChoiceField(
                label=to_mentor if role == "mentor" else to_mentee,
                choices=list(ANSWERS.items()),
                widget=forms.RadioSelect({"class": "choices--row"}),
                error_messages={"required": _("Please choose one.")},
            )
        self.fields["words"] = forms.CharField(
            label=_("Is there anything we should know?"),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea({"rows": 2}),
        )

    def given(self) -> dict[str, Any]:
        """The answers and the words, as `answer_fit` takes them."""
        words = self.cleaned_data["words"]
        return {"answers": {key: self.cleaned_data[key] for key in QUESTIONS}, "words": words}
