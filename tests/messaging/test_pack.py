"""The evidence pack of a thread: complete, checked by a program that needs nothing of Ithaca, and its taking written down."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.audit.selectors import end_of
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.messaging.models import Message
from ithaca.messaging.pack.build import together
from ithaca.messaging.services import open_thread, release, take_pack
from tests.messaging.conftest import PHONE, Talk


@pytest.fixture
def pack(talk: Talk, tmp_path: Path) -> Path:
    """The unpacked pack of a thread with an ordinary and a held or redacted message."""
    talk.say("Which boat did you like best?")
    talk.say(PHONE, mentor=True)
    by, at = talk.staff(), timezone.now()
    opening = open_thread(mentorship=talk.pair, reason="A parent asked what was said.", by=by, at=at)
    content = take_pack(opening=opening, by=by, at=at)
    (tmp_path / "pack.zip").write_bytes(content)
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        files.extractall(tmp_path / "pack")
    return tmp_path / "pack"


def verify(place: Path, *arguments: str) -> tuple[int, str]:
    """The verifier of the pack itself, by a bare interpreter that sees no package of ours."""
    told = subprocess.run(
        [sys.executable, "-I", "-S", str(place / "verify.py"), *arguments], capture_output=True, text=True, check=False
    )
    return told.returncode, told.stdout


def test_an_untouched_pack_is_as_it_was(pack: Path) -> None:
    code, words = verify(pack)
    assert (code, "2 messages" in words) == (0, True), words
    assert verify(pack, str(pack.parent / "pack.zip"))[0] == 0
    rows = [json.loads(line) for line in (pack / "messages.jsonl").read_text("utf-8").splitlines()]
    assert [row["original"] for row in rows] == ["Which boat did you like best?", PHONE]
    page = (pack / "thread.html").read_text("utf-8")
    assert "Which boat did you like best?" in page
    assert "overflow-wrap: anywhere" in page, "a word of a thousand letters is printed whole"


def seal_again(pack: Path, name: str) -> None:
    """Put a changed file's new digest into the manifest, as a forger would."""
    manifest = json.loads((pack / "manifest.json").read_text("utf-8"))
    manifest["files"][name] = hashlib.sha256((pack / name).read_bytes()).hexdigest()
    (pack / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def test_changed_words_are_found_even_with_a_forged_manifest(pack: Path) -> None:
    path = pack / "messages.jsonl"
    path.write_text(path.read_text("utf-8").replace("like best", "hate most"), "utf-8")
    assert verify(pack)[0] == 1
    seal_again(pack, "messages.jsonl")
    code, words = verify(pack)
    assert code == 1
    assert "not those that were sent" in words


def forge(pack: Path, place: int, **changes: object) -> tuple[int, str]:
    """What the verifier says once a message is changed by somebody who puts the manifest right as well."""
    path = pack / "messages.jsonl"
    before = path.read_text("utf-8")
    rows = [json.loads(line) for line in before.splitlines()]
    rows[place] |= changes
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    seal_again(pack, "messages.jsonl")
    told = verify(pack)
    path.write_text(before, "utf-8")
    seal_again(pack, "messages.jsonl")
    assert verify(pack)[0] == 0
    return told


def test_words_cannot_be_said_to_be_past_their_time(pack: Path) -> None:
    code, words = forge(pack, 0, original="I hate boats", emptied=True, salt="")
    assert (code, "said to be emptied, and is not" in words) == (1, True), words
    code, words = forge(pack, 0, original="", emptied=True, salt="")
    assert (code, "gone before their time" in words) == (1, True), words


def test_who_wrote_when_and_what_became_of_it_are_compared_with_the_log(pack: Path) -> None:
    rows = [json.loads(line) for line in (pack / "messages.jsonl").read_text("utf-8").splitlines()]
    mentee, mentor = ({"as": row["as"], "from": row["from"]} for row in rows)
    assert (mentee["as"], mentor["as"]) == ("mentee", "mentor")
    other = "2026-01-01T00:00:00.000000+00:00"
    for changes in (
        mentor,
        {"sent_at": other},
        {"delivered_at": other},
        {"decided_at": other, "decided_by": "Cora Coordinator"},
        {"decided_by": "Cora Coordinator"},
        {"state": "returned"},
        {"check": rows[0]["check"] | {"action": "urgent"}},
    ):
        code, words = forge(pack, 0, **changes)
        assert (code, words.count("WRONG: ")) == (1, 1), (changes, words)
    code, words = forge(pack, 1, **mentee)
    assert (code, "a mentor's account sent it" in words) == (3, True), "true only of somebody who is both"


def test_a_decider_who_was_changed_is_seen_where_the_log_can_show_it(moderated: Talk, tmp_path: Path) -> None:
    cora, at = moderated.staff(), timezone.now()
    for number in range(2):
        release(message=moderated.say(f"Boat number {number} is blue."), by=cora, at=at)
    opening = open_thread(mentorship=moderated.pair, reason="A parent asked what was said.", by=cora, at=at)
    with zipfile.ZipFile(io.BytesIO(take_pack(opening=opening, by=cora, at=at))) as files:
        files.extractall(tmp_path)
    assert forge(tmp_path, 0, decided_by="Lena Lead")[0] == 3
    assert forge(tmp_path, 0, decided_by=None)[0] == 1


def test_it_says_what_it_cannot_say_and_by_what_number_the_log_of_the_house_knows_the_pack(pack: Path) -> None:
    words = verify(pack)[1]
    digest = hashlib.sha256((pack / "manifest.json").read_bytes()).hexdigest()
    assert digest == Event.objects.get(name="messaging.pack_taken").data["manifest"]
    assert f"SHA-256 of manifest.json: {digest}" in words
    assert "Compare it" in words
    assert "Not checked" in words


def test_the_thread_is_read_again_if_somebody_decides_meanwhile(moderated: Talk) -> None:
    message = moderated.say("Boats are blue.")
    rows = Message.objects.filter(pk=message.pk)
    organisation = moderated.world.organisation.pk

    class Meanwhile:
        """The rows, and somebody who decides just after they were read for the first time."""

        reads = 0

        def all(self) -> list[Message]:
            found = list(rows.all())
            self.reads += 1
            if self.reads == 1:
                release(message=message, by=moderated.staff(), at=timezone.now())
            return found

    found, number = together(cast("QuerySet[Message]", Meanwhile()), organisation)
    assert ([row.state for row in found], number) == (["delivered"], end_of(organisation)[0])


def test_a_message_taken_out_is_missed(pack: Path) -> None:
    path = pack / "messages.jsonl"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    seal_again(pack, "messages.jsonl")
    assert "was taken out" in verify(pack)[1]


def test_a_changed_log_is_found(pack: Path) -> None:
    path = pack / "log.jsonl"
    path.write_text(
        path.read_text("utf-8").replace("messaging.held", "messaging.seen").replace("delivered", "returned"), "utf-8"
    )
    seal_again(pack, "log.jsonl")
    code, words = verify(pack)
    assert code == 1
    assert "of the log was changed" in words


def test_a_link_kept_elsewhere_is_compared(pack: Path) -> None:
    last = json.loads((pack / "log.jsonl").read_text("utf-8").splitlines()[-1])
    assert verify(pack, "--head", f"{last['number']}:{last['digest']}")[0] == 0
    assert verify(pack, "--head", f"{last['number']}:{'0' * 64}")[0] == 1
    for away in (f"{last['number'] + 1000}:{last['digest']}", str(last["number"]), ""):
        code, words = verify(pack, "--head", away)
        assert (code, "CANNOT BE COMPARED" in words, "WRONG" in words) == (3, True, False), words


def test_added_and_missing_files_and_no_pack_at_all(pack: Path, tmp_path: Path) -> None:
    (pack / "more.txt").write_text("x", "utf-8")
    assert verify(pack)[0] == 1
    (pack / "more.txt").unlink()
    (pack / "thread.html").unlink()
    assert verify(pack)[0] == 1
    (pack / "manifest.json").write_text("[]", "utf-8")
    assert verify(pack)[0] == 2
    assert verify(pack, str(tmp_path / "nothing.zip"))[0] == 2


def test_the_taking_is_written_down_and_only_for_whoever_gave_the_reason(talk: Talk) -> None:
    talk.say("Which boat did you like best?")
    cora, lead, at = talk.staff(), talk.staff(Role.SAFEGUARDING_LEAD), timezone.now()
    opening = open_thread(mentorship=talk.pair, reason="A parent asked what was said.", by=cora, at=at)
    with pytest.raises(NotAllowed):
        take_pack(opening=opening, by=lead, at=at)
    with pytest.raises(NotNow):
        take_pack(opening=opening, by=cora, at=at + timedelta(hours=2))
    content = take_pack(opening=opening, by=cora, at=at)
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        digest = hashlib.sha256(files.read("manifest.json")).hexdigest()
    assert Event.objects.get(name="messaging.pack_taken").data["manifest"] == digest
