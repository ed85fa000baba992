"""Who may vouch for a mail that no longer bears a good signature: a sealer we trust, or a server of ours; nobody else.

All of it over sockets: the mail comes to the door by SMTP or LMTP, and the worker looks at what was kept.
"""

from __future__ import annotations

from collections.abc import Callable
from email.message import Message
from typing import Any

import pytest

from ithaca.relay.models import Arrival
from ithaca.relay.reading.proof import Came, proof
from ithaca.relay.server import Server
from ithaca.relay.tasks import carry_in
from tests.relay.conftest import ENVELOPE, Post, as_sent, lmtp, public_record, smtp
from tests.relay.sealing import sealed

pytestmark = pytest.mark.django_db(transaction=True)
Serve = Callable[..., Server]
LIST, MX = "lists.example.net", "mx.reply.example.org"
FOUND = "dkim=pass header.d=example.org; spf=pass smtp.mailfrom=example.org"


@pytest.fixture
def trusts(settings: Any) -> None:
    """The administrator named two servers: the list's, which seals, and the one in front of the door."""
    settings.RELAY_TRUSTS = [LIST, MX]


def comes(post: Post, serve: Serve, raw: bytes, talk: Any = smtp) -> Arrival:
    """Bring the mail over a socket and let the worker deal with it."""
    with talk(serve()) as line:
        assert line.sendmail(ENVELOPE, [post.answer_address()], raw) == {}
    carry_in()
    return Arrival.objects.latest("pk")


def changed(post: Post, words: str = "Yes, the bridge book.") -> bytes:
    """A mail that its provider signed and a list changed on the way: the signature is broken."""
    raw = post.signed(post.mail(words))
    return raw.replace(words.encode(), words.encode() + b"\r\nPS")


def seal(post: Post, raw: bytes, by: str = LIST, **how: Any) -> bytes:
    """Sealed by a server whose key the world can look up."""
    post.names.text(f"arc._domainkey.{by}", public_record(post.key))
    return sealed(raw, by=by, key=post.key, **({"found": FOUND} | how))


def test_a_chain_of_a_trusted_sealer_rescues_a_broken_signature(open_post: Post, serve: Serve, trusts: None) -> None:
    assert comes(open_post, serve, changed(open_post)).proof == "none"
    row = comes(open_post, serve, seal(open_post, changed(open_post, "Sealed.")))
    assert (row.state, row.proof) == ("passed", "pass")
    assert [m.original for m in open_post.messages()] == ["Sealed.\nPS"]


def test_a_chain_rescues_even_what_the_domain_s_owner_would_refuse(open_post: Post, serve: Serve, trusts: None) -> None:
    open_post.names.text("_dmarc.example.org", "v=DMARC1; p=reject")
    assert comes(open_post, serve, changed(open_post)).why == "forged"
    assert comes(open_post, serve, seal(open_post, changed(open_post))).state == "passed"


def test_a_chain_of_two_counts_only_while_each_of_the_latest_is_trusted(
    open_post: Post, serve: Serve, trusts: None
) -> None:
    twice = seal(open_post, seal(open_post, changed(open_post, "One.")), MX, instance=2, found="arc=pass")
    assert comes(open_post, serve, twice).proof == "pass"
    stranger = seal(open_post, seal(open_post, changed(open_post, "Two.")), "any.example.com", instance=2)
    assert comes(open_post, serve, stranger).proof == "none"


@pytest.mark.parametrize("by", ["any.example.com", "sub.lists.example.net", "example.net", "example.org"])
def test_a_chain_of_anybody_else_says_nothing(open_post: Post, serve: Serve, trusts: None, by: str) -> None:
    row = comes(open_post, serve, seal(open_post, changed(open_post), by))
    assert (row.state, row.why, row.proof) == ("kept", "unproven", "none")


def test_without_a_trusted_name_no_chain_counts(open_post: Post, serve: Serve) -> None:
    assert comes(open_post, serve, seal(open_post, changed(open_post))).proof == "none"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"PS\r\n", b"PS, and money\r\n"),  # the words, after the seal
        (b"Subject: Re:", b"Subject: Again:"),  # a header that was signed
        (b"dkim=pass header.d=example.org", b"dkim=pass header.d=example.com"),  # what the sealer had found
        (b"cv=none", b"cv=pass"),
        (b"i=1; cv", b"i=2; cv"),
    ],
)
def test_a_broken_chain_says_nothing(open_post: Post, serve: Serve, trusts: None, before: bytes, after: bytes) -> None:
    whole = seal(open_post, changed(open_post))
    assert before in whole
    assert comes(open_post, serve, whole.replace(before, after)).proof == "none"


