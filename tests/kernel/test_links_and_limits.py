"""Links open one thing; tries are counted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ithaca.kernel.limits import address_key, within_limit
from ithaca.kernel.links import find_link, make_link, revoke_links, use_link
from ithaca.kernel.models import Link
from ithaca.kernel.refusals import NotNow
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(days=7)


def test_a_link_works_once() -> None:
    token = make_link(purpose="invite", subject="abc", expires_at=SOON)
    link = find_link(token=token, purpose="invite", at=NOW)
    use_link(link=link, at=NOW)
    with pytest.raises(NotNow, match="used already"):
        find_link(token=token, purpose="invite", at=NOW)
    with pytest.raises(NotNow, match="used already"):
        use_link(link=link, at=NOW)


def test_the_token_itself_is_not_kept() -> None:
    token = make_link(purpose="invite", subject="abc", expires_at=SOON)
    assert token not in str(list(Link.objects.values()))


@pytest.mark.parametrize("wrong", ["purpose", "age", "token", "revoked"])
def test_a_link_that_does_not_fit_says_so(wrong: str) -> None:
    token = make_link(purpose="invite", subject="abc", expires_at=SOON)
    if wrong == "revoked":
        assert revoke_links(purpose="invite", subject="abc", at=NOW) == 1
    with pytest.raises(NotNow):
        find_link(
            token="other" if wrong == "token" else token,
            purpose="consent" if wrong == "purpose" else "invite",
            at=SOON if wrong == "age" else NOW,
        )


def test_the_try_after_the_last_is_refused_until_the_window_is_over() -> None:
    tries = [within_limit(key="k", most=3, seconds=60, at=NOW) for _ in range(5)]
    assert tries == [True, True, True, False, False]
    assert within_limit(key="k", most=3, seconds=60, at=NOW + timedelta(minutes=2))
    assert within_limit(key="other", most=3, seconds=60, at=NOW)


def test_ipv6_counts_by_64() -> None:
    assert address_key("2001:db8:1:2:3::1") == address_key("2001:db8:1:2:ffff::9")
    assert address_key("2001:db8:1:3::1") != address_key("2001:db8:1:2::1")
    assert address_key("not an address") == "unknown"
