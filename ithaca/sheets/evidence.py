"""What stands in a column, and how well it fits each kind of field."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from ithaca.sheets.fields import Choice, FieldKind
from ithaca.sheets.headers import looks_like_data
from ithaca.sheets.model import Value, as_typed
from ithaca.sheets.sentences import Sentence
from ithaca.sheets.values.answers import parse_choice
from ithaca.sheets.values.blanks import says_nothing
from ithaca.sheets.values.dates import date_order, parse_date
from ithaca.sheets.values.durations import parse_minutes
from ithaca.sheets.values.kinds import SIMPLE
from ithaca.sheets.values.names import Name, parse_name

SAMPLE = 60
SAMPLE_TEXT = 400
YOUNGEST = 8


class Evidence:
    """A sample of one column's values (the first that say anything), asked how well they fit a kind. Answers are
    kept.
    """

    def __init__(self, column: Sequence[Value], *, on: date) -> None:
        self.on = on
        self.rows = len(column)
        self.values: list[Value] = []
        for value in column:
            if not says_nothing(value):
                self.values.append(value[:SAMPLE_TEXT] if isinstance(value, str) else value)
                if len(self.values) == SAMPLE:
                    break
        self._order = date_order(self.values).order
        self._fits: dict[tuple[FieldKind, tuple[Choice, ...], bool], float] = {}

    def fit(self, kind: FieldKind, choices: tuple[Choice, ...] = (), birth: bool = False) -> float:
        """The share of the sample that reads as the kind, 0 to 1. Text and lists fit everything."""
        key = (kind, choices, birth)
        if key not in self._fits:
            good = sum(self._reads(value, kind, choices, birth) for value in self.values)
            self._fits[key] = good / len(self.values) if self.values else 1.0
        return self._fits[key]

    def alone(self, kind: FieldKind, fit: float, birth: bool) -> float:
        """A score from the values alone, for columns whose header says nothing: only kinds that are hard to mistake."""
        if fit < 0.8 or len(self.values) < 2:
            return 0.0
        if kind in {"email", "postcode", "phone"}:
            return 0.55 * fit if kind != "phone" or self.fit("email") < 0.5 else 0.0
        if kind == "name" and not self.single_words() and not looks_like_data(as_typed(self.values[0])):
            return 0.5 * fit if self._two_words() >= 0.8 else 0.0
        if kind == "date" and birth and all(self._is_birth(value) for value in self.values):
            return 0.5
        return 0.0

    def looks_like_contact(self) -> bool:
        """True when the column holds e-mail addresses, telephone numbers or dates, whatever its header says."""
        return max(self.fit("email"), self.fit("phone")) > 0.8 or (self.fit("date") > 0.8 and self.fit("number") < 0.5)

    def single_words(self) -> bool:
        """True when most values are one word."""
        return sum(" " not in as_typed(value).strip() for value in self.values) > len(self.values) / 2

    def _two_words(self) -> float:
        return sum(2 <= len(as_typed(value).split()) <= 4 for value in self.values) / max(1, len(self.values))

    def _is_birth(self, value: Value) -> bool:
        found = parse_date(value, order=self._order, on=self.on, birth=True)
        return isinstance(found, date) and found.year <= self.on.year - YOUNGEST

    def _reads(self, value: Value, kind: FieldKind, choices: tuple[Choice, ...], birth: bool) -> bool:
        if isinstance(value, datetime | date):
            return kind in {"date", "text", "list"}
        if isinstance(value, time | timedelta):
            return kind in {"minutes", "text"}
        if kind == "date":
            if isinstance(value, int | float) and not 20_000 <= value <= 60_000:
                return False
            return isinstance(parse_date(value, order=self._order, on=self.on, birth=birth), date)
        if kind == "choice":
            return isinstance(parse_choice(value, choices), str)
        if kind == "name":
            return isinstance(parse_name(value), Name) and len(as_typed(value).split()) <= 6
        return self._reads_simply(value, kind)

    def _reads_simply(self, value: Value, kind: FieldKind) -> bool:
        parser = parse_minutes if kind == "minutes" else SIMPLE.get(kind)
        return parser is None or not isinstance(parser(value), Sentence | None)
