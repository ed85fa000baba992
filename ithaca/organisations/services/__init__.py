"""The only writers of this room."""

from ithaca.organisations.services.agreements import draft_agreement, end_agreement, renew_agreement, sign_agreement
from ithaca.organisations.services.cards import print_cards
from ithaca.organisations.services.invitations import accept_invitation, invite, link_account
from ithaca.organisations.services.many import add_people
from ithaca.organisations.services.organisations import change_organisation, create_organisation
from ithaca.organisations.services.partners import add_partner, change_partner, end_partner
from ithaca.organisations.services.people import add_person, change_person

__all__ = [
    "accept_invitation",
    "add_partner",
    "add_people",
    "add_person",
    "change_organisation",
    "change_partner",
    "change_person",
    "create_organisation",
    "draft_agreement",
    "end_agreement",
    "end_partner",
    "invite",
    "link_account",
    "print_cards",
    "renew_agreement",
    "sign_agreement",
]
