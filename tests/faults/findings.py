"""What a run must show: every acknowledged message exactly once, every letter out, doubles only where they cannot be helped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from tests.faults.tree import Tree
from tests.faults.writers import Ledger


@dataclass
class Findings:
    """Figures of one run. `lost`, `doubled`, `strange` and everything in `wrong` must be empty or nought."""

    told: int
    by_mail: int
    tries: int
    pressed_twice: int
    given_up: int
    in_platform: int
    lost: int
    doubled: int
    strange: int
    letters: int
    letters_failed: int
    notices_missing: int
    mails_lost: int
    mails_doubled: int
    mails_doubled_without_cause: int
    mails_unknown: int
    audit: str
    wrong: list[str]

    def faults(self) -> list[str]:
        """What is not as it must be, in words; empty if all is well."""
        names = (
            "lost",
            "doubled",
            "strange",
            "notices_missing",
            "mails_lost",
            "mails_doubled_without_cause",
            "mails_unknown",
        )
        found = [f"{name}: {getattr(self, name)}" for name in names if getattr(self, name)]
        return found + self.wrong[:5]

    def table(self) -> str:
        """One line a figure."""
        return "\n".join(
            f"{name.replace('_', ' '):<30} {value}" for name, value in vars(self).items() if name != "wrong"
        )


def look(tree: Tree, ledger: Ledger, kills_of_workers: list[float]) -> Findings:
    """Compare what the writers were told and what the mail sink took with what the database holds.

    A letter is doubled without cause unless a worker was killed between two of its copies, or its "250" was cut off.
    """
    kept = Counter(words for (words,) in tree.records.ask("SELECT original FROM messaging_message"))
    delivered = tree.records.number("SELECT COUNT(*) FROM messaging_message WHERE delivered_at IS NOT NULL")
    letters = tree.records.ask("SELECT message_id, state FROM notices_letter WHERE name = 'messaging.arrived'")
    ids = {message_id for (message_id,) in tree.records.ask("SELECT message_id FROM notices_letter")}
    taken = tree.sink.taken
    doubled = {one: moments for one, moments in taken.items() if len(moments) > 1}
    causeless = [
        one
        for one, moments in doubled.items()
        if one not in tree.sink.muted
        and not any(first <= kill <= second for kill in kills_of_workers for first, second in pairwise(moments))
    ]
    return Findings(
        told=len(ledger.told),
        by_mail=len(ledger.by_mail & set(ledger.told)),
        tries=ledger.tries,
        pressed_twice=ledger.pressed_twice,
        given_up=len(ledger.given_up),
        in_platform=sum(kept.values()),
        lost=sum(words not in kept for words in ledger.told),
        doubled=sum(number > 1 for number in kept.values()),
        strange=sum(words not in ledger.began for words in kept),
        letters=len(letters),
        letters_failed=sum(state == "failed" for _id, state in letters),
        notices_missing=delivered - len(letters),
        mails_lost=sum(
            state not in ("sent", "failed") or (state == "sent" and one not in taken) for one, state in letters
        ),
        mails_doubled=sum(len(moments) - 1 for moments in doubled.values()),
        mails_doubled_without_cause=len(causeless),
        mails_unknown=sum(one not in ids for one in taken),
        audit=tree.check_audit(),
        wrong=list(ledger.wrong),
    )
