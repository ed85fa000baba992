"""Which column is which: by the words of its header, then by what stands in it, with a score and a reason.

A header matches a synonym when it holds its words; the more of the header the synonym explains, the better. What stands
in the column can confirm, and can speak against ("Email" over a column of ticks). No two columns go to one field unless
the field takes several.
"""

from collections.abc import Sequence
from datetime import date

from ithaca.sheets.evidence import Evidence
from ithaca.sheets.fields import Field, Target, load_fields, targets, vocabulary_names
from ithaca.sheets.header_match import header_is_telling, header_score
from ithaca.sheets.mapping import ColumnGuess, Mapping
from ithaca.sheets.model import FIX_COLUMN, Table
from ithaca.sheets.sentences import Sentence, _
from ithaca.sheets.values.dates import date_order

MAPPED = 0.45
SURE = 0.7
CLOSE = 0.08
Scores = dict[tuple[int, str], float]


def guess_mapping(table: Table, fields: Sequence[Field], *, on: date) -> Mapping:
    """The most likely field for every column. Nothing is silent: each column carries its score, why, and what else
    it could be.
    """
    places = targets(fields)
    evidence = [Evidence(table.column(index), on=on) for index in range(len(table.header))]
    scores = {
        (index, place.key): score
        for index, header in enumerate(table.header)
        if header != FIX_COLUMN
        for place in places
        if (score := _score(header, place, fields, evidence[index])) >= MAPPED
    }
    taken = _assign(scores, {place.key: place for place in places})
    taken = _settle_names(taken, fields, evidence)
    columns = tuple(_guess(index, table, scores, taken, fields, evidence[index]) for index in range(len(table.header)))
    return Mapping(table.fingerprint, columns)


def guess_vocabulary(table: Table, *, on: date | None = None) -> list[tuple[str, float]]:
    """How well each vocabulary fits the table, best first: the share of columns it explains, weighed by score; a
    missing required field counts against.
    """
    day = on or date(2000, 1, 1)
    result = []
    for name in vocabulary_names():
        fields = load_fields(name)
        mapping = guess_mapping(table, fields, on=day)
        used = {guess.target.partition(":")[0] for guess in mapping.columns if guess.target}
        explained = sum(guess.score for guess in mapping.columns if guess.target) / max(1, len(table.header))
        required = [field for field in fields if field.required]
        share = sum(field.key in used for field in required) / max(1, len(required))
        result.append((name, round(explained * (0.25 + 0.75 * share), 4)))
    return sorted(result, key=lambda pair: -pair[1])


def _score(header: str, place: Target, fields: Sequence[Field], evidence: Evidence) -> float:
    words = header_score(header, place, fields)
    fit = evidence.fit(place.field.kind, place.field.choices, place.field.birth) if evidence.values else None
    if fit is None:
        return words * (0.6 if evidence.rows else 0.95)
    if place.part:
        return words if fit >= 0.5 else words * 0.6
    if words == 0:
        return (
            0.0
            if place.field.about or header_is_telling(header)
            else evidence.alone(place.field.kind, fit, place.field.birth)
        )
    kind = place.field.kind
    if kind in {"text", "list"}:
        return words * (0.75 if evidence.looks_like_contact() else 1.0)
    if kind == "bool" and fit == 0 and evidence.fit("number") > 0.5:
        return 0.0  # "DBS? If so the number" over numbers asks for no yes or no: read so, it would put every row aside
    if fit < 0.2:
        return words * 0.5
    return 0.75 * words + 0.25 * fit if kind != "name" else words * (0.6 + 0.4 * fit)


def _assign(scores: dict[tuple[int, str], float], places: dict[str, Target]) -> dict[int, str]:
    """Best score first; a column once, a target once unless it takes several."""
    taken: dict[int, str] = {}
    used: set[str] = set()
    for (index, key), _value in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if index in taken or (key in used and not places[key].field.several):
            continue
        taken[index] = key
        used.add(key)
    return taken


def _settle_names(taken: dict[int, str], fields: Sequence[Field], evidence: list[Evidence]) -> dict[int, str]:
    """A whole name beside its two parts is not needed; "Name" beside "First name" is the family name when it holds
    single words.
    """
    settled = dict(taken)
    for field in fields:
        if field.kind != "name":
            continue
        where = {key: index for index, key in taken.items()}
        whole, given, family = (where.get(key) for key in (field.key, f"{field.key}:given", f"{field.key}:family"))
        if whole is None:
            continue
        if given is not None and family is not None:
            del settled[whole]
        elif given is not None and evidence[whole].single_words():
            settled[whole] = f"{field.key}:family"
        elif given is not None:
            del settled[given]
        elif family is not None and evidence[whole].single_words():
            settled[whole] = f"{field.key}:given"
        elif family is not None:
            del settled[family]
    return settled


def _guess(
    index: int, table: Table, scores: Scores, taken: dict[int, str], fields: Sequence[Field], evidence: Evidence
) -> ColumnGuess:
    """One column's guess, with the reason and with what speaks against being sure."""
    labels = {place.key: place for place in targets(fields)}
    target, header = taken.get(index), table.header[index]
    mine = sorted(((score, key) for (column, key), score in scores.items() if column == index), reverse=True)
    best = next((score for score, key in mine if key == target), MAPPED if target else 0.0)
    rivals = tuple(key for score, key in mine if key != target and (target is None or score >= best - CLOSE))
    if target is None:
        why = _why_left_out(header, rivals, labels, taken, table)
        return ColumnGuess(index, header, None, 0.0, not mine or mine[0][0] < SURE, why, rivals)
    place = labels[target]
    others = [
        table.header[column]
        for (column, key), score in scores.items()
        if key == target and column not in taken and score >= best - CLOSE and not place.field.several
    ]
    sure = best >= SURE and not others and not rivals
    if others:
        why = _(
            "“{other}” could be “{field}” too. Only one column can; look which.", other=others[0], field=place.label
        )
    elif rivals:
        why = _("This could be “{field}” or “{other}”. Look which.", field=place.label, other=labels[rivals[0]].label)
    elif header_score(header, place, fields) == 0:
        why = _("What stands in the column looks like “{field}”.", field=place.label)
    else:
        why = _("The heading reads like “{field}”.", field=place.label)
    order = date_order(evidence.values).order if place.field.kind == "date" else "dmy"
    return ColumnGuess(index, header, target, round(best, 3), sure, why, rivals, order)


def _why_left_out(
    header: str, rivals: tuple[str, ...], labels: dict[str, Target], taken: dict[int, str], table: Table
) -> Sentence:
    if header == FIX_COLUMN:
        return _("This column says what was to be put right. It is not read.")
    if not rivals:
        return _("Nothing here is asked for, so this column is left out.")
    other = next((table.header[column] for column, key in taken.items() if key == rivals[0]), "")
    if other:
        return _(
            "“{field}” is already read from “{other}”, so this column is left out.",
            field=labels[rivals[0]].label,
            other=other,
        )
    return _("The other name columns say the same, so this column is left out.")
