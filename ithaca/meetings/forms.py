"""Forms about meetings. Date, place and length come filled in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ithaca.cover.selectors import places_of
from ithaca.meetings.models import Meeting
from ithaca.meetings.selectors import channels_of, last_day_of, usual_time
from ithaca.meetings.states import CHANNELS, LONGEST, SHORTEST
from ithaca.mentorships.models import Mentorship
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import is_closed
from ithaca.ui.fields import DayMonthYearField

WORDS = 5_000


class WhenForm(forms.Form):
    """Day, time and length."""

    day = DayMonthYearField(label=_("Day"))
    clock = forms.TimeField(
        label=_("Time"),
        input_formats=["%H:%M", "%H.%M", "%H %M", "%H"],
        error_messages={"invalid": _("Write the time like 14:30.")},
        widget=forms.TimeInput({"class": "short"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(
        label=_("How many minutes"),
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.NumberInput({"class": "short"}),
        error_messages={
            "min_value": _("Between 5 minutes and 12 hours (720)."),
            "max_value": _("Between 5 minutes and 12 hours (720)."),
        },
    )

    def starts_at(self) -> datetime:
        """The moment that day and time name, in the local zone."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"]))


class MeetingForm(WhenForm):
    """When, how and where, within what the scheme allows: one channel or one place is not asked for."""

    def __init__(self, *args: Any, pair: Mentorship, **kwargs: Any) -> None:
        """`pair` says which scheme's channels and places are offered."""
        super().__init__(*args, **kwargs)
        self.pair = pair
        arrangements = pair.scheme.arrangements
        self.channels = channels_of(pair.scheme)
        if len(self.channels) > 1:
            choices = [(channel, CHANNELS[channel]) for channel in self.channels]
            self.fields["channel"] = forms.ChoiceField(label=_("How"), choices=choices, widget=forms.RadioSelect)
        if "meetings" not in self.channels:
            return
        only = arrangements.designated_places_only
        places = places_of(pair.scheme)
        self.fields["place"] = forms.ModelChoiceField(
            places,
            label=_("Place"),
            to_field_name="public_id",
            required=only and len(self.channels) == 1,
            empty_label=None if only and len(self.channels) == 1 else "–",
        )
        self.fields["place"].label_from_instance = lambda place: place.name  # type: ignore[attr-defined]
        if not only:
            self.fields["place_words"] = forms.CharField(label=_("Or another place"), required=False, max_length=120)

    def where(self) -> dict[str, Any]:
        """channel, place and place_words as the services take them."""
        data = self.cleaned_data
        channel = data.get("channel") or (self.channels[0] if self.channels else "meetings")
        met = channel == "meetings"
        place = data.get("place") if met else None
        words = data.get("place_words", "") if met and place is None else ""
        return {"channel": channel, "place": place, "place_words": words}


class LogForm(MeetingForm):
    """What took place. Both came unless said otherwise; words only where the scheme asks for them."""

    mentor_came = forms.BooleanField(label=_("The mentor came"), required=False)
    mentee_came = forms.BooleanField(label=_("The mentee came"), required=False)

    def __init__(self, *args: Any, pair: Mentorship, **kwargs: Any) -> None:
        """`pair` says what the scheme wants to know."""
        super().__init__(*args, pair=pair, **kwargs)
        arrangements = pair.scheme.arrangements
        for role in ("mentor", "mentee"):
            label = _("The %(role)s came") % {"role": arrangements.word(role)}
            self.fields[f"{role}_came"].label = label
        if arrangements.log_asks_words:
            self.fields["words"] = forms.CharField(
                label=_("What did you talk about, and what was agreed?"),
                help_text=_("The two of you read this. Like messages it is checked by a computer first."),
                required=False,
                max_length=WORDS,
                widget=forms.Textarea({"rows": 4}),
            )
            self.fields["gave_advice"] = forms.BooleanField(
                label=_("I gave advice rather than mentored"), required=False
            )
        self.order_fields(["day", "clock", "minutes", "channel", "place", "place_words", "words", "gave_advice"])

    def facts(self) -> dict[str, Any]:
        """Everything as `log_meeting` takes it."""
        data = self.cleaned_data
        kept: dict[str, Any] = {
            name: data[name] for name in ("mentor_came", "mentee_came", "words", "gave_advice") if name in data
        }
        return {"starts_at": self.starts_at(), "minutes": data["minutes"], **self.where(), **kept}


