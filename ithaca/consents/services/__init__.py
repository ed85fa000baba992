"""What may be done with permissions."""

from ithaca.consents.services.answer import give_consents, refuse_consent, withdraw_consent
from ithaca.consents.services.ask import Asked, ask_again_by_link, ask_consents
from ithaca.consents.services.words import change_wording

__all__ = [
    "Asked",
    "ask_again_by_link",
    "ask_consents",
    "change_wording",
    "give_consents",
    "refuse_consent",
    "withdraw_consent",
]
