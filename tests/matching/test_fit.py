"""After the start: five questions to both sides, and a trial that either may end without blame."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ithaca.audit.selectors import events_about
from ithaca.kernel.actor import job
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.matching import follow
from ithaca.matching.models import Fit, Trial
from ithaca.matching.pool import pool_of
from ithaca.matching.questions import QUESTIONS
from ithaca.matching.selectors import todo
from ithaca.matching.services.fit import answer_fit, ask_fit, note_fit
from ithaca.matching.services.trial import say_after_trial
from ithaca.matching.tasks import ask_how_it_fits, ask_how_it_fits_in
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.services.end import touch_contact
from ithaca.notices.models import Letter
from tests.support.pairs import STAFF, actor, arrange, cleared_pair, mentee_of, mentor_of
from tests.support.world import World

CLOCK = job("matching.clock")
FINE = dict.fromkeys(QUESTIONS, "yes")


def text(response: Any) -> str:
    return str(response.content.decode())


def aged(pair: Mentorship, weeks: int) -> Mentorship:
    """As if contact had opened so long ago."""
    Mentorship.objects.filter(pk=pair.pk).update(opened_at=timezone.now() - timedelta(weeks=weeks))
    pair.refresh_from_db()
    return pair


def asked(world: World, **settings: Any) -> tuple[Mentorship, Fit, Fit]:
    pair = aged(cleared_pair(world, **settings), weeks=5)
    assert ask_fit(scheme=world.scheme, by=CLOCK, at=timezone.now()) == 2
    return pair, Fit.objects.get(participant=pair.mentee), Fit.objects.get(participant=pair.mentor)


def test_both_are_asked_once_when_the_weeks_are_over(world: World) -> None:
    pair = aged(cleared_pair(world), weeks=3)
    assert ask_fit(scheme=world.scheme, by=CLOCK, at=timezone.now()) == 0
    aged(pair, weeks=4)
    assert ask_fit(scheme=world.scheme, by=CLOCK, at=timezone.now()) == 2
    assert ask_fit(scheme=world.scheme, by=CLOCK, at=timezone.now()) == 0
    assert Letter.objects.filter(name="matching.fit").count() == 2


def test_nobody_is_asked_where_the_scheme_does_not_want_it_or_far_too_late(world: World) -> None:
    pair = aged(cleared_pair(world, fit_after_weeks=0), weeks=5)
    assert ask_fit(scheme=world.scheme, by=CLOCK, at=timezone.now()) == 0
    arrange(world, fit_after_weeks=4)
    aged(pair, weeks=30)
    assert ask_fit(scheme=world.scheme, by=CLOCK, at=timezone.now()) == 0


def test_the_job_of_one_scheme_asks(world: World) -> None:
    aged(cleared_pair(world), weeks=5)
    assert ask_how_it_fits.func() == 1
    assert ask_how_it_fits_in.func(organisation=world.organisation.pk, scheme=world.scheme.pk) == 2


def test_a_no_stands_in_today_until_somebody_sees_to_it(world: World) -> None:
    pair, fit, _mentors = asked(world)
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    answers = {**FINE, "time": "no", "goals": "unsure"}
    answer_fit(fit=fit, answers=answers, words="He is always late.", by=mentee_of(world, pair), at=at)
    (line,) = [t for t in todo(by=by, scheme=world.scheme, at=at) if t.page == "matching:fit_result"]
    assert "Milo: no to enough time; not sure about what they want to get done." in line.words
    client = world.client(world.people[STAFF[Role.COORDINATOR]])
    page = text(client.get(world.url(f"pairs/{pair.public_id}/five-questions/")))
    assert "He is always late." in page
    assert "Milo: no to enough time" in text(client.get(world.url(f"pairs/{pair.public_id}/")))
    client.post(world.url(f"pairs/{pair.public_id}/five-questions/"))
    assert not [t for t in todo(by=by, scheme=world.scheme, at=at) if t.page == "matching:fit_result"]
    assert note_fit(mentorship=pair, by=by, at=at) == 0


def test_all_well_worries_nobody(world: World) -> None:
    pair, fit, mentors = asked(world)
    at = timezone.now()
    answer_fit(fit=fit, answers=FINE, words="", by=mentee_of(world, pair), at=at)
    answer_fit(fit=mentors, answers={**FINE, "reach": "unsure"}, words="", by=mentor_of(world, pair), at=at)
    by = actor(world, Role.COORDINATOR)
    assert not [t for t in todo(by=by, scheme=world.scheme, at=at) if t.page == "matching:fit_result"]


def test_the_other_side_never_sees_the_answers(world: World) -> None:
    pair, fit, mentors = asked(world)
    words = "She frightens me a little."
    answer_fit(fit=fit, answers={**FINE, "likely": "no"}, words=words, by=mentee_of(world, pair), at=timezone.now())
    client = world.client(pair.mentor.person)
    assert client.get(world.url(f"pairs/{pair.public_id}/five-questions/")).status_code in (403, 404)
    assert client.get(world.url(f"five-questions/{fit.public_id}/")).status_code == 404
    assert "getting on" not in text(client.get(world.url(f"pairs/{pair.public_id}/")))
    with pytest.raises(NotAllowed):
        answer_fit(fit=fit, answers=FINE, words="", by=mentor_of(world, pair), at=timezone.now())
    assert follow.answers_visible_to(mentor_of(world, pair), pair) == []
    assert mentors.answered_at is None


def test_five_presses_and_send(world: World) -> None:
    pair, fit, _mentors = asked(world)
    client, url = world.client(pair.mentee.person), world.url(f"five-questions/{fit.public_id}/")
    assert "Does your mentor have enough time for you?" in text(client.get(url))
    assert "Five questions" in text(client.get(world.url(f"pairs/{pair.public_id}/")))
    lacking = client.post(url, {**FINE, "time": ""})
    assert lacking.status_code == 422
    assert client.post(url, FINE).status_code == 302
    assert "Answered. Thank you." in text(client.get(url))
    with pytest.raises(NotNow, match="answered already"):
        answer_fit(fit=fit, answers=FINE, words="", by=mentee_of(world, pair), at=timezone.now())


def test_what_is_no_answer_is_refused(world: World) -> None:
    pair, fit, _mentors = asked(world)
    for wrong in ({}, {"time": "yes"}, {**FINE, "time": "maybe"}, {**FINE, "extra": "yes"}):
        with pytest.raises(NotNow):
            answer_fit(fit=fit, answers=wrong, words="", by=mentee_of(world, pair), at=timezone.now())


def test_without_a_trial_nothing_is_asked(world: World) -> None:
    cleared_pair(world)
    assert not Trial.objects.exists()


def test_after_the_first_contact_both_are_asked_and_two_yes_go_on(world: World) -> None:
    pair = cleared_pair(world, trial_meeting=True)
    trial, at = Trial.objects.get(), timezone.now() + timedelta(hours=2)
    me = mentee_of(world, pair)

    def waiting() -> list[str]:
        return [line.page for line in todo(by=me, scheme=world.scheme, at=at) if line.page == "matching:after_trial"]

    assert waiting() == []
    touch_contact(mentorship=pair, by=CLOCK, at=at)
    assert waiting() == ["matching:after_trial"]
    assert say_after_trial(trial=trial, participant=pair.mentee, says="yes", by=me, at=at)
    assert waiting() == []
    with pytest.raises(NotNow):
        say_after_trial(trial=trial, participant=pair.mentee, says="no", by=me, at=at)
    with pytest.raises(NotNow):
        say_after_trial(trial=trial, participant=pair.mentor, says="yes", by=me, at=at)
    assert say_after_trial(trial=trial, participant=pair.mentor, says="yes", by=mentor_of(world, pair), at=at)
    trial.refresh_from_db()
    pair.refresh_from_db()
    assert (trial.settled_at, pair.state) == (at, "active")


def test_a_no_after_the_trial_frees_both_and_names_nobody(world: World) -> None:
    pair = cleared_pair(world, trial_meeting=True)
    client, url = world.client(pair.mentee.person), world.url(f"pairs/{pair.public_id}/trial/")
    assert "Rather not" in text(client.get(url))
    assert client.post(url, {"say": "no"}).status_code == 302
    pair.refresh_from_db()
    assert (pair.state, pair.end_cause) == ("ended", "trial")
    assert Letter.objects.filter(name="mentorships.not_begun").count() == 2
    assert not Letter.objects.filter(name="mentorships.ended").exists()
    ended = [
        e for e in events_about(organisation_id=world.organisation.pk, about=pair) if e.name == "mentorships.ended"
    ]
    assert [event.role for event in ended] == [""]
    pool = pool_of(world.scheme, on=timezone.localdate())
    assert list(pool.mentees) == [pair.mentee.public_id]
    assert pool.bans == [(pair.mentee.public_id, pair.mentor.public_id)]


def test_staff_see_that_a_trial_runs_and_not_who_said_what(world: World) -> None:
    pair = cleared_pair(world, trial_meeting=True)
    say_after_trial(
        trial=Trial.objects.get(), participant=pair.mentor, says="yes", by=mentor_of(world, pair), at=timezone.now()
    )
    client = world.client(world.people[STAFF[Role.COORDINATOR]])
    page = text(client.get(world.url(f"pairs/{pair.public_id}/")))
    assert "1 of 2 have said that they want to go on" in page
