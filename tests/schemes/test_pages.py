"""The pages of set-up, posts and life, as people use them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ithaca.accounts.models import Account
from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Held, Role
from ithaca.organisations.models import Person
from ithaca.schemes import hooks, protections
from ithaca.schemes.choices import POLICY_QUESTIONS
from ithaca.schemes.lines import LINES, mark
from ithaca.schemes.models import Appointment, Confirmation, Scheme, SettingsVersion
from ithaca.schemes.services import create_scheme
from tests.support.world import NOW, World


@pytest.fixture
def only_schemes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rooms above stay silent: what they ask for is theirs to test."""
    for hook in (hooks.launch_gate, hooks.end_gate, hooks.scheme_created):
        monkeypatch.setattr(hook, "answerers", {})
    monkeypatch.setattr(protections, "_registered", dict.fromkeys(protections.PROTECTIONS, "works"))


@pytest.fixture
def draft(world: World) -> Scheme:
    """A draft of the school's online scheme in the world's organisation, run by Ana, Dana and Tom."""
    admin = Actor(kind="account", role=Role.ADMINISTRATOR, held=(Held(Role.ADMINISTRATOR),))
    three = {
        "coordinator": world.person("Ana Lee"),
        "lead": world.person("Dana Okoro"),
        "third": world.person("Tom Third"),
    }
    return create_scheme(
        organisation=world.organisation,
        template="school_online",
        name="Draft",
        answers=three,
        by=admin,
        at=timezone.now(),
    )


def administrator() -> Client:
    account = Account.objects.create_user(
        "boss", "boss@example.org", "a long phrase", is_administrator=True, name="Bo Boss"
    )
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_at"] = NOW.isoformat()
    session.save()
    return client


def at(scheme: Scheme, rest: str) -> str:
    return f"/o/{scheme.organisation.slug}/s/{scheme.slug}/{rest}"


FIVE: dict[str, Any] = {
    "name": "Harbour pairs",
    "audience": "Year 9",
    "partners": "Hill School\nhill school\n Dock School ",
    "coordinator_name": "Ana Lee",
    "coordinator_email": "ana@example.org",
    "lead_name": "Dana Okoro",
    "lead_email": "dana@example.org",
    "third_name": "Tom Third",
    "third_email": "",
    "starts_on_day": "11",
    "starts_on_month": "1",
    "starts_on_year": "2027",
    "duration": "academic_year",
    "meeting_plan": "Tuesdays in the library.",
}


def test_five_questions_make_a_scheme_with_its_people_and_partners(world: World) -> None:
    client = administrator()
    assert "Online mentoring in a school" in client.get("/o/harbour/schemes/new").content.decode()
    page = client.get("/o/harbour/schemes/new/school_business")
    assert 'value="Bo Boss"' in page.content.decode()
    answer = client.post("/o/harbour/schemes/new/school_business", FIVE)
    assert answer.headers["Location"] == "/o/harbour/s/harbour-pairs/set-up"
    scheme = Scheme._base_manager.get(slug="harbour-pairs")
    assert scheme.arrangements.starts_on == "2027-01-11"
    assert scheme.arrangements.meeting_plan == "Tuesdays in the library."
    assert len(scheme.arrangements.partners) == 2
    posts = Appointment._base_manager.filter(scheme=scheme).values_list("role", "person__given_name")
    assert set(posts) == {("coordinator", "Ana"), ("safeguarding_lead", "Dana"), ("third_person", "Tom")}


def test_who_names_themself_co_ordinator_goes_on_without_a_link(world: World) -> None:
    client = administrator()
    me = {"coordinator_name": "Bo Boss", "coordinator_email": "boss@example.org"}
    page = client.post("/o/harbour/schemes/new/university", {**FIVE, **me}, follow=True).content.decode()
    assert "This is right" in page
    post = Appointment._base_manager.get(role="coordinator", scheme__slug="harbour-pairs")
    assert (post.person.account and post.person.account.name) == "Bo Boss"


@pytest.mark.parametrize(
    "me",
    [
        {"coordinator_name": "Bo Boss", "coordinator_email": "other@example.org"},
        {"coordinator_name": "Ana Lee", "coordinator_email": "boss@example.org"},
        {"coordinator_name": "Bo Boss", "coordinator_email": ""},
    ],
)
def test_only_name_and_address_together_say_that_it_is_oneself(world: World, me: dict[str, str]) -> None:
    administrator().post("/o/harbour/schemes/new/university", {**FIVE, **me})
    post = Appointment._base_manager.get(role="coordinator", scheme__slug="harbour-pairs")
    assert post.person.account is None


