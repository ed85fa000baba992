"""Mails that break readers, leak, or lie: at least three hundred of them, built here. Each carries CANARY where words of
somebody else, a file, or a hidden place would be; it must never reach the other side.

A builder yields (name, bytes, expected): "any" where only the common promises hold, else the states it may end in.
"""

from __future__ import annotations

import base64
import quopri
import random
from collections.abc import Iterator

CANARY = "zqcanary"
CRLF = "\r\n"
Case = tuple[str, bytes, set[str]]
ANY = {"passed", "kept", "refused", "left", "broken"}
NOT_SENT = ANY - {"passed"}


def head(sender: str, **more: str) -> str:
    """Ordinary headers, with some changed or added."""
    fields = {
        "From": sender,
        "To": "reply@reply.example.org",
        "Subject": "Re: You have a message",
        "Message-ID": f"<{random.getrandbits(64):x}@example.org>",
        "MIME-Version": "1.0",
    } | {name.replace("_", "-"): value for name, value in more.items()}
    return "".join(f"{name}: {value}{CRLF}" for name, value in fields.items() if value is not None)


def mail(sender: str, body: str | bytes, **more: str) -> bytes:
    """Headers and a body."""
    raw = body.encode("utf-8", "surrogateescape") if isinstance(body, str) else body
    return head(sender, **more).encode("utf-8", "surrogateescape") + b"\r\n" + raw


def collection(sender: str) -> list[Case]:
    """Every case, with `sender` as the address in From."""
    random.seed(20260301)
    builders = (
        charsets, encodings, bad_headers, senders, subjects, structures, html_tricks, files, quoting,
        machines, controls, sizes, cut_off, noise, signatures, injections,
    )  # fmt: skip
    return [case for build in builders for case in build(sender)]


def charsets(sender: str) -> Iterator[Case]:
    """What a text says it is written in, and is not."""
    names = (
        "utf-8", "UTF8", "utf-7", "utf-16", "utf-32", "ascii", "latin-1", "windows-1252", "gb18030", "big5", "iso-2022-jp",
        "koi8-r", "hex", "zlib", "bz2", "rot13", "base64", "uu", "quopri", "idna", "punycode", "unicode_escape",
        "raw_unicode_escape", "undefined", "mbcs", "x-unknown", "'; DROP TABLE", "\\x00", "a" * 3000, "",
    )  # fmt: skip
    for name in names:
        kind = f'text/plain; charset="{name}"'
        yield f"charset {name[:20]!r}", mail(sender, b"caf\xe9 \xff\xfe \xf0\x9f\x92\xa9 words", Content_Type=kind), ANY


def encodings(sender: str) -> Iterator[Case]:
    """Transfer encodings that are wrong, unknown or broken."""
    for name in (
        "base64",
        "quoted-printable",
        "x-uuencode",
        "uuencode",
        "7bit",
        "8bit",
        "binary",
        "yenc",
        "BASE64 ",
        "\x00",
    ):
        for label, body in (
            ("good", base64.b64encode(b"Words of mine.")),
            ("broken", b"=?=!!***" * 20),
            ("half", base64.b64encode(b"Words of mine.")[:-3]),
            ("qp", quopri.encodestring("Wörter=\n=ZZ=0".encode())),
        ):
            more = {"Content_Type": "text/plain; charset=utf-8", "Content_Transfer_Encoding": name}
            yield f"encoding {name!r} {label}", mail(sender, body, **more), ANY


def bad_headers(sender: str) -> Iterator[Case]:
    """Headers as no standard allows them."""
    plain = "Content-Type: text/plain\r\n\r\nWords."
    good = head(sender)
    for label, extra in {
        "no colon": "this is no header\r\n", "space first": " folded: x\r\n", "empty name": ": x\r\n", "nul": "X-A: a\x00b\r\n",
        "long": "X-A: " + "x" * 60_000 + "\r\n", "many": "".join(f"X-{n}: {n}\r\n" for n in range(2_000)),
        "folds": "X-A: a\r\n" + " b\r\n" * 3_000, "eight bit": "X-A: \udcff\udcfe\r\n", "bare cr": "X-A: a\rX-B: b\r\n",
        "bare lf": "X-A: a\nBcc: c@example.org\n", "two types": "Content-Type: text/html\r\n", "no type": "Content-Type: \r\n",
        "odd type": "Content-Type: text\r\n", "encoded": "X-A: =?utf-8?q?=?=\r\n", "encoded deep": "Subject: " + "=?utf-8?b?" * 500,
        "long date": "Date: " + "1" * 5_000 + "\r\n", "two ids": "Message-ID: <a>\r\nMessage-ID: <b>\r\n",
        "received": "Received: from x by y; z\r\n" * 45, "too many": "".join(f"Y-{n}: {'y' * 60}\r\n" for n in range(3_000)),
    }.items():  # fmt: skip
        yield f"header {label}", (good + extra + plain).encode("utf-8", "surrogateescape"), ANY
    yield "header none", b"\r\nWords.", {"left", "refused", "broken"}
    yield "header only", good.encode(), {"refused", "kept"}
    yield "nothing", b"", {"left", "refused", "broken"}
    yield "only lines", b"\r\n" * 5_000, {"left", "refused", "broken"}


