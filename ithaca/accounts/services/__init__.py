"""The only writers of this room."""

from ithaca.accounts.services.accounts import change_account, change_address, make_account, sign_out_everywhere
from ithaca.accounts.services.administrators import (
    accept_administrator,
    first_administrator_link,
    invite_administrator,
)
from ithaca.accounts.services.cards import Card, card_for, issue_card, make_card_account
from ithaca.accounts.services.closing import close_account
from ithaca.accounts.services.example import example_allowed, sign_in_as
from ithaca.accounts.services.note import note
from ithaca.accounts.services.sign_in import sign_in

__all__ = [
    "Card",
    "accept_administrator",
    "card_for",
    "change_account",
    "change_address",
    "close_account",
    "example_allowed",
    "first_administrator_link",
    "invite_administrator",
    "issue_card",
    "make_account",
    "make_card_account",
    "note",
    "sign_in",
    "sign_in_as",
    "sign_out_everywhere",
]
