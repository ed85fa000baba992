"""What is missing before a scheme may open or end. Each missing thing is named, with the page where it is put right."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ithaca.kernel.actor import job
from ithaca.kernel.gates import Missing
from ithaca.kernel.roles import Role
from ithaca.organisations.selectors import agreements_in_force, partners_visible_to
from ithaca.schemes import hooks, protections
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.choices import POLICY_QUESTIONS
from ithaca.schemes.lines import lines_of, mark
from ithaca.schemes.models import Confirmation, Scheme
from ithaca.schemes.selectors.posts import holders_of


def confirmed_lines(scheme: Scheme) -> dict[str, Confirmation]:
    """Line key -> its confirmation, only where the line still holds what was confirmed."""
    rows = Confirmation.objects.filter(scheme=scheme).select_related("confirmed_by")
    given = {row.line: row for row in rows}
    return {
        line.key: given[line.key]
        for line in lines_of(scheme.arrangements)
        if line.key in given and given[line.key].details.get("shown") == mark(scheme, line)
    }


def missing_to_open(scheme: Scheme, on: date) -> list[Missing]:
    """Everything that keeps `scheme` from opening on the day `on`, ours first, then what the rooms above say."""
    arrangements = scheme.arrangements
    found = [*unfilled(scheme), *missing_posts(scheme, on)]
    found += [*_partner(scheme, on), *_unconfirmed(scheme), *_protections(arrangements)]
    for answer in hooks.launch_gate.ask(scheme=scheme, on=on):
        found += answer
    return found


def unfilled(scheme: Scheme) -> list[Missing]:
    """What must be written down and is not: purpose (SCH-01), decisions (SCH-02), policy (ELIG-10), plans (SCH-30)."""
    return [*_purpose(scheme), *_decisions(scheme.arrangements)]


def missing_to_end(scheme: Scheme, on: date) -> list[Missing]:
    """Everything that keeps `scheme` from ending on the day `on`, as the rooms above say it."""
    return [missing for answer in hooks.end_gate.ask(scheme=scheme, on=on) for missing in answer]


def _line(code: str, sentence: str, line: str) -> Missing:
    return Missing(
        f"schemes.{code}", sentence, move=_("co-ordinator"), page="schemes:line", page_args=(("line", line),)
    )


def _purpose(scheme: Scheme) -> list[Missing]:
    """SCH-01."""
    wanted: list[tuple[str, Any, str]] = [
        ("purpose", scheme.purpose.strip(), _("The purpose is not written down.")),
        ("objective", scheme.objectives, _("There is no objective yet.")),
        ("target_group", scheme.target_group.strip(), _("It is not said for whom the scheme is.")),
    ]
    return [_line(f"no_{code}", sentence, "purpose") for code, value, sentence in wanted if not value]


def _decisions(arrangements: Arrangements) -> list[Missing]:
    """The four decisions (SCH-02), the policy answers (ELIG-10), the plans (SCH-30) and the vetting policy (VET-01)."""
    wanted: list[tuple[str, Any, str, str]] = [
        ("recruiting", arrangements.recruiting, _("It is not decided how people are found and chosen."), "choosing"),
        ("meeting_plan", arrangements.meeting_plan, _("It is not decided where and how often pairs meet."), "meeting"),
        ("boundaries", arrangements.boundaries, _("The boundaries are not decided."), "boundaries"),
        ("supervision", arrangements.supervision, _("It is not decided how the scheme is supervised."), "supervision"),
        ("monitoring", arrangements.monitoring, _("There is no plan for monitoring."), "supervision"),
        ("evaluation", arrangements.evaluation, _("There is no plan for evaluation."), "supervision"),
        ("risks", arrangements.risks, _("The risk assessment is empty."), "risks"),
        ("rules", arrangements.ground_rules, _("There are no ground rules to sign."), "boundaries"),
    ]
    if arrangements.mentees_may_be_children:
        wanted.append(("vetting", arrangements.vetting_steps, _("No checks on mentors are set."), "vetting"))
    found = [_line(f"no_{code}", sentence, line) for code, value, sentence, line in wanted if not value]
    if (
        arrangements.mentees_may_be_children
        and arrangements.gender_rule == "off"
        and not arrangements.gender_note.strip()
    ):
        sentence = _("It is not written down why gender plays no part, and how pairs are kept safe.")
        found.append(_line("no_gender_note", sentence, "gender"))
    unanswered = [
        str(words) for key, words in POLICY_QUESTIONS.items() if not arrangements.selection.get(key, "").strip()
    ]
    return found + [
        _line(
            "no_policy", _("A question about choosing people is open: %(question)s") % {"question": words}, "choosing"
        )
        for words in unanswered
    ]


def missing_posts(scheme: Scheme, on: date) -> list[Missing]:
    """Posts that nobody holds (SCH-03); where mentees may be children, also posts held by one person that must be apart."""

    def post(code: str, sentence: str) -> Missing:
        return Missing(f"schemes.{code}", sentence, move=_("co-ordinator"), page="schemes:posts")

    by_role = holders_of(scheme, (Role.COORDINATOR, Role.SAFEGUARDING_LEAD, Role.THIRD_PERSON), on)
    found = []
    if not by_role[Role.COORDINATOR]:
        found.append(post("no_coordinator", _("Nobody is the co-ordinator.")))
    if not by_role[Role.SAFEGUARDING_LEAD]:
        found.append(post("no_lead", _("Nobody is the safeguarding lead.")))
    if not scheme.arrangements.mentees_may_be_children:
        return found
    if not by_role[Role.THIRD_PERSON]:
        found.append(post("no_third", _("Nobody is named to tell when a worry is about the co-ordinator or the lead.")))
    everybody = [person.pk for people in by_role.values() for person in people]
    if len(everybody) != len(set(everybody)):
        sentence = _("Co-ordinator, safeguarding lead and second person to tell must be different people.")
        found.append(post("same_person", sentence))
    return found


def _partner(scheme: Scheme, on: date) -> list[Missing]:
    """ORG-02: a partner that supplies and screens mentors has signed, and the agreement is in force."""
    if not scheme.arrangements.agreement_needed:
        return []
    supplying = partners_visible_to(job("schemes.launch_gate")).filter(
        organisation=scheme.organisation_id, supplies_mentors=True, ended_at=None
    )
    partners = list(supplying)
    if agreements_in_force([partner.pk for partner in partners], on):
        return []
    names = ", ".join(partner.name for partner in partners)
    sentence = (
        _("No agreement is in force with %(names)s.") % {"names": names}
        if names
        else _("No partner that supplies mentors is entered, with an agreement that both have signed.")
    )
    return [
        Missing("schemes.no_agreement", sentence, about=names, move=_("co-ordinator"), page="organisations:partners")
    ]


def _unconfirmed(scheme: Scheme) -> list[Missing]:
    done = confirmed_lines(scheme)
    return [
        _line(
            "unsigned" if line.safety else "unconfirmed",
            (_("“%(line)s” is not read and signed.") if line.safety else _("“%(line)s” is not confirmed."))
            % {"line": line.title},
            line.key,
        )
        for line in lines_of(scheme.arrangements)
        if line.key not in done
    ]


def _protections(arrangements: Arrangements) -> list[Missing]:
    """No scheme with under-18s opens before everything that protects them works."""
    if not arrangements.mentees_may_be_children:
        return []
    return [
        Missing(
            "schemes.no_protection",
            _("Needed where mentees may be under 18, and not working here yet: %(promise)s")
            % {"promise": protections.PROTECTIONS[code]},
            move=_("platform administrator"),
        )
        for code in protections.missing_protections()
    ]
