"""Stopping a kind of letter, with one press in the mail program (RFC 8058) or on a page; and having it again."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.notices.letters import all_letters
from ithaca.notices.models import Letter, Stop

SALT = "ithaca.notices.stop"


def stop_address(letter: Letter) -> str:
    """The address at which the reader stops this kind of letter; "" for letters that cannot be stopped."""
    kind = all_letters().get(letter.name)
    if kind is None or not kind.may_stop or letter.urgent or letter.person_id is None or letter.scheme_id is None:
        return ""
    token = signing.Signer(salt=SALT).sign(letter.public_id)
    return settings.BASE_URL + address("notices:stop", token=token)


def letter_of(token: str) -> Letter:
    """The letter whose stopping the token opens. Raises NotNow for a token that was not made here."""
    try:
        found = Letter.objects.filter(public_id=signing.Signer(salt=SALT).unsign(token)).first()
    except signing.BadSignature:
        found = None
    if found is None or not stop_address(found):
        raise NotNow(_("This link does not work. Ask the person who runs your scheme."))
    return found


@service
def stop(*, letter: Letter, by: Actor, at: datetime) -> None:
    """No more letters of this kind to this reader from this scheme. Doing it twice changes nothing."""
    row, made = Stop.objects.get_or_create(scheme=letter.scheme, person=letter.person, name=letter.name)
    if made:
        record(name="notices.letters_stopped", by=by, at=at, about=row, data={"letter": letter.name})


@service
def have_again(*, letter: Letter, by: Actor, at: datetime) -> None:
    """Letters of this kind come again."""
    if Stop.objects.filter(scheme=letter.scheme, person=letter.person, name=letter.name).delete()[0]:
        record(name="notices.letters_resumed", by=by, at=at, about=letter, data={"letter": letter.name})
