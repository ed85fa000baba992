"""What people type where there is nothing to say."""

from ithaca.sheets.model import Value, as_typed
from ithaca.sheets.values.words import word_set

NOTHING = word_set("nothing")
FAILED_FORMULAS = word_set("failed_formulas")


def says_nothing(value: Value) -> bool:
    """True for an empty cell and for words that stand for one ("n/a", "-", "unknown")."""
    if value is None:
        return True
    if not isinstance(value, str):
        return False
    text = value.strip()
    return not text or (len(text) < 20 and text.casefold() in NOTHING)


def is_failed_formula(value: Value) -> bool:
    """True when the cell shows Excel's word for a formula that went wrong."""
    return isinstance(value, str) and len(value) < 12 and value.strip().casefold() in FAILED_FORMULAS


def text_of(value: Value) -> str:
    """A cell as one line of text, white space at its ends gone and no-break spaces made plain."""
    return " ".join(as_typed(value).split())
