"""What the engine is made of, as one short digest: its code, its data and the libraries it reads with."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

#: Lexicons, tables and policies.
DATA = Path(__file__).parent / "data"
#: Another edition of one of these may find something else in the same words.
LIBRARIES = ("google-re2", "linkify-it-py", "phonenumbers", "pyahocorasick")


def engine_digest(root: Path = Path(__file__).parent) -> str:
    """Eight hex characters that change whenever a file of the engine or one of its libraries does, and not with the ends of
    lines of a checkout. Policies are left out: they carry editions of their own. OSError or PackageNotFoundError where
    something is missing."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and not {"policies", "__pycache__"}.intersection(parts):
            digest.update("/".join(parts).encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    for name in LIBRARIES:
        digest.update(f"{name} {version(name)}\0".encode())
    return digest.hexdigest()[:8]
