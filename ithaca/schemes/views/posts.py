"""Who holds which post, and who covers for whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.refusals import NotAllowed
from ithaca.kernel.roles import POSTS, Role
from ithaca.organisations.models import Person
from ithaca.organisations.selectors import invitation_path, partners_visible_to
from ithaca.organisations.services import invite as invite_person
from ithaca.schemes import rules
from ithaca.schemes.forms import POST_HINTS, AppointForm, AwayForm, NothingForm
from ithaca.schemes.models import Absence, Appointment, Scheme
from ithaca.schemes.selectors import changes_visible_to, needs_two
from ithaca.schemes.selectors.posts import absences, absences_ahead, appointments
from ithaca.schemes.services import Named, appoint_named, ask_to_end_post, end_absence, set_absence
from ithaca.schemes.services import step_down as end_post
from ithaca.schemes.views.handing import said


def posts(request: DoorRequest) -> HttpResponse:
    """Every post with who holds it, who covers, and what can be done."""
    scheme, today = request.door.scheme, timezone.localdate()
    held = list(appointments(scheme, today))
    waiting = changes_visible_to(request.door.by, scheme)
    context = {
        "scheme": scheme,
        "posts": _rows(request, scheme, held, today),
        "ahead": absences_ahead(scheme, today),
        "asked": [(change, said(change), rules.agree.allows(by=request.door.by, of=change)) for change in waiting],
        "may_appoint": rules.appoint.allows(by=request.door.by),
        "may_be_away": rules.away.allows(by=request.door.by),
    }
    return show(request, "schemes/posts.html", context)


def _rows(request: DoorRequest, scheme: Scheme, held: list[Appointment], today: date) -> list[dict[str, Any]]:
    """One row a post: the three that must be filled always, the others where somebody holds them."""
    away = absences(scheme, today)
    needed = [Role.COORDINATOR, Role.SAFEGUARDING_LEAD]
    if scheme.arrangements.mentees_may_be_children:
        needed.append(Role.THIRD_PERSON)
    roles = [*needed, *(Role(post.role) for post in held if Role(post.role) not in needed)]
    return [
        {
            "role": role,
            "words": role.words.capitalize(),
            "holders": [
                (post, away.get(post.person_id), _may_hand_over(request, post))
                for post in held
                if post.role == role.value
            ],
        }
        for role in dict.fromkeys(roles)
    ]


def appoint(request: DoorRequest) -> HttpResponse:
    """Name somebody for a post."""
    partners = list(partners_visible_to(request.door.by).filter(ended_at=None))
    fixed = next((role for role in POSTS if role.value == request.GET.get("role")), None)
    form = AppointForm(request.POST if request.method == "POST" else None, partners=partners, fixed=fixed)
    if request.method == "POST" and try_to(form, lambda: _appoint(request, form)):
        return go(request, request.door.to("schemes:posts"), say=_said_after(request, form))
    return show(
        request, "schemes/appoint.html", {"back_url": request.door.to("schemes:posts"), **_heading(fixed)}, form=form
    )


def _heading(fixed: Role | None) -> dict[str, Any]:
    """What the page is called: by the post, if it is known already."""
    if fixed is None:
        return {"heading": _("Name somebody for a post"), "hint": ""}
    return {"heading": _("Name somebody: %(post)s") % {"post": fixed.words}, "hint": POST_HINTS[fixed]}


def _said_after(request: DoorRequest, form: AppointForm) -> str:
    role, today = Role(form.cleaned_data["role"]), timezone.localdate()
    if needs_two(request.door.scheme, role, request.door.by, today):
        return _("Asked. It counts as soon as somebody else has agreed.")
    return _("Named.")


def _appoint(request: DoorRequest, form: AppointForm) -> None:
    given = form.cleaned_data
    appoint_named(
        scheme=request.door.scheme,
        who=Named(given["name"], given["email"]),
        role=Role(given["role"]),
        partner=form.chosen_partner,
        by=request.door.by,
        at=timezone.now(),
    )


def step_down(request: DoorRequest, post: str) -> HttpResponse:
    """End a post: what follows, then one press."""
    found = get_object_or_404(appointments(request.door.scheme, timezone.localdate()), public_id=post)
    form = NothingForm(request.POST if request.method == "POST" else None)
    words, asks = {"name": found.person.name, "post": Role(found.role).words}, _asks(request, found)
    change = ask_to_end_post if asks else end_post
    act = lambda: change(appointment=found, by=request.door.by, at=timezone.now())  # noqa: E731
    if request.method == "POST" and try_to(form, act):
        say = (
            _("Asked. It counts as soon as somebody else has agreed.")
            if asks
            else _("%(name)s has stepped down.") % words
        )
        return go(request, request.door.to("schemes:posts"), say=say)
    context = {
        "heading": _("%(name)s: no longer %(post)s") % words,
        "consequences": [
            *([_("Nothing yet: somebody else who keeps the scheme safe has to agree.")] if asks else []),
            _("They see and do nothing more under this post, from the next page on."),
            _("It stays on record who held it and when."),
        ],
        "submit": _("End this post"),
        "cancel_url": request.door.to("schemes:posts"),
    }
    return show(request, "ui/pages/confirm.html", context, form=form)


def _asks(request: DoorRequest, post: Appointment) -> bool:
    """True if the post ends only once somebody else has agreed; one's own is given up alone."""
    by, role = request.door.by, Role(post.role)
    return post.person_id not in by.person_ids and needs_two(request.door.scheme, role, by, timezone.localdate())


