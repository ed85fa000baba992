"""From the people of a scheme to a problem for the engine: who waits, who has room, what counts and what forbids."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from ithaca.assignment import Problem, Session
from ithaca.assignment import Rule as EngineRule
from ithaca.assignment import Scheme as EngineScheme
from ithaca.consents.selectors import missing_consents
from ithaca.kernel.actor import job
from ithaca.matching.asks import Asks, asks_of, fill_in, needs_of, rules_of
from ithaca.matching.chosen import who_choose
from ithaca.matching.criteria import Values, in_engine_terms
from ithaca.matching.models import Exemption, Need, Proposal
from ithaca.matching.rows import Row, mentee_row, mentor_row, row_of
from ithaca.matching.selectors import parted_pairs, ready_mentors
from ithaca.mentorships.selectors import free_capacity, mentees_in_pairs, unsuited_pairs
from ithaca.participants.models import Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.participants.states import TAKING_PART
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.models import Scheme

GENDER = "gender"
ROLE_CONFLICT = "role conflict"
DECLINED = "declined group"
#: What missing_consents says of a child who may not be offered to anybody.
REFUSED = {"consents.refused", "consents.withdrawn"}


@dataclass
class Pool:
    """The people of a scheme who can be placed now, and those who cannot yet.

    `lacking` are participant keys of mentees whose permission is not there yet: a pair of theirs cannot begin before it.
    """

    scheme: Scheme
    mentees: dict[str, Participant] = field(default_factory=dict)
    mentors: dict[str, Participant] = field(default_factory=dict)
    not_ready: list[Participant] = field(default_factory=list)
    room: dict[int, int] = field(default_factory=dict)
    bans: list[tuple[str, str]] = field(default_factory=list)
    exceptions: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    refused: list[Participant] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    needs: dict[int, Need] = field(default_factory=dict)
    lacking: set[int] = field(default_factory=set)
    on: date | None = None

    def session(
        self,
        arrangements: Arrangements | None = None,
        *,
        progress: Callable[[str, float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Session:
        """The engine's session on these people; `arrangements` other than the scheme's own to try something out.

        Pairs that somebody keeps are pinned where the rules still allow them. `cancelled` is asked on the way.
        """
        arrangements = arrangements or self.scheme.arrangements
        problem = Problem.build(*self.rows(arrangements), scheme=self.engine_scheme(arrangements))
        return self.session_on(problem, arrangements, progress=progress, cancelled=cancelled)

    def session_on(
        self,
        problem: Problem,
        arrangements: Arrangements | None = None,
        *,
        progress: Callable[[str, float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Session:
        """A session on a problem made of these people, with what people have decided about single pairs."""
        exceptions = self.exceptions_under(arrangements or self.scheme.arrangements)
        session = Session(problem, bans=self.bans, exceptions=exceptions, progress=progress, cancelled=cancelled)
        for mentee, mentor in self.kept.items():
            if mentee in self.mentees and mentor in self.mentors and can_keep(session, mentee, mentor):
                session.pin(mentee, mentor)
        return session

    def rows(self, arrangements: Arrangements, whole: Pool | None = None) -> tuple[list[Row], list[Row]]:
        """Mentees and mentors as rows for the engine, each with every column that the arrangements compare.

        `whole` is the larger pool that these people are part of: its columns stand in their rows too.
        """
        whole = whole or self
        groups = whole.groups()
        mentees = [mentee_row(p, groups, self.on, p.pk not in self.lacking) for p in self.mentees.values()]
        mentors = [mentor_row(p, groups, self.room[p.pk]) for p in self.mentors.values()]
        by_key = {p.pk: row for p, row in zip(self.mentees.values(), mentees, strict=True)}
        fill_in(whole.asks(), by_key, zip(self.mentors.values(), mentors, strict=True), self.needs)
        for side, rows in (("mentee", mentees), ("mentor", mentors)):
            for entry in arrangements.criteria:
                for row in rows:
                    row.setdefault(str(entry[side]), None)
        return mentees, mentors

    def take_place(self, mentee: str, mentor: str) -> None:
        """These two have an offer now: the mentee waits no more, and the mentor has one place less."""
        key = self.mentors[mentor].pk
        self.room[key] -= 1
        del self.mentees[mentee]
        if self.room[key] < 1:
            del self.mentors[mentor]

    def groups(self) -> list[str]:
        """The groups that any of these mentors declined."""
        return sorted({group for mentor in self.mentors.values() for group in mentor.declined_groups})

    def asks(self) -> Asks:
        """What any of these mentees asks of a mentor."""
        return asks_of(self.needs[p.pk] for p in self.mentees.values() if p.pk in self.needs)

    def engine_scheme(self, arrangements: Arrangements) -> EngineScheme:
        """Criteria and rules for these people under `arrangements`."""
        found = engine_scheme(arrangements, self.groups(), self.values)
        return replace(found, rules=(*found.rules, *rules_of(self.asks())))

    def values(self, side: str, column: str) -> list[str]:
        """What stands in a column of the mentees or of the mentors, each once."""
        people = self.mentees if side == "mentee" else self.mentors
        cells = {row_of(participant).get(column) for participant in people.values()}
        return sorted(str(cell).strip() for cell in cells if cell not in (None, "") and not isinstance(cell, list))

    def exceptions_under(self, arrangements: Arrangements) -> dict[tuple[str, str], list[str]] | None:
        """The signed exceptions that mean something under `arrangements`, or None."""
        return (self.exceptions or None) if arrangements.gender_rule != "off" else None

    def narrowed(self, mentees: Iterable[str], mentors: Iterable[str] | None = None) -> Pool:
        """The same pool with only these people in it, to ask about a pair or one mentee without solving everything."""
        some = {key: self.mentees[key] for key in mentees if key in self.mentees}
        wanted = self.mentors if mentors is None else {key: self.mentors[key] for key in mentors if key in self.mentors}
        return Pool(
            self.scheme,
            some,
            dict(wanted),
            self.not_ready,
            self.room,
            [(mentee, mentor) for mentee, mentor in self.bans if mentee in some and mentor in wanted],
            {pair: rules for pair, rules in self.exceptions.items() if pair[0] in some and pair[1] in wanted},
            on=self.on,
            needs=self.needs,
            lacking=self.lacking,
        )


def can_keep(session: Session, mentee: str, mentor: str) -> bool:
    """True if nothing forbids the pair and the mentor has a place that is not kept for somebody."""
    return session.points(mentee, mentor) >= 0 and session.can_pin(mentor)


def pool_of(scheme: Scheme, *, on: date, only: Collection[str] | None = None, also_choosing: bool = False) -> Pool:
    """Waiting mentees (no open pair, no open offer, no choice of their own open) and cleared mentors with room.

    No offer may reach a mentor who is not cleared, so a mentor whose checks or training are missing is not in the pool
    but among `not_ready`; one supplied by a partner without an agreement in force is not either (ORG-02, ORG-03).
    `only` are public ids of mentees to look at instead of everybody; then there are no mentors in the pool.
    `also_choosing`: with those who may choose themselves now, to ask about one of them and not to look for them.
    """
    pool = Pool(scheme, on=on)
    everyone = participants_visible_to(job("matching")).filter(scheme=scheme, state__in=TAKING_PART)
    if only is not None:
        everyone = everyone.filter(public_id__in=only, role="mentee")
    with_people = everyone.select_related("person__supplied_by", "person__school", "scheme__organisation")
    everybody = list(with_people.order_by("joined_on", "pk"))
    offered = list(Proposal.objects.filter(scheme=scheme, state="offered").values_list("mentee_id", "mentor_id"))
    busy = set(mentees_in_pairs(scheme)) | {mentee for mentee, _mentor in offered}
    busy |= set() if also_choosing else who_choose(scheme).keys()
    pool.mentees = {
        p.public_id: p for p in everybody if p.role == "mentee" and p.state == "joined" and p.pk not in busy
    }
    _read_permissions(pool, on)
    pool.needs = needs_of(scheme, pool.mentees.values())
    if only is not None:
        return pool
    mentors = [p for p in everybody if p.role == "mentor" and p.state == "joined"]
    pool.room = _room(mentors, offered)
    ready = ready_mentors(
        mentors, scheme, on=on, with_children=any(p.person.is_child_on(on) for p in pool.mentees.values())
    )
    pool.mentors = {p.public_id: p for p in mentors if p.pk in ready and pool.room[p.pk] > 0}
    pool.not_ready = [p for p in mentors if p.pk not in ready]
    read_decisions(pool)
    return pool


def _read_permissions(pool: Pool, on: date) -> None:
    """A child whose parent has said no, or has taken permission back, is shown to nobody (PAR-02). Who only waits for an
    answer is looked for like everybody, and goes last among equals."""
    waiting = list(pool.mentees.values())
    answers = missing_consents(waiting, arrangements=pool.scheme.arrangements, on=on)
    for mentee in waiting:
        codes = {missing.code for missing in answers.get(mentee.pk, [])}
        if codes & REFUSED:
            pool.refused.append(pool.mentees.pop(mentee.public_id))
        elif codes:
            pool.lacking.add(mentee.pk)


def _room(mentors: list[Participant], offered: list[tuple[int, int]]) -> dict[int, int]:
    room = free_capacity(mentors)
    for _mentee, mentor in offered:
        if mentor in room:
            room[mentor] = max(0, room[mentor] - 1)
    return room


def read_decisions(pool: Pool) -> None:
    """Fills in what people have decided about pairs: who is kept, who must not meet again, and signed exceptions to a rule.

    Two do not meet again where one said no, where they were a pair that did not suit, or where a matcher said so.
    """
    by_key = {p.pk: p.public_id for p in [*pool.mentees.values(), *pool.mentors.values()]}
    decided = Proposal.objects.filter(Q(state="declined") | Q(state="proposed", kept=True), scheme=pool.scheme)
    apart = {*unsuited_pairs(pool.scheme), *parted_pairs(pool.scheme)}
    for mentee, mentor, state in decided.values_list("mentee_id", "mentor_id", "state"):
        if state == "declined":
            apart.add((mentee, mentor))
        elif mentee in by_key and mentor in by_key:
            pool.kept[by_key[mentee]] = by_key[mentor]
    pool.bans += [(by_key[mentee], by_key[mentor]) for mentee, mentor in apart if mentee in by_key and mentor in by_key]
    same_person = {mentor.person_id: mentor.public_id for mentor in pool.mentors.values()}
    for key, mentee in pool.mentees.items():
        if mentee.person_id in same_person:
            pool.bans.append((key, same_person[mentee.person_id]))
    signed = Exemption.objects.filter(scheme=pool.scheme, signed_at__isnull=False)
    for mentee, mentor, rule in signed.values_list("mentee_id", "mentor_id", "rule"):
        if mentee in by_key and mentor in by_key:
            pool.exceptions.setdefault((by_key[mentee], by_key[mentor]), []).append(rule)


def engine_scheme(arrangements: Arrangements, groups: list[str], values: Values) -> EngineScheme:
    """The scheme's criteria and hard rules in the engine's terms (MATCH-03, MATCH-04, MATCH-06, REC-11)."""
    criteria, rules = in_engine_terms(arrangements, values)
    if arrangements.gender_rule == "block":
        sentence = _("The scheme’s rule about gender does not allow these two.")
        rules.append(
            EngineRule.not_when(
                GENDER,
                mentee="gender_rule",
                mentor="gender_rule",
                mentee_is="shielded",
                mentor_is="not_for",
                sentence=sentence,
            )
        )
    elif arrangements.gender_rule == "same":
        sentence = _("The scheme’s rule about gender does not allow these two.")
        rules.append(EngineRule.same(GENDER, mentee="gender", mentor="gender", sentence=sentence))
    if arrangements.role_conflict == "block":
        sentence = _("The mentor has another role over this mentee.")
        rules.append(EngineRule.listed(ROLE_CONFLICT, mentee="other_roles", mentor="name", sentence=sentence))
    for group in groups:
        sentence = _("These two are not put together.")
        column = f"group {group}"
        rules.append(
            EngineRule.not_when(
                f"{DECLINED}: {group}",
                mentee=column,
                mentor=column,
                mentee_is="yes",
                mentor_is="yes",
                sentence=sentence,
            )
        )
    return EngineScheme(criteria=tuple(criteria), rules=tuple(rules), capacity="room", waited="turn")
