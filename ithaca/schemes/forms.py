"""Forms of this room: the five questions, posts and absence, and the steps of a scheme's life."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.kernel.roles import POSTS, Role
from ithaca.organisations.models import Partner
from ithaca.schemes.arrangements import Duration
from ithaca.schemes.labels import how_long
from ithaca.schemes.services.posts import NARROWED
from ithaca.schemes.starters import Starter
from ithaca.ui.fields import DayMonthYearField, HintedChoices

LONG_TEXT = 2000
OFFERED = (
    Duration("academic_year"),
    *(Duration("months", months) for months in (3, 6, 12, 18, 24)),
    Duration("open"),
    Duration("pair"),
    Duration(),
)
#: The posts a person can be named for on the page of posts, with what each does.
POST_HINTS = {
    Role.COORDINATOR: _("Runs the scheme day by day. There is one."),
    Role.DEPUTY: _("Helps the co-ordinator, and is on duty at sessions."),
    Role.MANAGER: _("Answers for the purpose and the rules, and sees figures only."),
    Role.SAFEGUARDING_LEAD: _("Decides about checks and worries. There is one."),
    Role.DEPUTY_SAFEGUARDING_LEAD: _("Stands in for the lead, and confirms what needs two people."),
    Role.THIRD_PERSON: _("Is told when a worry is about the co-ordinator or the lead. There is one."),
    Role.MATCHER: _("Suggests who goes with whom."),
    Role.PARTNER_CONTACT: _("Sees the mentors that their own organisation supplies."),
    Role.SCHOOL_CONTACT: _("Sees the pupils of their own school: cards, permissions, sessions."),
}


MAIL_LABELS = {
    "coordinator": _("The co-ordinator’s e-mail address"),
    "lead": _("The safeguarding lead’s e-mail address"),
    "third": _("That person’s e-mail address"),
}


def _length_key(duration: Duration) -> str:
    """How a length stands among the choices: "academic_year", "months:6"."""
    return f"{duration.kind}:{duration.number}" if duration.number else duration.kind


def _lengths(own: Duration) -> list[tuple[str, str]]:
    """The lengths offered at set-up, the starter's own first; every other length can be set in the line about meeting."""
    offered = [own, *OFFERED]
    return list(
        {_length_key(d): how_long({"kind": d.kind, "number": d.number, "most": d.most}) for d in offered}.items()
    )


