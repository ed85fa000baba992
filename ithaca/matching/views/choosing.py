"""Where people choose: being found, looking, a shortlist of up to three, a mentor's wish, and the matcher's answer."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.roles import Role
from ithaca.matching import chosen, lookup, rules
from ithaca.matching.forms import WhyForm
from ithaca.matching.howmade import in_common
from ithaca.matching.models import Choice
from ithaca.matching.selectors import suggested_elsewhere
from ithaca.matching.services import choose as choosing
from ithaca.participants.models import Participant
from ithaca.participants.selectors import profiles_visible_to


def _place(request: DoorRequest, role: str, may: str = "mentees_choose") -> Participant:
    """The reader's own place; the page does not exist where nobody chooses."""
    place = chosen.own_place(request.door.by, request.door.scheme, role)
    if place is None or not getattr(request.door.scheme.arrangements, may):
        raise Http404
    return place


def found(request: DoorRequest) -> HttpResponse:
    """A mentor says whether mentees may find them, and sees what would be shown."""
    mentor, on = _place(request, "mentor"), timezone.localdate()
    if request.method == "POST":
        agreed = request.POST.get("say") == "yes"
        choosing.be_found(mentor=mentor, agreed=agreed, by=request.door.by, at=timezone.now())
        say = _("Thank you. You can be found now.") if agreed else _("Kept. You are not shown to anybody.")
        return go(request, request.door.to("frontdesk:today"), say=say)
    context = {"listing": chosen.listing_of(mentor), "shown": lookup.shown_to_adult(mentor, on=on)}
    return show(request, "matching/found.html", context)


def find(request: DoorRequest) -> HttpResponse:
    """An adult looks for a mentor with one box, and asks with one press."""
    mentee, on = _place(request, "mentee"), timezone.localdate()
    rows = lookup.may_be_asked(mentee, on=on)
    if request.method == "POST":
        mentor = next((row for row in rows if row.public_id == request.POST.get("mentor")), None)
        if mentor is None:
            return go(request, request.door.to("matching:find"), say=_("This mentor cannot be asked at the moment."))
        choosing.ask_for(mentee=mentee, mentor=mentor, by=request.door.by, at=timezone.now())
        return go(request, request.door.to("matching:find"))
    hits = lookup.search(rows, request.GET.get("q", ""))
    people = [lookup.shown_to_adult(row, on=on) for row in hits[: lookup.MOST_FOUND]]
    context = {"people": people, "more": len(hits) > lookup.MOST_FOUND, "child": mentee.person.is_child_on(on)}
    return show(
        request, "matching/find.html", {**context, "asked": chosen.open_choice(mentee), "q": request.GET.get("q", "")}
    )


def whom(request: DoorRequest) -> HttpResponse:
    """A mentor says with one press whom of the adults who wait they would like to mentor."""
    mentor, on = _place(request, "mentor", "mentors_choose"), timezone.localdate()
    rows = lookup.may_be_wished(mentor, on=on)
    if request.method == "POST":
        mentee = next((row for row in rows if row.public_id == request.POST.get("mentee")), None)
        if mentee is None:
            return go(request, request.door.to("matching:whom"), say=_("This person cannot be asked at the moment."))
        choosing.ask_to_mentor(mentor=mentor, mentee=mentee, by=request.door.by, at=timezone.now())
        return go(request, request.door.to("matching:whom"))
    people = [lookup.shown_to_mentor(row, on=on) for row in rows[: lookup.MOST_FOUND]]
    context = {"people": people, "more": len(rows) > lookup.MOST_FOUND, "asked": chosen.wishes_of(mentor)}
    context["full"] = chosen.is_full(mentor)
    return show(request, "matching/whom.html", context)


