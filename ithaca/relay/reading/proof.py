"""Is a mail from whom it says? SPF, DKIM, ARC and what our own mail server found, brought down to one word.

The answer is "pass" only if a domain that stands behind the address in From vouches for this very mail: a DKIM signature
(RFC 6376), SPF for the server that brought it (RFC 7208), or a server we trust that checked it before (RFC 8601, RFC 8617).
"fail" if the domain's owner says that such a mail is not theirs (SPF "-all", or a DMARC policy of quarantine or reject,
RFC 7489). Otherwise "none". "later" when the answer could not be looked up now.
"""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.message import Message

import dkim
import dns.exception
import dns.resolver
import spf

#: Signatures that are checked; who sends more has something else in mind.
MOST_SIGNATURES = 5
SECONDS = 5.0
#: name and kind ("TXT", "A", ...) in; the answers as text out, TXT joined. Raises Later if nobody answers now.
Lookup = Callable[[str, str], list[str]]
_QUIET = logging.getLogger("ithaca.relay.dkim")
_QUIET.setLevel(logging.CRITICAL)  # it would write parts of mails into the log


class Later(Exception):
    """The names cannot be looked up now."""


@dataclass(frozen=True, slots=True)
class Came:
    """How a mail came: by whose server, with which envelope, and whether that server is one of ours."""

    peer: str
    helo: str
    envelope_from: str
    trusted: bool


def proof(
    raw: bytes, message: Message, *, sender: str, came: Came, trusted_names: Iterable[str], lookup: Lookup
) -> str:
    """ "pass", "fail", "none" or "later" for the address `sender` in From. `raw` is the mail as it came."""
    domain = sender.rpartition("@")[2]
    if not domain:
        return "none"
    if came.trusted:
        said = _said_by_ours(message, domain, frozenset(trusted_names))
        if said:
            return said
    try:
        if _signed(raw, message, domain, lookup):
            return "pass"
        found = "none" if came.trusted else _spf(came, domain, lookup)
        if found == "pass" or (found != "pass" and _sealed(raw, domain, trusted_names, lookup)):
            return "pass"
        if found == "fail" or _dmarc_refuses(domain, lookup):
            return "fail"
    except Later:
        return "later"
    return "none"


def stands_behind(domain: str, address_domain: str) -> bool:
    """True if `domain` may vouch for addresses at `address_domain`: the same, or one above or below it (RFC 7489, 3.1)."""
    one, other = domain.lower().rstrip("."), address_domain.lower().rstrip(".")
    if one == other:
        return "." in one
    return ("." in one and other.endswith("." + one)) or ("." in other and one.endswith("." + other))


def _said_by_ours(message: Message, domain: str, names: frozenset[str]) -> str:
    """What a server of ours wrote into the first Authentication-Results, if that one bears its name.

    A field further down may have come with the mail, whatever name it bears.
    """
    results = message.get_all("Authentication-Results") or []
    text = _without_strangers_words(" ".join(str(results[0])[:4000].split())) if results else ""
    name, _, rest = text.partition(";")
    if not name.split() or name.split()[0].lower() not in names:
        return ""
    methods = [part.strip().lower() for part in rest.split(";")]
    for part in methods:
        if part.startswith("dmarc=pass") and _property(part, "header.from", domain):
            return "pass"
        if part.startswith("dkim=pass") and _property(part, "header.d", domain):
            return "pass"
        if part.startswith("spf=pass") and _property(part, "smtp.mailfrom", domain):
            return "pass"
    return "fail" if any(part.startswith("dmarc=fail") for part in methods) else ""


def _without_strangers_words(text: str) -> str:
    """The field without its comments, and with nothing in quotes that reads like a result: both may hold what a stranger
    wrote, such as the name of an envelope's sender. "" if a comment or a quotation does not end (RFC 8601, 7.1)."""
    out: list[str] = []
    depth, quoted, skip = 0, False, False
    for letter in text:
        if skip:
            skip = False
        elif letter == "\\" and (quoted or depth):
            skip = True
        elif letter == '"' and not depth:
            quoted = not quoted
        elif quoted:
            out.append("_" if letter in " ;=@()" else letter)
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
            out.append(" ")
            if depth < 0:
                return ""
        elif not depth:
            out.append(letter)
    return "" if depth or quoted else "".join(out)


def _property(part: str, name: str, domain: str) -> bool:
    found = re.search(rf"(?<!\S){re.escape(name)}=(\S+)", part)
    return found is not None and stands_behind(found[1].rpartition("@")[2], domain)


def _signed(raw: bytes, message: Message, domain: str, lookup: Lookup) -> bool:
    """True if one of the first signatures is good, signs From, and is of a domain that stands behind the address."""
    fields = message.get_all("DKIM-Signature") or []
    for index, field in enumerate(fields[:MOST_SIGNATURES]):
        tags = _tags(str(field))
        if (
            not stands_behind(tags.get("d", ""), domain) or "l" in tags
        ):  # with l= anything may stand under what was signed
            continue
        with contextlib.suppress(dkim.DKIMException, ValueError, KeyError, IndexError, AttributeError, TypeError):
            if dkim.DKIM(raw, logger=_QUIET).verify(idx=index, dnsfunc=_txt(lookup)):
                return True
    return False