class FiveQuestions(forms.Form):
    """What no starter can answer. One short page; everything else stands in the starter."""

    hide_optional = False

    name = forms.CharField(
        label=_("1. What is the scheme called?"),
        max_length=120,
        error_messages={"required": _("Give the scheme a name.")},
    )
    audience = forms.CharField(label=_("2. Who is it for?"), max_length=300)
    partners = forms.CharField(
        label=_("Which schools or employers take part?"),
        help_text=_("One on each line. You can add more later."),
        required=False,
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    starts_on = DayMonthYearField(
        label=_("4. When does it start?"), error_messages={"required": _("Enter a day, a month and a year.")}
    )
    duration = forms.ChoiceField(label=_("How long does a pair go on?"), choices=())
    meeting_plan = forms.CharField(
        label=_("5. Where do pairs meet, and how often?"),
        help_text=_("The starter has written this for you. Change what is different with you."),
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, starter: Starter, me: tuple[str, str] = ("", ""), **kwargs: Any) -> None:
        """`me` is the name and e-mail address of whoever fills it in; she is likely the co-ordinator."""
        arranged = starter.arrangements
        initial = {
            "audience": arranged.audience,
            "duration": _length_key(arranged.duration),
            "meeting_plan": arranged.meeting_plan,
            "coordinator_name": me[0],
            "coordinator_email": me[1],
        }
        super().__init__(data, initial=initial, **kwargs)
        self.starter = starter
        self.fields["duration"].choices = _lengths(arranged.duration)  # type: ignore[attr-defined]
        for post, label in self._posts():
            needed = post != "third" or self.apart
            self.fields[f"{post}_name"] = forms.CharField(label=label, max_length=120, required=needed)
            self.fields[f"{post}_email"] = forms.EmailField(label=MAIL_LABELS[post], required=False, max_length=254)
        first = ["name", "audience", "partners"]
        posts = [f"{post}_{part}" for post, _label in self._posts() for part in ("name", "email")]
        self.order_fields([*first, *posts, "starts_on", "duration", "meeting_plan"])
        if starter.partners_are:
            self.fields["partners"].label = (
                _("Which schools take part?") if starter.partners_are == "school" else _("Which firms take part?")
            )
        else:
            del self.fields["partners"]

    @property
    def apart(self) -> bool:
        """True where mentees may be under 18, so that three different people are needed."""
        return self.starter.arrangements.mentees_may_be_children

    def _posts(self) -> list[tuple[str, Any]]:
        return [
            ("coordinator", _("3. Who is the co-ordinator?")),
            ("lead", _("Who is the safeguarding lead?")),
            ("third", _("Who is told when a worry is about one of those two?")),
        ]

    def clean_starts_on(self) -> date | None:
        """A start more than ten years away is a slip of the keys."""
        day: date | None = self.cleaned_data["starts_on"]
        if day is not None and not 2000 <= day.year <= date.today().year + 10:
            raise forms.ValidationError(_("Check the year."))
        return day

    def clean(self) -> dict[str, Any]:
        """Three different people, where mentees may be under 18."""
        cleaned = super().clean() or {}
        if self.apart:
            self._three_people(cleaned)
        return cleaned

    def _three_people(self, cleaned: dict[str, Any]) -> None:
        named: dict[tuple[str, str], str] = {}
        for post, _label in self._posts():
            name = " ".join(str(cleaned.get(f"{post}_name") or "").split()).casefold()
            key = (name, str(cleaned.get(f"{post}_email") or "").casefold())
            if name and key in named:
                apart = _("This must be somebody else: whom a worry is about must not be the one who is told.")
                self.add_error(f"{post}_name", apart)
            named[key] = post

    def answers(self) -> dict[str, Any]:
        """The settings among the answers, as `create_scheme` takes them."""
        given = self.cleaned_data
        kind, _colon, number = given["duration"].partition(":")
        length = {"kind": kind, "number": int(number) if number else None, "date": None, "most": None}
        if given["duration"] == _length_key(self.starter.arrangements.duration):
            length = self.starter.arrangements.to_json()["duration"]
        return {
            "audience": given["audience"],
            "starts_on": given["starts_on"].isoformat(),
            "duration": length,
            "meeting_plan": given["meeting_plan"],
        }

    def partner_names(self) -> list[str]:
        """The schools or employers, one of each name."""
        lines = [" ".join(line.split())[:120] for line in self.cleaned_data.get("partners", "").splitlines()]
        return list(dict.fromkeys(line for line in lines if line))[:50]


class AppointForm(forms.Form):
    """Naming somebody for a post."""

    role = forms.ChoiceField(label=_("Which post?"), choices=[(role.value, role.words.capitalize()) for role in POSTS])
    name = forms.CharField(label=_("Who?"), max_length=120, error_messages={"required": _("Write the person’s name.")})
    email = forms.EmailField(
        label=_("Their e-mail address"),
        required=False,
        max_length=254,
        help_text=_("We use it to find the person if we know them already, and to invite them."),
    )
    partner = forms.ChoiceField(
        label=_("For which school or partner?"),
        required=False,
        help_text=_("Only for a school or partner contact."),
    )

    def __init__(self, data: Any = None, *, partners: list[Partner], fixed: Role | None = None, **kwargs: Any) -> None:
        """`fixed` is the post already chosen on the page before; then it is not asked again."""
        super().__init__(data, **kwargs)
        self.by_id = {partner.public_id: partner for partner in partners}
        self.fields["partner"].choices = [("", "–"), *((key, p.name) for key, p in self.by_id.items())]  # type: ignore[attr-defined]
        self.fields["role"].widget = HintedChoices(
            choices=self.fields["role"].choices,  # type: ignore[attr-defined]
            hints={role.value: words for role, words in POST_HINTS.items()},
        )
        if fixed is not None:
            self.fields["role"].widget = forms.HiddenInput()
            self.fields["role"].initial = fixed.value
            if fixed not in NARROWED:
                del self.fields["partner"]

    def clean(self) -> dict[str, Any]:
        """A contact is somebody's contact; nobody else is."""
        cleaned = super().clean() or {}
        role = cleaned.get("role")
        if role in {r.value for r in NARROWED} and not cleaned.get("partner"):
            self.add_error("partner" if "partner" in self.fields else None, _("Say for which school or partner."))
        if role not in {r.value for r in NARROWED}:
            cleaned["partner"] = ""
        return cleaned

    @property
    def chosen_partner(self) -> Partner | None:
        """The school or partner chosen."""
        return self.by_id.get(self.cleaned_data["partner"])


class AwayForm(forms.Form):
    """“I am away, … covers.”"""

    person = forms.ChoiceField(label=_("Who is away?"))
    first_day = DayMonthYearField(label=_("From"))
    last_day = DayMonthYearField(label=_("Until, that day included"))
    covered_by = forms.ChoiceField(label=_("Who covers?"))

    def __init__(self, data: Any = None, *, people: list[Any], covers: list[Any], **kwargs: Any) -> None:
        """`people` may be away, `covers` may cover: persons who hold a post."""
        super().__init__(data, **kwargs)
        self.by_id = {person.public_id: person for person in [*people, *covers]}
        self.fields["person"].choices = [(p.public_id, p.name) for p in people]  # type: ignore[attr-defined]
        self.fields["covered_by"].choices = [("", _("Choose")), *((p.public_id, p.name) for p in covers)]  # type: ignore[attr-defined]

    def chosen(self, name: str) -> Any:
        """The person chosen under `name`."""
        return self.by_id[self.cleaned_data[name]]


class EndForm(forms.Form):
    """Why a scheme ends."""

    grounds = forms.CharField(
        label=_("Why does it end?"),
        help_text=_("It stays with the scheme, for those who ask later."),
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the scheme ends.")},
    )


class NothingForm(forms.Form):
    """A press and nothing else."""
