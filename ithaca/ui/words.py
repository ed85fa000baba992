"""Times, lengths and names as people say them. Pure functions; templates reach them through `{% load ui %}`."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

WEEK = 7


def when(moment: dt.datetime | dt.date | None, *, now: dt.datetime | None = None) -> str:
    """A moment in words, seen from `now` (default: this instant) in the current time zone.

    "just now", "12 minutes ago", "today at 14:05", "yesterday at 09:30", "3 days ago", "Tuesday at 14:05" (ahead within
    a week), "Tue 4 March", "4 March 2025". A bare date has no clock time; a naive datetime is taken as local; None is "".
    """
    if moment is None:
        return ""
    if not isinstance(moment, dt.datetime):
        return day(moment, now=now)
    here = timezone.localtime(timezone.make_aware(moment) if timezone.is_naive(moment) else moment)
    present = timezone.localtime(now or timezone.now())
    minutes = int((present - here).total_seconds() // 60)
    if 0 <= minutes < 1:
        return _("just now")
    if 1 <= minutes < 60:
        return ngettext("%(count)d minute ago", "%(count)d minutes ago", minutes) % {"count": minutes}
    clock = here.strftime("%H:%M")
    ahead = (here.date() - present.date()).days
    near = {0: _("today at %(time)s"), -1: _("yesterday at %(time)s"), 1: _("tomorrow at %(time)s")}
    if ahead in near:
        return near[ahead] % {"time": clock}
    if -WEEK < ahead < 0:
        return ngettext("%(count)d day ago", "%(count)d days ago", -ahead) % {"count": -ahead}
    if 0 < ahead < WEEK:
        return _("%(weekday)s at %(time)s") % {"weekday": date_format(here, "l"), "time": clock}
    return _date(here.date(), present.date())


def day(date: dt.date | None, *, now: dt.datetime | None = None) -> str:
    """A day in words: "today", "tomorrow", "yesterday", "Tue 4 March" this year, "4 March 2025" in another; None is ""."""
    if date is None:
        return ""
    if isinstance(date, dt.datetime):
        date = timezone.localtime(date).date() if timezone.is_aware(date) else date.date()
    present = timezone.localtime(now or timezone.now()).date()
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    return near.get((date - present).days) or _date(date, present)


def full_day(date: dt.date | None) -> str:
    """A day as it stands in a record, always with its year: "4 March 2025"; None is ""."""
    if isinstance(date, dt.datetime) and timezone.is_aware(date):
        date = timezone.localtime(date).date()
    return date_format(date, "j F Y") if date else ""


def _date(date: dt.date, present: dt.date) -> str:
    return date_format(date, "D j F" if date.year == present.year else "j F Y")


def length_words(minutes: int | None) -> str:
    """A length of time given in whole minutes: "45 minutes", "1 hour", "1 hour 15 minutes"; None is ""."""
    if minutes is None:
        return ""
    hours, rest = divmod(int(minutes), 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours})
    if rest or not hours:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest})
    return (
        pgettext("hours then minutes", "%(hours)s %(minutes)s") % {"hours": parts[0], "minutes": parts[1]}
        if len(parts) == 2
        else parts[0]
    )


def people(count: int) -> str:
    """A number of people: "1 person", "12 people"."""
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}


def initials(name: str) -> str:
    """At most two letters for a name: of its first and its last word; "?" for a name without letters."""
    words = [word for word in name.split() if any(letter.isalpha() for letter in word)]
    letters = [next(letter for letter in word if letter.isalpha()) for word in words]
    if not letters:
        return "?"
    return (letters[0] if len(letters) == 1 else letters[0] + letters[-1]).upper()
