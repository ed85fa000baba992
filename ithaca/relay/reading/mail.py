"""A mail taken apart: whose it is, what kind, and the words in it. Any bytes at all give an answer or Unreadable."""

from __future__ import annotations

import codecs
import email.message
import email.policy
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.utils import getaddresses

from ithaca.relay.reading.html import words_of
from ithaca.relay.reading.own_words import is_forwarded, own_words

#: A mail with more parts than this was not written by a person to a person.
MOST_PARTS, MOST_MULTIPARTS, DEEPEST = 200, 40, 12
#: Bytes of headers (all of them) that are looked at: mail servers add some, people who attack parsers more.
MOST_HEADERS = 128_000
MOST_WORDS = 200_000
MOST_HOPS = 40
_CHARSETS = re.compile(
    r"(us-)?ascii|utf[-_]?(7|8|16|32)([-_]?(le|be|sig))?|iso[-_]?8859[-_]?\d{1,2}|latin[-_]?\d{1,2}|(windows|cp)[-_]?\d{3,4}"
    r"|koi8[-_][rtu]|gb(k|2312|18030)|big5(hkscs)?|euc[-_](jp|kr)|shift[-_]?jis|iso[-_]2022[-_](jp|kr)[\w-]*|mac[-_]?\w+",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FORWARD_SUBJECT = re.compile(r"\s*(fwd?|wg|tr|rv|ymlaen|doorst|enc)\s*:", re.IGNORECASE)
_AUTO_SUBJECT = re.compile(
    r"\s*(automatic reply|auto(matic)?[- ]?(reply|response|answer)|out of (the )?office|abwesen|réponse automatique|"
    r"ateb awtomatig|allan o'r swyddfa|undeliver|delivery status|mail delivery|returned mail|failure notice|read:)",
    re.IGNORECASE,
)


class Unreadable(Exception):
    """This cannot be read as a mail. The argument is a word for the log: "parts", "headers", "broken"."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail is and says.

    sender: the one address in From, in small letters, "" if there is none or several. words: the writer's own.
    all_words: True if it holds any words at all, history included. attachments: how many files somebody meant to send
    along; pictures inside a signature do not count. kind: "words", "automatic", "list", "bounce" or "loop".
    """

    sender: str
    mail_id: str
    kind: str
    words: str = ""
    all_words: bool = False
    attachments: int = 0
    forwarded: bool = False


def read_mail(raw: bytes, *, own_domain: str = "", own_sender: str = "") -> Mail:
    """Take a mail apart. own_domain: the domain of relay addresses; own_sender: the address letters of ours come from.

    Raises Unreadable for what is no mail, or was made to keep a reader busy.
    """
    message = parse(raw)
    sender, mail_id = one_sender(message), header(message, "Message-ID").strip()[:200]
    kind = _kind(message, sender, own_domain, own_sender)
    if kind != "words":
        return Mail(sender, mail_id, kind)
    body = _Body()
    _walk(message, body, 0)
    found = body.plain if body.plain.strip() else words_of(body.html)
    found = _CONTROL.sub("", found[:MOST_WORDS].replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    forwarded = body.enclosed or bool(_FORWARD_SUBJECT.match(header(message, "Subject"))) or is_forwarded(found)
    forwarded = forwarded or any(name in message for name in ("Resent-From", "X-Forwarded-Message-Id"))
    return Mail(sender, mail_id, "words", own_words(found), bool(found.strip()), body.attachments, forwarded)


def parse(raw: bytes) -> email.message.Message:
    """The parsed mail. Raises Unreadable."""
    head = raw.find(b"\r\n\r\n")
    head = raw.find(b"\n\n") if head < 0 else head
    if (len(raw) if head < 0 else head) > MOST_HEADERS:
        raise Unreadable("headers")
    small = raw.lower()
    if small.count(b"multipart/") > MOST_MULTIPARTS or small.count(b"message/rfc822") > MOST_MULTIPARTS:
        raise Unreadable("parts")
    try:
        return message_from_bytes(raw, policy=email.policy.compat32)
    except (MessageError, ValueError, LookupError, RecursionError, TypeError, AttributeError, IndexError) as error:
        raise Unreadable("broken") from error


def header(message: email.message.Message, name: str) -> str:
    """One header in letters a person would read, at most 1,000 of them; the first if there are several; "" if none."""
    raw = message.get(name)
    if raw is None:
        return ""
    text = str(raw)[:1000].replace("\r", " ").replace("\n", " ").replace("\x00", "")
    try:
        return str(make_header([(part, _safe(charset)) for part, charset in decode_header(text)]))[:1000]
    except (HeaderParseError, ValueError, LookupError, TypeError, AttributeError):
        return text


def _safe(charset: str | None) -> str | None:
    return charset if charset is None or _CHARSETS.fullmatch(charset) else "latin-1"


def one_sender(message: email.message.Message) -> str:
    """The address in From; "" unless there is exactly one From with exactly one address, so that no two readers differ."""
    fields = message.get_all("From") or []
    if len(fields) != 1:
        return ""
    raw = str(fields[0])
    if len(raw) > 1000 or "\x00" in raw or raw.rstrip().endswith(";"):  # a group is nobody
        return ""
    try:
        found = getaddresses([raw.replace("\r", "").replace("\n", "")])
    except (ValueError, IndexError, TypeError):
        return ""
    address = found[0][1].strip().lower() if len(found) == 1 else ""
    name, at, host = address.rpartition("@")
    good = (
        at
        and name
        and host
        and "@" not in name
        and len(address) <= 254
        and not re.search(r"[\s,;<>()\[\]\\\"]", address)
    )
    return address if good else ""


def _kind(message: email.message.Message, sender: str, own_domain: str, own_sender: str) -> str:
    """Words of a person, or what a machine sends (RFC 3834, RFC 2919, RFC 3464)."""
    precedence = header(message, "Precedence").strip().lower()
    if message.get_content_type() == "multipart/report":
        return "bounce"
    ours = sender and (sender == own_sender.lower() or (own_domain and sender.endswith(f"@{own_domain}")))
    if "X-Ithaca-Letter" in message or ours or len(message.get_all("Received") or []) > MOST_HOPS:
        return "loop"
    if sender.split("@")[0] in ("mailer-daemon", "postmaster"):
        return "bounce"
    if any(name in message for name in ("List-Id", "List-Post", "Mailing-List")) or precedence == "list":
        return "list"
    auto = header(message, "Auto-Submitted").strip().lower()
    if auto and not auto.startswith("no"):
        return "automatic"
    machine = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Response", "X-FC-MachineGenerated")
    if any(name in message for name in machine) or precedence in ("bulk", "junk", "auto_reply"):
        return "automatic"
    return "automatic" if _AUTO_SUBJECT.match(header(message, "Subject")) else "words"


class _Body:
    """What was found while walking."""

    def __init__(self) -> None:
        self.plain = self.html = ""
        self.attachments = self.parts = 0
        self.enclosed = False


def _walk(part: email.message.Message, body: _Body, depth: int) -> None:
    """Gather the first words in plain text and in HTML; count what was sent along; never look into an enclosed mail."""
    body.parts += 1
    if body.parts > MOST_PARTS or depth > DEEPEST:
        raise Unreadable("parts")
    kind = part.get_content_type()
    if kind.startswith("message/"):
        body.enclosed = body.enclosed or kind in ("message/rfc822", "message/global")
        body.attachments += 1
        return
    if part.is_multipart():
        for inner in part.get_payload():
            _walk(inner, body, depth + 1)  # type: ignore[arg-type]
        return
    named = part.get_filename() is not None or str(part.get("Content-Disposition", ""))[:40].lower().startswith(
        "attach"
    )
    if named or not kind.startswith("text/"):
        picture = kind.startswith("image/") and "Content-ID" in part
        body.attachments += 0 if picture else 1
    elif kind == "text/html":
        body.html = body.html or _text(part)
    elif kind == "text/plain":
        body.plain += ("\n" if body.plain else "") + _unfolded(part, _text(part))
    else:
        body.attachments += 1


def _text(part: email.message.Message) -> str:
    """A text part in letters, whatever it says it is written in; what fits no letter becomes the sign for that."""
    try:
        raw = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError) as error:
        raise Unreadable("broken") from error
    if not isinstance(raw, bytes):
        return ""
    raw = raw[: MOST_WORDS * 4]
    said = str(part.get_content_charset() or "utf-8")[:40]
    for charset in (said if _CHARSETS.fullmatch(said) else "utf-8", "utf-8", "windows-1252"):
        try:
            return codecs.decode(raw, charset)[:MOST_WORDS]
        except (UnicodeError, LookupError):
            continue
    return raw.decode("utf-8", errors="replace")[:MOST_WORDS]


def _unfolded(part: email.message.Message, text: str) -> str:
    """Join lines that the mail program broke (format=flowed, RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        flows = lines and lines[-1].endswith(" ") and lines[-1] != "-- " and not lines[-1].startswith(">")
        if flows and not line.startswith(">") and line != "-- ":
            lines[-1] += line.removeprefix(" ")
        else:
            lines.append(line.removeprefix(" "))
    return "\n".join(lines)
