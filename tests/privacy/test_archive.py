"""The archive of messages: eight years, legal hold, disposal by a logged run, and what the database refuses (MSG-06)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.licence import licence
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.messaging.models import Message
from ithaca.privacy.due import figures, months_before
from ithaca.privacy.models import Run
from ithaca.privacy.selectors import todo
from ithaca.privacy.services import empty_due, lift, place_hold
from ithaca.safeguarding.services import raise_concern
from tests.messaging.conftest import Talk
from tests.support.pairs import actor
from tests.support.world import World

CLOCK = job("privacy.clock")
OLD = timedelta(days=9 * 366)


def old_message(talk: Talk, words: str = "Which boat did you like best?") -> Message:
    """A message of nine years ago, as if it had been sent then."""
    message = talk.say(words)
    fields = {
        f.attname: getattr(message, f.attname)
        for f in Message._meta.concrete_fields
        if f.name not in ("id", "public_id")
    }
    old: Message = Message.objects.create(**{**fields, "sent_at": timezone.now() - OLD})
    return old


def run(talk: Talk) -> dict[str, int]:
    return empty_due(organisation=talk.world.organisation, by=CLOCK, at=timezone.now())


def test_what_is_past_its_time_goes_and_is_counted_in_the_log(talk: Talk) -> None:
    old, young = old_message(talk), talk.say("I liked the red one.")
    shown = {due.terms.model: due.past for due in figures(talk.world.scheme, timezone.now())}
    assert shown["messaging.Message"] == 1
    assert run(talk)["messaging.Message"] == 1
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.original, old.delivered_text, old.spans, old.reasons, old.salt) == ("", "", [], [], "")
    assert young.original == "I liked the red one."
    event = Event.objects.get(name="privacy.emptied")
    assert event.data == Run.objects.get().counts == {"messaging.Message": 1}
    assert run(talk) == {}


def test_a_scheme_may_keep_messages_longer(talk: Talk) -> None:
    old_message(talk)
    talk.world.scheme.settings["keep_messages_years"] = 12
    talk.world.scheme.save()
    assert run(talk) == {}


@pytest.mark.parametrize("kind", ["pair", "person"])
def test_a_hold_keeps_words_until_two_people_lift_it(talk: Talk, kind: str) -> None:
    old = old_message(talk)
    subject = talk.pair.public_id if kind == "pair" else talk.pair.mentee.person.public_id
    cora, lead = talk.staff(), talk.staff(Role.SAFEGUARDING_LEAD)
    at = timezone.now()
    review = (at + timedelta(days=90)).date()
    hold = place_hold(
        scheme=talk.world.scheme,
        kind=kind,
        subject=subject,
        reason="The police asked for it.",
        review_on=review,
        by=cora,
        at=at,
    )
    assert run(talk) == {}
    assert lift(hold=hold, reason="The police are done.", by=cora, at=at) == "proposed"
    hold.refresh_from_db()
    with pytest.raises(NotNow):
        lift(hold=hold, reason="", by=cora, at=at)
    assert run(talk) == {}
    assert lift(hold=hold, reason="", by=lead, at=at) == "lifted"
    assert run(talk) == {"messaging.Message": 1}
    old.refresh_from_db()
    assert old.original == ""


def test_a_hold_waits_for_its_review_and_for_the_second_person(talk: Talk) -> None:
    scheme, at = talk.world.scheme, timezone.now()
    cora, lead = talk.staff(), talk.staff(Role.SAFEGUARDING_LEAD)
    review = (at + timedelta(days=90)).date()
    hold = place_hold(
        scheme=scheme, kind="pair", subject=talk.pair.public_id, reason="The police asked.", review_on=review, by=cora, at=at
    )  # fmt: skip

    def lines(by: Actor, later: datetime = at) -> list[str]:
        return [line.words for line in todo(by=by, scheme=scheme, at=later)]

    assert lines(cora) == []
    assert lines(cora, at + timedelta(days=91)) == ["A hold is to be looked at again"]
    lift(hold=hold, reason="The police are done.", by=cora, at=at)
    assert lines(cora, at + timedelta(days=91)) == []  # she has said what she thinks; another decides
    assert lines(lead) == ["A hold is to be lifted"]
    hold.refresh_from_db()
    lift(hold=hold, reason="", by=lead, at=at)
    assert lines(lead, at + timedelta(days=91)) == []


def test_nothing_goes_while_a_concern_about_one_of_the_two_is_open(talk: Talk) -> None:
    old_message(talk)
    scheme, at = talk.world.scheme, timezone.now()
    raise_concern(
        organisation=talk.world.organisation,
        scheme=scheme,
        words="Something he wrote.",
        about_people=(talk.pair.mentor.person,),
        by=talk.staff(),
        at=at,
    )
    assert run(talk) == {}


def refused(change: object) -> bool:
    """True if the database refuses to run `change`."""
    try:
        with transaction.atomic():
            change()  # type: ignore[operator]
    except DatabaseError:
        return True
    return False


def test_the_database_allows_emptying_old_words_under_a_licence_and_nothing_else(talk: Talk) -> None:
    old, young = old_message(talk), talk.say("I liked the red one.")
    key, at = talk.world.organisation.pk, timezone.now()

    def change(row: Message, **fields: object) -> None:
        Message.objects.filter(pk=row.pk).update(**fields)

    def licensed(row: Message, *, organisation: int = key, **fields: object) -> None:
        with licence(organisation_id=organisation, why="clock", at=at):
            change(row, **fields)

    assert refused(lambda: change(old, original=""))
    assert refused(lambda: licensed(old, organisation=key + 1000, original=""))
    assert refused(lambda: licensed(young, original=""))
    assert refused(lambda: licensed(old, original="Nothing."))
    assert refused(lambda: licensed(old, spans=[[0, 3, "PHONE"]]))
    assert refused(lambda: licensed(old, original="", sent_at=at))
    assert refused(lambda: licensed(old, original="", sender_id=old.mentorship.mentor_id))

    def deleted() -> None:
        with licence(organisation_id=key, why="clock", at=at):
            Message.objects.filter(pk=old.pk)._raw_delete("default")  # type: ignore[attr-defined]

    assert refused(deleted)
    old.refresh_from_db()
    assert old.original == "Which boat did you like best?"
    licensed(old, original="", spans=[])
    old.refresh_from_db()
    assert old.original == ""
    assert refused(lambda: change(old, original="It comes back."))


def test_the_database_refuses_to_empty_what_a_hold_covers_even_under_a_licence(talk: Talk) -> None:
    old, at = old_message(talk), timezone.now()
    place_hold(
        scheme=talk.world.scheme,
        kind="pair",
        subject=talk.pair.public_id,
        reason="The police asked for it.",
        review_on=(at + timedelta(days=90)).date(),
        by=talk.staff(),
        at=at,
    )

    def emptied() -> None:
        with licence(organisation_id=talk.world.organisation.pk, why="clock", at=at):
            Message.objects.filter(pk=old.pk).update(original="")

    assert refused(emptied)


def test_a_licence_needs_a_transaction_and_is_closed_when_it_ends(world: World) -> None:
    from ithaca.kernel.models import Licence

    with licence(organisation_id=world.organisation.pk, why="clock", at=timezone.now()):
        assert Licence.objects.filter(closed_at=None).count() == 1
    assert Licence.objects.filter(closed_at=None).count() == 0
    assert refused(lambda: Licence.objects.filter(why="clock").delete())


def test_months_are_counted_as_people_count_them() -> None:
    assert months_before(datetime(2026, 3, 31, 9, tzinfo=UTC), 1) == datetime(2026, 2, 28, 9, tzinfo=UTC)
    assert months_before(datetime(2026, 1, 15, tzinfo=UTC), 96) == datetime(2018, 1, 15, tzinfo=UTC)


def test_fewer_than_eight_years_is_no_setting(world: World) -> None:
    from ithaca.schemes.services import change_settings
    from tests.support.pairs import with_staff

    with_staff(world)
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    with pytest.raises(NotNow):
        change_settings(scheme=world.scheme, changes={"keep_messages_years": 7}, reason="Too much.", by=by, at=at)
    change_settings(
        scheme=world.scheme,
        changes={"keep_messages_years": 10, "keep_messages_why": "Our insurer asks for ten."},
        reason="The insurer wrote.",
        by=by,
        at=at,
    )
    assert world.scheme.arrangements.keep_messages_years == 10
