"""A second opinion: checks a certificate from the input files alone.

It shares no line with the solver on purpose: it has its own reader, its own scoring and its own arithmetic, so that a
mistake there cannot hide here.  `verify_files` is the whole of it.
"""

from __future__ import annotations

from .proof import NotProved, verify_files
from .reader import Unreadable

__all__ = ["NotProved", "Unreadable", "verify_files"]
