"""Whether words call somebody by name, as people in schools and schemes are called."""

from __future__ import annotations

from ithaca.organisations.selectors import fold_name

#: What stands before a family name.
TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "sir", "madam", "rev", "prof"})


def called(said: list[str], given_name: str, family_name: str) -> bool:
    """True if the folded words hold the whole name, a title with the family name, or are nothing but one name of the person."""
    given, family = fold_name(given_name).split(), fold_name(family_name).split()
    bare = [word for word in said if word not in TITLES]
    if bare and bare in (given, family, [*(word[0] for word in given), *family]):
        return True
    titled = [[title, *family] for title in TITLES] if family else []
    whole = [[*given, *family], [*family, *given]] if given and family else [given]
    return any(_holds(said, name) for name in (*whole, *titled) if name)


def named(said: list[str], given_name: str, family_name: str) -> bool:
    """True if the folded words of a longer text hold the whole name, or a title with the family name.

    Less than `called`, because one name alone stands in many a sentence by chance. A name in two words is known written as
    one too, and "Mrs Lead's".
    """
    given, family = fold_name(given_name).split(), fold_name(family_name).split()
    if not given or not family:
        only = given or family
        return bool(only) and _runs(said, [[title, *only] for title in TITLES])
    firsts = [given, given[:1]]
    whole = [name for first in firsts for name in ([*first, *family], [*family, *first])]
    initial = given[0][:1]
    titled = [[title, *name] for title in TITLES for name in (family, [initial, *family])]
    return _runs(said, [*whole, *titled])


def _runs(said: list[str], names: list[list[str]]) -> bool:
    """True if two words in a row, or more, make up one of the names, however its words are divided."""
    wanted = {"".join(name) + end for name in names for end in ("", "s")}
    longest = max(len(name) for name in names)
    ends = ((place, place + length) for place in range(len(said)) for length in range(2, longest + 1))
    return any("".join(said[begin:end]) in wanted for begin, end in ends)


def _holds(said: list[str], name: list[str]) -> bool:
    """True if the words of the name follow one another in what was said."""
    return any(said[place : place + len(name)] == name for place in range(len(said) - len(name) + 1))
