"""What may be done with documents."""

from ithaca.documents.services.check import check, claim, put_off
from ithaca.documents.services.decide import escalate, freeze, give_back, release
from ithaca.documents.services.read import open_document, open_held
from ithaca.documents.services.send import send_document

__all__ = [
    "check",
    "claim",
    "escalate",
    "freeze",
    "give_back",
    "open_document",
    "open_held",
    "put_off",
    "release",
    "send_document",
]
