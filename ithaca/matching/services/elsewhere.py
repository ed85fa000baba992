"""Mentors and other schemes on the server: agreeing to be asked, and asking (DIR-04)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.scope import open_scheme
from ithaca.kernel.work import service
from ithaca.matching import letters, rules
from ithaca.matching.elsewhere import READER, Shared, shared_with
from ithaca.matching.models import Elsewhere, Invited
from ithaca.notices.services.send import send_letter
from ithaca.participants.models import Participant
from ithaca.schemes.models import Scheme
from ithaca.schemes.states import TAKES_APPLICATIONS


@service
def be_shared(*, mentor: Participant, agreed: bool, by: Actor, at: datetime) -> None:
    """The mentor says whether other schemes on this server may see and ask them. It can be changed at any time."""
    rules.be_shared.require(by=by, of=mentor)
    if not mentor.scheme.arrangements.share_mentors:
        raise NotNow(_("This scheme does not share its mentors."))
    values = {"scheme": mentor.scheme, "agreed": agreed, "answered_at": at}
    row, _new = Elsewhere.objects.update_or_create(mentor=mentor, defaults=values)
    record(name="matching.shared_agreed" if agreed else "matching.shared_refused", by=by, at=at, about=row)


@service
def ask_elsewhere(*, scheme: Scheme, ref: str, by: Actor, at: datetime) -> Invited:
    """Ask a mentor of another scheme to join, once; they get a letter and decide. The scheme does its own checks on them.

    Raises NotNow if they may not be asked (any more), were asked already, or if the scheme takes no applications now.
    """
    rules.directory.require(by=by, of=scheme)
    if scheme.state not in TAKES_APPLICATIONS:
        raise NotNow(_("Your scheme takes no applications at the moment, so nobody could answer."))
    shared = next((one for one in shared_with(scheme, on=timezone.localdate(at)) if one.ref == ref), None)
    if shared is None:
        raise NotNow(_("This mentor cannot be asked at the moment."))
    try:
        with transaction.atomic():
            invited: Invited = Invited.objects.create(
                scheme=scheme, listing=ref, asked_by_id=by.person_id, asked_at=at, created_at=at
            )
    except IntegrityError as error:
        raise NotNow(_("This mentor has been asked already.")) from error
    record(name="matching.asked_elsewhere", by=by, at=at, about=invited)
    _write(shared, scheme, at)
    return invited


def _write(shared: Shared, scheme: Scheme, at: datetime) -> None:
    """The letter is written in the mentor's own scheme: whoever asks learns neither name nor address."""
    mentor = shared.found.who
    lender = mentor.scheme
    link = address("applications:apply", organisation=scheme.organisation, scheme=scheme, role="mentor")
    context = {"other": scheme.name, "organisation": scheme.organisation.name}
    with open_scheme(organisation_id=lender.organisation_id, scheme_id=lender.pk):
        send_letter(
            kind=letters.ELSEWHERE, to=mentor.person, scheme=lender, context=context, by=READER, at=at, link=link
        )
