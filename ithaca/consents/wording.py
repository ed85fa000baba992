"""What a parent or carer is asked, item by item, in plain words (PAR-06)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.schemes.arrangements import Arrangements

#: Without a yes to this one there is no permission at all.
CORE = "mentoring"

_ASKED = {
    "mentoring": gettext_lazy("My child may take part and have a mentor."),
    "meeting_place": gettext_lazy("My child may meet the mentor at the places this scheme has checked."),
    "travel": gettext_lazy("My child may travel to the mentor’s place of work."),
    "messages": gettext_lazy(
        "My child and the mentor may write to each other on this site. Staff may read what they write."
    ),
    "video": gettext_lazy(
        "My child and the mentor may talk by video at a time that is agreed before. Somebody of the scheme can join the call."
    ),
    "archive": gettext_lazy("Messages may be kept for %(years)s years, in case somebody has to look into something."),
}

METHODS = {
    "link": gettext_lazy("by the link in a letter"),
    "account": gettext_lazy("signed in"),
    "paper": gettext_lazy("on paper"),
    "phone": gettext_lazy("by telephone"),
    "in_person": gettext_lazy("in person"),
    "import": gettext_lazy("taken over from earlier records"),
}
#: How staff may have heard it.
STAFF_METHODS = ("paper", "phone", "in_person", "import")
#: How a whole class may have reached them: a call is always one parent's.
CLASS_METHODS = ("paper", "in_person", "import")


def items_of(arrangements: Arrangements) -> dict[str, str]:
    """What is asked: item -> sentence. Mentoring itself is always first; where pairs talk by video, that is asked too (SG-19)."""
    video = ("video",) if arrangements.allows("video") and arrangements.mentees_may_be_children else ()
    keys = dict.fromkeys((CORE, *arrangements.permission_items, *video))
    years = {"years": arrangements.keep_messages_years}
    return {key: str(_ASKED[key]) % years if key in _ASKED else key for key in keys}


def words_of() -> str:
    """The sentence over the items, as shipped."""
    return _(
        "We ask you as the parent or carer. You can say yes to some things and no to others. "
        "You can change your mind at any time, and nobody will ask you why. "
        "If you take back your permission, all contact stops at once."
    )


def expiry(given_on: date, arrangements: Arrangements) -> date:
    """Until when an answer given on that day stands: in schemes of one school year until the end of August (an answer from
    June on counts for the coming year), elsewhere for a year.
    """
    if arrangements.duration.kind == "academic_year":
        return date(given_on.year + (given_on.month >= 6), 8, 31)
    try:
        return given_on.replace(year=given_on.year + 1)
    except ValueError:  # 29 February
        return date(given_on.year + 1, 2, 28)