def test_the_same_form_twice_makes_one_scheme(world: World) -> None:
    client = administrator()
    first = client.post("/o/harbour/schemes/new/university", {**FIVE, "once": "k1"})
    again = client.post("/o/harbour/schemes/new/university", {**FIVE, "once": "k1"})
    assert first.headers["Location"] == again.headers["Location"]
    assert Scheme._base_manager.filter(name="Harbour pairs").count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Give the scheme a name"),
        ({"starts_on_day": "30", "starts_on_month": "2"}, "There is no such day"),
        ({"duration": "for ever"}, "Choose one from the list"),
        ({"lead_name": "ana  lee", "lead_email": "ana@example.org"}, "This must be somebody else"),
        ({"lead_name": ""}, "Please fill this in"),
        ({"meeting_plan": "x" * 2001}, "at most 2000 characters"),
        ({"coordinator_email": "no address"}, "Enter an e-mail address"),
    ],
)
def test_bad_answers_are_said_and_nothing_typed_is_lost(world: World, change: dict[str, str], sentence: str) -> None:
    answer = administrator().post("/o/harbour/schemes/new/school_business", {**FIVE, **change})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Dock School" in page
    assert not Scheme._base_manager.filter(name="Harbour pairs").exists()
    assert not Person._base_manager.filter(given_name="Tom").exists()


def test_a_pupil_of_the_same_name_is_not_taken_for_the_co_ordinator(world: World) -> None:
    from datetime import date

    pupil = world.person("Ana Lee", born=date(2013, 1, 1))
    Person._base_manager.filter(pk=pupil.pk).update(email="ana@example.org")
    administrator().post("/o/harbour/schemes/new/school_business", FIVE)
    post = Appointment._base_manager.get(role="coordinator", scheme__slug="harbour-pairs")
    assert post.person_id != pupil.pk


def test_nobody_else_may_start_a_scheme(world: World) -> None:
    ana = world.appoint("Ana Lee", Role.COORDINATOR)
    assert world.client(ana).get("/o/harbour/schemes/new").status_code == 404
    assert world.client(ana).post("/o/harbour/schemes/new/university", FIVE).status_code == 404


def test_a_line_is_confirmed_by_one_press_and_a_safety_line_is_signed(world: World, draft: Scheme) -> None:
    client = world.client(world.people["Ana Lee"])
    page = client.get(at(draft, "set-up")).content.decode()
    assert "0 of 10 lines are confirmed" in page
    seen = re.search(r'set-up/purpose/confirm.*?name="seen" value="(\w+)"', page, re.S)
    assert seen is not None
    assert client.post(at(draft, "set-up/purpose/confirm"), {"seen": seen[1]}).status_code == 302
    unsigned = client.post(at(draft, "set-up/vetting/confirm"), {"signed_name": "", "seen": ""})
    assert (unsigned.status_code, "Sign with your own name" in unsigned.content.decode()) == (422, True)
    other = client.post(at(draft, "set-up/vetting/confirm"), {"signed_name": "Dana Okoro"})
    assert "Sign with your own name, as we know it: Ana Lee" in other.content.decode()
    assert client.post(at(draft, "set-up/vetting/confirm"), {"signed_name": " ana  lee"}).status_code == 302
    confirmed = Confirmation._base_manager.filter(scheme=draft).values_list("line", "signed_name")
    assert set(confirmed) == {("purpose", ""), ("vetting", "ana  lee")}
    assert "2 of 10 lines are confirmed" in client.get(at(draft, "set-up")).content.decode()


def test_every_line_can_be_read_and_its_form_saved_as_it_stands(world: World, draft: Scheme) -> None:
    client = world.client(world.people["Ana Lee"])
    versions = SettingsVersion._base_manager.filter(scheme=draft).count()
    for line in LINES:
        assert client.get(at(draft, f"set-up/{line.key}")).status_code == 200
        page = client.get(at(draft, f"set-up/{line.key}/change"))
        assert page.status_code == 200
        if line.key == "talks":
            continue
        sent = _as_sent(page.context["form"])
        if line.safety:
            sent["signed_name"] = "Ana Lee"
        answer = client.post(at(draft, f"set-up/{line.key}/change"), sent)
        assert answer.status_code == 302, (line.key, answer.context["form"].errors)
    assert SettingsVersion._base_manager.filter(scheme=draft).count() == versions
    assert client.get(at(draft, "set-up/nothing")).status_code == 404


