"""The format of a starter holds every known kind of scheme, and says in sentences what is wrong (SCH-28, section 2.1)."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ithaca.kernel.refusals import NotNow
from ithaca.organisations.models import Organisation
from ithaca.schemes.arrangements import Arrangements, Duration
from ithaca.schemes.eligibility import check
from ithaca.schemes.labels import every, how_long
from ithaca.schemes.starters import StarterError, all_starters, from_table, load

ROWS: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "rows.toml").read_text(encoding="utf-8"))


def test_every_row_is_either_a_starter_or_among_the_further_ones() -> None:
    missing_numbers = {13, 14, 21, 24, 26, 33, 36, 37, 38, 39, 49}
    wanted = {f"S{n:02}" for n in range(1, 57)} - {f"S{n:02}" for n in missing_numbers}
    assert {starter.row for starter in all_starters()} | set(ROWS) == wanted


@pytest.mark.parametrize("row", ROWS)
def test_a_further_row_is_held_and_comes_back_from_the_database_the_same(row: str) -> None:
    starter = from_table({"key": row.lower(), "row": row, **ROWS[row]}, row)
    stored = json.loads(json.dumps(starter.arrangements.to_json()))
    assert Arrangements.from_json(stored) == starter.arrangements
    for name, value in ROWS[row]["settings"].items():
        if value != "not stated" and name not in ("duration", "courses"):
            assert stored[name] == value


def test_not_stated_is_a_value_of_every_kind() -> None:
    given = dict.fromkeys(
        ("duration", "mode", "cost", "meet_minutes", "intake", "permission_items", "words"), "not stated"
    )
    arranged = from_table({"key": "k", "name": "n", "settings": given}, "k").arrangements
    assert arranged.duration == Duration()
    assert (arranged.mode, arranged.cost, arranged.meet_minutes) == ("not_stated", "", None)
    assert (arranged.intake, arranged.permission_items, arranged.words) == ("not_stated", (), {})


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"\xff\xfe", "not written in UTF-8"),
        (b"key = ", "not valid TOML"),
        (b"", "“key” is missing"),
        (b'key="k"\nname="n"\ncolour="red"', "“colour” is not known"),
        (b'key="k"\nname="n"\n[settings]\nmeet_minutes="an hour"', "“meet_minutes” must be a whole number"),
        (b'key="k"\nname="n"\n[settings]\nmeet_minutes=true', "“meet_minutes” must be a whole number"),
        (b'key="k"\nname="n"\n[settings]\nchannels="messages"', "“channels” must be a list of words"),
        (b'key="k"\nname="n"\n[settings]\nchannels=["smoke"]', "“smoke”, but it must be one of"),
        (b'key="k"\nname="n"\n[settings]\nduration={kind="weeks"}', "Say how many weeks"),
        (b'key="k"\nname="n"\n[settings]\nduration={kind="date",date="2027-02-30"}', "a date that exists"),
        (b'key="k"\nname="n"\n[settings]\nduration={kind="months",number=12,most=6}', "not less than the shortest"),
        (b'key="k"\nname="n"\n[settings]\nyoungest=30\noldest=16', "above the oldest"),
        (b'key="k"\nname="n"\n[settings]\nmode="virtual"', "cannot offer meetings in person"),
        (b'key="k"\nname="n"\n[settings]\nrisks=[{risk="x"}]', "who sees to it"),
        (b'key="k"\nname="n"\n[settings]\nwords={teacher="x"}', "does not know “teacher”"),
        (
            b'key="k"\nname="n"\n[settings]\neligibility=[{for="mentee",answer="a",kind="between",says="x"}]',
            "needs least, most",
        ),
        (
            b'key="k"\nname="n"\n[settings]\ncriteria=[{name="c",kind="magic",mentee="a",mentor="b",points=1}]',
            "no known kind",
        ),
        (b'key="k"\nname="n"\n[[questions]]\npurpose="mentor"\nkey="q"', "needs words"),
        (b'key="k"\nname="n"\npartners_are="zoo"', "no kind of partner"),
        (b'key="k"\nname="n"\nsettings="all"', "“settings” must be a table"),
    ],
)
def test_what_is_wrong_with_a_starter_is_said(raw: bytes, sentence: str) -> None:
    with pytest.raises(StarterError) as caught:
        load(raw, "file.toml")
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    ("rule", "passes", "fails"),
    [
        ({"answer": "age", "kind": "between", "least": 16, "most": 30}, (16, 30), (15, 31)),
        ({"answer": "staff", "kind": "under", "limit": 250}, (249, 0), (250,)),
        ({"answer": "hours", "kind": "under", "limit": 16}, (15.9,), (16,)),
        ({"answer": "staff", "kind": "over", "limit": 4}, (5, "5"), (4, "4")),
        (
            {"answer": "sector", "kind": "one_of", "values": ["Engineering"]},
            (" engineering", ["x", "ENGINEERING"]),
            ("law",),
        ),
        (
            {"answer": "postcode", "kind": "place", "starts": ["RG", "SL1"]},
            ("rg1 2ab", "SL1 3CD"),
            ("RGX 1AA", "SL12 3CD"),
        ),
        ({"answer": "member", "kind": "yes"}, (True, "Yes"), (False, "no")),
    ],
)
def test_the_smallest_step_over_a_rule_fails_it_and_names_it(rule: dict[str, Any], passes: Any, fails: Any) -> None:
    whole = {"for": "mentee", "says": "The rule in words.", **rule}

    def verdict(answer: Any) -> bool | None:
        found = check([whole], role="mentee", answers={rule["answer"]: answer})
        assert [item.says for item in found] == ["The rule in words."]
        return found[0].passed

    assert [verdict(answer) for answer in passes] == [True] * len(passes)
    assert [verdict(answer) for answer in fails] == [False] * len(fails)
    assert verdict(None) is None
    assert check([whole], role="mentor", answers={}) == []


def test_lengths_and_gaps_read_as_words() -> None:
    assert [every(days) for days in (None, 1, 7, 10, 42)] == [
        "not stated",
        "every day",
        "every week",
        "every 10 days",
        "every 6 weeks",
    ]
    assert how_long({"kind": "months", "number": 6, "most": 12}) == "6 to 12 months"
    assert how_long({"kind": "date", "date": "2027-03-31"}) == "until 2027-03-31"


def test_words_of_a_scheme_stand_in_for_ours() -> None:
    arranged = Arrangements(words={"mentee": "pupil", "meeting": "catch-up", "meetings": "catch-ups"})
    assert [arranged.word(key) for key in ("mentee", "mentees", "meetings", "mentor")] == [
        "pupil",
        "pupils",
        "catch-ups",
        "mentor",
    ]
    assert Arrangements(channels=("messages",)).allows("messages")
    assert not Arrangements(channels=("messages",)).allows("video")


def test_only_the_safeguarding_lead_makes_a_safety_rule_less_strict(db: None) -> None:
    from ithaca.kernel.roles import Role
    from ithaca.kernel.scope import open_scheme
    from ithaca.schemes.services import change_settings
    from tests.support.world import NOW, make_world

    world = make_world(gender_rule="block", vetting_steps=("identity", "references", "check"))
    ana, dana = world.appoint("Ana Lee", Role.COORDINATOR), world.appoint("Dana Okoro", Role.SAFEGUARDING_LEAD)
    weaker: list[dict[str, Any]] = [
        {"check_barred_list": False},
        {"vetting_steps": ["identity"]},
        {"permission_under": 16},
        {"check_level": "basic"},
        {"message_policy": "adults"},
        {"home_visits": True},
        {"parent_permission": False},
        {"mentees_may_be_children": False},
        {"gender_rule": "off", "gender_note": "Siblings meet together."},
        {"check_renew_months": 60},
        {"mode": "blended", "channels": ["meetings", "messages", "mail_relay"]},
        {"mail_carries_words": True},
    ]
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
        for changes in weaker:
            with pytest.raises(NotNow, match="Only the safeguarding lead"):
                change_settings(
                    scheme=world.scheme, changes=changes, reason="x", by=world.as_(ana, Role.COORDINATOR), at=NOW
                )
        change_settings(
            scheme=world.scheme, changes={"moderate_all": True}, reason="x", by=world.as_(ana, Role.COORDINATOR), at=NOW
        )
        lead = world.as_(dana, Role.SAFEGUARDING_LEAD)
        assert (
            change_settings(scheme=world.scheme, changes=weaker[2], reason="16 is enough", by=lead, at=NOW) is not None
        )
    world.scheme.refresh_from_db()
    assert world.scheme.arrangements.permission_under == 16
    assert Organisation.objects.count() == 1
