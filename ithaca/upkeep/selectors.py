"""Is this installation ready for real people?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.accounts.selectors import administrators
from ithaca.notices.selectors import mail_settings, text_settings, texts_work, waiting_letters
from ithaca.oncall.selectors import alarms_in_doubt
from ithaca.upkeep.disk import commits_are_synced, seen_encrypted
from ithaca.upkeep.models import Mark

BACKUP_FRESH = timedelta(days=8)
#: What keeps every page shut to who is not signed in, and asks staff for their second factor.
DOORKEEPERS = {"ithaca.accounts.guard.Guard", "ithaca.kernel.doors.ClosedByDefault"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of "ready for real people": whether it is, in words, and what to do."""

    key: str
    label: str
    good: bool
    words: str
    page: str = ""


def mark(key: str) -> Mark | None:
    """The mark of that key, if it was set."""
    return Mark.objects.filter(key=key).first()


def is_example() -> bool:
    """True for a database marked as example when it was made."""
    return Mark.objects.filter(key="example").exists()


def readiness(*, at: datetime) -> list[Line]:
    """What schemes ask for before they open, then mail, text messages, alarms, a second administrator, and that this is not the
    example."""
    return [*safe_to_go_on_line(at=at), _mail(), _texts(), *_alarms(at), _second(), *_example()]


def safe_to_go_on_line(*, at: datetime) -> list[Line]:
    """What must be in order before a scheme goes on line (MSG-27): encryption on the way and on the disk, commits that are
    synced (RE-2), sign-in for all, a backup that is kept elsewhere."""
    return [_https(), _disk(), _durable(), _sign_in(), _backup(at)]


def _durable() -> Line:
    good = commits_are_synced()
    words = (
        _("A message is on the disk before its writer is told that it is sent.")
        if good
        else _("The database says that something is kept before it lies on the disk. See docs/server/ready.md.")
    )
    return Line("durable", _("A database that forgets nothing"), good, words)


def _disk() -> Line:
    seen = seen_encrypted()
    if seen:
        words = _("The disk that holds the data is encrypted.")
    elif mark("disk_encrypted"):
        words = _("Somebody has confirmed that the disk is encrypted.")
    else:
        words = _("It cannot be seen from here whether the disk is encrypted. Look, and say so below.")
    return Line("disk", _("An encrypted disk"), seen or mark("disk_encrypted") is not None, words)


def _sign_in() -> Line:
    good = set(settings.MIDDLEWARE) >= DOORKEEPERS and not settings.DEBUG
    words = (
        _("Everybody signs in, and staff with a second factor too.")
        if good
        else _("This runs in a way meant for trying things out. Take ITHACA_DEBUG out of its settings.")
    )
    return Line("sign_in", _("Sign-in for all"), good, words)


def _https() -> Line:
    good = settings.HTTPS
    words = (
        _("People reach this at %(url)s.") % {"url": settings.BASE_URL}
        if good
        else _("This runs at %(url)s, without encryption. Real people need an address that begins with https.")
        % {"url": settings.BASE_URL}
    )
    return Line("https", _("A safe address (https)"), good, words)


def _mail() -> Line:
    how = mail_settings()
    if how is None:
        words = _("Mail is not set up. %(count)d letters wait.") % {"count": waiting_letters().count()}
    elif how.tested_at is None:
        words = _("Mail is set up, but no test letter has gone through yet.")
    else:
        words = _("Mail works: a test letter went through.")
    return Line("mail", _("Mail"), how is not None and how.tested_at is not None, words, "notices:mail")


def _texts() -> Line:
    how = text_settings()
    if how is None or how.provider == "log":
        words = _("Text messages are not set up. Urgent alarms have only one way to people.")
    elif how.tested_at is None:
        words = _("Text messages are set up, but no test has gone through yet.")
    else:
        words = _("Text messages work: a test went through.")
    return Line("texts", _("Text messages"), texts_work(), words, "notices:texts")


def _alarms(at: datetime) -> list[Line]:
    """Whether alarms get through, from the daily checks and the tests of the term; nothing while no scheme has an alarm."""
    wrong, count = alarms_in_doubt(at)
    if not count:
        return []
    words = (
        ngettext(
            "In %(count)d scheme an alarm might reach nobody: the daily check or the test of the term did not get through.",
            "In %(count)d schemes an alarm might reach nobody: the daily check or the test of the term did not get through.",
            wrong,
        )
        % {"count": wrong}
        if wrong
        else _("The daily checks of the alarm get through.")
    )
    return [Line("alarms", _("Alarms that reach people"), not wrong, words)]


def _backup(at: datetime) -> Line:
    made, elsewhere = mark("backup"), mark("kept_elsewhere")
    fresh = made is not None and made.changed_at > at - BACKUP_FRESH
    kept = elsewhere is not None and elsewhere.changed_at > at - BACKUP_FRESH
    if not fresh:
        words = _("No backup was made in the last week. Make one with the command below.")
    elif not kept:
        words = _("A backup was made. Take it to another place, then say so here.")
    else:
        words = _("A backup of the last week is kept elsewhere.")
    return Line("backup", _("A backup in another place"), fresh and kept, words)


def _second() -> Line:
    count = len(administrators())
    words = (
        _("There are %(count)d administrators.") % {"count": count}
        if count > 1
        else _("There is only one administrator. If that person is ill, nobody can help.")
    )
    return Line("second", _("A second administrator"), count > 1, words, "accounts:administrators")


def _example() -> list[Line]:
    if not is_example():
        return []
    words = _("This database holds invented people. Start a new one, in another folder, for real ones.")
    return [Line("example", _("Not the example"), False, words)]