def _as_sent(form: Any) -> dict[str, Any]:
    """What a browser sends for the form as it is shown."""
    sent: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if hasattr(bound.field.widget, "decompress"):
            parts = bound.field.widget.decompress(value)
            names = bound.field.widget.widgets_names
            sent.update({f"{bound.html_name}{n}": part or "" for n, part in zip(names, parts, strict=True)})
        elif isinstance(value, bool):
            sent.update({bound.html_name: "on"} if value else {})
        else:
            sent[bound.html_name] = "" if value is None else list(value) if isinstance(value, tuple) else value
    return sent


def test_answers_by_mail_are_offered_where_they_are_taken_in(world: World, draft: Scheme, settings: Any) -> None:
    client, url = world.client(world.people["Ana Lee"]), at(draft, "set-up/meeting/change")
    assert 'value="mail_relay"' not in client.get(url).content.decode()
    settings.RELAY_DOMAIN = "reply.example.org"
    sent = _as_sent(client.get(url).context["form"])
    mode = {"mode": "virtual"}
    alone = client.post(url, {**sent, **mode, "channels": ["telephone", "mail_relay"]})
    assert (alone.status_code, "needs messages on this site" in alone.content.decode()) == (422, True)
    by_lead = world.client(world.people["Dana Okoro"])
    assert by_lead.post(url, {**sent, **mode, "channels": ["messages", "mail_relay"]}).status_code == 302
    settings.RELAY_DOMAIN = ""
    assert 'value="mail_relay"' in client.get(url).content.decode()  # what is held is not lost with the form


def test_the_second_of_two_editors_is_told_and_keeps_what_she_typed(world: World, draft: Scheme) -> None:
    ana, dana = world.client(world.people["Ana Lee"]), world.client(world.people["Dana Okoro"])
    url = at(draft, "set-up/supervision/change")
    shown = ana.get(url)
    first = {**_as_sent(shown.context["form"]), "seen": shown.context["hidden"]["seen"]}
    second = {**first, "monitoring": "What Dana typed."}
    assert ana.post(url, {**first, "monitoring": "What Ana typed.", "quiet_after_days": "10"}).status_code == 302
    refused = dana.post(url, second)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Ana Lee changed this at" in page
    assert "What you keep an eye on: now “What Ana typed.”" in page
    assert "Days without contact until you are told: now “10”" in page
    assert ">\nWhat Dana typed.</textarea>" in page
    again = {**second, "seen": refused.context["hidden"]["seen"]}
    assert dana.post(url, again).status_code == 302
    draft.refresh_from_db()
    assert draft.arrangements.monitoring == "What Dana typed."


def test_a_line_confirmed_unseen_after_a_change_is_refused(world: World, draft: Scheme) -> None:
    client = world.client(world.people["Ana Lee"])
    line = next(line for line in LINES if line.key == "boundaries")
    old = mark(draft, line)
    settings = {**draft.settings, "boundaries": "Something else."}
    Scheme._base_manager.filter(pk=draft.pk).update(settings=settings)
    refused = client.post(at(draft, "set-up/boundaries/confirm"), {"seen": old})
    assert (refused.status_code, "Something else." in refused.content.decode()) == (422, True)


def test_a_change_after_opening_needs_a_reason_and_is_kept(world: World, only_schemes: None) -> None:
    ana = world.client(world.appoint("Ana Lee", Role.COORDINATOR))
    scheme = world.scheme
    full = dict.fromkeys(
        ("recruiting", "meeting_plan", "boundaries", "supervision", "monitoring", "evaluation"), "Written."
    )
    starter = {
        **scheme.settings,
        **full,
        "ground_rules": ["One"],
        "risks": [{"risk": "a", "control": "b", "owner": "c"}],
    }
    starter["selection"] = dict.fromkeys(POLICY_QUESTIONS, "x")
    Scheme._base_manager.filter(pk=scheme.pk).update(settings=starter)
    SettingsVersion.objects.create(scheme=scheme, settings=starter)
    url = world.url("set-up/supervision/change")
    sent = {**_as_sent(ana.get(url).context["form"]), "quiet_after_days": "30"}
    refused = ana.post(url, sent)
    assert list(refused.context["form"].errors) == ["reason"]  # said at the box that is empty
    assert "Say why, in a few words" in refused.content.decode()
    assert ana.post(url, {**sent, "monitoring": " ", "reason": "shorter"}).status_code == 422
    assert ana.post(url, {**sent, "reason": "Holidays are long."}).status_code == 302
    page = ana.get(world.url("history")).content.decode()
    assert "Holidays are long." in page
    assert "was: 21" in page
    assert "now: 30" in page