def senders(sender: str) -> Iterator[Case]:
    """From as liars write it: none of these is the one address we know, or it is not clear that it is."""
    for label, value in {
        "two": f"{sender}, other@example.org", "group": f"Us: {sender};", "other in front": f"{sender} <other@example.org>",
        "name": f'"{sender}" <other@example.org>', "none": "", "only name": "Mona", "no host": "mona@", "no local": "@example.org",
        "space": "mona mentor@example.org", "comment": f"other@example.org ({sender})", "percent": f"{sender.replace('@', '%')}@evil.example",
        "double at": f"{sender}@evil.example", "look-alike": sender.replace("o", "о"), "nul": f"{sender}\x00@evil.example",
        "long": f"{'a' * 2_000}@example.org", "bracket": f"<{sender}><other@example.org>", "route": f"<@evil.example:{sender}>x",
        "encoded": "=?utf-8?q?mona=40example.org?= <other@example.org>", "quoted": f'"{sender.partition("@")[0]}@x"@example.org',
    }.items():  # fmt: skip
        yield f"sender {label}", mail(value, f"I am {CANARY}.", Content_Type="text/plain; charset=utf-8"), NOT_SENT
    twice = f"From: other@example.org{CRLF}".encode() + mail(sender, f"I am {CANARY}.")
    yield "sender twice", twice, NOT_SENT
    yield (
        "sender twice below",
        mail(sender, f"I am {CANARY}.").replace(b"\r\n\r\n", b"\r\nFrom: b@c.de\r\n\r\n", 1),
        NOT_SENT,
    )
    yield "sender missing", mail(sender, f"I am {CANARY}.").split(b"\r\n", 1)[1], NOT_SENT


def subjects(sender: str) -> Iterator[Case]:
    """Subjects never travel; those of machines and of forwarded mail decide."""
    for words in ("Fwd: x", "FW: x", "fw:x", "WG: x", "TR: x", "Fwd: Re: Fwd: x"):
        yield f"subject {words}", mail(sender, f"Look {CANARY}", Subject=words), {"refused", "left"}
    for words in (
        "Out of office",
        "Automatic reply: x",
        "Abwesend",
        "Undeliverable: x",
        "Delivery Status Notification",
    ):
        yield f"subject {words}", mail(sender, f"Away {CANARY}", Subject=words), {"left"}
    for words in ("", "x" * 5_000, "=?utf-8?b?////?=", "=?hex?q?41?=", "\x00\x01", "Re: " * 1_000, "Fwd" * 300, "💩"):
        yield f"subject {words[:12]!r}", mail(sender, "Words.", Subject=words), ANY


def part(kind: str, body: str, **more: str) -> str:
    """One part of a multipart."""
    fields = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in more.items()}
    return "".join(f"{name}: {value}{CRLF}" for name, value in fields.items()) + CRLF + body


def multipart(kind: str, parts: list[str], boundary: str = "b1") -> tuple[str, str]:
    """(the header's value, the body)."""
    body = "".join(f"--{boundary}{CRLF}{one}{CRLF}" for one in parts) + f"--{boundary}--{CRLF}"
    return f'multipart/{kind}; boundary="{boundary}"', body


