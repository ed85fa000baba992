"""What a mentee asks of any mentor: a woman or a man, a language. Kept to by rules that never say why (MATCH-18)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from ithaca.assignment import Rule as EngineRule
from ithaca.matching.models import Need
from ithaca.matching.rows import Row, items_of
from ithaca.organisations.selectors import fold_name
from ithaca.participants.models import Participant
from ithaca.schemes.models import Scheme

#: The beginning of the names of these rules; they are never named to anybody.
ASKED = "asked"
GENDER_COLUMN, LANGUAGE_COLUMN = "asked gender", "asked language"

#: ("gender", "female") or ("language", "polish"): everything any of these mentees asks for.
type Asks = list[tuple[str, str]]


def needs_of(scheme: Scheme, mentees: Iterable[Participant]) -> dict[int, Need]:
    """What these mentees ask for, by participant key; whoever asks for nothing is left out."""
    rows = Need.objects.filter(scheme=scheme, mentee__in=[mentee.pk for mentee in mentees])
    return {need.mentee_id: need for need in rows if need.mentor_gender or need.language}


def asks_of(needs: Iterable[Need]) -> Asks:
    """What is asked for, each thing once."""
    found = set()
    for need in needs:
        found |= {("gender", need.mentor_gender), ("language", fold_name(need.language))}
    return sorted(ask for ask in found if ask[1])


def fill_in(
    asks: Asks, mentees: Mapping[int, Row], mentors: Iterable[tuple[Participant, Row]], needs: Mapping[int, Need]
) -> None:
    """Writes the cells that the rules compare into the rows; `mentees` and `needs` by participant key.

    A mentor whose gender or languages are not stated is not known to fit, so the rule stands.
    """
    if not asks:
        return
    for key, row in mentees.items():
        need = needs.get(key)
        row[GENDER_COLUMN] = need.mentor_gender if need else ""
        row[LANGUAGE_COLUMN] = fold_name(need.language) if need else ""
    for mentor, row in mentors:
        speaks = {fold_name(language) for language in items_of(mentor.profile.get("languages"))}
        for kind, value in asks:
            has = mentor.person.gender == value if kind == "gender" else value in speaks
            row[_lacks(kind, value)] = "no" if has else "yes"


def rules_of(asks: Asks) -> list[EngineRule]:
    """One rule for each thing asked for, with one sentence for all: whose wish it was is never said."""
    sentence = _("These two are not put together.")
    columns = {"gender": GENDER_COLUMN, "language": LANGUAGE_COLUMN}
    return [
        EngineRule.not_when(
            f"{ASKED}: {kind} {value}",
            mentee=columns[kind],
            mentor=_lacks(kind, value),
            mentee_is=value,
            mentor_is="yes",
            sentence=sentence,
        )
        for kind, value in asks
    ]


def _lacks(kind: str, value: str) -> str:
    return f"lacks {kind} {value}"
