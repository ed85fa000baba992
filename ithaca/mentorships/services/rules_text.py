"""The ground rules as they stand: a new version whenever their words have changed (REL-03)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ithaca.mentorships.models import RulesVersion
from ithaca.schemes.models import Scheme

#: Shown and signed in every pair; no scheme for young people can switch it off (CONF-02).
CHILD_PROTECTION = _(
    "What you say stays between you two, with one exception: if somebody is being hurt or may be hurt, "
    "it must be passed on to the safeguarding lead. Nobody can promise to keep that secret."
)


def words_of(scheme: Scheme) -> dict[str, Any]:
    """The rules two people sign: ground rules, code of practice, confidentiality with its exception, who may read messages."""
    arrangements = scheme.arrangements
    words: dict[str, Any] = {
        "rules": list(arrangements.ground_rules),
        "code": list(arrangements.code),
        "confidentiality": str(CHILD_PROTECTION),
    }
    if arrangements.allows("messages"):
        words["messages"] = _(
            "Messages are checked by a computer before they are delivered. Staff may read a message that was held, a "
            "few chosen by chance, and any that somebody is worried about. Messages are kept for %(years)d years."
        ) % {"years": arrangements.keep_messages_years}
    return words


def current_rules(scheme: Scheme) -> RulesVersion:
    """The version that stands now; written the first time it is asked for and after every change of the words."""
    latest = RulesVersion.objects.filter(scheme=scheme).order_by("-version").first()
    words = words_of(scheme)
    if latest is not None and latest.rules == words:
        return latest
    number = latest.version + 1 if latest else 1
    return RulesVersion.objects.create(scheme=scheme, version=number, rules=words)
