"""What protects children here, and whether it works: until every one is registered no scheme with under-18s may open.

The room that gives a protection registers it in its `apps.py`, once the whole way of it stands:
`protection("messaging.screening", "Words are screened before they are delivered")`. A protection that nobody registered
keeps the launch gate shut (it fails closed).
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: code -> what it promises, as the launch gate names it. Every one is needed where a mentee may be under 18.
PROTECTIONS = {
    "vetting.checks": _("Nobody is in contact with a child before every check on them is seen and decided."),
    "training.first": _("Nobody is in contact with a child before the training is done."),
    "consents.permission": _(
        "No child is in contact before a parent or carer has said yes, and a no stops contact at once."
    ),
    "cover.insurance": _("No child is in contact without insurance and an approved risk assessment."),
    "mentorships.gate": _("Every contact asks one gate, each time."),
    "mentorships.pause": _("Staff can stop contact at once, for a person, a pair or the whole scheme."),
    "safeguarding.worries": _("Anybody can say that they are worried, and it reaches the safeguarding lead."),
    "oncall.alarm": _("An urgent worry reaches people on two ways, one after the other, until somebody has it."),
    "messaging.screening": _("Words are screened before they are delivered."),
    "meetings.duty": _("Somebody is on duty at every school session."),
}
_registered: dict[str, str] = {}


def protection(code: str, promise: str) -> None:
    """Say that the protection `code` works. Raises ValueError for a code that is not in the list."""
    if code not in PROTECTIONS:
        raise ValueError(f"{code} is not a protection that schemes knows")
    _registered[code] = promise


def missing_protections() -> list[str]:
    """The codes that nobody has registered, in the order of the list."""
    return [code for code in PROTECTIONS if code not in _registered]
