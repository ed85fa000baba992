"""Fixtures every test may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ithaca.kernel.scope import open_scheme


def pytest_configure() -> None:
    """Passwords need not be slow to guess here, and no page may say a name by chance.

    Hashing passwords well took a third of the run. And a form's token is 64 random letters, in which now and then stood the
    "Ada" that a test says nobody is shown.
    """
    from django.conf import settings
    from django.middleware import csrf

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    csrf.CSRF_ALLOWED_CHARS = "QXZ"


@pytest.fixture
def world(db: None) -> Iterator[object]:
    """A small world with its scheme open."""
    from tests.support.world import make_world

    made = make_world()
    with open_scheme(organisation_id=made.organisation.pk, scheme_id=made.scheme.pk):
        yield made


@pytest.fixture
def other_world(db: None) -> object:
    """A second organisation that must never be seen from the first."""
    from tests.support.world import make_world

    return make_world("island")


@pytest.fixture(autouse=True)
def _fences_down_for_the_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with real transactions is cleaned up by emptying every table, which the fences rightly refuse on SQLite."""
    marker = request.node.get_closest_marker("django_db")
    wanted = {"transactional_db", "live_server", "django_db_reset_sequences"} & set(request.fixturenames)
    if not wanted and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    from ithaca.kernel.fences import lay_fences, lift_fences

    lay_fences()
    yield
    lift_fences()
