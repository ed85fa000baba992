"""Writing a letter: a row in the outbox, in the transaction of its cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.limits import within_limit
from ithaca.kernel.rows import new_public_id
from ithaca.kernel.work import service
from ithaca.notices.letters import LetterKind, fill, may_be_reworded
from ithaca.notices.models import Letter, Rewording, Stop
from ithaca.notices.selectors import number_of, texts_work
from ithaca.notices.services.texts import send_text
from ithaca.notices.states import LETTER
from ithaca.organisations.models import Organisation, Person
from ithaca.schemes.models import Scheme

#: Hours of the day between which a text may say that a letter waits.
FIRST_HOUR, LAST_HOUR = 8, 20


@service
def send_letter(
    *,
    kind: LetterKind,
    by: Actor,
    at: datetime,
    to: Person | None = None,
    address: str = "",
    context: Mapping[str, object] | None = None,
    scheme: Scheme | None = None,
    organisation: Organisation | None = None,
    link: str = "",
    urgent: bool = False,
    batch: str = "",
    about: str = "",
) -> Letter:
    """Put one letter of `kind` into the outbox, to a person or to a bare address; the worker sends it.

    Somebody without an e-mail address gets a letter in state "paper", to be printed and handed over. `link` is a path
    on this platform. The scheme's own wording is used where there is one. `about` refers to the row it tells of
    ("room.model:public id"), for rooms above that dress a letter as it leaves.
    """
    values = {"name": to.given_name if to else "", "scheme": scheme.name if scheme else "", **(context or {})}
    own = Rewording.objects.filter(name=kind.name).first() if scheme and may_be_reworded(kind.name) else None
    subject = fill(own.subject if own and own.subject else kind.subject, values)
    letter = _post(
        name=kind.name,
        subject=subject,
        words=fill(own.body if own else kind.body, values),
        act=str(kind.act),
        link=link,
        to=to,
        address=address or (to.email if to else ""),
        scheme=scheme,
        organisation=organisation or (scheme.organisation if scheme else to.organisation if to else None),
        by=by,
        at=at,
        urgent=urgent,
        batch=batch,
        about=about,
    )
    if kind.may_stop and not urgent and letter.state == "waiting" and _unwanted(letter):
        move(letter, "stopped", table=LETTER, by=by, at=at)
    return letter


@service
def write_to(
    *, people: Iterable[Person], subject: str, body: str, scheme: Scheme, by: Actor, at: datetime
) -> list[Letter]:
    """One letter each to those chosen, in the writer's own words with {name} for the first name; kept as one batch."""
    batch = new_public_id()
    letters = []
    for person in people:
        values = {"name": person.given_name, "scheme": scheme.name}
        letters.append(
            _post(
                name="notices.written",
                subject=fill(subject, values),
                words=fill(body, values),
                act="",
                link="",
                to=person,
                address=person.email,
                scheme=scheme,
                organisation=scheme.organisation,
                by=by,
                at=at,
                urgent=False,
                batch=batch,
            )
        )
    return letters


def _unwanted(letter: Letter) -> bool:
    """True if its reader has stopped letters of this kind from this scheme."""
    if letter.scheme is None or letter.person is None:
        return False
    return bool(Stop.objects.filter(scheme=letter.scheme, person=letter.person, name=letter.name).exists())


def _post(
    *,
    name: str,
    subject: str,
    words: str,
    act: str,
    link: str,
    to: Person | None,
    address: str,
    scheme: Scheme | None,
    organisation: Organisation | None,
    by: Actor,
    at: datetime,
    urgent: bool,
    batch: str,
    about: str = "",
) -> Letter:
    domain = settings.BASE_URL.split("://", 1)[-1].split("/")[0].split(":")[0]
    letter = Letter.objects.create(
        organisation=organisation,
        scheme=scheme,
        person=to,
        name=name,
        to_address=address,
        subject=" ".join(subject.split())[:200],
        body=_dressed(words, act, link, scheme, organisation),
        state="waiting" if address else "paper",
        urgent=urgent,
        message_id=f"<{new_public_id()}.{new_public_id()}@{domain}>",
        batch=batch,
        about=about,
        next_try_at=at,
    )
    record(name="notices.letter_written", by=by, at=at, about=letter, data={"letter": name})
    if letter.state == "paper" and to is not None and scheme is not None:
        _nudge(to, scheme, by, at)
    return letter


def _nudge(to: Person, scheme: Scheme, by: Actor, at: datetime) -> None:
    """One text a day, in the daytime, to a grown-up without an e-mail address, that a letter waits to be handed over; what is
    in it, and which scheme it is about, is not said. The letter stands among those to print whether the text arrives or not."""
    clock = timezone.localtime(at)
    number = number_of(to.phone)
    if not (scheme.arrangements.mentors_without_email and number and FIRST_HOUR <= clock.hour < LAST_HOUR):
        return
    if to.is_child_on(clock.date()) or not texts_work():
        return
    if not within_limit(key=f"notices.nudge:{to.pk}", most=1, seconds=24 * 3600, at=at):
        return
    organisation = scheme.organisation
    ring = (
        _("Ring %(phone)s, or sign in with your card.") if organisation.contact_phone else _("Sign in with your card.")
    )
    words = _("%(organisation)s has a letter for you.") + " " + ring
    context = {"organisation": organisation.name, "phone": organisation.contact_phone}
    send_text(name="notices.nudge", words=words % context, number=number, to=to, scheme=scheme, by=by, at=at)


def _dressed(words: str, act: str, link: str, scheme: Scheme | None, organisation: Organisation | None) -> str:
    """The words with the link under them, who writes, and the way to say that something worries you."""
    parts = [words.strip()]
    if link:
        parts.append(f"{act or _('Open the page')}:\n{settings.BASE_URL}{link}")
    sender = [str(part.name) for part in (scheme, organisation) if part is not None]
    parts.append("\n".join(sender) or "Ithaca")
    parts.append(_("Worried about something? Tell us: %(url)s") % {"url": f"{settings.BASE_URL}/worried/"})
    return "\n\n".join(parts) + "\n"
