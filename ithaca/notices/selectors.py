"""Reading letters."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import phonenumbers
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.kernel.actor import Actor
from ithaca.kernel.todo import Todo
from ithaca.notices.models import Letter, MailSettings, Rewording, TextSettings
from ithaca.notices.rules import WRITERS
from ithaca.organisations.models import Person


def mail_settings() -> MailSettings | None:
    """How mail leaves, or None while it is not set up."""
    return MailSettings.objects.first()


def text_settings() -> TextSettings | None:
    """How text messages leave, or None while they are not set up."""
    return TextSettings.objects.first()


def mail_works() -> bool:
    """True if mail is set up and a test letter was taken."""
    how = mail_settings()
    return how is not None and how.tested_at is not None


def texts_work() -> bool:
    """True if a provider takes text messages and a test was taken. A log is no way to reach anybody."""
    how = text_settings()
    return how is not None and how.provider != "log" and how.tested_at is not None


def waiting_letters() -> QuerySet[Letter]:
    """Letters that have not left, oldest first; for administrators."""
    return Letter.objects.filter(state__in=["waiting", "failed"]).order_by("-urgent", "created_at")


def letters_visible_to(by: Actor, scheme: Any) -> QuerySet[Letter]:
    """The scheme's letters for those who write to people, newest first; nobody else sees any."""
    rows = Letter.objects.filter(scheme=scheme).select_related("person")
    if not by.holds(*WRITERS) and by.kind != "job":
        return rows.none()
    return (
        rows.exclude(name__startswith="safeguarding.")
        .exclude(name__startswith="oncall.")
        .order_by("-created_at", "-pk")
    )


def letters_to(person: Person, by: Actor, scheme: Any) -> QuerySet[Letter]:
    """What was written to one person, newest first."""
    return letters_visible_to(by, scheme).filter(person=person)


def rewordings(scheme: Any) -> dict[str, Rewording]:
    """The scheme's own words, by letter."""
    return {row.name: row for row in Rewording.objects.filter(scheme=scheme)}


def todo(*, by: Actor, scheme: Any, at: datetime) -> list[Todo]:
    """Letters that could not be sent, and those to print for people without an address."""
    del at
    lines = []
    # The oldest of each is asked for first, along the index by state: to count none, all letters would be looked through.
    letters = letters_visible_to(by, scheme).order_by("created_at")
    failed = letters.filter(state="failed").values_list("created_at", flat=True).first()
    if failed is not None:
        lines.append(Todo(1, failed, _("A letter could not be delivered"), _("Letters"), _("Look"), "notices:letters"))
    paper = letters.filter(state="paper")
    since = paper.values_list("created_at", flat=True).first()
    if since is not None:
        count = paper.count()
        words = ngettext("%(count)d letter to print", "%(count)d letters to print", count) % {"count": count}
        lines.append(Todo(2, since, words, _("Letters"), _("Print"), "notices:paper"))
    return lines


def number_of(typed: str, region: str = "GB") -> str:
    """A telephone number as providers want it (E.164), or "" for what is none."""
    try:
        parsed = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
