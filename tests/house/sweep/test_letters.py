"""Letters lie in strangers' mailboxes: no word of a message, no name but the reader's own."""

from __future__ import annotations

from ithaca.notices.models import Letter
from tests.house.sweep.conftest import Twins
from tests.house.sweep.walk import CANARY, details_of

#: What a co-ordinator herself writes to people; and whom to ask when contact is paused.
ALLOWED = {"notices.written": {"letter", "subject"}, "mentorships.paused": {"cora"}}


def test_letters_hold_nothing_that_was_written_and_nobody_elses_name(twins: Twins) -> None:
    letters = list(Letter.objects.filter(organisation=twins.ours.organisation).select_related("person"))
    assert {letter.name.split(".")[0] for letter in letters} >= {"messaging", "safeguarding", "consents", "mentorships"}
    details, found = details_of(twins.ours), []
    for letter in letters:
        text = f"{letter.subject}\n{letter.body}"
        own = ALLOWED.get(letter.name, set())
        words = {(match[1] or match[2]).lower() for match in CANARY.finditer(text)} - own
        words |= {what for what in details if what in text}
        if words:
            found.append(f"{letter.name}: {sorted(words)}")
    assert found == []
