"""What mentorships tells and asks the rooms above."""

from __future__ import annotations

from dataclasses import dataclass

from ithaca.kernel.hooks import Hook

pair_opened: Hook[None] = Hook("mentorships.pair_opened", "A pair's contact has opened: mentorship, by, at")
pair_ended: Hook[None] = Hook("mentorships.pair_ended", "A pair has ended: mentorship, by, at")
contact_stopped: Hook[None] = Hook(
    "mentorships.contact_stopped",
    "Contact of these pairs stops now, by pause or because somebody left: mentorships, by, at",
)


@dataclass(frozen=True, slots=True)
class PairPart:
    """What a room above shows on a pair's page: a button (with `page`), or a fact (without).

    label: the word on the button, or the fact's name. value: the fact. position: smaller stands first.
    page, page_args: as in kernel.gates.Missing. main: the button that matters most.
    """

    label: str
    value: str = ""
    page: str = ""
    page_args: tuple[tuple[str, str], ...] = ()
    main: bool = False
    position: int = 50


pair_parts: Hook[list[PairPart]] = Hook(
    "mentorships.pair_parts",
    "mentorship, by, at and open (may these two be in contact now) in; what the page of the pair shows this reader of it out",
)