class CorrectForm(WhenForm):
    """What was wrong in a log. The words are the pair's own; only they see them here."""

    reason = forms.CharField(label=_("What was wrong?"), max_length=200)

    def __init__(self, *args: Any, words: str | None = None, **kwargs: Any) -> None:
        """`words` are those of the log where the reader may see them, else None."""
        super().__init__(*args, **kwargs)
        if words is not None:
            self.fields["words"] = forms.CharField(
                label=_("What you talked about"),
                required=False,
                initial=words,
                max_length=WORDS,
                widget=forms.Textarea({"rows": 4}),
            )
        self.order_fields(["day", "clock", "minutes", "words", "reason"])


class CancelForm(forms.Form):
    """A word on why, for the record; not sent to anybody."""

    reason = forms.CharField(label=_("Why? You may leave this empty."), required=False, max_length=200)


def initial_of(pattern: Meeting | None, planned: Meeting | None, pair: Mentorship, *, at: datetime) -> dict[str, Any]:
    """What the form starts with: the planned meeting itself; else today, with time, length and place of the last one."""
    arrangements = pair.scheme.arrangements
    local = timezone.localtime(pattern.starts_at) if pattern else None
    minutes = (pattern.minutes if pattern else 0) or arrangements.meet_minutes or 60
    if planned is not None and local is not None:
        day, clock = local.date(), local.time()
    else:
        day, clock = _latest(local.time() if local else None, minutes, at)
    return {
        "day": day,
        "clock": clock.replace(second=0, microsecond=0),
        "minutes": minutes,
        "channel": pattern.channel if pattern else next(iter(channels_of(pair.scheme)), "meetings"),
        "place": pattern.place.public_id if pattern and pattern.place else _only_place(pair),
        "place_words": pattern.place_words if pattern else "",
        "mentor_came": True,
        "mentee_came": True,
    }


def next_of(pair: Mentorship, *, at: datetime) -> dict[str, Any]:
    """Day and time to propose for the next meeting: the usual weekday and hour, as long after the last as the scheme wants,
    and not on a day on which the scheme is closed."""
    usual, last, today = usual_time(pair), last_day_of(pair), timezone.localdate(at)
    every = pair.scheme.arrangements.meet_every_days or 7
    if usual is None:
        return {"day": _open_day(pair.scheme, today + timedelta(days=every), step=1)}
    wanted = max(today + timedelta(days=1), (last or today) + timedelta(days=every))
    # Pairs who meet more often than weekly have no weekday to keep; the others get theirs, in the week that is nearest.
    if every >= 7:
        wanted = max(today + timedelta(days=1), wanted - timedelta(days=3))
        wanted += timedelta(days=(usual.weekday() - wanted.weekday()) % 7)
    return {"day": _open_day(pair.scheme, wanted, step=7 if every >= 7 else 1), "clock": usual.time()}


def _open_day(scheme: Scheme, day: date, *, step: int) -> date:
    """`day`, or the first one so many steps of `step` days later on which the scheme is not closed."""
    while is_closed(scheme, day):
        day += timedelta(days=step)
    return day


def _latest(clock: time | None, minutes: int, at: datetime) -> tuple[Any, time]:
    """The last day on which a meeting at that time is over; without a time, one that has just ended."""
    now = timezone.localtime(at)
    if clock is None:
        began = now - timedelta(minutes=minutes)
        return began.date(), began.replace(minute=began.minute // 15 * 15).time()
    over = timezone.make_aware(datetime.combine(now.date(), clock)) + timedelta(minutes=minutes) <= now
    return now.date() - timedelta(days=0 if over else 1), clock


def _only_place(pair: Mentorship) -> str | None:
    """The scheme's place, if there is just one."""
    places = list(places_of(pair.scheme)[:2])
    return str(places[0].public_id) if len(places) == 1 else None
