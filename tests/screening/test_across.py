"""The quick looks that spare most messages the reading together with earlier ones never hide what that reading finds."""

from __future__ import annotations

import random
from itertools import product

from ithaca.screening.allow import AllowList
from ithaca.screening.details.links.find import find_links, may_reach_over
from ithaca.screening.details.mail.find import find_mail, may_hold
from ithaca.screening.details.phones.digits import _SOME, atoms
from ithaca.screening.meaning.across import _runs_on
from ithaca.screening.meaning.lexicon import lexicon
from ithaca.screening.meaning.reading import reader, view
from ithaca.screening.types import Speaker
from ithaca.screening.views.fold import fold
from tests.screening.corpus import examples

NOBODY = AllowList()


def cut_anywhere(seed: int) -> list[tuple[str, str, Speaker]]:
    """Every example cut in two at a place drawn by lot, behind some other example, with its speaker."""
    chance, known = random.Random(seed), examples()
    found = []
    for example in known:
        place = chance.randint(1, max(1, len(example.text) - 1))
        before = chance.choice(known).text + chance.choice(["", " ", ". "])
        found.append((before + example.text[:place], example.text[place:], example.speaker))
    return found


def test_no_address_or_link_across_two_messages_escapes_the_quick_look() -> None:
    seen = 0
    for before, after, _speaker in cut_anywhere(1):
        for glue, (finder, quick) in product(
            ("", " "), ((find_mail, lambda head, body: may_hold(head + body)), (find_links, may_reach_over))
        ):
            head = fold(before).text.strip()[-200:] + glue
            body = fold(after).text.lstrip()
            across = [item for item in finder(fold(head + body), NOBODY) if item.start < len(head) < item.end]
            seen += len(across)
            assert not across or quick(head, body), (head, body)
    assert seen > 100


def test_no_phrase_across_two_messages_escapes_the_quick_look() -> None:
    seen = 0
    for before, after, speaker in cut_anywhere(2):
        head = " ".join(before.split()).rstrip(".!? ") + " "
        found = lexicon().find(reader().read(fold(head + after)), speaker)
        across = [item for item in found if item.start < len(head) < item.end]
        seen += len(across)
        assert not across or _runs_on([view(" ".join(before.split()))], view(after), speaker), (head, after)
    assert seen > 200


def test_no_digits_escape_the_quick_look() -> None:
    seen = 0
    for example in examples():
        text = fold(example.text).text
        if _SOME.search(text) is None:
            seen += 1
            assert len(atoms(f"{text} = 7")) == 1, text  # the figure has all of it read
    assert seen > 200
    assert [atom.digits for atom in atoms("oh o twelve fifty-one")] == ["0", "0", "12", "51"]
