"""Partners and agreements as the pages show them: with where they stand, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ithaca.organisations.models import Agreement, Partner, PartnerKind
from ithaca.organisations.selectors import agreement_standing

_PILLS = {"draft": "wait", "in_force": "good", "review_due": "wait", "lapsed": "bad", "ended": "neutral", "none": "bad"}


def _words(standing: str) -> str:
    return {
        "draft": _("Not signed yet"),
        "in_force": _("In force"),
        "review_due": _("Runs out soon"),
        "lapsed": _("Lapsed"),
        "ended": _("Ended"),
        "none": _("No agreement"),
    }[standing]


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """An agreement and where it stands today."""

    agreement: Agreement
    standing: str
    words: str
    pill: str

    @classmethod
    def of(cls, agreement: Agreement, today: date) -> AgreementShown:
        """How `agreement` stands on the day `today`."""
        standing = agreement_standing(agreement, today)
        return cls(agreement, standing, _words(standing), _PILLS[standing])


@dataclass(frozen=True, slots=True)
class PartnerShown:
    """A partner, what it is in words, and where its agreement stands if it needs one ("" if it needs none)."""

    partner: Partner
    kinds: str
    standing: str
    words: str
    pill: str

    @classmethod
    def of(cls, partner: Partner, today: date) -> PartnerShown:
        """How `partner` stands on the day `today`; its agreements are at hand, newest first."""
        known = dict(PartnerKind.choices)
        kinds = ", ".join(str(known[kind]) for kind in partner.kinds if kind in known)
        standings = [agreement_standing(agreement, today) for agreement in partner.agreements.all()]
        order = ("in_force", "review_due", "lapsed", "draft", "ended")
        standing = min(standings, key=order.index, default="none" if partner.supplies_mentors else "")
        if partner.supplies_mentors and standing == "ended":
            standing = "none"
        words = _words(standing) if standing else ""
        return cls(partner, kinds[:1].upper() + kinds[1:], standing, words, _PILLS.get(standing, ""))