def shortlist(request: DoorRequest, mentee: str) -> HttpResponse:
    """A matcher ticks up to three; the three who fit best are ticked already."""
    door = request.door
    people = profiles_visible_to(door.by).filter(scheme=door.scheme, role="mentee")
    row = get_object_or_404(people, public_id=mentee)
    rows = lookup.allowed_for(row, on=timezone.localdate())
    if request.method == "POST":
        picked = [mentor for mentor in rows if mentor.public_id in request.POST.getlist("mentor")]
        choosing.offer_choice(mentee=row, mentors=picked, by=door.by, at=timezone.now())
        return go(request, door.to("matching:board"), say=_("%(name)s can choose now.") % {"name": row.person.name})
    taken = suggested_elsewhere(door.scheme, row)
    listed = [
        (mentor, in_common(row, mentor), number <= choosing.MOST_OPTIONS, mentor.pk in taken)
        for number, mentor in enumerate(rows[: lookup.MOST_FOUND], 1)
    ]
    return show(
        request,
        "matching/shortlist.html",
        {"mentee": row, "listed": listed, "off": not door.scheme.arrangements.mentees_choose},
    )


def pick(request: DoorRequest, choice: str) -> HttpResponse:
    """Up to three mentors, first name and interests: one press, or none of them."""
    door, on = request.door, timezone.localdate()
    row = get_object_or_404(chosen.choices_visible_to(door.by), public_id=choice)
    rows = lookup.options_of(row, on=on) if row.settled_at is None and row.chosen_at is None else []
    if request.method == "POST":
        mentor = next((one for one in rows if one.public_id == request.POST.get("mentor")), None)
        if mentor is None and request.POST.get("mentor") != "none":
            return go(request, door.to("matching:pick", choice=choice), say=_("Choose one of those on the page."))
        choosing.pick(choice=row, mentor=mentor, by=door.by, at=timezone.now())
        return go(request, door.to(_after_pick(request, mentor), choice=choice))
    own = row.mentee_id in door.by.ids_as(Role.MENTEE)
    people = [lookup.shown_to_child(one) for one in rows]
    return show(request, "matching/pick.html", {"choice": row, "people": people, "own": own})


def _after_pick(request: DoorRequest, mentor: Participant | None) -> str:
    """A matcher who wrote down what somebody said decides next; everybody else sees that it is kept."""
    return "matching:grant" if mentor is not None and rules.grant.allows(by=request.door.by) else "matching:pick"


def grant(request: DoorRequest, choice: str) -> HttpResponse:
    """The matcher's answer to a choice: yes with a reason, or it does not go ahead."""
    door, at = request.door, timezone.now()
    row = get_object_or_404(chosen.choices_visible_to(door.by), public_id=choice, mentor__isnull=False)
    form = WhyForm(request.POST if request.method == "POST" else None, initial={"why": _reason(row)})
    if request.method == "POST" and request.POST.get("do") == "no":
        choosing.turn_down(choice=row, by=door.by, at=at)
        return go(request, door.to("matching:board"), say=_("Kept. They hear in neutral words."))
    if request.method == "POST" and try_to(
        form, lambda: choosing.grant(choice=row, by=door.by, at=at, **form.cleaned_data)
    ):
        say = _("The mentee is asked now.") if row.maker == "mentor" else _("The mentor is asked now.")
        return go(request, door.to("matching:board"), say=say)
    return show(request, "matching/grant.html", {"choice": row, "common": _common(row)}, form=form)


def _reason(choice: Choice) -> str:
    """The reason a matcher starts from: who asked for whom."""
    assert choice.mentor is not None  # the query asks for it
    names = {"mentee": choice.mentee.person.given_name, "mentor": choice.mentor.person.given_name}
    return (
        _("%(mentor)s asked for %(mentee)s.") if choice.maker == "mentor" else _("%(mentee)s asked for %(mentor)s.")
    ) % names


def _common(choice: Choice) -> list[str]:
    assert choice.mentor is not None  # the query asks for it
    return in_common(choice.mentee, choice.mentor)
