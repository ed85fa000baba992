"""Encrypts what must not be read in the database: the seeds of authenticator apps."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    """The first key encrypts, every key decrypts, so that keys can be changed without losing anything (SE-13)."""
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys])


def encrypt(text: str) -> str:
    """`text` encrypted with the first of the FIELD_KEYS."""
    return _box(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode("ascii")


def decrypt(encrypted: str) -> str:
    """The text again. Raises InvalidToken if none of the FIELD_KEYS fits."""
    return _box(tuple(settings.FIELD_KEYS)).decrypt(encrypted.encode("ascii")).decode()
