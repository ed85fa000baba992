"""What messaging asks and tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass, field

from ithaca.kernel.hooks import Hook
from ithaca.screening import CustomRules
from ithaca.screening.types import Action


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A scheme's own words and patterns in force, and their public ids in the same order, kept with each decision."""

    rules: CustomRules = field(default_factory=CustomRules)
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskAct:
    """A further act on a held message: the word on the button, what it does, and the page it is posted to. With `look` it
    changes nothing, and the word is a link."""

    word: str
    hint: str
    page: str
    page_args: tuple[tuple[str, str], ...] = ()
    look: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """One line above a thread: the words, and where one press leads (as in kernel.gates.Missing) with the word of that press.
    Without words the press stands alone."""

    words: str
    page: str = ""
    page_args: tuple[tuple[str, str], ...] = ()
    act: str = ""


beside_thread: Hook[list[Beside]] = Hook(
    "messaging.beside_thread",
    "mentorship, reader (the participant), at in; lines shown above the thread to that reader out",
)
own_words: Hook[OwnWords] = Hook("messaging.own_words", "scheme in; its own words and patterns in force out")
corrected: Hook[Action | None] = Hook(
    "messaging.corrected",
    "scheme and the fingerprint of words and speaker in; what a person decided about these same words, or None, out",
)
delivered: Hook[None] = Hook(
    "messaging.delivered",
    "message, removed (whether contact details were taken out), by and at; told once it is delivered, in the same transaction",
)


@dataclass(frozen=True, slots=True)
class ForPack:
    """What a room above adds to the evidence pack of a thread: files by name, and whose events of the log belong in it."""

    about_kind: str
    ids: tuple[str, ...]
    files: dict[str, bytes]


more_for_pack: Hook[ForPack] = Hook(
    "messaging.more_for_pack",
    "mentorship, lead (whether a safeguarding lead takes it) in; files for the evidence pack, and what they are about, out",
)
opened_look: Hook[DeskAct | None] = Hook(
    "messaging.opened_look",
    "opening and by in; where the decision about each message of an opened thread is looked at, or None, out; the page is "
    "given the message's public id as `message`",
)
desk_acts: Hook[list[DeskAct]] = Hook(
    "messaging.desk_acts", "message and by in; what else may be done with a held message, as a list, out"
)
