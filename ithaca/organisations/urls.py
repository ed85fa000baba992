"""Addresses of organisations, partners, agreements, people's records and invitations."""

from __future__ import annotations

from django.urls import URLPattern

from ithaca.kernel.doors import ORGANISATION, page
from ithaca.organisations import rules
from ithaca.organisations.views import agreements, invitations, organisations, partners, people

app_name = "organisations"
PARTNER = ORGANISATION + "partners/<str:partner>/"
AGREEMENT = ORGANISATION + "agreements/<str:agreement>/"

urlpatterns: list[URLPattern] = [
    page("organisations/", organisations.list_all, name="list", rule=rules.list_all),
    page("organisations/add/", organisations.create, name="create", rule=rules.create),
    page("invitation/<str:token>/", invitations.accept, name="accept", rule=rules.accept),
    page(ORGANISATION + "partners/", partners.partners, name="partners", rule=rules.partners),
    page(ORGANISATION + "partners/add/", partners.add_partner, name="add_partner", rule=rules.add_partner),
    page(PARTNER, partners.partner, name="partner", rule=rules.partners),
    page(PARTNER + "change/", partners.change_partner, name="change_partner", rule=rules.change_partner),
    page(PARTNER + "end/", partners.end_partner, name="end_partner", rule=rules.change_partner),
    page(PARTNER + "agreement/", agreements.draft_agreement, name="draft_agreement", rule=rules.draft_agreement),
    page(AGREEMENT, agreements.agreement, name="agreement", rule=rules.agreement),
    page(AGREEMENT + "sign/", agreements.sign_agreement, name="sign_agreement", rule=rules.sign_agreement),
    page(AGREEMENT + "renew/", agreements.renew_agreement, name="renew_agreement", rule=rules.renew_agreement),
    page(AGREEMENT + "end/", agreements.end_agreement, name="end_agreement", rule=rules.end_agreement),
    page(ORGANISATION + "people/<str:person>/", people.change_person, name="change_person", rule=rules.change_person),
    page(ORGANISATION + "cards/", people.cards, name="cards", rule=rules.cards),
]
