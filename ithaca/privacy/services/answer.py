"""Answering: a copy is given by one press; an erasure is decided with a reason, and what stays is named with its reason."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.accounts.services import close_account
from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.licence import licence
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.terms import Terms
from ithaca.kernel.work import service
from ithaca.organisations.models import Organisation
from ithaca.privacy import hooks, rules
from ithaca.privacy.due import about, held, last_day_by_person, level_of, not_empty, parts_of, rows_of
from ithaca.privacy.models import Request, Run
from ithaca.privacy.selectors import all_terms
from ithaca.privacy.states import REQUEST

LONGEST = 2_000


def _may_answer(request: Request, by: Actor) -> None:
    rules.answer.require(by=by, of=request)
    if request.person_id in by.person_ids:
        raise NotAllowed(_("This is about you. Somebody else answers it."))


@service
def give_copy(*, request: Request, by: Actor, at: datetime) -> None:
    """The person may take a copy of what is held about them from now on, and is told. Raises NotNow if it was answered."""
    _may_answer(request, by)
    if request.kind != "copy":
        raise NotNow(_("This person asked for something else."))
    move(request, "answered", table=REQUEST, by=by, at=at, also={"decided_by_id": by.person_id, "decided_at": at})
    hooks.answered.tell(request=request, by=by, at=at)


@service
def note_taken(*, request: Request, by: Actor, at: datetime) -> None:
    """A copy leaves the platform: written down before it does. Staff who take one for a person may have to be checked.

    Raises NotAllowed for who may not, NotNow while the request waits.
    """
    own = request.person_id in by.person_ids
    (rules.own_copy if own else rules.answer).require(by=by, of=request)
    if request.kind != "copy" or request.state != "answered":
        raise NotNow(_("There is no copy yet."))
    if not own:
        hooks.before_taking.tell(scheme=request.scheme, by=by, at=at)
    record(name="privacy.copy_taken", by=by, at=at, about=request, data={"own": own})


@service
def refuse(*, request: Request, reason: str, by: Actor, at: datetime) -> None:
    """Say no, with a reason that the person reads."""
    _may_answer(request, by)
    also = {"decided_by_id": by.person_id, "decided_at": at, "reason": _reason(reason)}
    move(request, "refused", table=REQUEST, by=by, at=at, also=also)
    hooks.answered.tell(request=request, by=by, at=at)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise NotNow(_("Say why, in words the person can read."))
    if len(reason) > LONGEST:
        raise NotNow(_("This is too long. A few sentences are enough."))
    return reason.strip()


def erasable(terms: Terms) -> bool:
    """True if a wish empties rows of this kind before their time."""
    return bool(terms.person and terms.clock is not None and not terms.keeps)


@service
def erase(*, request: Request, reason: str, by: Actor, at: datetime) -> dict[str, int]:
    """Empty what may go of what this scheme holds about the person, and their own record if they are in nothing else.

    What the terms keep until its time stays, and the person reads why (DP-02). Returns rows emptied by kind. Raises NotNow
    if the person still takes part, or something about them must be kept at present.
    """
    _may_answer(request, by)
    if request.kind != "erasure":
        raise NotNow(_("This person asked for something else."))
    reason, person, organisation = _reason(reason), request.person, request.scheme.organisation
    parts = parts_of(organisation)
    if (person.pk, request.scheme_id) in parts and parts[person.pk, request.scheme_id] is None:
        raise NotNow(_("This person still takes part. They leave the scheme first, then what is held can go."))
    if person.pk in held(organisation).people:
        raise NotNow(_("What is held about this person must be kept at present. Ask the safeguarding lead."))
    alone = last_day_by_person(parts).get(person.pk, at.date()) is not None
    counts = _emptied(request, organisation, alone=alone, at=at)
    kept = [terms.model for terms in all_terms() if terms.keeps and _holds(terms, request)]
    if not alone:
        kept.append("organisations.Person")
    also = {"decided_by_id": by.person_id, "decided_at": at, "reason": reason, "kept": kept}
    move(request, "answered", table=REQUEST, by=by, at=at, also=also, data={"rows": sum(counts.values())})
    if alone and person.account is not None:
        close_account(account=person.account, leaving=person, by=by, at=at)
    Run.objects.create(organisation=organisation, why="erasure", counts=counts, created_at=at)
    hooks.answered.tell(request=request, by=by, at=at)
    return counts


def _emptied(request: Request, organisation: Organisation, *, alone: bool, at: datetime) -> dict[str, int]:
    """Rows emptied, by kind. Rows of the organisation only for somebody who is in no other of its schemes."""
    back, counts = held(organisation), dict[str, int]()
    with licence(organisation_id=organisation.pk, why="erasure", at=at):
        for terms in all_terms():
            if not erasable(terms) or terms.clock is None or not (alone or level_of(terms) == "scheme"):
                continue
            rows = rows_of(terms, organisation, request.scheme).filter(about(terms, [request.person_id]))
            if terms.pair and back.pairs:
                rows = rows.exclude(**{f"{terms.pair}__in": back.pairs})
            keys = list(rows.filter(not_empty(terms.clock.empty)).values_list("pk", flat=True))
            if keys:
                counts[terms.model] = rows.model._base_manager.filter(pk__in=keys).update(**terms.clock.empty)
    return counts


def _holds(terms: Terms, request: Request) -> bool:
    """True if something of this kind is held about the person in this scheme."""
    if not terms.person:
        return False
    rows = rows_of(terms, request.scheme.organisation, request.scheme).filter(about(terms, [request.person_id]))
    return bool(rows.exists())
