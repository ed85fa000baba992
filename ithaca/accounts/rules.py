"""Who may do what with accounts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.rules import Rule

#: Those who bring people in. An account gives no rights: those come from roles held.
BRINGS_IN = (Role.COORDINATOR, Role.DEPUTY, Role.MANAGER, *LEADS, Role.SCHOOL_CONTACT, Role.PARTNER_CONTACT)


def _brings_in(by: Actor, _thing: Any) -> bool:
    """The holder of a link, the clock, a command, or somebody who brings people in: there is no open sign-up (OS-2)."""
    return by.kind in ("link", "job") or by.holds(*BRINGS_IN, Role.ADMINISTRATOR)


def _own(by: Actor, account: Any) -> bool:
    return bool(by.account_id == account.pk)


make = Rule(
    "accounts.make",
    level="link",
    says=_("Accounts are made by invitation. Ask the person who runs your scheme."),
    about=_brings_in,
)
issue_card = Rule(
    "accounts.issue_card",
    level="organisation",
    roles=(Role.COORDINATOR, Role.DEPUTY, Role.SCHOOL_CONTACT),
    says=_("Sign-in cards are printed by the co-ordinator or the school’s contact."),
)
close = Rule(
    "accounts.close",
    level="organisation",
    roles=(Role.COORDINATOR, *LEADS),
    says=_("Accounts are closed by the co-ordinator or a safeguarding lead, or by the clock."),
)
me = Rule("accounts.me", level="account", says=_("This page is about your own account."), about=_own)
change = Rule("accounts.change", level="account", says=_("You may change only your own account."), about=_own)
change_email = Rule(
    "accounts.change_email", level="account", says=_("You may change only your own address."), about=_own
)
confirm_email = Rule(
    "accounts.confirm_email", level="account", says=_("You may change only your own address."), about=_own
)
sign_out_everywhere = Rule(
    "accounts.sign_out_everywhere", level="account", says=_("You may sign out only yourself."), about=_own
)
second_step = Rule("accounts.second_step", level="account", says=_("This page is about your own account."))
go_on = Rule("accounts.go_on", level="account", says=_("This page is about your own account."))
again = Rule("accounts.again", level="public", says=_("This page sends again what was typed."))
accept_administrator = Rule(
    "accounts.accept_administrator", level="link", says=_("This page opens with the link for an administrator.")
)
administrators = Rule(
    "accounts.administrators",
    level="platform",
    roles=(Role.ADMINISTRATOR,),
    says=_("This page is for the platform’s administrator."),
)
invite_administrator = Rule(
    "accounts.invite_administrator",
    level="platform",
    roles=(Role.ADMINISTRATOR,),
    says=_("Only an administrator can invite another one."),
    fresh=True,
)
sign_in_as = Rule(
    "accounts.sign_in_as",
    level="public",
    says=_("This works only in the example, on the machine it runs on."),
)
