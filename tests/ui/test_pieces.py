"""Pieces of HTML made in Python: everything given is escaped, and a span can hide too much but never too little."""

from __future__ import annotations

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from ithaca.ui import pieces
from ithaca.ui.charts import lay_out
from ithaca.ui.context import Chrome, MenuItem
from ithaca.ui.parts import Bar, Cell, Column, Row, Table

LETTERS = st.text(alphabet="abcdefgh", max_size=40)
SPANS = st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50), st.just("9")), max_size=6)


@given(LETTERS, SPANS)
def test_no_letter_inside_a_span_survives_removal(words: str, spans: list[tuple[int, int, str]]) -> None:
    hidden = {place for start, end, _ in spans for place in range(max(start, 0), min(end, len(words)))}
    html = pieces.words_with_spans(words, spans, remove=True)
    kept = strip_tags(html).replace("9 removed", "")
    assert kept == "".join(letter for place, letter in enumerate(words) if place not in hidden)


@given(LETTERS, SPANS)
def test_marking_loses_no_letter(words: str, spans: list[tuple[int, int, str]]) -> None:
    assert strip_tags(pieces.words_with_spans(words, spans)).replace(" (9)", "") == words


def test_what_people_wrote_is_escaped() -> None:
    html = pieces.words_with_spans("<b>x</b> <i>", [(0, 3, '"><script>')])
    assert "<b>" not in html
    assert "<script>" not in html
    assert "<i>" not in html
    assert "<script>" not in pieces.pill("<script>")
    assert str(pieces.tel_link("0800 1111")) == '<a href="tel:08001111">0800 1111</a>'
    assert str(pieces.tel_link("+447700900222")) == '<a href="tel:+447700900222">07700 900222</a>'
    assert str(pieces.tel_link("+33123456789")) == '<a href="tel:+33123456789">+33123456789</a>'


def test_an_unknown_kind_is_an_error_not_a_grey_pill() -> None:
    with pytest.raises(ValueError, match="a pill is one of"):
        pieces.pill("Ready", "green")


def test_a_menu_has_at_most_seven_words() -> None:
    items = tuple(MenuItem(str(n), "#") for n in range(8))
    assert len(Chrome(menu=items[:7]).menu) == 7
    with pytest.raises(ValueError, match="at most 7 words"):
        Chrome(menu=items)


def test_a_row_that_does_not_fit_its_columns_is_an_error() -> None:
    with pytest.raises(ValueError, match="Rosa has 1 cells for 2 columns"):
        Table("Mentors", [Column("Name"), Column("Stage")], [Row([Cell("Rosa")])])


def test_the_longest_bar_fills_the_chart_and_an_empty_chart_does_not_fail() -> None:
    rows, height = lay_out([Bar("A", 1), Bar("B", 4), Bar("C", 0)])
    assert [row.width for row in rows] == ["25.00", "100.00", "0.00"]
    assert height == "10.20"
    assert lay_out([]) == ([], "0.00")
    assert lay_out([Bar("A", 0)])[0][0].width == "0.00"
    with pytest.raises(ValueError, match="negative"):
        lay_out([Bar("A", -1)])
