"""What may be done with the people of a scheme."""

from ithaca.participants.services.carers import add_carer, enter_carer
from ithaca.participants.services.change import change_participant
from ithaca.participants.services.invite import invite_participant
from ithaca.participants.services.join import join
from ithaca.participants.services.lock import lock_people
from ithaca.participants.services.note import write_note
from ithaca.participants.services.steps import disqualify, finish, leave, rest, resume, withdraw

__all__ = [
    "add_carer",
    "change_participant",
    "disqualify",
    "enter_carer",
    "finish",
    "invite_participant",
    "join",
    "leave",
    "lock_people",
    "rest",
    "resume",
    "withdraw",
    "write_note",
]
