"""The lines of a scheme as people read them, and the history of its settings (SCH-26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.schemes.choices import FACTS, SELECTION
from ithaca.schemes.labels import WORD_LABELS, in_words, label
from ithaca.schemes.lines import Line, content, lines_of, settings_shown
from ithaca.schemes.models import Confirmation, Scheme, SettingsVersion
from ithaca.schemes.selectors.gate import confirmed_lines

#: The setting that says most about a line in a sentence or two.
SPEAKS = {
    "purpose": "purpose",
    "choosing": "recruiting",
    "meeting": "meeting_plan",
    "boundaries": "boundaries",
    "supervision": "supervision",
    "vetting": "vetting_steps",
    "gender": "gender_rule",
}
VERSIONS_SHOWN = 40
_TABLES: dict[str, dict[str, Any]] = {"facts": FACTS, "selection": SELECTION, "words": WORD_LABELS}
_LISTS = ("ground_rules", "code", "objectives", "vetting_steps", "channels")


@dataclass(frozen=True, slots=True)
class LineCard:
    """A line with what it says in short, and its confirmation if it still holds what was confirmed."""

    line: Line
    says: str
    confirmation: Confirmation | None

    @property
    def done(self) -> bool:
        """True once confirmed as it stands."""
        return self.confirmation is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """A setting to be read: its label and either words, a list of words, or pairs of a heading and words."""

    label: str
    words: str = ""
    items: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One change of the settings: when, by whom, why, and each thing that changed (what, was, is)."""

    at: datetime
    by: str
    reason: str
    changes: tuple[tuple[str, str, str], ...]


def line_cards(scheme: Scheme) -> list[LineCard]:
    """Every line that applies to the scheme, in order."""
    done = confirmed_lines(scheme)
    return [LineCard(line, says(scheme, line), done.get(line.key)) for line in lines_of(scheme.arrangements)]


def says(scheme: Scheme, line: Line) -> str:
    """What the line holds, in a sentence or two."""
    holds = content(scheme, line)
    if line.key in SPEAKS:
        words = in_words(SPEAKS[line.key], holds[SPEAKS[line.key]])
        words = words[:1].upper() + words[1:]
        return words if words.endswith((".", "?")) else f"{words}."
    if line.key == "risks":
        count = len(holds["risks"])
        risks = ngettext("%(count)s risk", "%(count)s risks", count) % {"count": count}
        return _("%(risks)s, each with what you do about it and who sees to it.") % {"risks": risks}
    if line.key == "words":
        arrangements = scheme.arrangements
        named = [arrangements.word(key) for key in ("mentor", "mentee", "meeting")]
        return _("You say: %(words)s.") % {"words": ", ".join(named)}
    return _("Both talks must be on record: with whom, when, and what came of it.")


def readable(scheme: Scheme, line: Line) -> list[Reading]:
    """Each setting of the line as it is read."""
    holds = content(scheme, line)
    return [_reading(name, holds[name]) for name in settings_shown(scheme, line)]


def _reading(name: str, value: Any) -> Reading:
    if name in _TABLES and value:
        pairs = tuple((str(words), value[key]) for key, words in _TABLES[name].items() if value.get(key))
        return Reading(label(name), pairs=pairs)
    if name == "risks" and value:
        return Reading(label(name), pairs=tuple((risk["risk"], _controlled(risk)) for risk in value))
    if name in _LISTS and value:
        return Reading(label(name), items=tuple(in_words(name, item) for item in value))
    return Reading(label(name), words=in_words(name, value))


def _controlled(risk: dict[str, str]) -> str:
    return _("%(control)s Seen to by: %(owner)s.") % {"control": risk["control"], "owner": risk["owner"]}


def versions(scheme: Scheme) -> list[Version]:
    """The changes of the settings, newest first, at most 40; the first of all is as the starter had it."""
    rows = list(
        SettingsVersion.objects.filter(scheme=scheme).select_related("changed_by").order_by("-pk")[: VERSIONS_SHOWN + 1]
    )
    found = []
    for newer, older in zip(rows, [*rows[1:], None], strict=False):
        if older is None and len(rows) > VERSIONS_SHOWN:
            break
        before = older.settings if older else {}
        changes = tuple(
            (label(name), in_words(name, before.get(name)), in_words(name, value))
            for name, value in newer.settings.items()
            if older is not None and before.get(name) != value
        )
        who = newer.changed_by.name if newer.changed_by else _("the platform")
        found.append(Version(newer.created_at, who, newer.reason, changes))
    return found