def test_a_chain_that_was_begun_by_a_liar_or_that_found_nothing_says_nothing(
    open_post: Post, serve: Serve, trusts: None
) -> None:
    for found in ("dkim=fail header.d=example.org; spf=none", "dkim=pass header.d=example.com", "none"):
        assert comes(open_post, serve, seal(open_post, changed(open_post), found=found)).proof == "none", found
    for how in ({"cv": "fail"}, {"cv": "pass"}, {"instance": 2}):
        assert comes(open_post, serve, seal(open_post, changed(open_post), **how)).proof == "none", how


def test_one_s_own_seal_in_a_trusted_name_is_no_seal(open_post: Post, serve: Serve, trusts: None) -> None:
    """Who writes a chain in the list's name without its key."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    other = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    open_post.names.text(f"arc._domainkey.{LIST}", public_record(open_post.key))
    forged = sealed(as_sent(open_post.mail("I am her.")), by=LIST, key=other, found=FOUND)
    assert comes(open_post, serve, forged).proof == "none"


def results(post: Post, words: str, *fields: str) -> bytes:
    """A mail nobody signed, with these Authentication-Results on top, the latest first."""
    head = b"".join(b"Authentication-Results: " + field.encode() + b"\r\n" for field in fields)
    return head + as_sent(post.mail(words))


def test_only_a_trusted_peer_brings_findings(open_post: Post, serve: Serve, trusts: None, settings: Any) -> None:
    assert comes(open_post, serve, results(open_post, "By a stranger.", f"{MX}; {FOUND}")).proof == "none"
    assert comes(open_post, serve, results(open_post, "By LMTP.", f"{MX}; {FOUND}"), lmtp).proof == "pass"
    settings.RELAY_TRUSTED_PEERS = ["192.0.2.77"]
    assert comes(open_post, serve, results(open_post, "By another.", f"{MX}; {FOUND}")).proof == "none"
    settings.RELAY_TRUSTED_PEERS = ["127.0.0.1"]
    assert comes(open_post, serve, results(open_post, "By our own.", f"{MX}; {FOUND}")).proof == "pass"
    assert [m.original for m in open_post.messages()] == ["By LMTP.", "By our own."]


@pytest.mark.parametrize(
    "fields",
    [
        (f"{MX}; dkim=none; spf=none", f"{MX}; {FOUND}"),  # it came with one in our name, and ours stands above
        (f"elsewhere.example; {FOUND}", f"{MX}; {FOUND}"),
        (f"{MX}; dmarc=fail header.from=example.org", f"{MX}; {FOUND}"),
        (f"{MX}.evil.example; {FOUND}",),
        (f"evil.example; {MX}; {FOUND}",),
        (f"({MX}; {FOUND}) evil.example; none",),
    ],
)
def test_findings_that_came_with_the_mail_are_none_of_ours(
    open_post: Post, serve: Serve, trusts: None, settings: Any, fields: tuple[str, ...]
) -> None:
    settings.RELAY_TRUSTED_PEERS = ["127.0.0.1"]
    assert comes(open_post, serve, results(open_post, "Smuggled.", *fields)).proof in ("none", "fail")
    assert open_post.messages() == []


@pytest.mark.parametrize(
    "said",
    [
        'spf=pass smtp.mailfrom="x@example.org"@evil.example',
        'spf=none smtp.mailfrom="a; dmarc=pass header.from=example.org"@evil.example',
        'spf=pass smtp.mailfrom="a smtp.mailfrom=x@example.org"@evil.example',
        "spf=none (of (a; dmarc=pass header.from=example.org) b; dmarc=pass header.from=example.org)",
        r"spf=none (of \) ; dmarc=pass header.from=example.org)",
        'spf=none reason="\\"; dmarc=pass header.from=example.org"',
        "spf=none (not closed; dmarc=pass header.from=example.org",
        'spf=none "not closed; dmarc=pass header.from=example.org',
        "dkim=pass x-header.d=example.org",
        "dmarc=pass header.from=example.org.evil.example",
    ],
)
def test_a_stranger_s_words_inside_our_findings_are_no_findings(said: str) -> None:
    """What a server of ours copies from a mail or an envelope into its own field, in quotes or in a comment."""
    message, came = Message(), Came("127.0.0.1", "", ENVELOPE, True)
    message["Authentication-Results"] = f"{MX}; {said}"
    found = proof(b"\r\n", message, sender="m@example.org", came=came, trusted_names=[MX], lookup=lambda _n, _k: [])
    assert found == "none"


def test_findings_with_comments_and_quotes_are_read() -> None:
    message, came = Message(), Came("127.0.0.1", "", ENVELOPE, True)
    message["Authentication-Results"] = (
        f'{MX} 1; dkim=pass (good (2048 bit)) reason="signature; fine" header.d="example.org" header.s=s1'
    )
    found = proof(b"\r\n", message, sender="m@example.org", came=came, trusted_names=[MX], lookup=lambda _n, _k: [])
    assert found == "pass"
