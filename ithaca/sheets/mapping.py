"""Which column goes where: made by a guess, changed by a person, kept for the next file with the same headers."""

from collections import Counter
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ithaca.sheets.fields import Field, targets
from ithaca.sheets.model import FIX_COLUMN, Table, normal
from ithaca.sheets.sentences import Sentence, _
from ithaca.sheets.values.dates import Order

VERSION = 1


@dataclass(frozen=True)
class ColumnGuess:
    """One column: where it goes (None: left out), how likely that is (0 to 1), why, and what else it could be."""

    index: int
    header: str
    target: str | None
    score: float
    sure: bool
    why: Sentence
    rivals: tuple[str, ...] = ()
    order: Order = "dmy"


@dataclass(frozen=True)
class Mapping:
    """All columns of a table. Never changed in place."""

    fingerprint: str
    columns: tuple[ColumnGuess, ...]

    def with_target(self, index: int, target: str | None) -> "Mapping":
        """The same with one column sent elsewhere by a person, who is sure."""
        chosen = replace(
            self.columns[index],
            target=target,
            score=1.0 if target else 0.0,
            sure=True,
            rivals=(),
            why=_("You chose this."),
        )
        return Mapping(self.fingerprint, (*self.columns[:index], chosen, *self.columns[index + 1 :]))

    @property
    def doubts(self) -> list[Sentence]:
        """What a person should look at, one sentence a column."""
        return [
            _("“{header}”: {why}", header=column.header, why=column.why) for column in self.columns if not column.sure
        ]

    def problems(self, fields: Sequence[Field]) -> list[Sentence]:
        """What must be settled before rows can be read: a field with two columns, a required field with none."""
        places = {place.key: place for place in targets(fields)}
        counts = Counter(column.target for column in self.columns if column.target)
        found = []
        for target, count in counts.items():
            place = places.get(target)
            if place is None:
                found.append(_("There is no field called “{field}”.", field=target))
            elif count > 1 and not place.field.several:
                found.append(_("{count} columns are set to “{field}”. Choose one.", count=count, field=place.label))
        for field in fields:
            if (field.required or field.column_needed) and not any(
                target.partition(":")[0] == field.key for target in counts
            ):
                found.append(_("No column is set to “{field}”, and it is needed.", field=field.label))
        return found

    def to_dict(self) -> dict[str, Any]:
        """What to keep: plain values that go through JSON."""
        return {
            "version": VERSION,
            "fingerprint": self.fingerprint,
            "columns": [
                {"header": column.header, "target": column.target, "order": column.order}
                for column in self.columns
                if column.header != FIX_COLUMN
            ],
        }


def remembered_mapping(table: Table, stored: Dict[str, Any], fields: Sequence[Field]) -> Mapping | None:
    """The mapping kept for these headers, in whatever order they stand now. None when the headers, or the fields it
    names, are others, or when the table has no header to know it by.
    """
    columns = stored.get("columns") if stored.get("version") == VERSION else None
    if not table.header_row or stored.get("fingerprint") != table.fingerprint or not isinstance(columns, list):
        return None
    known = {place.key for place in targets(fields)}
    by_header = {normal(str(column.get("header"))): column for column in columns if isinstance(column, dict)}
    guesses = []
    for index, header in enumerate(table.header):
        if header == FIX_COLUMN:
            why = _("This column says what was to be put right. It is not read.")
            guesses.append(ColumnGuess(index, header, None, 0.0, True, why))
            continue
        column = by_header.get(normal(header))
        if column is None or (column.get("target") is not None and column["target"] not in known):
            return None
        order: Order = "mdy" if column.get("order") == "mdy" else "dmy"
        why = _("As last time with these headings.")
        guesses.append(ColumnGuess(index, header, column.get("target"), 1.0, True, why, (), order))
    return Mapping(table.fingerprint, tuple(guesses))