def invite(request: DoorRequest, post: str) -> HttpResponse:
    """A link by which somebody with a post makes their own way in; it is shown once, to be passed on by hand."""
    found = get_object_or_404(appointments(request.door.scheme, timezone.localdate()), public_id=post)
    if request.method != "POST":
        return go(request, request.door.to("schemes:posts"))
    if not _may_hand_over(request, found):
        raise NotAllowed(_("The link to this post goes by letter alone: whoever has it reads what worries people."))
    token = invite_person(person=found.person, by=request.door.by, at=timezone.now())
    url = request.build_absolute_uri(invitation_path(token))
    words = _("Give %(name)s this link. It works once: %(url)s") % {"name": found.person.name, "url": url}
    return go(request, request.door.to("schemes:posts"), say=words)


def _may_hand_over(request: DoorRequest, post: Appointment) -> bool:
    """A link in hand is as good as the post: for the posts that keep the scheme safe it goes to its holder by letter alone,
    and where a letter cannot reach them, through another of those who keep it safe."""
    by = request.door.by
    return by.holds(*rules.AGREEING) or not needs_two(request.door.scheme, Role(post.role), by, timezone.localdate())


def away(request: DoorRequest) -> HttpResponse:
    """“I am away, … covers.”"""
    people = list({p.person_id: p.person for p in appointments(request.door.scheme, timezone.localdate())}.values())
    today = {"first_day": timezone.localdate()}
    posted = request.POST if request.method == "POST" else None
    form = AwayForm(posted, people=_may_be_away(request, people), covers=people, initial=today)
    if request.method == "POST" and try_to(form, lambda: _away(request, form)):
        return go(request, request.door.to("schemes:posts"), say=_("Cover is set."))
    return show(
        request, "schemes/away.html", {"back_url": request.door.to("schemes:posts"), "people": people}, form=form
    )


def _may_be_away(request: DoorRequest, people: list[Person]) -> list[Person]:
    """Yourself first; others only for those who answer for the scheme."""
    by = request.door.by
    mine = [person for person in people if person.pk in by.person_ids]
    return [*mine, *(p for p in people if p not in mine)] if rules.appoint.allows(by=by) else mine


def _away(request: DoorRequest, form: AwayForm) -> None:
    given = form.cleaned_data
    set_absence(
        scheme=request.door.scheme,
        person=form.chosen("person"),
        covered_by=form.chosen("covered_by"),
        first_day=given["first_day"],
        last_day=given["last_day"],
        by=request.door.by,
        at=timezone.now(),
    )


def back(request: DoorRequest, absence: str) -> HttpResponse:
    """Back early: cover ends."""
    found = get_object_or_404(Absence.objects.select_related("scheme__organisation"), public_id=absence)
    if request.method == "POST":
        end_absence(absence=found, by=request.door.by, at=timezone.now())
        return go(request, request.door.to("schemes:posts"), say=_("Cover has ended."))
    return go(request, request.door.to("schemes:posts"))
