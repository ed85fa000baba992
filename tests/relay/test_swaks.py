"""Conversations with Debian's own mail test tool: another hand than Python's at the other end of the line."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ithaca.relay.server import Server
from ithaca.relay.tasks import carry_in
from tests.relay.conftest import ENVELOPE, Post

pytestmark = pytest.mark.django_db(transaction=True)
Serve = Callable[..., Server]


def swaks(*words: str) -> subprocess.CompletedProcess[str]:
    """Debian's own mail test tool."""
    tool = shutil.which("swaks")
    assert tool, "swaks was not found: install the package swaks."
    return subprocess.run([tool, *words], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("through", ["smtp", "lmtp"])
def test_swaks_delivers(open_post: Post, serve: Serve, through: str) -> None:
    server = serve()
    done = swaks(
        "--server", "127.0.0.1", "--port", str(server.ports[through]), "--protocol", through, "--from", ENVELOPE,
        "--to", open_post.answer_address(), "--h-From", open_post.pair.mentor.person.email, "--body", "By swaks.",
        "--h-Auto-Submitted", "no",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    carry_in()
    assert open_post.drafts() == "By swaks."  # nobody signed it


def test_swaks_is_refused_where_no_address_is_ours(open_post: Post, serve: Serve) -> None:
    done = swaks(
        "--server", "127.0.0.1", "--port", str(serve().ports["smtp"]), "--from", ENVELOPE, "--to", "x@example.com"
    )
    assert done.returncode == 24, done.stdout
    assert "550" in done.stdout


def test_swaks_and_an_attachment(open_post: Post, serve: Serve, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"%PDF-1.7 secret")
    done = swaks(
        "--server", "127.0.0.1", "--port", str(serve().ports["smtp"]), "--from", ENVELOPE,
        "--to", open_post.answer_address(), "--h-From", open_post.pair.mentor.person.email,
        "--body", "With a file.", "--attach", f"@{file}",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    carry_in()
    assert open_post.drafts() == "With a file."
