"""Sessions in the database, telling a database that is busy from a session that is gone."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError


class SessionStore(db.SessionStore):
    """Django's own, but a busy database stays what it is.

    Django's takes every error of the database for a session that was deleted meanwhile, and the person is told that we could
    not read their words (400), after those were kept. So they get "come again in a moment" (503), and their browser may.
    """

    def save(self, must_create: bool = False) -> None:
        """As Django's; raises OperationalError if the database is busy or away."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError):
                raise error.__context__ from None
            raise
