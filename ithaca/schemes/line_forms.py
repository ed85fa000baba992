"""The form of one line: a field for each setting it holds, built from the kind of the setting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ithaca.schemes.checking import LONGEST_TEXT
from ithaca.schemes.choices import (
    CHANNELS,
    CHECK_LEVELS,
    DURATIONS,
    FACTS,
    GENDER_RULES,
    INTERVIEWS,
    INVOLVEMENT,
    MODES,
    POLICIES,
    ROLE_CONFLICTS,
    SCREENED_BY,
    SELECTION,
    VETTING_STEPS,
)
from ithaca.schemes.labels import WORD_LABELS, every, label
from ithaca.schemes.lines import Line
from ithaca.ui.fields import DayMonthYearField, HintedChoices

Fields = dict[str, forms.Field]
OFTEN = (7, 14, 21, 28, 42, 56, 91)
SPARE_RISKS = 2
GENDER_HINTS = {
    "block": _("The usual rule where mentees are girls and boys. It is what we suggest."),
    "same": _("Girls have women as mentors, boys have men."),
    "off": _("Needs the safeguarding lead, and a note on how pairs are kept safe."),
}


def _area(name: str, rows: int = 4, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label(name), required=False, max_length=LONGEST_TEXT, widget=widget, **more)


def _lines(name: str) -> forms.CharField:
    return _area(name, 8, help_text=_("One on each line."))


def _pick(name: str, choices: dict[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label(name), choices=list(choices.items()))


def _several(name: str, choices: dict[str, Any]) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label(name), required=False, choices=list(choices.items()), widget=widget)


def _whole(name: str, required: bool = True) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "short"})
    return forms.IntegerField(label=label(name), required=required, min_value=0, max_value=5000, widget=widget)


def _often(name: str, now: int | None) -> forms.TypedChoiceField:
    known = sorted({*OFTEN, *([now] if now else [])})
    choices = [("", _("not stated")), *((str(days), every(days)) for days in known)]
    return forms.TypedChoiceField(label=label(name), required=False, choices=choices, coerce=int, empty_value=None)


def _yes(name: str) -> forms.BooleanField:
    return forms.BooleanField(label=label(name), required=False)


CHOICES = {
    "mode": MODES,
    "meetings_involve": INVOLVEMENT,
    "role_conflict": ROLE_CONFLICTS,
    "interview": INTERVIEWS,
    "check_level": CHECK_LEVELS,
    "screening_by": SCREENED_BY,
    "message_policy": POLICIES,
}
SEVERAL = {
    "channels": {k: CHANNELS[k] for k in ("meetings", "messages", "video", "telephone")},
    "vetting_steps": VETTING_STEPS,
}
LISTS = ("objectives", "ground_rules", "code")
TABLES: dict[str, dict[str, Any]] = {"facts": FACTS, "selection": SELECTION}
SHORT = ("keep_messages_why", "cost", "check_kind", "check_workforce")
OFTENS = ("meet_every_days", "write_every_days")
WHOLE = (
    "quiet_after_days",
    "prompts_a_week",
    "quiet_until",
    "log_due_days",
    "keep_messages_years",
    "permission_under",
    "check_renew_months",
)


def _offered(name: str, now: Any) -> dict[str, Any]:
    """What may be chosen of several: what is held already stays among it, and answers by mail where they are taken in here."""
    if name != "channels":
        return SEVERAL[name]
    more = [key for key in CHANNELS if key in now or (key == "mail_relay" and settings.RELAY_DOMAIN)]
    return {**SEVERAL[name], **{key: CHANNELS[key] for key in more}}


class LineForm(forms.Form):
    """What a line holds, to be changed. `changes()` gives settings and columns as `change_line` takes them."""

    hide_optional = True

    def __init__(
        self,
        data: Any = None,
        *,
        line: Line,
        names: list[str],
        holds: dict[str, Any],
        asks_reason: bool,
        **kwargs: Any,
    ) -> None:
        """`names` are the settings shown; `holds` is what the line holds now.

        A `reason` is asked once the scheme is no draft; safety lines are signed.
        """
        super().__init__(data, **kwargs)
        self.line, self.holds = line, holds
        self.names = names
        for name in names:
            self.fields.update(self._fields(name, holds[name]))
        if asks_reason:
            self.fields["reason"] = forms.CharField(
                label=_("Why do you change it?"), max_length=300, required=False, help_text=_("Kept with the change.")
            )
        if line.safety:
            self.fields["signed_name"] = signature()

    def _fields(self, name: str, now: Any) -> Fields:
        if name in TABLES:
            return self._table(name, now, TABLES[name])
        if name == "words":
            return self._words(now)
        if name == "duration":
            return self._duration(now)
        if name == "risks":
            return self._risks(now)
        field = self._single(name, now)
        field.initial = "\n".join(now) if name in LISTS else now
        return {name: field}

    def _single(self, name: str, now: Any) -> forms.Field:
        if name == "gender_rule":
            widget = HintedChoices(hints=GENDER_HINTS)
            return forms.ChoiceField(label=label(name), choices=list(GENDER_RULES.items()), widget=widget)
        makers: list[tuple[Any, Callable[[], forms.Field]]] = [
            (CHOICES, lambda: _pick(name, CHOICES[name])),
            (SEVERAL, lambda: _several(name, _offered(name, now))),
            (LISTS, lambda: _lines(name)),
            (SHORT, lambda: forms.CharField(label=label(name), required=False, max_length=200)),
            (OFTENS, lambda: _often(name, now)),
            (WHOLE, lambda: _whole(name)),
            (("meet_minutes", "quiet_from", "reply_days"), lambda: _whole(name, required=False)),
        ]
        for names, make in makers:
            if name in names:
                return make()
        return _yes(name) if isinstance(now, bool) else _area(name)

    @staticmethod
    def _table(name: str, now: dict[str, str], known: dict[str, Any]) -> Fields:
        return {
            f"{name}_{key}": forms.CharField(
                label=words,
                required=False,
                max_length=1000,
                initial=now.get(key, ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            for key, words in known.items()
        }

    @staticmethod
    def _words(now: dict[str, str]) -> Fields:
        return {
            f"words_{key}": forms.CharField(
                label=words,
                required=False,
                max_length=40,
                initial=now.get(key, ""),
                widget=forms.TextInput({"class": "medium"}),
            )
            for key, words in WORD_LABELS.items()
        }

    @staticmethod
    def _duration(now: dict[str, Any]) -> Fields:
        date_given = now.get("date")
        return {
            "duration_kind": forms.ChoiceField(
                label=label("duration"), choices=list(DURATIONS.items()), initial=now.get("kind")
            ),
            "duration_number": forms.IntegerField(
                label=_("How many weeks, months, hours or days?"),
                required=False,
                min_value=1,
                max_value=1000,
                initial=now.get("number"),
                widget=forms.NumberInput(attrs={"class": "short"}),
            ),
            "duration_date": DayMonthYearField(
                label=_("Until which day?"),
                required=False,
                initial=date.fromisoformat(date_given) if date_given else None,
            ),
        }

    @staticmethod
    def _risks(now: list[dict[str, str]] | tuple[dict[str, str], ...]) -> Fields:
        fields: Fields = {}
        rows = [*now, *({} for _spare in range(SPARE_RISKS))]
        for number, risk in enumerate(rows, start=1):
            for part, words in (
                ("risk", _("%(n)s. What could go wrong?")),
                ("control", _("What do you do about it?")),
                ("owner", _("Who sees to it?")),
            ):
                widget = forms.TextInput() if part == "owner" else forms.Textarea(attrs={"rows": 2})
                fields[f"risks_{number}_{part}"] = forms.CharField(
                    label=words % {"n": number},
                    required=False,
                    max_length=1000,
                    initial=risk.get(part, ""),
                    widget=widget,
                )
        return fields

    def changes(self) -> dict[str, Any]:
        """Setting or column name -> the new value."""
        return {name: self._value(name) for name in self.names}

    def _value(self, name: str) -> Any:
        given = self.cleaned_data
        if name in TABLES or name == "words":
            known = TABLES.get(name, WORD_LABELS)
            return {key: given[f"{name}_{key}"].strip() for key in known if given[f"{name}_{key}"].strip()}
        if name == "duration":
            return self._length()
        if name == "risks":
            return self._kept_risks()
        if name in LISTS:
            return [line.strip() for line in given[name].splitlines() if line.strip()]
        return given[name]

    def _length(self) -> dict[str, Any]:
        given = self.cleaned_data
        kind, day = given["duration_kind"], given["duration_date"]
        counted = kind in ("weeks", "months", "hours", "days")
        same = (
            counted
            and kind == self.holds["duration"]["kind"]
            and given["duration_number"] == self.holds["duration"]["number"]
        )
        return {
            "kind": kind,
            "number": given["duration_number"] if counted else None,
            "date": day.isoformat() if kind == "date" and day else None,
            "most": self.holds["duration"].get("most") if same else None,
        }

    def _kept_risks(self) -> list[dict[str, str]]:
        given = self.cleaned_data
        numbers = range(1, sum(1 for name in self.fields if name.endswith("_owner")) + 1)
        rows = [{part: given[f"risks_{n}_{part}"].strip() for part in ("risk", "control", "owner")} for n in numbers]
        return [row for row in rows if any(row.values())]


def signature() -> forms.CharField:
    """The box for the name of whoever signs."""
    return forms.CharField(
        label=_("I have read this and stand by it. My full name:"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Sign with your own name.")},
    )


class SignForm(forms.Form):
    """Signing a safety line as it stands."""

    signed_name = signature()


class TalksForm(SignForm):
    """The two talks a school's online scheme needs before it opens (SCH-22), and the signature."""

    hide_optional = True
    field_order = (
        "broadband_name",
        "broadband_on",
        "broadband_outcome",
        "esafety_name",
        "esafety_on",
        "esafety_outcome",
        "signed_name",
    )

    broadband_name = forms.CharField(label=_("Whom did you talk to at the internet provider?"), max_length=120)
    broadband_on = DayMonthYearField(label=_("When?"))
    broadband_outcome = forms.CharField(
        label=_("What came of it?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    esafety_name = forms.CharField(label=_("Who is the officer for safety online?"), max_length=120)
    esafety_on = DayMonthYearField(label=_("When did you talk?"))
    esafety_outcome = forms.CharField(
        label=_("What came of it?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def details(self) -> dict[str, Any]:
        """Both talks, as `confirm_line` takes them."""
        given = self.cleaned_data
        return {
            talk: {
                "name": given[f"{talk}_name"],
                "on": given[f"{talk}_on"].isoformat(),
                "outcome": given[f"{talk}_outcome"],
            }
            for talk in ("broadband", "esafety")
        }
