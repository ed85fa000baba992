"""Reading forms, and turning their questions into fields that clean what is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.questions.models import Form, Question
from ithaca.schemes.models import Scheme
from ithaca.sheets import Sentence, parse_phone
from ithaca.ui.fields import DayMonthYear, DayMonthYearField


def form_of(scheme: Scheme, purpose: str) -> Form | None:
    """The form for "mentor" or "mentee" applications, or None before it was laid out."""
    found: Form | None = Form.objects.filter(scheme=scheme, purpose=purpose).first()
    return found


def questions_of(form: Form) -> list[Question]:
    """The questions that are asked now, in order."""
    return list(Question.objects.filter(form=form, removed_at=None).order_by("position", "pk"))


def questions_visible_to(by: Actor) -> QuerySet[Question]:
    """The questions of the open scheme, for those who edit them."""
    rows: QuerySet[Question] = Question.objects.filter(removed_at=None).select_related("form")
    return rows if by.kind == "job" or by.holds(Role.COORDINATOR) else rows.none()


class ListField(forms.CharField):
    """One thing on each line; commas and semicolons part things too. Cleans to a list of texts."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> Any:
        """The things, without blanks and repeats."""
        text = super().clean(value)
        parts = [part.strip() for line in text.splitlines() for part in line.replace(";", ",").split(",")]
        return list(dict.fromkeys(part for part in parts if part))


class PhoneField(forms.CharField):
    """A telephone number as people write it; kept in international form."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "medium"})

    def clean(self, value: Any) -> Any:
        """E.164, or what is wrong with it."""
        text = super().clean(value)
        if not text:
            return ""
        parsed = parse_phone(text)
        if parsed is None or isinstance(parsed, Sentence):
            raise forms.ValidationError(str(parsed or _("This is not a telephone number.")))
        return parsed.e164


def field_for(question: Question) -> forms.Field:
    """The field that asks `question` and cleans its answer to text, a number, a list, yes or no."""
    common: dict[str, Any] = {"label": question.label, "help_text": question.hint, "required": question.required}
    choices = [(choice, choice) for choice in question.choices]
    match question.kind:
        case "long":
            return forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 5}), **common)
        case "date":
            return DayMonthYearField(widget=DayMonthYear(birthday=question.key == "date_of_birth"), **common)
        case "email":
            return forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}), **common)
        case "phone":
            return PhoneField(max_length=40, **common)
        case "number":
            return forms.IntegerField(min_value=0, max_value=100_000, **common)
        case "choice":
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
        case "choices":
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
        case "list":
            return ListField(max_length=2000, **common)
        case "yes_no":
            yes_no = [("yes", _("Yes")), ("no", _("No"))]
            return forms.ChoiceField(
                choices=yes_no, widget=forms.RadioSelect(attrs={"class": "choices--row"}), **common
            )
    names = {"given_name": "given-name", "family_name": "family-name"}
    return forms.CharField(
        max_length=300, widget=forms.TextInput(attrs={"autocomplete": names.get(question.key, "on")}), **common
    )


def form_class(form: Form, base: type[forms.Form] = forms.Form) -> type[forms.Form]:
    """A Django form that asks the questions of `form` as they stand now."""
    return type("AskedForm", (base,), {q.key: field_for(q) for q in questions_of(form)})


def to_answers(cleaned: dict[str, Any]) -> dict[str, Any]:
    """Cleaned values as they are kept: dates in ISO form, empty ones left out."""
    kept = {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in cleaned.items()}
    return {key: value for key, value in kept.items() if value not in (None, "", [])}
