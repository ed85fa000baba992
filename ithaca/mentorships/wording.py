"""What two people sign, and what the pair's page says about who reads their messages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ithaca.schemes.models import Scheme

#: Shown and signed in every pair; no scheme can switch it off (CONF-02).
CHILD_PROTECTION = gettext_lazy(
    "What you say stays between you two, with one exception: if somebody is being hurt or may be hurt, "
    "it must be passed on to the safeguarding lead. Nobody can promise to keep that secret."
)
#: Signed by both before their words are used so; whoever signed an earlier version has not agreed to it (MSG-26).
EVALUATION = gettext_lazy("With names and details taken out, messages may be used to see how well the scheme works.")


def words_of(scheme: Scheme) -> dict[str, Any]:
    """The rules two people sign: ground rules, code of practice, confidentiality with its exception, who may read messages."""
    arrangements = scheme.arrangements
    words: dict[str, Any] = {
        "rules": list(arrangements.ground_rules),
        "code": list(arrangements.code),
        "confidentiality": str(CHILD_PROTECTION),
    }
    if arrangements.allows("messages"):
        words["messages"] = who_reads(scheme)
        if arrangements.words_for_evaluation:
            words["evaluation"] = str(EVALUATION)
            words["messages"] = f"{words['messages']} {EVALUATION}"
    return words


def who_reads(scheme: Scheme) -> str:
    """Who may read what the two write, and how long it is kept (MSG-05, MSG-13)."""
    years = scheme.arrangements.keep_messages_years
    kept = ngettext("Messages are kept for %(years)d year.", "Messages are kept for %(years)d years.", years)
    return " ".join(
        (
            _("Messages are checked by a computer before they are delivered."),
            _(
                "Staff may read a message that was held or in which the check noticed something, a few chosen by chance, and any "
                "that somebody is worried about."
            ),
            _("Otherwise staff read them only for a reason they must write down first, and each reading is recorded."),
            kept % {"years": years},
        )
    )
