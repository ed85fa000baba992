"""What may be done with checks on people."""

from ithaca.vetting.services.ask import request_check, see_check
from ithaca.vetting.services.decide import bar_check, clear_check, reconsider_check
from ithaca.vetting.services.evidence import add_reference, mark_step, take_back_step
from ithaca.vetting.services.partner import partner_clear
from ithaca.vetting.services.read import open_checks, open_record
from ithaca.vetting.services.record import ReferenceSeen, record_cleared
from ithaca.vetting.services.signs import log_sign, resolve_sign
from ithaca.vetting.services.stop import restore_check, suspend_check

__all__ = [
    "ReferenceSeen",
    "add_reference",
    "bar_check",
    "clear_check",
    "log_sign",
    "mark_step",
    "open_checks",
    "open_record",
    "partner_clear",
    "reconsider_check",
    "record_cleared",
    "request_check",
    "resolve_sign",
    "restore_check",
    "see_check",
    "suspend_check",
    "take_back_step",
]
