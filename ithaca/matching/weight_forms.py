"""The form of what counts: a word for each criterion, and what happens around a match."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.matching.criteria import Answered, Line, weighed
from ithaca.matching.workplace import THERE
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.choices import WEIGHTS

OFFER_DAYS = ((0, gettext_lazy("no end")), (7, gettext_lazy("one week")), (14, gettext_lazy("two weeks")),
              (21, gettext_lazy("three weeks")), (28, gettext_lazy("four weeks")))  # fmt: skip
FIT_WEEKS = ((0, gettext_lazy("not at all")), (2, gettext_lazy("after two weeks")), (4, gettext_lazy("after four weeks")),
             (8, gettext_lazy("after eight weeks")), (12, gettext_lazy("after twelve weeks")))  # fmt: skip


def answered_words(answered: Answered) -> str:
    """How many have given the answers, said only where some are missing."""
    if answered.all:
        return ""
    return _("Answered by %(mentees)d of %(of_mentees)d mentees and %(mentors)d of %(of_mentors)d mentors.") % {
        "mentees": answered.mentees,
        "of_mentees": answered.of_mentees,
        "mentors": answered.mentors,
        "of_mentors": answered.of_mentors,
    }


def _hint(line: Line) -> str:
    """What a line compares, where its name does not say it all."""
    if line.entry["kind"] == "ahead":
        return _("A higher grade, band or level is more senior; titles such as manager or director are read too.")
    if line.entry["mentor"] == THERE:
        return _("Not somebody who only works from elsewhere.")
    return ""


def _offered(known: tuple[tuple[int, Any], ...], now: int, words: str) -> list[tuple[int, Any]]:
    """The usual numbers, and the scheme's own where it is none of them."""
    return [*known, *([] if now in dict(known) else [(now, words % {"n": now})])]


class WeightsForm(forms.Form):
    """One word for each criterion; then six settings around a match. A reason is asked when it is saved."""

    hide_optional = True

    def __init__(self, data: Any = None, *, lines: list[Line], arrangements: Arrangements, saving: bool) -> None:
        super().__init__(data)
        self.lines = {line.key: line for line in lines}
        for line in lines:
            self.fields[line.key] = forms.ChoiceField(
                label=line.entry["name"],
                choices=list(WEIGHTS.items()),
                initial=line.weight,
                help_text=" ".join(filter(None, [_hint(line), answered_words(line.answered)])),
                widget=forms.Select({"class": "medium"}),
            )
        self.around = self._around(arrangements)
        self.fields.update(self.around)
        if saving:
            self.fields["reason"] = forms.CharField(
                label=_("Why do you change it?"),
                help_text=_("A few words. They are kept."),
                max_length=300,
                required=False,
            )

    @staticmethod
    def _around(now: Arrangements) -> dict[str, forms.Field]:
        days = _offered(OFFER_DAYS, now.offer_days, _("%(n)d days"))
        weeks = _offered(FIT_WEEKS, now.fit_after_weeks, _("after %(n)d weeks"))
        medium = {"class": "medium"}
        return {
            "offer_days": forms.TypedChoiceField(
                label=_("How long does an offer wait for an answer?"), choices=days, coerce=int,
                initial=now.offer_days, widget=forms.Select(medium),
            ),
            "fit_after_weeks": forms.TypedChoiceField(
                label=_("When do both answer five short questions?"), choices=weeks, coerce=int,
                initial=now.fit_after_weeks, widget=forms.Select(medium),
            ),
            "trial_meeting": forms.BooleanField(
                label=_("Start with a trial"), required=False, initial=now.trial_meeting,
                help_text=_("After the first meeting each says privately whether to go on. A no is nobody’s fault."),
            ),
            "mentees_choose": forms.BooleanField(
                label=_("Let mentees choose"), required=False, initial=now.mentees_choose,
                help_text=_("Adults look among mentors who agreed to be found. Under 18, you pick up to three."),
            ),
            "mentors_choose": forms.BooleanField(
                label=_("Let mentors say whom they would like to mentor"), required=False, initial=now.mentors_choose,
                help_text=_("Adults only. Nobody under 18 is ever shown in a list. You still decide."),
            ),
            "share_mentors": forms.BooleanField(
                label=_("Share mentors with other schemes on this server"), required=False, initial=now.share_mentors,
                help_text=_("Only mentors who agree, and it goes both ways: you see theirs, they see yours."),
            ),
        }  # fmt: skip

    def may_be_saved(self, *, same: bool) -> bool:
        """Whether what was chosen is what was shown (`same`) and has a reason; what is wrong is said at its place."""
        if not same:
            self.add_error(None, _("You have changed something since you looked. This is what it would do now."))
        if not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", _("Say why, in a few words. It is kept with the change."))
        return self.is_valid()

    def criteria_fields(self) -> list[forms.BoundField]:
        """The words of the criteria, to be drawn first."""
        return [self[key] for key in self.lines]

    def around_fields(self) -> list[forms.BoundField]:
        """The settings around a match."""
        return [self[key] for key in self.around]

    def changes(self) -> dict[str, Any]:
        """Setting -> value, of what the whole page holds."""
        given = self.cleaned_data
        words = {key: given[key] for key in self.lines}
        return {"criteria": weighed(self.lines.values(), words), **{name: given[name] for name in self.around}}
