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

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.messaging.services import open_thread, take_pack
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
    assert "Which boat did you like best?" in (pack / "thread.html").read_text("utf-8")


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