def _sealed(raw: bytes, domain: str, names: Iterable[str], lookup: Lookup) -> bool:
    """True if an unbroken ARC chain ends with a server we trust, and its first results vouched for the address."""
    if b"arc-seal:" not in raw[:128_000].lower() or not names:
        return False
    found: Sequence[object] = ()
    with contextlib.suppress(dkim.DKIMException, ValueError, KeyError, IndexError, AttributeError, TypeError):
        outcome, found, _why = dkim.arc_verify(raw, logger=_QUIET, dnsfunc=_txt(lookup))
        if outcome != dkim.CV_Pass:
            return False
    for result in found:
        sealer = result.get("as-domain", b"") if isinstance(result, dict) else b""
        said = result.get("aar-value", b"") if isinstance(result, dict) else b""
        if sealer.decode("ascii", "replace").lower() not in names:
            return False
        text = said.decode("ascii", "replace")
        inner = Message()
        inner["Authentication-Results"] = " ".join(text.partition(";")[2].split())[:4000]
        name = inner["Authentication-Results"].partition(";")[0].split()[:1]
        if _said_by_ours(inner, domain, frozenset(part.lower() for part in name)) == "pass":
            return True
    return False


def _spf(came: Came, domain: str, lookup: Lookup) -> str:
    """SPF of the envelope; "pass" and "fail" count only if the envelope's domain stands behind the address."""
    envelope = came.envelope_from.rpartition("@")[2]
    if not stands_behind(envelope, domain) or not came.peer:
        return "none"
    query = spf.query(i=came.peer, s=came.envelope_from, h=came.helo or envelope, timeout=SECONDS)
    with _spf_looks_up_by(lookup), contextlib.suppress(ValueError, IndexError, UnicodeError, AttributeError):
        found = query.check()[0]
        if found == "temperror":
            raise Later
        return found if found in ("pass", "fail") else "none"
    return "none"


@contextlib.contextmanager
def _spf_looks_up_by(lookup: Lookup) -> Iterator[None]:
    """pyspf asks a function of its module; only the worker calls it, one mail at a time."""

    def answer(name: str, kind: str, strict: bool = True, timeout: float = SECONDS) -> list[object]:
        del strict, timeout
        try:
            found = lookup(name, kind)
        except Later as error:
            raise spf.TempError("DNS") from error
        if kind == "MX":
            return [((name, kind), (int(f.split()[0]), f.split()[1].rstrip("."))) for f in found]
        if kind in ("TXT", "SPF"):
            return [((name, kind), (f.encode(),)) for f in found]
        return [((name, kind), f.rstrip(".")) for f in found]

    before, spf.DNSLookup = spf.DNSLookup, answer
    try:
        yield
    finally:
        spf.DNSLookup = before


def _dmarc_refuses(domain: str, lookup: Lookup) -> bool:
    """True if the owner of the domain says that mail without such proof is not theirs."""
    labels = domain.split(".")
    for place in dict.fromkeys((domain, ".".join(labels[-3:]), ".".join(labels[-2:]))):
        for record in lookup(f"_dmarc.{place}", "TXT"):
            if record.lower().startswith("v=dmarc1"):
                return _tags(record).get("p", "none").lower() in ("quarantine", "reject")
    return False


def _tags(field: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in field[:4000].split(";"))
    return {name.strip().lower(): "".join(value.split()) for name, _, value in pairs if name.strip()}


def _txt(lookup: Lookup) -> Callable[..., bytes]:
    def answer(name: bytes | str, timeout: float = SECONDS) -> bytes:
        del timeout
        text = name.decode("ascii", "replace") if isinstance(name, bytes) else name
        return "".join(lookup(text.rstrip("."), "TXT")[:1]).encode()

    return answer


def ask_dns(nameservers: Sequence[tuple[str, int]] = ()) -> Lookup:
    """A Lookup that asks the machine's name servers, or those given as (address, port)."""
    resolver = dns.resolver.Resolver(configure=not nameservers)
    if nameservers:
        resolver.nameservers = [address for address, _port in nameservers]
        resolver.nameserver_ports = dict(nameservers)
    resolver.lifetime = SECONDS

    def lookup(name: str, kind: str) -> list[str]:
        try:
            answers = resolver.resolve(name, kind, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.resolver.YXDOMAIN):
            return []
        except (dns.exception.Timeout, dns.resolver.NoNameservers, OSError) as error:
            raise Later from error
        except dns.exception.DNSException:
            return []  # no name at all, such as one with an empty label
        if kind in ("TXT", "SPF"):
            return [b"".join(answer.strings).decode("utf-8", "replace") for answer in answers]
        return [answer.to_text() for answer in answers]

    return lookup
