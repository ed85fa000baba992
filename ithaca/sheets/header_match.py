"""How well the words of a header name a field."""

from collections.abc import Sequence

from ithaca.sheets.fields import Field, Target, contexts
from ithaca.sheets.headers import words_of
from ithaca.sheets.values.words import word_set

STOPWORDS = word_set("header_filler")


def header_is_telling(header: str) -> bool:
    """False for headers that say nothing ("Column C", "Field 3"), where only the values can tell."""
    words = [word for word in words_of(header) if word not in STOPWORDS and not word.isdecimal()]
    return not (words[:1] in (["column"], ["field"], ["unnamed"], ["question"]) or not words)


def header_score(header: str, place: Target, fields: Sequence[Field]) -> float:
    """How well the header's words name the target, 0 to 1."""
    best = 0.0
    spoken = _contexts_in(_content(header), fields)
    about = place.field.about
    for text, weight in _readings(header):
        words = _content(text)
        if not words:
            continue
        bare = [word for word in words if not any(word in contexts()[name] for name in spoken)]
        for synonym in place.synonyms:
            wanted = _content(synonym) or list(words_of(synonym))
            found = max(_match(words, wanted), _match(bare, wanted) if about in spoken or not about else 0.0)
            best = max(best, found * weight * _context_factor(spoken, about, wanted))
    return best


def _content(text: str) -> list[str]:
    return [word for word in words_of(text) if word not in STOPWORDS]


def _readings(header: str) -> list[tuple[str, float]]:
    """The header without what stands in brackets ("Full name (as on your passport)"), only its first question, only what
    follows a colon ("Parent 1: Email"), and the whole for a little less.
    """
    outside, depth = [], 0
    for character in header[:1000]:
        depth += character in "(["
        if not depth:
            outside.append(character)
        depth -= character in ")]" and depth > 0
    bare = "".join(outside)
    readings = [(bare, 1.0)] if bare.strip() else []
    parts = [(bare.partition("?")[0], 0.98), (bare.rpartition(": ")[2], 0.97)]
    readings += [(part, weight) for part, weight in parts if part.strip() and part != bare]
    return [*readings, (header, 0.9 if readings and bare != header else 1.0)]


def _contexts_in(words: list[str], fields: Sequence[Field]) -> set[str]:
    """Whom the header speaks of, apart from the person of the row."""
    present = {field.about for field in fields}
    optional = {"mentor", "mentee"} - present
    return {name for name, known in contexts().items() if name not in optional and any(word in known for word in words)}


def _context_factor(spoken: set[str], about: str, wanted: list[str]) -> float:
    if about in spoken or (about and any(word in contexts()[about] for word in wanted)):
        return 1.0
    if about:
        return 0.35
    if spoken and not any(word in contexts()[name] for name in spoken for word in wanted):
        return 0.35
    return 1.0


def _match(words: list[str], wanted: list[str]) -> float:
    """1 when the header is the synonym; less the more words it has besides; 0 unless all the synonym's words are
    there.
    """
    if not wanted or not words or not set(wanted) <= set(words):
        return 0.0
    if len(words) > len(wanted) and all(_names_a_person(word) for word in wanted):
        return 0.0
    coverage: float = min(1.0, len(wanted) / len(words)) ** 0.7
    size = len(wanted)
    together = any(words[at : at + size] == wanted for at in range(len(words) - size + 1))
    return (0.35 + 0.65 * coverage) if together else (0.3 + 0.55 * coverage)


def _names_a_person(word: str) -> bool:
    """True for words like "pupil": alone they head a column of names, beside others they only say whose fact it is."""
    return any(word in known for known in contexts().values())
