"""One to one with a child: safe defaults, no way past them, and nobody reads without a reason that is written down (SG-19)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.consents.models import Consent
from ithaca.consents.wording import items_of
from ithaca.cover.services import put_on_duty
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.meetings.models import Meeting
from ithaca.meetings.services.arrange import arrange as arrange_meeting
from ithaca.messaging.models import Message
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.starters import all_starters
from tests.messaging.conftest import Talk
from tests.messaging.test_surfaces import every_page
from tests.support.pairs import arrange, mentor_of

CANARY = "zebrafinch"
WITH_CHILDREN = [starter for starter in all_starters() if starter.arrangements.mentees_may_be_children]
#: Ways of being in touch at the same moment, or out of sight of the scheme.
LIVE_OR_AWAY = {"video", "chat", "text", "forum", "mail_relay"}


@pytest.mark.parametrize("arrangements", [Arrangements(), *(s.arrangements for s in WITH_CHILDREN)])
def test_a_scheme_for_children_begins_with_text_alone_strictly_screened_and_quiet_at_night(
    arrangements: Arrangements,
) -> None:
    assert not LIVE_OR_AWAY & set(arrangements.channels)
    assert not arrangements.mail_carries_words
    assert arrangements.message_policy in ("children", "16-19")
    assert not any(item.endswith("=off") for item in arrangements.message_switches)
    assert arrangements.reading_minutes() > 0
    assert arrangements.parent_permission
    if arrangements.allows("messages"):
        assert arrangements.quiet_from is not None


def test_no_file_comes_with_a_message_whatever_a_browser_sends(talk: Talk) -> None:
    browser = talk.browser("mentor")
    page = browser.get(talk.url()).content.decode()
    assert 'type="file"' not in page
    assert "multipart" not in page
    file = SimpleUploadedFile("picture.png", b"\x89PNG zebrafinch", content_type="image/png")
    browser.post(talk.url(), {"body": "Here it is.", "once": "f", "picture": file, "file": file})
    message = Message.objects.get()
    assert (message.original, message.delivered_text) == ("Here it is.", "Here it is.")
    assert CANARY not in talk.browser("mentee").get(talk.url()).content.decode()
    assert not [field.name for field in Message._meta.get_fields() if "File" in type(field).__name__]


def _video(talk: Talk, starts: datetime) -> str:
    """Try to arrange a talk by video; the sentence that stood in the way, or "" when it is arranged."""
    by = mentor_of(talk.world, talk.pair)
    try:
        arrange_meeting(mentorship=talk.pair, starts_at=starts, minutes=30, channel="video", by=by, at=timezone.now())
    except NotNow as refusal:
        return str(refusal.sentence)
    return ""


@pytest.mark.parametrize(("listed", "yes", "duty", "child"), list(product([True, False], repeat=4)))
def test_a_child_talks_by_video_only_with_a_parents_yes_and_somebody_on_duty(
    talk: Talk, listed: bool, yes: bool, duty: bool, child: bool
) -> None:
    arrange(talk.world, channels=("messages", "video") if listed else ("messages",))
    items = {"mentoring": True, "messages": True, **({"video": True} if yes else {})}
    Consent.objects.filter(mentee=talk.pair.mentee).update(items=items)
    day = timezone.localdate() + timedelta(days=2)
    starts = timezone.make_aware(datetime.combine(day, time(12)))
    if duty:
        put_on_duty(
            scheme=talk.world.scheme, person=talk.world.people["Cora Coordinator"], partner=talk.world.school, day=day,
            starts=time(11), ends=time(14), by=talk.staff(), at=timezone.now(),
        )  # fmt: skip
    if not child:
        person = talk.pair.mentee.person
        person.date_of_birth = date(1990, 1, 1)
        person.save()
    refusal = _video(talk, starts)
    assert (refusal == "") == (listed and (not child or (yes and duty))), refusal
    assert Meeting.objects.exists() == (refusal == "")


def test_where_pairs_with_children_talk_by_video_the_parents_are_asked_without_a_setting() -> None:
    assert "video" in items_of(Arrangements(channels=("messages", "video")))
    assert "video" not in items_of(Arrangements(channels=("messages", "video"), mentees_may_be_children=False))
    assert "video" not in items_of(Arrangements(channels=("messages",)))


def test_delivered_words_are_on_the_page_of_the_two_and_nowhere_else(talk: Talk) -> None:
    """Every page for each kind of reader: who is not one of the two sees them only where a reading is written down."""
    world = talk.world
    world.carer("Petra Parent", talk.pair.mentee)
    world.appoint("Sam School", Role.SCHOOL_CONTACT, partner=world.school)
    world.appoint("Max Matcher", Role.MATCHER)
    for number in range(4):
        talk.say(f"A {CANARY} sings, number {number}")
    last = Message.objects.order_by("-pk")[0]
    shown: set[tuple[str, str]] = set()
    for who in ("Cora Coordinator", "Lena Lead", "Theo Third", "Petra Parent", "Sam School", "Max Matcher"):
        browser = talk.browser(who)
        browser.raise_request_exception = False
        for name, url in every_page(talk, last.public_id):
            before = Event.objects.count()
            if CANARY in browser.get(url).content.decode(errors="replace"):
                shown.add((who, name))
                assert Event.objects.count() > before, f"{who} read at {name}, and it was not written down"
    assert shown == {("Cora Coordinator", "moderation:readings"), ("Lena Lead", "moderation:readings")}
    assert CANARY in talk.browser("mentor").get(talk.url()).content.decode()


def test_the_two_are_told_on_the_page_who_reads_and_when(talk: Talk) -> None:
    for who in ("mentor", "mentee"):
        page = talk.browser(who).get(talk.url()).content.decode()
        assert "Who may read this?" in page
        for words in ("held", "your first three", "chance", "worried", "reason they must write down first", "recorded"):
            assert words in page, words
