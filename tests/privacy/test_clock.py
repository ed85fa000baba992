"""The clock over every room's rows: nothing past due stays without a hold, nothing held goes (PR-2, DP-02)."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ithaca.kernel.actor import job
from ithaca.kernel.jobs.worker import run_all
from ithaca.kernel.scope import everywhere
from ithaca.mentorships.models import LastWord, Mentorship
from ithaca.organisations.models import Person
from ithaca.participants.models import Note, Participant
from ithaca.participants.services import write_note
from ithaca.privacy.due import figures
from ithaca.privacy.models import Run
from ithaca.privacy.services import empty_due, place_hold
from ithaca.privacy.tasks import empty_all
from ithaca.schemes.models import Appointment, Scheme
from tests.messaging.conftest import Talk
from tests.support.pairs import cleared_pair

CLOCK = job("privacy.clock")
YEARS = timedelta(days=4 * 366)


def long_over(talk: Talk) -> None:
    """The scheme and its pairs ended four years ago, with everything still in them."""
    at = timezone.now()
    for pair in Mentorship.objects.all():
        for side in (pair.mentor, pair.mentee):
            words = f"Rang {side.person.given_name}."
            write_note(participant=side, kind="call", happened_on=at.date(), words=words, by=talk.staff(), at=at)
            LastWord.objects.create(scheme=talk.world.scheme, mentorship=pair, participant=side, words="Thank you.")
    Participant.objects.update(introduction="About me.", state="finished", left_on=(at - YEARS).date())
    Appointment.objects.update(until=(at - YEARS).date())
    Mentorship.objects.update(state="ended", ended_at=at - YEARS, end_reason="The year is over.")
    Scheme.objects.filter(pk=talk.world.scheme.pk).update(ended_at=at - YEARS)
    talk.world.scheme.refresh_from_db()


def test_what_is_past_its_time_goes_everywhere_and_what_is_held_stays_everywhere(talk: Talk) -> None:
    kept = cleared_pair(talk.world, mentor="Kay Mentor", mentee="Kim Mentee")
    talk.say("I like boats.")
    long_over(talk)
    at = timezone.now()
    for side in (kept.mentor, kept.mentee):
        place_hold(
            scheme=talk.world.scheme,
            kind="person",
            subject=side.person.public_id,
            reason="The police asked for it.",
            review_on=(at + timedelta(days=9)).date(),
            by=talk.staff(),
            at=at,
        )
    due = sum(line.past - line.kept for line in figures(talk.world.scheme, at))
    done = 0
    while counts := empty_due(organisation=talk.world.organisation, by=CLOCK, at=at, most=7):
        assert sum(counts.values()) <= 7
        done += sum(counts.values())
    assert done == due > 10
    left = {line.terms.model: line.past - line.kept for line in figures(talk.world.scheme, at)}
    assert set(left.values()) == {0}
    gone = talk.pair.mentee
    assert Person.objects.get(pk=gone.person_id).name == "—"
    assert Note.objects.get(participant=gone).words == ""
    held = Person.objects.get(pk=kept.mentee.person_id)
    assert (held.name, held.email != "", held.account is not None) == ("Kim Mentee", True, True)
    assert Note.objects.get(participant=kept.mentee).words == "Rang Kim."
    assert set(LastWord.objects.filter(mentorship=kept).values_list("words", flat=True)) == {"Thank you."}
    assert talk.pair.messages.get().original == "I like boats."


def test_nothing_goes_of_people_who_take_part(talk: Talk) -> None:
    talk.say("I like boats.")
    with everywhere("the job opens its own scope"):
        empty_all.enqueue()
        run_all()
        assert Run.objects.count() == 0
    assert Person.objects.get(pk=talk.pair.mentee.person_id).name == "Milo Mentee"
