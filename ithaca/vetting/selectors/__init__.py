"""Reading checks. Rows of a check leave this room only through `services.read`, which writes down who looked (SG-12)."""

from ithaca.vetting.catalogue import lawful_reason
from ithaca.vetting.selectors.files import checks_due, latest_check, signs_of, steps_done, steps_of
from ithaca.vetting.selectors.gate import missing_for, missing_vetting, rows_of, undone
from ithaca.vetting.selectors.people import (
    VETTERS,
    may_vet,
    people_of,
    people_on_record,
    people_to_notice,
    people_visible_to,
)
from ithaca.vetting.selectors.progress import ProgressStep, Supplied, progress_of, supplied_rows
from ithaca.vetting.selectors.waiting import todo

__all__ = [
    "VETTERS",
    "ProgressStep",
    "Supplied",
    "checks_due",
    "latest_check",
    "lawful_reason",
    "may_vet",
    "missing_for",
    "missing_vetting",
    "people_of",
    "people_on_record",
    "people_to_notice",
    "people_visible_to",
    "progress_of",
    "rows_of",
    "signs_of",
    "steps_done",
    "steps_of",
    "supplied_rows",
    "todo",
    "undone",
]