def structures(sender: str) -> Iterator[Case]:
    """Parts in parts, without ends, of wrong kinds, with other people's mails inside."""
    words = part("text/plain; charset=utf-8", "My words.")
    for kind in ("mixed", "alternative", "related", "signed", "digest", "parallel", "form-data", "x-odd", ""):
        value, body = multipart(kind, [words, part("text/html", "<p>My words.</p>")])
        yield f"multipart {kind}", mail(sender, body, Content_Type=value), ANY
    inner = mail("third@example.com", f"Words of a third {CANARY}.").decode()
    for kind in ("message/rfc822", "message/global", "message/partial", "message/external-body", "message/odd"):
        value, body = multipart("mixed", [words, part(kind, inner)])
        yield f"enclosed {kind}", mail(sender, body, Content_Type=value), {"refused", "passed", "kept", "left"}
        yield f"whole {kind}", mail(sender, inner, Content_Type=kind), NOT_SENT
    value, body = multipart("report", [words, part("message/delivery-status", "Action: failed")])
    yield "report", mail(sender, body, Content_Type=value), {"left"}
    for depth in (5, 20, 60, 500):
        nested, value = "My words.", "text/plain"
        for level in range(depth):
            value, nested = multipart("mixed", [part(value, nested)], f"b{level}")
        yield f"nested {depth}", mail(sender, nested, Content_Type=value), ANY
    for label, value, body in (
        ("no boundary", "multipart/mixed", f"--x\r\n{words}"), ("empty boundary", 'multipart/mixed; boundary=""', words),
        ("never begun", 'multipart/mixed; boundary="b1"', words), ("never ended", 'multipart/mixed; boundary="b1"', f"--b1\r\n{words}"),
        ("long boundary", f'multipart/mixed; boundary="{"b" * 5_000}"', words), ("same boundary", *_same_boundary(words)),
        ("odd boundary", 'multipart/mixed; boundary="(.*)+$"', f"--(.*)+$\r\n{words}"), ("many parts", *multipart("mixed", [words] * 300)),
        ("many empty", *multipart("mixed", [""] * 5_000)), ("many boundaries", 'multipart/mixed; boundary="b"', "--b\r\n" * 20_000),
    ):  # fmt: skip
        yield f"structure {label}", mail(sender, body, Content_Type=value), ANY


def _same_boundary(words: str) -> tuple[str, str]:
    inner_kind, inner = multipart("mixed", [words])
    return multipart("mixed", [part(inner_kind, inner), words])


def html_tricks(sender: str) -> Iterator[Case]:
    """What a reader does not see must not be passed on, nor what loads, runs or tracks."""
    hidden = (
        f"<div style='display:none'>{CANARY}</div>", f'<p style="font-size:0">{CANARY}</p>', f"<script>{CANARY}</script>",
        f"<style>{CANARY}</style>", f"<!-- {CANARY} -->", f"<!--{CANARY}", f"<title>{CANARY}</title>",
        f"<img src='https://t.example/{CANARY}.gif' width=1 height=1 alt='{CANARY}'>", f"<a href='https://{CANARY}.example'>there</a>",
        f"<span style='opacity:0'>{CANARY}</span>", f"<div style='visibility:hidden'>{CANARY}</div>", f"<svg><text>{CANARY}</text></svg>",
        f"<object data='x'>{CANARY}</object>", f"<template>{CANARY}</template>", f"<noscript>{CANARY}</noscript>",
        f"<div style='max-height:0'>{CANARY}</div>", f"<p style='mso-hide:all'>{CANARY}</p>", f"<iframe src='https://{CANARY}'></iframe>",
        f"<blockquote>{CANARY}</blockquote>", f'<div class="gmail_quote">{CANARY}</div>', f'<div id="divRplyFwdMsg">From: x</div><p>{CANARY}',
        f'<div class="gmail_signature">{CANARY}</div>', f"<input value='{CANARY}'>", f"<meta content='{CANARY}'>",
        f"<form action='https://{CANARY}'><textarea>{CANARY}</textarea></form>", f"<link href='https://{CANARY}'>", f"<base href='{CANARY}'>",
        f"<body onload=\"{CANARY}\">", f"<div title='{CANARY}'>seen</div>", f"<select><option>{CANARY}</select>",
        f"<DIV STYLE=\"DISPLAY: NONE\">{CANARY}</DIV>", f"<div style='display:none'><div>{CANARY}</div></div>", f"<math>{CANARY}</math>",
    )  # fmt: skip
    for number, trick in enumerate(hidden):
        body = f"<html><body><p>My words.</p>{trick}"
        yield f"html {number}", mail(sender, body, Content_Type="text/html; charset=utf-8"), {"passed", "refused"}
    for piece in (
        "<",
        "<a ",
        "<div>",
        "</div>",
        "&",
        "&#",
        "<!--",
        "<![CDATA[",
        "<?xml ",
        "<p style='",
        "&lt;script&gt;",
        "]]>",
    ):
        body = "<p>My words.</p>" + piece * 8_000
        yield f"html many {piece!r}", mail(sender, body, Content_Type="text/html"), ANY


