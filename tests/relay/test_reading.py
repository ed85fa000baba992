"""The writer's own words, whatever their mail program puts round them; in linear time over anything at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ithaca.relay.reading.html import words_of
from ithaca.relay.reading.mail import Unreadable, read_mail
from ithaca.relay.reading.own_words import MARK, is_forwarded, own_words

NOTICE = "Hello Mona,\n\nA message from your mentee waits for you in Harbour scheme.\n\nOpen the page:\nhttps://x.example.org/"


def quoted(words: str) -> str:
    return "\n".join(f"> {line}" for line in words.split("\n"))


@pytest.mark.parametrize(
    ("sent", "own"),
    [
        (f"Yes.\n\nOn Mon, 2 Mar 2026 at 10:15, Harbour <a@example.org> wrote:\n{quoted(NOTICE)}", "Yes."),
        (f"Yes.\n\nOn Mon, 2 Mar 2026 at 10:15, Harbour scheme\n<a@example.org> wrote:\n\n{quoted(NOTICE)}", "Yes."),
        (f"Yes.\n\n{MARK}\n\n{NOTICE}", "Yes."),
        (f"Yes.\n\n> {MARK}\n>\n{quoted(NOTICE)}", "Yes."),
        (f"Yes.\n\n-----Original Message-----\nFrom: a@example.org\nSent: Monday\nTo: b\n\n{NOTICE}", "Yes."),
        (f"Yes.\n\n________________________________\nFrom: a <a@example.org>\nSent: 2 March\nTo: b\n\n{NOTICE}", "Yes."),
        (f"Ja.\n\nAm 02.03.2026 um 10:15 schrieb Harbour <a@example.org>:\n{quoted(NOTICE)}", "Ja."),
        (f"Do.\n\nAr Llun, 2 Maw 2026 am 10:15 ysgrifennodd Harbour <a@example.org>:\n{quoted(NOTICE)}", "Do."),
        ("On Mon, 2 Mar 2026, Harbour wrote:\n> A message waits\nI saw it.\n> Open the page\nI did.", "I saw it.\nI did."),
        (f"On Mon, 2 Mar 2026, Harbour wrote:\n{quoted(NOTICE)}\n\nI answer below.", "I answer below."),
        ("Fine.\n\n-- \nMona Mentor\n020 7946 0000", "Fine."),
        ("Fine.\n\nSent from my iPhone", "Fine."),
        ("Fine.\n\nGet Outlook for iOS<https://aka.ms/o0ukef>", "Fine."),
        ("Fine.\n\nKind regards\nMona\n\nMona Mentor | Engineer\nTel: 020 7946 0000", "Fine.\n\nKind regards\nMona"),
        ("Fine.\n\nThis email and any attachments are confidential and intended solely for the addressee.\nMore.", "Fine."),
        ("Dear Milo\n\nOn Monday I wrote.\n\nBest wishes\nMona", "Dear Milo\n\nOn Monday I wrote.\n\nBest wishes\nMona"),
        ("On Monday she wrote:\nnothing", "On Monday she wrote:\nnothing"),
        ("One\n\n\n\n\nTwo", "One\n\nTwo"),
        ("From: here to there\nit is far", "From: here to there\nit is far"),
        ("Thanks,\nI will ring the school.", "Thanks,\nI will ring the school."),
        ("", ""),
    ],
)  # fmt: skip
def test_own_words(sent: str, own: str) -> None:
    assert own_words(sent) == own


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Hello</p><p>there</p>", "Hello\n\nthere"),
        ("a<br>b", "a\nb"),
        ("<div>Yes</div><img src='https://t.example/p.gif' width=1><script>x()</script><style>p{}</style>", "Yes"),
        ("<p>Yes</p><div style='display:none'>ring 07700</div><span style='font-size:0px'>x</span>", "Yes"),
        ("<p>Yes</p><blockquote>old</blockquote>", "Yes\n> old"),
        ("<p>Yes</p><div class=\"gmail_quote\">On Mon wrote:<p>old</p></div>", "Yes\n> On Mon wrote:\n> old"),
        ("<p>Yes</p><div id=\"divRplyFwdMsg\">From: a</div><p>old</p>", "Yes\n> From: a\n> old"),
        ("<p>Yes</p><div class='gmail_signature'>Mona 020 7946 0000</div>", "Yes"),
        ("3 < 4 &amp; 5 &gt; 4", "3 < 4 & 5 > 4"),
        ("<!-- hidden -->seen<!-- never closed", "seen"),
        ("<p>&#x48;i&nbsp;you", "Hi\xa0you"),
        ("<title>T</title><p>words", "words"),
        ("<p>one</p><", "one\n<"),
    ],
)  # fmt: skip
def test_words_of_html(source: str, words: str) -> None:
    got = "\n".join(line for line in words_of(source).split("\n") if line)
    assert got == "\n".join(line for line in words.split("\n") if line)


@pytest.mark.parametrize(
    "words",
    [
        "---------- Forwarded message ---------\nFrom: a",
        "Begin forwarded message:",
        "-- Forwarded by A on 2 March ------",
    ],
)
def test_forwarded(words: str) -> None:
    assert is_forwarded(f"Look:\n\n{words}")
    assert not is_forwarded(f"Look:\n\n> {words}")


@given(st.text(alphabet=st.sampled_from("<>&;!-/ =\"'abcdivpOn:\n_>."), max_size=300))
def test_any_html_gives_words(source: str) -> None:
    assert "\x00" not in words_of(source)


@given(st.binary(max_size=400))
def test_any_bytes_give_an_answer(raw: bytes) -> None:
    try:
        mail = read_mail(b"From: a@example.org\r\nContent-Type: text/html\r\n\r\n" + raw)
    except Unreadable:
        return
    assert isinstance(mail.words, str)


@given(
    st.lists(
        st.sampled_from(["> a", "b", "", "-- ", "On 1 x wrote:", "From: a", "Sent: b", "To: c", "____________"]),
        max_size=60,
    )
)
def test_own_words_are_lines_that_were_there(lines: list[str]) -> None:
    assert set(own_words("\n".join(lines)).split("\n")) <= {line.rstrip() for line in lines} | {""}


@pytest.mark.parametrize(
    "piece", ["<", "<a", "<div>", "&", "<!--", "<p ", '<div style="', "&#", "a<b ", "<blockquote>"]
)
def test_hostile_html_takes_time_in_proportion_to_its_length(piece: str) -> None:
    small, large = (_seconds(words_of, piece * count) for count in (4_000, 32_000))
    assert large < 40 * small + 2


@pytest.mark.parametrize(
    "piece",
    [
        "-- \n",
        "On 1 ",
        "> ",
        "From: a\n",
        "_" * 20 + "\n",
        "Sent from my\n",
        "This email is confidential ",
        "Regards\n",
        "\n",
    ],
)
def test_hostile_words_take_time_in_proportion_to_their_length(piece: str) -> None:
    small, large = (_seconds(own_words, piece * count) for count in (2_000, 16_000))
    assert large < 40 * small + 2


def _seconds(work: object, words: str) -> float:
    begun = time.perf_counter()
    work(words)  # type: ignore[operator]
    return time.perf_counter() - begun
