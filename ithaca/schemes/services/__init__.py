"""The writers of schemes."""

from ithaca.schemes.services.create import create_scheme
from ithaca.schemes.services.handing import agree_to_change, ask_for_post, ask_to_end_post, drop_change
from ithaca.schemes.services.life import close_scheme, end_scheme, open_scheme, reopen_scheme
from ithaca.schemes.services.posts import appoint, end_absence, set_absence, step_down
from ithaca.schemes.services.settings import ChangedMeanwhile, change_line, change_settings, confirm_line
from ithaca.schemes.services.start import Named, appoint_named, find_or_add, start_scheme

__all__ = [
    "ChangedMeanwhile",
    "Named",
    "agree_to_change",
    "appoint",
    "appoint_named",
    "ask_for_post",
    "ask_to_end_post",
    "change_line",
    "change_settings",
    "close_scheme",
    "confirm_line",
    "create_scheme",
    "drop_change",
    "end_absence",
    "end_scheme",
    "find_or_add",
    "open_scheme",
    "reopen_scheme",
    "set_absence",
    "start_scheme",
    "step_down",
]
