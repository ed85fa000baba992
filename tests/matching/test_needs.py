"""What a mentee asks of any mentor is kept to and never said; the balance of women and men is shown in numbers."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.matching.balance import balance_of
from ithaca.matching.models import Need, Proposal
from ithaca.matching.selectors import taking_part
from ithaca.matching.services.need import state_need
from ithaca.matching.services.suggest import propose, suggest
from ithaca.matching.standing import forget, standing
from ithaca.participants.models import Participant
from tests.matching.people import mentee, mentor, ready
from tests.support.pairs import STAFF, actor, side_of
from tests.support.world import World


def text(response: Any) -> str:
    return str(response.content.decode())


def find(world: World) -> Any:
    return suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())


def ask(world: World, row: Participant, *, gender: str = "", language: str = "") -> None:
    state_need(mentee=row, mentor_gender=gender, language=language, by=side_of(world, row), at=timezone.now())


def placed(world: World) -> dict[str, str]:
    rows = Proposal.objects.filter(scheme=world.scheme, state="proposed")
    return dict(rows.values_list("mentee__person__given_name", "mentor__person__given_name"))


@pytest.mark.parametrize(
    ("asked", "fits"),
    [({"gender": "female"}, "Bea"), ({"gender": "male"}, "Ada"), ({"language": " polish"}, "Cid"), ({}, "Ada")],
)
def test_what_a_mentee_asks_for_is_kept_to(world: World, asked: dict[str, str], fits: str) -> None:
    """MATCH-18: whoever fits best is passed over for one who is as asked."""
    ready(world)
    mentor(world, "Ada Adult", gender="male", profile={"interests": ["boats"]})
    mentor(world, "Bea Baker", gender="female")
    mentor(world, "Cid Cook", gender="", profile={"languages": ["Polish", "English"]})
    tom = mentee(world, "Tom Teen", profile={"interests": ["boats"]})
    ask(world, tom, **asked)
    find(world)
    assert placed(world) == {"Tom": fits}


def test_it_is_kept_to_by_hand_too_and_no_sentence_says_it(world: World) -> None:
    ready(world)
    ada = mentor(world, "Ada Adult", gender="male")
    tom = mentee(world, "Tom Teen")
    find(world)
    assert placed(world) == {"Tom": "Ada"}
    ask(world, tom, gender="female", language="Zulu")
    assert placed(world) == {}, "what was suggested before is taken back"
    run = find(world)
    said = run.result["left"][tom.public_id]
    assert said == "Tom waits: These two are not put together."
    with pytest.raises(NotNow, match="not put together"):
        propose(scheme=world.scheme, mentee=tom, mentor=ada, by=actor(world, Role.COORDINATOR), at=timezone.now())
    staff = world.client(world.people[STAFF[Role.COORDINATOR]])
    page = text(staff.get(world.url("suggestions/left/")))
    assert "Zulu" not in page
    assert "asked" not in page
    assert "Asked for: a woman; Zulu" in " ".join(
        text(staff.get(world.url(f"suggestions/for/{tom.public_id}/"))).split()
    )
    assert not [event for event in Event.objects.all() if "Zulu" in str(event.data) or "female" in str(event.data)]


def test_a_kept_session_learns_of_a_wish(world: World) -> None:
    """The pool that stands between two requests is read anew after it."""
    ready(world)
    mentor(world, "Ada Adult", gender="male")
    tom = mentee(world, "Tom Teen")
    on = timezone.localdate()
    with standing(world.scheme, on=on) as stands:
        assert stands.session.result.placed == 1
    ask(world, tom, gender="female")
    with standing(world.scheme, on=on) as stands:
        assert stands.session.result.placed == 0
    ask(world, tom)
    with standing(world.scheme, on=on) as stands:
        assert stands.session.result.placed == 1


def test_the_mentee_says_it_on_two_questions_and_the_mentor_never_does(world: World) -> None:
    ready(world)
    ada, tom = mentor(world, "Ada Adult"), mentee(world, "Tom Teen")
    client, url = world.client(tom.person), world.url(f"wishes/{tom.public_id}/")
    assert url in text(client.get(world.url("me/taking-part")))
    assert client.post(url, {"mentor_gender": "male", "language": "Welsh"}).status_code == 302
    need = Need.objects.get(mentee=tom)
    assert (need.mentor_gender, need.language, need.stated_by) == ("male", "Welsh", tom.person)
    assert world.client(ada.person).get(url).status_code == 404
    with pytest.raises(NotAllowed):
        state_need(mentee=tom, mentor_gender="", language="", by=side_of(world, ada), at=timezone.now())
    staff = world.client(world.people[STAFF[Role.COORDINATOR]])
    answer = staff.post(url, {"mentor_gender": "", "language": ""}, follow=True)
    assert "1 mentor who is free fits" in text(answer)


def test_the_balance_hides_small_numbers_and_counts_whom_it_keeps_waiting(world: World) -> None:
    """MATCH-05: a rule against men with girls leaves girls over where most mentors are men."""
    ready(world, gender_rule="block")
    for n in range(6):
        mentor(world, f"Max{n} Man", gender="male")
        mentee(world, f"Gia{n} Girl", gender="female")
    for n in range(2):
        mentor(world, f"Fay{n} Female", gender="female")
    with standing(world.scheme, on=timezone.localdate()) as stands:
        girls, boys, rest = balance_of(taking_part(world.scheme), stands)
    assert (girls.mentors, girls.mentees, girls.waiting, girls.held_back) == ("under 5", "6", "6", "under 5")
    assert (boys.mentors, boys.mentees, boys.held_back) == ("6", "0", "0")
    assert rest.mentors == "0"
    for n in range(6, 9):
        mentee(world, f"Gia{n} Girl", gender="female")
    forget(world.scheme)
    page = text(world.client(world.people[STAFF[Role.COORDINATOR]]).get(world.url("suggestions/left/")))
    assert "Women and men" in page
    with standing(world.scheme, on=timezone.localdate()) as stands:
        assert balance_of(taking_part(world.scheme), stands)[0].held_back == "7"


def test_without_anybodys_gender_there_is_no_balance(world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult", gender="")
    mentee(world, "Tom Teen", gender="")
    assert balance_of(taking_part(world.scheme), None) == []
