"""What the pages of runs show: the record, its fairness, and who is left over and what would help."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.assignment import why_unplaced
from ithaca.assignment.changes import single_changes
from ithaca.assignment.solve import solve
from ithaca.kernel.doors import Door
from ithaca.kernel.progress import how_far
from ithaca.kernel.refusals import NotNow
from ithaca.matching import selectors
from ithaca.matching.asks import ASKED
from ithaca.matching.balance import balance_of
from ithaca.matching.criteria import unsayable
from ithaca.matching.models import HandChange, Run
from ithaca.matching.pool import DECLINED, GENDER, ROLE_CONFLICT
from ithaca.matching.sentences import apart_sentence, rule_sentence
from ithaca.matching.services.by_hand import REASONS
from ithaca.matching.services.solving import progress_key
from ithaca.matching.services.suggest import FROM_THE_LIST
from ithaca.matching.standing import Standing, standing
from ithaca.participants.models import Participant
from ithaca.participants.selectors import profiles_visible_to
from ithaca.ui.parts import Fact, Progress
from ithaca.ui.words import full_day

A_PAGE = 25
NEAREST, MOST_LISTED = 3, 50
#: In larger pools the question which single change would place most is left out: each answer is a whole solve.
MOST_ASKED = 600
MOST_MENTORS = 10


def progress_of(door: Door, run: Run) -> Progress:
    """How far a run is, for the page that shows it."""
    stands = how_far(progress_key(run))
    return Progress(
        label=_("Looking for the best mentor for everybody"),
        done=stands.done if stands else 0,
        total=stands.total if stands else 0,
        poll_url=door.to("matching:progress", run=run.public_id),
        next_url=door.to("matching:board"),
        finished=run.state == "done",
        failed=run.result.get("failed", "") if run.state == "failed" else "",
        stopped=run.state == "cancelled",
    )


def all_runs(door: Door, *, number: str = "") -> dict[str, Any]:
    """Every run of the scheme, newest first."""
    rows = selectors.runs_visible_to(door.by).filter(scheme=door.scheme).select_related("started_by")
    listed = Paginator(rows, A_PAGE).get_page(number)
    return {
        "runs": [(run, state_word(run)) for run in listed],
        "page": listed,
        "page_range": listed.paginator.get_elided_page_range(listed.number),
    }


def state_word(run: Run) -> str:
    """How a run ended, in a word or two."""
    words = {"running": _("is going on"), "done": _("done"), "cancelled": _("stopped"), "failed": _("did not work")}
    return words[run.state]


def run_page(run: Run) -> dict[str, Any]:
    """A run as a record: what went in, who asked, what came out, and every change by hand since."""
    result = run.result
    counted = [
        Fact(
            _("Asked for by"), run.started_by.name if run.started_by else _("the platform, when a mentor became free")
        ),
        Fact(_("When"), f"{full_day(run.created_at)}, {timezone.localtime(run.created_at):%H:%M}"),
        Fact(_("How it ended"), result.get("failed") or state_word(run)),
    ]
    if run.state == "done":
        counted += [
            Fact(_("Placed"), str(result.get("placed", 0))),
            Fact(_("Left over"), str(len(result.get("left") or {}))),
            Fact(_("Points in all"), str(result.get("total", 0))),
            Fact(_("Proved that no better way exists"), _("yes") if result.get("optimal") else _("no")),
        ]
    inside = [
        Fact(_("What went in (SHA-256)"), run.inputs_hash),
        Fact(_("Seed"), str(run.seed)),
        *(Fact(str(entry["name"]), _criterion(entry)) for entry in run.criteria),
    ]
    changes = list(selectors.changes_of(run))
    return {
        "run": run,
        "facts": counted,
        "inside": inside,
        "changes": [(change, change_words(change), reason_words(change), _points(change.points)) for change in changes],
        "fairness": bool(result.get("fairness")),
        **_reasons_kept(run),
    }


def _criterion(entry: dict[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in entry.items() if key != "name")


def _reasons_kept(run: Run) -> dict[str, int]:
    rows = run.proposals.filter(offered_at__isnull=False)
    return {"offered": rows.count(), "unchanged": rows.filter(why_unchanged=True).count()}


def change_words(change: HandChange) -> str:
    """What was done, in a sentence."""
    values = {
        "mentee": change.mentee.person.name,
        "mentor": change.mentor.person.name,
        "other": change.other.person.name if change.other else "",
    }
    words = {
        "keep": _("%(mentee)s and %(mentor)s are kept."),
        "release": _("%(mentee)s and %(mentor)s may be changed again."),
        "part": _("%(mentee)s and %(mentor)s are not put together."),
        "allow": _("%(mentee)s and %(mentor)s may be put together again."),
        "choose": _("%(mentor)s was chosen for %(mentee)s."),
        "swap": _("%(mentee)s and %(other)s changed mentors."),
    }
    return words[change.kind] % values


def _points(difference: int) -> str:
    """What a change by hand did to the points in all; "" for nothing."""
    if difference < 0:
        return ngettext("%(n)d point fewer", "%(n)d points fewer", -difference) % {"n": -difference}
    return ngettext("%(n)d point more", "%(n)d points more", difference) % {"n": difference} if difference else ""


def reason_words(change: HandChange) -> str:
    """The reason that was given: one of the list, and what was added."""
    if change.reason == FROM_THE_LIST:
        return _("From the list of everybody who is free; the reason stands with the offer.")
    chosen = str(dict(REASONS).get(change.reason, "")) if change.reason != "other" else ""
    return ": ".join(part for part in (chosen, change.words) if part)


def fairness_page(run: Run) -> dict[str, Any]:
    """The fairness report kept with a run, as tables."""
    report = run.result.get("fairness") or {}
    return {
        "run": run,
        "tables": [(column_word(column), groups) for column, groups in (report.get("by") or {}).items()],
        "costs": [_cost(cost) for cost in report.get("without") or []],
    }


def column_word(column: str) -> str:
    """What a group is called by."""
    known = {"gender": _("Gender"), "school": _("School")}
    return known.get(column, column.replace("_", " ").capitalize())


def _cost(cost: dict[str, Any]) -> dict[str, Any]:
    """One criterion left out: who is better or worse off, by group, where the group is large enough to be shown."""
    tables = []
    for column, groups in cost["by"]["with"].items():
        other = {group["name"]: group for group in cost["by"]["without"][column]}
        lines = [(g["name"], g, other[g["name"]]) for g in groups if not g["hidden"] and g["name"] in other]
        if lines:
            tables.append((column_word(column), lines))
    return {
        **cost,
        "more": cost["placed_without"] - cost["placed_with"],
        "gain": cost["total_without"] - cost["total_with"],
        "tables": tables,
    }


def left_page(door: Door, *, at: datetime) -> dict[str, Any]:
    """For everybody left over the nearest mentors and what stands in the way; and what single change would place most."""
    mentees = {p.public_id: p for p in selectors.waiting_mentees(door.scheme)}
    seen = set(
        profiles_visible_to(door.by).filter(pk__in=[p.pk for p in mentees.values()]).values_list("pk", flat=True)
    )
    try:
        with standing(door.scheme, on=timezone.localdate(at)) as stands:
            left = [key for key in mentees if key in set(stands.session.result.unplaced) and mentees[key].pk in seen]
            lines = [
                (mentees[key], _nearest(stands, key), full_day(mentees[key].joined_on)) for key in left[:MOST_LISTED]
            ]
            return {
                "lines": lines,
                "more": max(0, len(left) - MOST_LISTED),
                "changes": _changes(stands, bool(left)),
                "balance": balance_of(selectors.taking_part(door.scheme), stands),
            }
    except NotNow as refusal:
        balance = balance_of(selectors.taking_part(door.scheme), None)
        return {"refused": refusal.sentence, "lines": [], "changes": [], "balance": balance}


def _nearest(stands: Standing, mentee: str) -> list[tuple[Participant, str, bool]]:
    """(mentor, what stands in the way, whether an exception may be asked for) of the nearest few."""
    found = []
    for near in why_unplaced(stands.session, mentee, nearest=NEAREST):
        mentor = stands.pool.mentors[near.mentor]
        if near.standing:
            only_gender = [check.name for check in near.standing] == [GENDER] and not near.banned
            found.append((mentor, rule_sentence(near.standing[0], stands.pool.mentees[mentee], mentor), only_gender))
        elif near.banned:
            found.append((mentor, apart_sentence(), False))
        else:
            names = ", ".join(stands.pool.mentees[key].person.name for key in near.taken_by)
            found.append((mentor, _("needed for %(names)s") % {"names": names}, False))
    return found


def _changes(stands: Standing, wanted: bool) -> list[str]:
    """Which single change would place the most people, in sentences; a person's own wish is never named as one."""
    if not wanted or len(stands.pool.mentees) > MOST_ASKED:
        return []
    problem = stands.session.problem()
    found = []
    for change in single_changes(problem, solve(problem), most_mentors=MOST_MENTORS):
        words = _change(stands, change.kind, change.name)
        if words:
            found.append(_("%(change)s: %(n)d more would have a mentor.") % {"change": words, "n": change.more})
    return found[:3]


def _change(stands: Standing, kind: str, name: str) -> str:
    if kind == "mentor":
        return _("One more mentor like %(name)s") % {"name": stands.pool.mentors[name].person.name}
    if name.startswith((DECLINED, ASKED)):
        return ""
    known = {GENDER: _("Without the rule about gender"), ROLE_CONFLICT: _("Without the rule about other roles")}
    name = name.removeprefix("must: ")
    if name not in known and unsayable(name):
        return _("Without one of the rules")
    return known.get(name) or _("Without the rule “%(name)s”") % {"name": name}
