"""The way of a document: off until switched on, adults only, checked before anybody has it, kept like messages (MSG-19)."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.documents.exported import documents_of
from ithaca.documents.models import Document
from ithaca.documents.selectors import todo
from ithaca.documents.services import open_held, release
from ithaca.documents.services.send import seal_of
from ithaca.documents.tasks import carry
from ithaca.kernel.actor import job
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.mentorships.services.pause import pause_contact
from ithaca.messaging.services import open_thread, take_pack
from ithaca.notices.models import Letter
from ithaca.privacy.services import empty_due
from ithaca.safeguarding.models import Concern
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.starters import all_starters
from tests.documents.conftest import ADULTS, CALM, Desk, docx, pdf
from tests.support.clamd import EICAR
from tests.support.pairs import arrange

HOUR = timedelta(hours=1)


def test_a_calm_document_reaches_the_other_side_and_is_downloaded_never_shown(desk: Desk) -> None:
    content = docx(CALM, "What do you think?")
    answer = desk.upload("mentee", content, "My plan.docx")
    assert "Once it has been checked it is passed on" in answer.content.decode()
    row = Document.objects.get()
    url = desk.url(row.public_id)
    assert desk.browser("mentor").get(url).status_code == 404  # not before it was checked
    assert carry() == 1
    row.refresh_from_db()
    assert (row.state, row.name, row.kind) == ("delivered", "My plan.docx", "docx")
    mentor = desk.browser("mentor")
    assert "My plan.docx" in mentor.get(desk.url()).content.decode()
    file = mentor.get(url)
    assert file.content == content
    assert file["Content-Disposition"] == 'attachment; filename="My plan.docx"'
    assert file["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in file["Content-Security-Policy"]
    assert "no-store" in file["Cache-Control"]
    assert "Opened" in desk.browser("mentee").get(desk.url()).content.decode()
    [letter] = Letter.objects.filter(name="documents.arrived")
    assert letter.to_address == desk.pair.mentor.person.email
    assert "plan" not in letter.subject + letter.body
    sent = Event.objects.get(name="documents.sent")
    assert sent.data["seal"] == seal_of(row.salt, content)
    assert "plan" not in json.dumps([event.data for event in Event.objects.all()])


@pytest.mark.parametrize(
    "change",
    [
        {"documents": False},
        {"mentees_may_be_children": True},
        {"message_policy": "children"},
        {"message_policy": "16-19"},
        {"check_level": "enhanced", "check_workforce": "adult"},
        {"channels": ("meetings",)},
    ],
)
def test_in_any_other_scheme_there_are_none(desk: Desk, change: dict[str, Any]) -> None:
    arrange(desk.world, **{**ADULTS, **change})
    desk.pair.scheme.refresh_from_db()
    with pytest.raises(NotNow):
        desk.send()
    assert desk.browser("mentee").get(desk.url()).status_code == 404
    assert not Document.objects.exists()


def test_they_are_off_in_every_starter_and_never_offered_to_children() -> None:
    assert not Arrangements().documents
    for starter in all_starters():
        assert not starter.arrangements.documents, starter


@pytest.mark.parametrize("years", [17, None])
def test_not_with_somebody_who_is_or_may_be_under_18(desk: Desk, years: int | None) -> None:
    person = desk.pair.mentee.person
    today = timezone.localdate()
    person.date_of_birth = None if years is None else today.replace(year=today.year - years, day=1)
    person.save()
    for mentor in (False, True):
        with pytest.raises(NotNow, match="does not pass documents on"):
            desk.send(mentor=mentor)


def test_without_a_virus_check_nothing_is_taken(desk: Desk, settings: Any) -> None:
    settings.VIRUS_CHECK = ""
    page = desk.upload("mentee", CALM.encode()).content.decode()
    assert "this server has no virus check" in page
    assert not Document.objects.exists()


def test_what_the_virus_check_finds_nobody_gets(desk: Desk) -> None:
    row = desk.checked(EICAR)
    assert (row.state, row.why) == ("refused", "virus")
    for who in ("mentee", "mentor"):
        assert desk.browser(who).get(desk.url(row.public_id)).status_code in (404, 409)
    page = desk.browser("mentee").get(desk.url()).content.decode()
    assert "The virus check found something" in page
    assert row.name not in desk.browser("mentor").get(desk.url()).content.decode()


@pytest.mark.parametrize(
    "says", [b"", b"stream: INSTREAM size limit exceeded. ERROR\0", b"OK\0", b"stream: OK FOUND?\0"]
)
def test_every_other_answer_of_the_check_lets_it_wait(desk: Desk, says: bytes) -> None:
    desk.clamd.says = says
    row = desk.checked()
    assert row.state == "waiting"
    assert carry() == 0  # not again at once
    late = timezone.now() + timedelta(minutes=16)
    lines = todo(by=desk.staff(), scheme=desk.world.scheme, at=late)
    assert [line.words for line in lines] == ["The virus check of this server does not answer. Documents wait."]
    desk.clamd.says = None
    Document.objects.update(next_look_at=timezone.now())
    assert carry() == 1
    row.refresh_from_db()
    assert row.state == "delivered"


def test_while_the_check_is_away_it_waits_and_nothing_is_lost(desk: Desk) -> None:
    desk.clamd.stop()
    row = desk.checked()
    assert (row.state, bytes(row.content)) == ("waiting", CALM.encode())


def test_words_that_would_be_held_wait_for_a_person(desk: Desk) -> None:
    row = desk.checked(docx(CALM, "You stupid fucking idiot, I hate you."))
    assert (row.state, row.why) == ("held", "words")
    assert desk.browser("mentor").get(desk.url(row.public_id)).status_code == 404
    assert "Waiting for a look" in desk.browser("mentee").get(desk.url()).content.decode()
    assert [line.page for line in todo(by=desk.staff(), scheme=desk.world.scheme, at=timezone.now())] == [
        "documents:held"
    ]


def test_what_cannot_be_read_waits_and_a_person_delivers_it(desk: Desk) -> None:
    row = desk.checked(pdf(), "plan.pdf")
    assert (row.state, row.why) == ("held", "unread")
    cora = desk.browser("Cora Coordinator")
    page = cora.get(desk.world.url("documents/held/")).content.decode()
    assert "The computer cannot read all of it" in page
    file = cora.get(desk.world.url(f"documents/held/{row.public_id}"))
    assert file.content == pdf()
    assert file["Content-Disposition"].startswith("attachment")
    assert Event.objects.filter(name="documents.held_read").count() == 1
    assert cora.post(desk.world.url(f"documents/held/{row.public_id}/release")).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("delivered", desk.world.people["Cora Coordinator"])
    assert desk.browser("mentor").get(desk.url(row.public_id)).content == pdf()


def test_it_is_given_back_with_a_note(desk: Desk) -> None:
    row = desk.checked(pdf(), "plan.pdf")
    cora, url = desk.browser("Cora Coordinator"), desk.world.url(f"documents/held/{row.public_id}/back")
    assert cora.post(url, {"reason": " "}).status_code == 422
    assert cora.post(url, {"reason": "Please take the address out."}).status_code == 302
    row.refresh_from_db()
    assert row.state == "refused"
    assert "Please take the address out." in desk.browser("mentee").get(desk.url()).content.decode()
    assert row.name not in desk.browser("mentor").get(desk.url()).content.decode()
    assert Letter.objects.filter(name="documents.given_back").count() == 1


def test_urgent_words_open_a_concern_and_the_sender_sees_the_ordinary_waiting(desk: Desk) -> None:
    row = desk.checked(docx("I am going to kill myself tonight."))
    assert row.state == "escalated"
    concern = Concern.objects.get()
    assert concern.about_ref == f"documents.document:{row.public_id}"
    assert not concern.subjects.exists()  # who tells of harm to themself is not whom it is about
    page = desk.browser("mentee").get(desk.url()).content.decode()
    assert "Waiting for a look" in page
    with pytest.raises(NotNow):
        release(document=row, by=desk.staff(), at=timezone.now())


def test_a_concern_about_what_the_writer_does_is_about_the_writer(desk: Desk) -> None:
    row = desk.checked(docx("I know where you live and I am going to kill you."))
    assert row.state == "escalated"
    assert [one.person for one in Concern.objects.get().subjects.all()] == [row.sender.person]


def test_where_everything_is_read_first_so_are_documents(desk: Desk) -> None:
    arrange(desk.world, **ADULTS, moderate_all=True)
    desk.pair.scheme.refresh_from_db()
    assert desk.checked().state == "held"


def test_the_gate_is_asked_again_before_it_is_delivered(desk: Desk) -> None:
    waiting, held = desk.send(), desk.send(pdf(), "plan.pdf")
    pause = {"scheme": desk.world.scheme, "reason": "A worry.", "by": desk.staff(), "at": timezone.now()}
    Document.objects.filter(pk=waiting.pk).update(next_look_at=timezone.now() + HOUR)
    carry()
    pause_contact(**pause)
    with pytest.raises(NotNow, match="cannot be delivered"):
        release(document=held, by=desk.staff(), at=timezone.now())
    Document.objects.filter(pk=waiting.pk).update(next_look_at=timezone.now())
    carry()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.why) == ("refused", "closed")
    with pytest.raises(NotNow):
        desk.send()


def test_a_worry_takes_it_out_of_sight_and_its_sender_sees_no_difference(desk: Desk) -> None:
    row = desk.checked()
    mentor, url = desk.browser("mentor"), desk.url(f"{row.public_id}/worried")
    before = desk.browser("mentee").get(desk.url()).content.decode().count("Delivered")
    assert mentor.post(url, {"words": "It looks copied.", "once": "w"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "frozen"
    assert row.name not in mentor.get(desk.url()).content.decode()
    assert mentor.get(desk.url(row.public_id)).status_code == 404
    assert desk.browser("mentee").get(desk.url()).content.decode().count("Delivered") == before
    assert Concern.objects.get().about_ref.endswith(row.public_id)


def test_nobody_else_has_it_and_staff_only_while_it_is_held(desk: Desk) -> None:
    row = desk.checked()
    for who in ("Cora Coordinator", "Lena Lead", "Theo Third"):
        assert desk.browser(who).get(desk.url(row.public_id)).status_code in (403, 404)
    assert desk.browser("Cora Coordinator").get(desk.world.url(f"documents/held/{row.public_id}")).status_code == 404
    with pytest.raises(NotNow):
        open_held(document=row, by=desk.staff(), at=timezone.now())
    with pytest.raises(NotAllowed):
        open_held(document=row, by=job("anything"), at=timezone.now())


def test_ten_a_day(desk: Desk) -> None:
    for number in range(10):
        desk.send(f"{CALM} {number}".encode())
    with pytest.raises(NotNow, match="ten documents"):
        desk.send()
    desk.send(mentor=True)


def test_a_double_press_is_one_document(desk: Desk) -> None:
    for _press in range(2):
        desk.upload("mentee", CALM.encode(), once="the same")
    assert Document.objects.count() == 1


def test_the_file_and_its_name_cannot_be_changed_or_taken_away(desk: Desk) -> None:
    row = desk.checked()
    for change in ({"content": b"other"}, {"name": "other.txt"}, {"content": None}, {"sent_at": timezone.now()}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Document.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=row.pk).delete()


def test_after_eight_years_the_file_goes_in_the_run_that_is_logged(desk: Desk) -> None:
    row = desk.checked()
    fields = {
        f.attname: getattr(row, f.attname) for f in Document._meta.concrete_fields if f.name not in ("id", "public_id")
    }
    old: Document = Document.objects.create(**{**fields, "sent_at": timezone.now() - timedelta(days=9 * 366)})
    counts = empty_due(organisation=desk.world.organisation, by=job("privacy.clock"), at=timezone.now())
    assert counts["documents.Document"] == 1
    old.refresh_from_db()
    row.refresh_from_db()
    assert (old.content, old.name, old.salt) == (None, "", "")
    assert bytes(row.content) == CALM.encode()
    assert desk.browser("mentor").get(desk.url()).status_code == 200


def test_a_copy_holds_one_s_own_files_and_the_other_s_only_by_kind(desk: Desk) -> None:
    desk.checked()
    scheme = desk.world.scheme.pk
    [own] = documents_of(desk.pair.mentee.person_id, scheme)
    [theirs] = documents_of(desk.pair.mentor.person_id, scheme)
    assert (own["by"], own["name"]) == ("you", "plan.txt")
    assert set(theirs) == {"at", "by", "kind"}


def test_the_evidence_pack_holds_the_files_and_its_program_finds_a_changed_one(desk: Desk, tmp_path: Path) -> None:
    row = desk.checked()
    infected = desk.checked(EICAR, "bad.txt")
    by, at = desk.staff(Role.SAFEGUARDING_LEAD), timezone.now()
    opening = open_thread(mentorship=desk.pair, reason="A parent asked about it.", by=by, at=at)
    (tmp_path / "pack.zip").write_bytes(take_pack(opening=opening, by=by, at=at))
    subprocess.run([sys.executable, "-m", "zipfile", "-e", "pack.zip", "pack"], cwd=tmp_path, check=True)
    file = tmp_path / "pack" / "documents" / f"{row.public_id}.txt"
    assert file.read_bytes() == CALM.encode()
    assert not list((tmp_path / "pack" / "documents").glob(f"{infected.public_id}*"))
    check = [sys.executable, "-I", str(tmp_path / "pack" / "verify.py")]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 0
    file.write_bytes(CALM.encode() + b"!")
    told = subprocess.run(check, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "the file is not the one that was passed on" in told.stdout
