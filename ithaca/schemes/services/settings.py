"""Confirming the lines of "before you open", and changing how a scheme is arranged (SCH-02, SCH-26)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.selectors import person_acting
from ithaca.schemes import hooks, rules
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.checking import LONGEST_TEXT, MOST_ITEMS, setting_problems
from ithaca.schemes.labels import in_words, label
from ithaca.schemes.lines import COLUMNS, Line, content, find_line, mark, mark_of
from ithaca.schemes.models import Confirmation, Scheme, SettingsVersion
from ithaca.schemes.selectors.gate import unfilled
from ithaca.schemes.states import RUNNING
from ithaca.schemes.strictness import refuse_weakening

TALKS = ("broadband", "esafety")
TALK_PARTS = ("name", "on", "outcome")


class ChangedMeanwhile(NotNow):
    """Somebody else changed the line after this person opened it. The sentence says who, when and what."""


@service
def confirm_line(
    *,
    scheme: Scheme,
    line: str,
    by: Actor,
    at: datetime,
    signed_name: str = "",
    seen: str = "",
    details: dict[str, Any] | None = None,
) -> Confirmation:
    """Confirm a line as it stands. A safety line is signed with the signer's own name.

    seen: the mark of what the person saw (`lines.mark`); if the line holds something else by now, ChangedMeanwhile.
    details: for the line "talks", {"broadband": {name, on, outcome}, "esafety": {…}} (SCH-22).
    Raises NotNow if the scheme has ended, there is no such line, or the signature is missing.
    """
    rules.confirm.require(by=by, of=scheme)
    _lock(scheme)
    found = _found(scheme, line)
    _refuse_changed(scheme, found, seen)
    if found.safety:
        _refuse_unsigned(by, signed_name)
    if found.key == "talks":
        _refuse_untold(details or {})
    holds = {**(details or {}), "shown": mark(scheme, found)}
    row: Confirmation
    row, _made = Confirmation.objects.update_or_create(
        scheme=scheme,
        line=found.key,
        defaults={
            "confirmed_by_id": by.person_id,
            "signed_name": signed_name.strip()[:120],
            "details": holds,
            "created_at": at,
        },
    )
    record(name="schemes.line_confirmed", by=by, at=at, about=row, data={"line": found.key})
    hooks.line_confirmed.tell(
        scheme=scheme, line=found.key, person=row.confirmed_by, signed_name=row.signed_name, by=by, at=at
    )
    return row


@service
def change_settings(
    *, scheme: Scheme, changes: dict[str, Any], reason: str, by: Actor, at: datetime
) -> SettingsVersion | None:
    """Lay `changes` (setting or column name -> value) over the arrangements and keep the version, with who and why.

    A draft needs no reason. Where mentees may be children, only the safeguarding lead may make a safety rule less strict
    (VET-04). Returns None if nothing is other than before. Raises NotNow if the scheme has ended, a value makes no sense,
    the reason is missing, or a running scheme would lack what it needed to open.
    """
    rules.change.require(by=by, of=scheme)
    _lock(scheme)
    _refuse_ended(scheme)
    before = scheme.arrangements
    after = _laid_over(before, {k: v for k, v in changes.items() if k not in COLUMNS})
    columns = {name: _column(name, changes[name]) for name in COLUMNS if name in changes}
    old, new = before.to_json(), after.to_json()
    changed = [name for name in new if new[name] != old[name]]
    changed += [name for name, value in columns.items() if value != getattr(scheme, name)]
    if not changed:
        return None
    if scheme.state != "draft" and not reason.strip():
        raise NotNow(_("Say why, in a few words. It is kept with the change."), field="reason")
    refuse_weakening(before, after, by)
    return _keep(scheme, after, columns, changed, reason, by, at)


@service
def change_line(
    *,
    scheme: Scheme,
    line: str,
    changes: dict[str, Any],
    by: Actor,
    at: datetime,
    reason: str = "",
    signed_name: str = "",
    seen: str = "",
    details: dict[str, Any] | None = None,
) -> Confirmation:
    """Change what one line holds and confirm it, in one go. `seen` and the refusals are those of both services."""
    rules.change.require(by=by, of=scheme)
    _lock(scheme)
    found = _found(scheme, line)
    _refuse_changed(scheme, found, seen)
    if set(changes) - set(found.settings):
        raise NotNow(_("That does not belong to this line."))
    change_settings(scheme=scheme, changes=changes, reason=reason, by=by, at=at)
    return confirm_line(scheme=scheme, line=line, by=by, at=at, signed_name=signed_name, details=details)


def _keep(
    scheme: Scheme,
    after: Arrangements,
    columns: dict[str, Any],
    changed: list[str],
    reason: str,
    by: Actor,
    at: datetime,
) -> SettingsVersion:
    before = scheme.arrangements
    lacked = {missing.sentence for missing in unfilled(scheme)}
    scheme.settings = after.to_json()
    for name, value in columns.items():
        setattr(scheme, name, value)
    if scheme.state in RUNNING:
        lacking = [missing for missing in unfilled(scheme) if missing.sentence not in lacked]
        if lacking:
            raise NotNow(" ".join([_("A scheme that is running needs this."), *(m.sentence for m in lacking)]))
    Scheme.objects.filter(pk=scheme.pk).update(settings=scheme.settings, **columns)
    version: SettingsVersion = SettingsVersion.objects.create(
        scheme=scheme,
        settings={**scheme.settings, **{name: getattr(scheme, name) for name in COLUMNS}},
        reason=reason.strip()[:300],
        changed_by_id=by.person_id,
        created_at=at,
    )
    record(name="schemes.settings_changed", by=by, at=at, about=version, data={"settings": sorted(changed)})
    hooks.settings_changed.tell(scheme=scheme, before=before, after=after, by=by, at=at)
    return version


def _lock(scheme: Scheme) -> None:
    scheme.refresh_from_db(from_queryset=Scheme.objects.select_for_update().select_related("organisation"))


def _found(scheme: Scheme, key: str) -> Line:
    _refuse_ended(scheme)
    line = find_line(scheme, key)
    if line is None:
        raise NotNow(_("This scheme has no such line."))
    return line


def _refuse_ended(scheme: Scheme) -> None:
    if scheme.state == "ended":
        raise NotNow(_("This scheme has ended. It can be read and no longer changed."))


def _laid_over(before: Arrangements, changes: dict[str, Any]) -> Arrangements:
    problems = setting_problems({**before.to_json(), **changes})
    if problems:
        raise NotNow(" ".join(problems))
    return replace(before, **Arrangements.from_json(changes).changed_by(changes))


def _column(name: str, value: Any) -> Any:
    if name == "objectives":
        kept = [str(item).strip()[:300] for item in value if str(item).strip()]
        return kept[:MOST_ITEMS]
    return str(value).strip()[:LONGEST_TEXT]


def _refuse_unsigned(by: Actor, signed_name: str) -> None:
    given = " ".join(signed_name.split()).casefold()
    if not given:
        raise NotNow(_("Sign with your own name."))
    person = person_acting(by)
    if person is not None and given != " ".join(person.name.split()).casefold():
        raise NotNow(_("Sign with your own name, as we know it: %(name)s.") % {"name": person.name})


def _refuse_untold(details: dict[str, Any]) -> None:
    """SCH-22: both talks, each with whom, when, and what came of it."""
    for talk in TALKS:
        given = details.get(talk) or {}
        if not all(str(given.get(part, "")).strip() for part in TALK_PARTS):
            raise NotNow(_("Both talks are needed: with whom, when, and what came of it."))


def _refuse_changed(scheme: Scheme, line: Line, seen: str) -> None:
    """Refuse if the line holds something other than what the person saw, and say what (RE-9: two editors)."""
    if not seen or seen == mark(scheme, line):
        return
    versions = list(SettingsVersion.objects.filter(scheme=scheme).select_related("changed_by").order_by("-pk"))
    now = content(scheme, line)
    last = next((v for v in versions), None)
    before = next(
        (v.settings for v in versions if mark_of({n: v.settings.get(n) for n in line.settings}) == seen), None
    )
    changed = [
        _("%(label)s: now “%(value)s”") % {"label": label(name), "value": in_words(name, now[name])[:200]}
        for name in line.settings
        if before is None or before.get(name) != _plain(now[name])
    ]
    who = last.changed_by.name if last and last.changed_by else _("Somebody else")
    when = localtime(last.created_at).strftime("%H:%M") if last else ""
    raise ChangedMeanwhile(
        _(
            "%(who)s changed this at %(when)s, while you had it open. %(what)s. "
            "What you wrote is still here: save again to put it in the place of theirs."
        )
        % {"who": who, "when": when, "what": "; ".join(changed)}
    )


def _plain(value: Any) -> Any:
    """As the database gives it back: tuples as lists."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
