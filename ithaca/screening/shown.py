"""Words that stand on a page for the other side to read, such as an introduction: there nobody decides before they are read.

A message is held and a person looks; such words have no desk to wait at. So what a message would lose is taken out of them, and
what a message would be stopped for is not shown at all.
"""

from __future__ import annotations

from collections.abc import Collection

from ithaca.screening.engine import screen
from ithaca.screening.policy import Policy
from ithaca.screening.redaction import redacted
from ithaca.screening.types import ABOUT_THE_WRITER, CONTACT, HARD, Role, Speaker, Verdict

#: What is taken out of words on a page: the ways to somebody outside the platform, and the invitation to use one.
TAKEN_OUT = (*CONTACT, "OFFPLATFORM")


def looked_at(words: str, *, role: Role) -> Verdict:
    """The verdict under the children's policy, whoever reads: on a page it is not known who will."""
    speaker = Speaker(role="mentor", age_band="adult") if role == "mentor" else Speaker()
    return screen(words, speaker=speaker, policy=Policy.named("children"))


def must_stop(verdict: Verdict) -> bool:
    """True if nothing of the words may be shown: the screening failed, or they may be harmful or tell of harm."""
    return verdict.failed or verdict.action == "urgent" or bool({span.type for span in verdict.spans} & set(HARD))


def tells_of_harm(verdict: Verdict) -> bool:
    """True for words that would have been stopped for what they say about their writer, and for words no machine could look
    at: of what is refused and reaches nobody, these a person must read all the same."""
    stops = verdict.action in ("hold", "urgent") and bool(verdict.classes & ABOUT_THE_WRITER)
    return stops or verdict.failed


def as_shown(words: str, *, role: Role, but: Collection[str] = ()) -> str:
    """`words` by a mentor or mentee as the other side may see them: contact details taken out, "" if they must be stopped.

    `but` are classes that may stay, such as "ADDRESS" in the name of a place.
    """
    if not words.strip():
        return ""
    verdict = looked_at(words, role=role)
    if must_stop(verdict):
        return ""
    return redacted(words, verdict, types=[kind for kind in TAKEN_OUT if kind not in but])


def gives_away(words: str, *, role: Role, but: Collection[str] = ()) -> bool:
    """True if the words hold a way to somebody outside the platform, or could not be looked at."""
    if not words.strip():
        return False
    verdict = looked_at(words, role=role)
    return verdict.failed or any(span.type in TAKEN_OUT and span.type not in but for span in verdict.spans)
