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


def _holds(said: list[str], name: list[str]) -> bool:
    """True if the words of the name follow one another in what was said."""
    return any(said[place : place + len(name)] == name for place in range(len(said) - len(name) + 1))