def files(sender: str) -> Iterator[Case]:
    """Files of every name and kind stay behind."""
    content = base64.b64encode(f"{CANARY} in a file".encode()).decode()
    names = (
        "plan.pdf", "run.exe", "../../etc/passwd", "a\x00.txt", "x" * 4_000, "=?utf-8?q?a=2Eexe?=", "invite.ics", "card.vcf",
        "smime.p7m", "winmail.dat", "page.html", "mail.eml", "a.zip", 'quote".txt', "", "con", "‮gpj.exe",
    )  # fmt: skip
    for name in names:
        file = part("application/octet-stream", content, Content_Transfer_Encoding="base64",
                    Content_Disposition=f'attachment; filename="{name}"')  # fmt: skip
        value, body = multipart("mixed", [part("text/plain", "My words."), file])
        yield f"file {name[:16]!r}", mail(sender, body, Content_Type=value), {"passed", "kept", "refused", "left"}
    for kind in ("text/calendar", "text/vcard", "text/csv", "text/rtf", "image/png", "audio/wav", "video/mp4", "application/ms-tnef",
                 "application/pgp-encrypted", "text/x-odd", "text/enriched"):  # fmt: skip
        yield f"only {kind}", mail(sender, f"{CANARY}", Content_Type=kind), {"refused"}
        value, body = multipart("mixed", [part("text/plain", "My words."), part(kind, CANARY)])
        yield f"with {kind}", mail(sender, body, Content_Type=value), {"passed"}
    file = part("text/plain; name=notes.txt", CANARY, Content_Disposition="attachment")
    value, body = multipart("mixed", [file])
    yield "only a text file", mail(sender, body, Content_Type=value), {"refused"}


def quoting(sender: str) -> Iterator[Case]:
    """What stood in our letter and in other people's mails stays behind."""
    history = f"{CANARY} of old"
    for number, tail in enumerate(
        (
            f"On Mon, 2 Mar 2026, A <a@example.org> wrote:\n> {history}", f"-----Original Message-----\nFrom: a\n{history}",
            f"________________________________\nFrom: a\nSent: b\nTo: c\nSubject: d\n{history}", f"> {history}\n> {history}",
            f"##- Please write your answer above this line -##\n{history}", f"-- \n{history}", f"--\n{history}", f">> {history}",
            f"From: a\nDate: b\nTo: c\nSubject: d\n\n{history}", f"Am 2.3.2026 schrieb A:\n> {history}", f"Sent from my iPhone {CANARY}",
            f"This e-mail and its attachments are confidential. {CANARY}", f"  > {history}", f"Le 2 mars 2026, A a écrit :\n> {history}",
        )
    ):  # fmt: skip
        yield (
            f"quoted {number}",
            mail(sender, f"My words.\n\n{tail}\n", Content_Type="text/plain; charset=utf-8"),
            {"passed"},
        )
        yield f"only quoted {number}", mail(sender, f"{tail}\n", Content_Type="text/plain; charset=utf-8"), {"refused"}


def machines(sender: str) -> Iterator[Case]:
    """No person wrote these."""
    for name, value in (
        ("Auto-Submitted", "auto-replied"), ("Auto-Submitted", "auto-generated (x)"), ("Auto-Submitted", "AUTO-NOTIFIED"),
        ("Precedence", "bulk"), ("Precedence", "junk"), ("Precedence", "list"), ("Precedence", "auto_reply"), ("List-Id", "<a.b>"),
        ("List-Post", "<mailto:a@b.c>"), ("Mailing-List", "a"), ("X-Autoreply", "yes"), ("X-Autorespond", ""), ("X-Auto-Response", "1"),
        ("X-Ithaca-Letter", "messaging.arrived"), ("X-FC-MachineGenerated", "true"), ("X-Autoresponder", "a"),
    ):  # fmt: skip
        yield f"machine {name} {value}", mail(sender, f"Away {CANARY}", **{name: value}), {"left"}
    for value in ("no", "No", "no (really)"):
        yield f"person {value}", mail(sender, "My words.", Auto_Submitted=value), {"passed"}


