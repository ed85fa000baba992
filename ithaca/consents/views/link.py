"""The parent's link: no account, no JavaScript, the same link to give, refuse and later take back (PAR-02)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.consents import rules, selectors, services
from ithaca.consents.views.parent import Place, answer_page, over_page, withdraw_page
from ithaca.kernel.actor import Actor
from ithaca.kernel.answers import go
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.links import find_link
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.scope import open_scheme
from ithaca.participants.states import TAKING_PART


@contextmanager
def _opened(token: str) -> Iterator[Place]:
    """The place the link opens, inside its scheme. Raises NotNow for a link that does not work (any more)."""
    at = timezone.now()
    link = find_link(token=token, purpose=rules.LINK, at=at)
    if link.organisation_id is None or link.scheme_id is None:
        raise NotNow(rules.answer_by_link.says)
    with open_scheme(organisation_id=link.organisation_id, scheme_id=link.scheme_id):
        consent = selectors.consent_by_link(link.subject)
        if consent is None:
            raise NotNow(rules.answer_by_link.says)
        old = selectors.made_before_a_no(consent, link.created_at)
        by = Actor(kind="link", link=rules.OLD_LINK if old else rules.LINK, subject=link.subject)
        yield Place(
            consent.mentee,
            by,
            "link",
            reverse("consents:permission", kwargs={"token": token}),
            reverse("consents:withdraw_by_link", kwargs={"token": token}),
            "ui/base_plain.html",
            at,
            reverse("consents:again_by_link", kwargs={"token": token}) if old else "",
        )


def permission(request: DoorRequest, token: str) -> HttpResponse:
    """Give or refuse permission; once the child no longer takes part, only what was answered."""
    with _opened(token) as place:
        return answer_page(request, place) if place.mentee.state in TAKING_PART else over_page(request, place)


def withdraw(request: DoorRequest, token: str) -> HttpResponse:
    """Take it back."""
    with _opened(token) as place:
        return withdraw_page(request, place) if place.mentee.state in TAKING_PART else over_page(request, place)


def again(request: DoorRequest, token: str) -> HttpResponse:
    """After a no: a new letter, to the address on record."""
    with _opened(token) as place:
        consent = selectors.consent_of(place.mentee)
        if request.method == "POST" and consent is not None:
            services.ask_again_by_link(consent=consent, by=place.by, at=place.at)
            return go(request, place.url, say=_("If we have your e-mail address, a new letter is on its way to it."))
        return go(request, place.url)