def test_a_scheme_opens_closes_opens_again_and_ends(world: World, only_schemes: None, draft: Scheme) -> None:
    client = world.client(world.people["Ana Lee"])
    page = client.get(at(draft, "life/open")).content.decode()
    assert "This is still missing" in page
    assert "Risk assessment" in page
    assert client.post(at(draft, "life/open"), {}).status_code == 422
    for line in LINES:
        data: dict[str, str] = {"signed_name": "Ana Lee"} if line.safety else {}
        if line.key == "talks":
            for talk in ("broadband", "esafety"):
                day = {f"{talk}_on_day": "1", f"{talk}_on_month": "10", f"{talk}_on_year": "2026"}
                data |= day | {f"{talk}_name": "Kim", f"{talk}_outcome": "Agreed"}
        assert client.post(at(draft, f"set-up/{line.key}/confirm"), data).status_code == 302, line.key
    assert "Nothing is missing" in client.get(at(draft, "set-up")).content.decode()
    for step, state in (("pilot", "pilot"), ("open", "open"), ("close", "closed"), ("reopen", "open")):
        assert client.get(at(draft, f"life/{step}")).status_code == 200
        assert client.post(at(draft, f"life/{step}"), {}).status_code == 302, step
        draft.refresh_from_db()
        assert draft.state == state
    assert client.get(at(draft, "life/pilot")).status_code == 404
    assert "Say why the scheme ends" in client.post(at(draft, "life/end"), {"grounds": " "}).content.decode()
    assert client.post(at(draft, "life/end"), {"grounds": "The money ends."}).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.end_grounds) == ("ended", "The money ends.")
    refused = client.post(at(draft, "set-up/words/change"), {"words_mentor": "guide", "reason": "x"})
    assert "It can be read and no longer changed" in refused.content.decode()
    assert client.get(at(draft, "set-up")).status_code == 200


def test_the_list_of_organisations_leads_the_administrator_to_a_first_scheme(world: World) -> None:
    boss, address = administrator(), f"/o/{world.organisation.slug}/schemes/new"
    assert f'href="{address}"' in boss.get("/organisations/").content.decode()
    assert "Business mentors in a school" in boss.get(address).content.decode()


@pytest.mark.parametrize("who", ["mentor", "mentee", "parent"])
def test_looking_round_shows_this_schemes_own_words_and_makes_nobody(world: World, draft: Scheme, who: str) -> None:
    client = world.client(world.people["Ana Lee"])
    people = Person._base_manager.count()
    page = client.get(at(draft, f"look-round/{who}")).content.decode()
    assert "once a week in term time, on this site only" in page
    assert "Who may read what is written" in page
    assert ("What every mentor promises" in page) == (who != "mentee")
    assert Person._base_manager.count() == people
    assert client.get(at(draft, "look-round/cat")).status_code == 404


def test_pages_of_another_organisation_are_not_there(world: World, draft: Scheme, other_world: World) -> None:
    stranger = other_world.appoint("Zoe Far", Role.COORDINATOR)
    client = other_world.client(stranger)
    for rest in ("set-up", "set-up/purpose", "posts", "away", "life", "life/open", "history", "look-round/mentor"):
        assert client.get(at(draft, rest)).status_code == 404, rest
        assert client.post(at(draft, rest), {}).status_code == 404, rest
    assert client.get("/o/island/s/draft/set-up").status_code == 404
    assert client.get(at(draft, "no-such-page")).status_code == 404


def test_a_mentor_sees_none_of_it(world: World, draft: Scheme) -> None:
    mentor = world.join("Max Mentor", "mentor")
    client = world.client(mentor.person)
    for rest in ("set-up", "posts", "life", "history", "look-round/mentor"):
        assert client.get(world.url(rest)).status_code == 404, rest


def test_the_schemes_words_are_on_the_pages(world: World, draft: Scheme) -> None:
    page = world.client(world.people["Ana Lee"]).get(at(draft, "look-round/mentee")).content.decode()
    assert "Pupil" in page
