"""What is in a file, by its bytes: what is taken, what is refused with a sentence, and what words are read (MSG-19)."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca.documents.content import KINDS, MOST_BYTES, file_name, kind_of, words_of
from ithaca.kernel.refusals import NotNow
from tests.documents.conftest import docx, packed, pdf

ODT = {"mimetype": b"application/vnd.oasis.opendocument.text"}
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def odt(inner: str) -> bytes:
    return packed({**ODT, "content.xml": f'<o xmlns:text="{TEXT}" xmlns:x="x">{inner}</o>'.encode()})


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("pdf", pdf()),
        ("docx", docx("A plan.")),
        ("xlsx", packed({"xl/workbook.xml": b"<workbook/>"})),
        ("odt", odt("<text:p>A plan.</text:p>")),
        ("txt", "A plan – naïve\r\n\tbut mine.".encode()),
        ("txt", b"\xef\xbb\xbfname,sum\nbread,3"),
    ],
)
def test_what_is_taken(kind: str, content: bytes) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"x" * (MOST_BYTES + 1), "larger than 5 MB"),
        (b"MZ\x90\x00 a program", "Choose a PDF"),
        (b"\x89PNG\r\n\x1a\n picture", "Choose a PDF"),
        (b"<html><script>alert(1)</script></html>", "Choose a PDF"),
        (b'<?xml version="1.0"?><svg/>', "Choose a PDF"),
        (b"#!/bin/sh\nrm -rf /", "Choose a PDF"),
        (b"{\\rtf1 words}", "Choose a PDF"),
        (b"\xd0\xcf\x11\xe0 an old Word file", "Choose a PDF"),
        (b"PK\x03\x04 nothing of the kind", "Choose a PDF"),
        (packed({"a.txt": b"any zip"}), "Choose a PDF"),
        (packed({"META-INF/MANIFEST.MF": b"", "Main.class": b""}), "Choose a PDF"),
        (docx("Hello", more={"word/vbaProject.bin": b"macro"}), "more than show words"),
        (docx("Hello", more={"word/embeddings/oleObject1.bin": b"file"}), "more than show words"),
        (docx("Hello", more={"word/activeX/activeX1.xml": b"<x/>"}), "more than show words"),
        (packed({**ODT, "content.xml": b"<o/>", "Basic/Standard/script.xml": b"<x/>"}), "more than show words"),
        (packed({"word/document.xml": b"<x/>", "word/big.xml": b" " * 41_000_000}), "Too much is packed"),
        (packed({"word/document.xml": b"<x/>", **{f"p{n}": b"" for n in range(2001)}}), "Too much is packed"),
        (pdf(b"/OpenAction << /S /JavaScript /JS (app.alert) >>"), "more than show words"),
        (pdf(b"/Open#41ction << /S /Java#53cript >>"), "more than show words"),
        (pdf(b"/Names << /EmbeddedFiles 3 0 R >>"), "more than show words"),
        (pdf(b"/A << /S /Launch /F (cmd.exe) >>"), "more than show words"),
        (pdf(b"/Encrypt 4 0 R"), "password"),
    ],
)
def test_what_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(NotNow, match=sentence):
        kind_of(content)


def test_words_are_read_as_they_stand_whatever_they_are_split_into() -> None:
    assert words_of("docx", docx("Ring me on 07700 900123", "or not")) == "Ring me on 07700 900123\nor not"
    assert words_of("odt", odt("<text:p>Ring <text:span>077</text:span>00 900123</text:p>")) == "Ring 07700 900123"


def test_where_links_lead_is_read_too() -> None:
    links = b'<R><r Target="https://elsewhere.example/me" TargetMode="External"/><r Target="styles.xml"/></R>'
    words = words_of("docx", docx("Look here", more={"word/_rels/document.xml.rels": links}))
    assert words is not None
    assert "https://elsewhere.example/me" in words
    assert "styles.xml" not in words
    found = words_of("odt", odt('<text:a xmlns:l="l" l:href="mailto:a@example.com">write</text:a>'))
    assert found is not None
    assert "mailto:a@example.com" in found


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("pdf", pdf()),
        ("docx", docx("Hello", more={"word/media/image1.png": b"picture"})),
        ("docx", docx("Hello", more={"word/footer1.xml": b"<broken"})),
        ("docx", docx("Hello", more={"word/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})),
        ("docx", b"PK\x03\x04 broken"),
        ("odt", packed({**ODT, "content.xml": b"<o/>", "Pictures/1.png": b""})),
    ],
)
def test_what_cannot_all_be_read_is_nobody_s_words(kind: str, content: bytes) -> None:
    assert words_of(kind, content) is None


def test_words_within_words_end_in_time() -> None:
    began = time.process_time()
    deep = "<text:p>" * 50_000 + "deep" + "</text:p>" * 50_000
    assert words_of("odt", odt(deep)) == "deep"
    assert time.process_time() - began < 20


@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-", b"PK\x03\x04"]))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_a_kind_or_a_sentence(content: bytes, before: bytes) -> None:
    try:
        kind = kind_of(before + content)
    except NotNow:
        return
    words = words_of(kind, before + content)
    assert (kind, words) == (kind, None) if kind == "pdf" else words is None or isinstance(words, str)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("My plan.docx", "My plan.txt"),
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\Users\\me\\plan.exe", "plan.txt"),
        ('a"; filename="b.html', "a filenameb.txt"),
        ("plan\r\nSet-Cookie: a=b.pdf", "planSet-Cookie ab.txt"),
        ("...", "document.txt"),
        ("", "document.txt"),
        ("Straße & Söhne (2).odt", "Straße & Söhne (2).txt"),
        ("x" * 300 + ".pdf", "x" * 80 + ".txt"),
    ],
)
def test_a_name_is_made_harmless(said: str, kept: str) -> None:
    assert file_name(said, "txt") == kept
    assert len(file_name(said, "docx")) <= 100


def test_each_kind_is_served_as_what_it_is() -> None:
    assert all(kind and served and "html" not in served for kind, (served, _words) in KINDS.items())
