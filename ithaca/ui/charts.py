"""Where the bars of a chart stand. Heights are in em and widths in per cent, so a chart grows with the reader's type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ithaca.ui.parts import Bar

ROW = 3.4  # em from one bar to the next
LABEL, TRACK = 1.0, 1.45  # em from a row's top to its words' base line and to its bar


@dataclass(frozen=True, slots=True)
class LaidBar:
    """A bar with its place: `words_y` and `bar_y` in em, `width` in per cent of the chart."""

    label: str
    text: str
    soft: bool
    words_y: str
    bar_y: str
    width: str


def lay_out(bars: Sequence[Bar]) -> tuple[list[LaidBar], str]:
    """The bars with their places, and the height of the chart in em. The longest bar is as wide as the chart.

    Raises ValueError for a negative value: a bar cannot show it.
    """
    if any(bar.value < 0 for bar in bars):
        raise ValueError("a bar cannot be negative")
    longest = max((bar.value for bar in bars), default=0) or 1
    laid = [
        LaidBar(
            label=bar.label,
            text=bar.text or f"{bar.value:g}",
            soft=bar.soft,
            words_y=f"{place * ROW + LABEL:.2f}",
            bar_y=f"{place * ROW + TRACK:.2f}",
            width=f"{100 * bar.value / longest:.2f}",
        )
        for place, bar in enumerate(bars)
    ]
    return laid, f"{len(bars) * ROW:.2f}"