def controls(sender: str) -> Iterator[Case]:
    """Signs no text holds."""
    for number in (*range(0, 32), 127, 128, 0x85, 0x200B, 0x202E, 0x2028, 0xFEFF, 0xFFFE, 0x1F4A9, 0xE0001):
        body = f"My{chr(number)}words.".encode("utf-8", "surrogatepass")
        yield f"control {number:x}", mail(sender, body, Content_Type="text/plain; charset=utf-8"), ANY
    for raw in (b"\xed\xa0\x80", b"\xff" * 400, b"\xc0\x80", b"\xf8\x88\x80\x80\x80", bytes(range(256)) * 4):
        yield f"bytes {raw[:4]!r}", mail(sender, b"My words. " + raw, Content_Type="text/plain; charset=utf-8"), ANY


def sizes(sender: str) -> Iterator[Case]:
    """Too long to be a message: kept or refused with a letter, never cut without a word."""
    for count in (9_990, 10_001, 150_000, 1_200_000):
        yield f"size {count}", mail(sender, "a " * (count // 2), Content_Type="text/plain"), ANY
    yield "size lines", mail(sender, "word\n" * 100_000), ANY
    yield "size one line", mail(sender, "x" * 500_000), ANY
    yield "size quotes", mail(sender, "> a\n" * 100_000 + "My words."), ANY
    yield "size dashes", mail(sender, "--\n" * 60_000), ANY
    yield "size wrote", mail(sender, "On 1 " * 50_000), ANY


def cut_off(sender: str) -> Iterator[Case]:
    """An ordinary mail that ends in the middle."""
    value, body = multipart("alternative", [part("text/plain", "My words."), part("text/html", "<p>My words.</p>")])
    whole = mail(sender, body, Content_Type=value)
    for place in range(10, len(whole), max(1, len(whole) // 24)):
        yield f"cut at {place}", whole[:place], ANY


def noise(sender: str) -> Iterator[Case]:
    """Bytes at random, at random places."""
    value, body = multipart("mixed", [part("text/plain", "My words."), part("text/html", "<p>My words.</p>")])
    whole = mail(sender, body, Content_Type=value)
    for number in range(24):
        raw = bytearray(whole)
        for _turn in range(12):
            raw[random.randrange(len(raw))] = random.randrange(256)
        yield f"noise {number}", bytes(raw), ANY
        yield f"random {number}", random.randbytes(700), {"left", "refused", "broken"}


def signatures(sender: str) -> Iterator[Case]:
    """Signatures that prove nothing, and findings nobody of ours wrote."""
    for number, field in enumerate(
        (
            "DKIM-Signature: v=1", "DKIM-Signature: ", "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s1; h=from; bh=; b=",
            "DKIM-Signature: " + "a=b;" * 2_000, "DKIM-Signature: v=1; d=example.org; d=evil.example; s=../..; b=x",
            "ARC-Seal: i=1; cv=none; d=example.org; s=s1; b=x", "ARC-Seal: i=999999999999; cv=pass; d=example.org",
            "ARC-Authentication-Results: i=1; mx; dkim=pass header.d=example.org", "Authentication-Results: mx.example.net; dmarc=pass",
            "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; l=0; s=s1; h=from; bh=x; b=x", "DKIM-Signature: \udcff\udcfe=;;;==",
            "DKIM-Signature: v=1; a=rsa-sha1; d=org; s=s1; h=from; bh=x; b=x", "DKIM-Signature: v=1; d=" + "a." * 200 + "org; s=x; b=x",
        )
    ):  # fmt: skip
        raw = f"{field}{CRLF}".encode("utf-8", "surrogateescape") + mail(sender, f"I am {CANARY}.")
        yield f"signature {number}", raw, NOT_SENT


def injections(sender: str) -> Iterator[Case]:
    """Words that are something elsewhere."""
    for words in (
        "{{ 7*7 }}", "{% csrf_token %}", "${jndi:ldap://x}", "'; DROP TABLE x; --", "<script>alert(1)</script>", "=cmd|' /C calc'!A0",
        "{name.__class__}", "%s%s%s%n", "\r\n.\r\nMAIL FROM:<a@b.c>", "../../etc/passwd", "Bcc: a@example.org", "\\x00", "`id`", "$(id)",
    ):  # fmt: skip
        yield f"words {words[:14]!r}", mail(sender, f"My words. {words}", Content_Type="text/plain; charset=utf-8"), ANY
