"""What the page of suggestions side by side shows, and the price of a change in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ithaca.kernel.doors import Door
from ithaca.kernel.refusals import NotNow
from ithaca.matching import selectors
from ithaca.matching.assessed import said_of_pairs
from ithaca.matching.forms import ChangeForm
from ithaca.matching.models import Proposal
from ithaca.matching.page import side_card
from ithaca.matching.prices import Price, Wish, price_of, shown_pairs
from ithaca.matching.sentences import offered_reason, outlook_prompt, split
from ithaca.matching.services.by_hand import REASONS
from ithaca.matching.services.offer import Offered
from ithaca.matching.standing import Standing, standing
from ithaca.participants.models import Participant
from ithaca.schemes.models import Scheme
from ithaca.ui.parts import Fact

A_PAGE, MOST_READ = 10, 60
OTHERS = 2
LONG = 90
#: What a card shows of the two; the scheme is known already.
SIDES = ("mentor__person__employer", "mentee__person__school")
#: Answers laid side by side, in this order, with the words for each side.
ANSWERS = {
    "mentee": (
        ("help_wanted", gettext_lazy("Wants help with")),
        ("goals", gettext_lazy("Goals")),
        ("needs", gettext_lazy("Needs")),
        ("interests", gettext_lazy("Likes")),
        ("sector", gettext_lazy("Kind of work")),
        ("availability", gettext_lazy("Free")),
        ("mentor_wish", gettext_lazy("Wishes")),
    ),
    "mentor": (
        ("skills", gettext_lazy("Can help with")),
        ("help_offered", gettext_lazy("Can help with")),
        ("background", gettext_lazy("Background")),
        ("interests", gettext_lazy("Likes")),
        ("sector", gettext_lazy("Kind of work")),
        ("availability", gettext_lazy("Free")),
        ("mentee_wish", gettext_lazy("Wishes")),
    ),
}


def facts(side: Participant) -> list[Fact]:
    """What this person told us that helps to decide, shortened (MATCH-02)."""
    found = []
    for key, label in ANSWERS[side.role]:
        value = side.profile.get(key)
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "").strip()
        if text:
            found.append(Fact(str(label), text if len(text) <= LONG else Truncator(text).chars(LONG)))
    return found


def board(door: Door, *, at: datetime, number: str = "") -> dict[str, Any]:
    """Suggestions side by side, who has waited longest first."""
    on, scheme = timezone.localdate(at), door.scheme
    rows = selectors.proposals_visible_to(door.by).filter(scheme=scheme, state="proposed").select_related(None)
    shown = dict(rows.order_by("mentee__joined_on", "pk").values_list("pk", "mentee_id"))
    pages = Paginator(list(shown), A_PAGE)
    page = pages.get_page(number)
    by_key = rows.select_related(*SIDES).in_bulk(list(page))
    listed = [by_key[key] for key in page if key in by_key]
    others, stale = _others(scheme, listed, set(shown.values()), on=on)
    most = sum(int(entry.get("points", 0)) for entry in scheme.arrangements.criteria)
    said = said_of_pairs(door.by, listed)
    missing = selectors.permission_words(scheme, listed, on=on)
    cards = [
        _card(row, on=on, most=most, others=others.get(row.pk, []), missing=missing.get(row.mentee_id))
        for row in listed
    ]
    return {
        "cards": [card | {"said": said.get(card["row"].pk, [])} for card in cards],
        "page": page,
        "page_range": pages.get_elided_page_range(page.number),
        "stale": stale,
        "run": selectors.last_run_id(scheme),
    }


def _card(row: Proposal, *, on: date, most: int, others: list[Participant], missing: str | None) -> dict[str, Any]:
    reasons, against = split(list(row.reasons))
    against = [missing, *against] if missing else against
    sides = [(side_card(side, on=on), facts(side)) for side in (row.mentee, row.mentor)]
    return {
        "row": row,
        "sides": sides,
        "reasons": reasons,
        "against": against,
        "prompt": outlook_prompt(row.points, most, row.mentee.person.given_name),
        "others": others,
    }


def _others(
    scheme: Scheme, rows: list[Proposal], shown: set[int], *, on: date
) -> tuple[dict[int, list[Participant]], str]:
    """For each suggestion the next mentors its mentee may have; and a sentence if people have changed meanwhile."""
    if not rows:
        return {}, ""
    try:
        with standing(scheme, on=on) as stands:
            found = {row.pk: _next(stands, row) for row in rows if row.mentee.public_id in stands.pool.mentees}
            placed = {stands.pool.mentees[pair.mentee].pk for pair in stands.session.result.pairs}
            new = len(placed - shown)
    except NotNow as refusal:
        return {}, refusal.sentence
    if not new:
        return found, ""
    words = ngettext("%(n)d more person can be placed now.", "%(n)d more people can be placed now.", new)
    return found, words % {"n": new}


def _next(stands: Standing, row: Proposal) -> list[Participant]:
    near = [mentor for _points, mentor in stands.session.choices(row.mentee.public_id, OTHERS + 1)]
    return [stands.pool.mentors[mentor] for mentor in near if mentor != row.mentor.public_id][:OTHERS]


def wish_of(scheme: Scheme, mentee: Participant, asked: Mapping[str, Any]) -> Wish:
    """The change that an address or a form asks for; what is left out follows from the suggestions as they stand."""
    shown = shown_pairs(scheme.pk)
    kind, other = str(asked.get("kind", "")), str(asked.get("other", ""))
    mentor = str(asked.get("mentor", "")) or shown.get(other if kind == "swap" else mentee.public_id, "")
    return Wish(kind, mentee.public_id, mentor, other if kind == "swap" else "")


def given(form: ChangeForm) -> dict[str, str]:
    """What the service needs of the form beside the wish."""
    return {key: form.cleaned_data[key] for key in ("seal", "reason", "words")}


def change(door: Door, mentee: Participant, wish: Wish, form: ChangeForm, *, at: datetime) -> dict[str, Any]:
    """A change and its price; for a swap without the other, whom to choose from."""
    context: dict[str, Any] = {"mentee": mentee, "wish": wish, "form": form, "heading": _heading(wish, mentee)}
    if wish.kind == "swap" and not wish.other:
        rows = selectors.proposals_visible_to(door.by).filter(scheme=door.scheme, state="proposed")
        return {**context, "swap_with": rows.exclude(mentee=mentee).order_by("mentee__person__search_name", "pk")}
    try:
        with standing(door.scheme, on=timezone.localdate(at)) as stands:
            price = price_of(stands, wish, shown_pairs(door.scheme.pk))
            context |= in_words(price, stands)
    except NotNow as refusal:
        return {**context, "refused": refusal.sentence}
    start = {"kind": wish.kind, "mentor": wish.mentor, "other": wish.other, "seal": price.seal, "reason": REASONS[0][0]}
    if form.is_bound:
        form.data = {**form.data, **start, "reason": form["reason"].value(), "words": form["words"].value()}
        return context
    return {**context, "form": ChangeForm(initial=start)}


def _heading(wish: Wish, mentee: Participant) -> str:
    words = {
        "keep": _("Keep this pair"),
        "release": _("Let this pair be changed again"),
        "part": _("Not these two"),
        "allow": _("Let these two be put together again"),
        "choose": _("Another mentor"),
        "swap": _("Swap mentors"),
    }
    return f"{words.get(wish.kind, '')}: {mentee.person.name}"


def in_words(price: Price, stands: Standing) -> dict[str, Any]:
    """A price for the co-ordinator: who would move, what it costs all together, and who would lose a mentor."""
    names = {key: p.person.name for key, p in [*stands.pool.mentees.items(), *stands.pool.mentors.items()]}
    gone = _("a mentor who is not free any more")
    moves = []
    for mentee, before, after in price.moved:
        values = {"mentee": names[mentee], "before": names.get(before, gone), "after": names.get(after, gone)}
        if not after:
            moves.append(_("%(mentee)s would have no mentor (now %(before)s).") % values)
        elif not before:
            moves.append(_("%(mentee)s would get %(after)s (now nobody).") % values)
        else:
            moves.append(_("%(mentee)s would get %(after)s instead of %(before)s.") % values)
    gains = sum(1 for _mentee, before, after in price.moved if after and not before)
    return {"moves": moves, "loses": len(price.loses), "gains": gains, "cost": _cost(price), "price": price}


def _cost(price: Price) -> str:
    values = {"points": abs(price.points), "total": price.total}
    if price.points < 0:
        return _("All together: %(points)d points fewer, of %(total)d.") % values
    if price.points > 0:
        return _("All together: %(points)d points more than the %(total)d now.") % values
    return _("All together: as many points as now (%(total)d).") % values


def read_through(door: Door, sent: QueryDict, *, number: str = "") -> dict[str, Any]:
    """Suggestions in lines to read and tick, each with its reason; `picks` are those that were ticked."""
    rows = selectors.proposals_visible_to(door.by).filter(scheme=door.scheme, state="proposed")
    listed = Paginator(rows.order_by("mentee__joined_on", "pk"), MOST_READ).get_page(number)
    ticked = set(sent.getlist("ok"))
    shared = str(sent.get("shared", "")).strip()
    lines, picks = [], []
    missing = selectors.permission_words(door.scheme, listed, on=timezone.localdate())
    for row in listed:
        against = [missing[row.mentee_id]] if row.mentee_id in missing else []
        why = str(sent.get(f"why-{row.public_id}", offered_reason(row.reasons)))
        lines.append((row, why, row.public_id in ticked, [*against, *split(list(row.reasons))[1]]))
        if row.public_id in ticked:
            picks.append((row, shared or why))
    return {
        "lines": lines,
        "picks": picks,
        "shared": shared,
        "page": listed,
        "page_range": listed.paginator.get_elided_page_range(listed.number),
    }


def refusals(outcome: Offered) -> Iterable[str]:
    """A sentence for each that could not be offered."""
    for row, sentence in outcome.refused:
        yield f"{row.mentee.person.name}: {sentence}"
