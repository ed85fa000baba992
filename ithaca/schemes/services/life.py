"""The life of a scheme: pilot, open, closed to applicants, open again, ended (SCH-17)."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.gates import Missing
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.schemes import hooks, rules
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors.gate import missing_to_end, missing_to_open
from ithaca.schemes.states import SCHEME


@service
def open_scheme(*, scheme: Scheme, by: Actor, at: datetime, pilot: bool = False) -> None:
    """Open the scheme, or start its pilot. Raises NotNow naming what is missing; nothing is opened then."""
    rules.open.require(by=by, of=scheme)
    _lock(scheme)
    _refuse(missing_to_open(scheme, localdate(at)), _("The scheme cannot open yet."))
    also = {} if scheme.opened_at else {"opened_at": at}
    move(scheme, "pilot" if pilot else "open", table=SCHEME, by=by, at=at, also=also)
    hooks.scheme_opened.tell(scheme=scheme, by=by, at=at)


@service
def close_scheme(*, scheme: Scheme, by: Actor, at: datetime) -> None:
    """Take no more applications; pairs go on as they are."""
    rules.open.require(by=by, of=scheme)
    _lock(scheme)
    move(scheme, "closed", table=SCHEME, by=by, at=at)


@service
def reopen_scheme(*, scheme: Scheme, by: Actor, at: datetime) -> None:
    """Take applications again. The launch gate is asked as at the first opening. Raises NotNow naming what is missing."""
    rules.open.require(by=by, of=scheme)
    _lock(scheme)
    _refuse(missing_to_open(scheme, localdate(at)), _("The scheme cannot open again yet."))
    move(scheme, "open", table=SCHEME, by=by, at=at)
    hooks.scheme_opened.tell(scheme=scheme, by=by, at=at)


@service
def end_scheme(*, scheme: Scheme, grounds: str, by: Actor, at: datetime) -> None:
    """End the scheme for good, with the grounds (SCH-18). Raises NotNow naming what must be settled first."""
    rules.end.require(by=by, of=scheme)
    if not grounds.strip():
        raise NotNow(_("Say why the scheme ends."))
    _lock(scheme)
    _refuse(missing_to_end(scheme, localdate(at)), _("The scheme cannot end yet."))
    move(scheme, "ended", table=SCHEME, by=by, at=at, also={"ended_at": at, "end_grounds": grounds.strip()[:5000]})
    hooks.scheme_ended.tell(scheme=scheme, by=by, at=at)


def _lock(scheme: Scheme) -> None:
    """Bring the row up to date and lock it, so that the gate and the step see the same thing."""
    scheme.refresh_from_db(from_queryset=Scheme.objects.select_for_update().select_related("organisation"))


def _refuse(missing: list[Missing], opening: str) -> None:
    if missing:
        raise NotNow(" ".join([opening, *(item.sentence for item in missing)]))
