"""The key with which letters are signed (DKIM, RFC 6376), and the record that has to be published for it."""

from __future__ import annotations

import base64
import contextlib
import os
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

KEY_FILE = "dkim.key"
SELECTOR = "ithaca"
BITS = 2048


def private_key(file: Path) -> bytes:
    """The private key in PEM, made (mode 0600) the first time. Two processes may ask at once: both get the same one."""
    if not file.exists():
        key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
        handle, made = tempfile.mkstemp(dir=file.parent)  # readable by its owner alone
        with os.fdopen(handle, "wb") as out:
            out.write(pem)
        with contextlib.suppress(FileExistsError):
            os.link(made, file)  # whole or not at all, and never over one that another process has made
        Path(made).unlink()
    return file.read_bytes()


def record(file: Path) -> str:
    """The TXT record to publish at SELECTOR._domainkey.DOMAIN."""
    key = serialization.load_pem_private_key(private_key(file), password=None)
    der = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={base64.b64encode(der).decode('ascii')}"
