"""What is missing before something may happen: in words, for whom, and whose move it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing.

    code: a short name from a closed list ("vetting.check_lapsed"), used in tests and counts.
    sentence: what is missing, in words for staff.
    about: whom it is missing for (a name, or "" for the whole scheme).
    move: whose move it is, in words ("co-ordinator", "the mentor", "a parent or carer").
    page, page_args: the name of the page where it is put right and its keys besides organisation and scheme, or "".
    """

    code: str
    sentence: str
    about: str = ""
    move: str = ""
    page: str = ""
    page_args: tuple[tuple[str, str], ...] = ()
