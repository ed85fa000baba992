"""`ithaca example`: an empty database becomes an invented organisation, and nothing else is ever mixed with it."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from ithaca.accounts.models import Account
from ithaca.applications.models import Application
from ithaca.audit.models import Event
from ithaca.cli.example import holds_something, load, prepare_example
from ithaca.cli.exits import CommandError
from ithaca.kernel.roles import POSTS, Role
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.matching.models import Proposal
from ithaca.meetings.models import Meeting
from ithaca.mentorships.gate import contact
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import quiet_pairs
from ithaca.messaging.models import Message
from ithaca.organisations.models import Organisation, Person
from ithaca.participants.models import Participant
from ithaca.safeguarding.models import Concern
from ithaca.schemes.models import Scheme
from ithaca.upkeep.selectors import mark
from tests.support.world import make_world


def test_a_database_that_holds_an_organisation_is_refused(db: None) -> None:
    make_world()
    assert holds_something()
    with pytest.raises(CommandError, match="is no example") as refused:
        prepare_example()
    assert refused.value.code == 2
    assert Organisation.objects.count() == 1


@pytest.fixture
def example(db: None, settings: LazySettings) -> None:
    """The whole example, loaded into an empty database."""
    settings.EXAMPLE = True
    load()


def test_the_example_is_a_bad_monday(example: None, settings: LazySettings) -> None:
    """One load, looked at from all sides: it takes half a minute, so it is made once."""
    at = timezone.now()
    with everywhere("the test looks at everything"):
        _looks_whole()
        _is_a_bad_monday(at)
        _nothing_is_loaded_twice()
    _one_press_signs_in_as_every_role()


def _looks_whole() -> None:
    organisation = Organisation.objects.get()
    assert organisation.is_example
    assert set(Scheme.objects.values_list("state", flat=True)) == {"open"}
    assert Scheme.objects.count() == 3
    assert 280 <= Participant.objects.count() <= 320
    people = (mark("example").value)["people"]  # type: ignore[union-attr]
    roles = {Role.ADMINISTRATOR, Role.MENTOR, Role.MENTEE, Role.PARENT, *POSTS}
    assert {person["role"] for person in people} == {role.words for role in roles}
    assert Account.objects.filter(public_id__in=[person["account"] for person in people]).count() == len(
        {person["account"] for person in people}
    )


def _is_a_bad_monday(at: object) -> None:
    missing: set[str] = set()
    quiet = 0
    now = timezone.now()
    for scheme in Scheme.objects.select_related("organisation"):
        with open_scheme(organisation_id=scheme.organisation_id, scheme_id=scheme.pk):
            pairs = list(Mentorship.objects.filter(scheme=scheme))
            missing |= {lack.code for gate in contact(pairs, at=now).values() for lack in gate.missing}
            quiet += quiet_pairs(scheme, at=now).count()
            assert sum(pair.state == "active" for pair in pairs) >= 10
            assert Proposal.objects.filter(scheme=scheme, state="offered").exists()
            assert Application.objects.filter(scheme=scheme, state="submitted").exists()
    assert {"vetting.check_lapsed", "consents.withdrawn", "mentorships.not_signed"} <= missing
    assert quiet >= 2
    assert {"delivered", "held", "urgent"} <= set(Message.objects.values_list("state", flat=True))
    assert Message.objects.filter(action="redact").exists()
    assert Concern.objects.filter(state="raised").count() >= 2
    today = timezone.localdate()
    assert any(timezone.localdate(m.starts_at) == today for m in Meeting.objects.filter(state="confirmed"))
    assert Person.objects.filter(search_name="daniel okafor").count() == 2
    assert Person.objects.filter(search_name="priya raman").count() == 1
    assert Event.objects.filter(name="imports.finished").count() >= 19


def _nothing_is_loaded_twice() -> None:
    before = Person.objects.count()
    prepare_example()
    assert Person.objects.count() == before


def _one_press_signs_in_as_every_role() -> None:
    people = (mark("example").value)["people"]  # type: ignore[union-attr]
    for person in people:
        browser = Client(REMOTE_ADDR="127.0.0.1", HTTP_HOST="localhost")
        answer = browser.post("/example/", {"account": person["account"]}, follow=True)
        assert answer.status_code == 200, person["role"]
        assert browser.session.get("_auth_user_id"), person["role"]
