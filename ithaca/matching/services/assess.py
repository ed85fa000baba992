"""Writing down what was found out about somebody, or about two, before a match is proposed (MATCH-10, MATCH-11)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.matching import rules
from ithaca.matching.models import Assessment
from ithaca.participants.models import Participant

KINDS = {
    "skills": gettext_lazy("Skills and needs"),
    "background": gettext_lazy("Background"),
    "mind_map": gettext_lazy("Mind map of the two"),
    "personality": gettext_lazy("Personality test"),
    "other": gettext_lazy("Something else"),
}
#: Kinds that mean something for two people only.
ABOUT_TWO = ("mind_map",)
MOST_CHARACTERS = 10_000


@service
def assess(
    *, about: Participant, beside: Participant | None, kind: str, words: str, by: Actor, at: datetime
) -> Assessment:
    """Keep an assessment of `about`, or of the pair of a mentee and a mentor, with the day of `at`.

    A correction is a new one. The log holds the kind, never the words. Raises NotNow if it is empty or of no known kind,
    or if the two are not a mentee and a mentor of one scheme.
    """
    rules.assess.require(by=by, of=about)
    words = words.strip()
    if not words or len(words) > MOST_CHARACTERS:
        raise NotNow(_("Write what you found, in at most 10,000 characters."))
    if kind not in KINDS:
        raise NotNow(_("Choose what it is."))
    if beside is None and kind in ABOUT_TWO:
        raise NotNow(_("Say who the two are."))
    if beside is not None and (
        beside.scheme_id != about.scheme_id or {about.role, beside.role} != {"mentor", "mentee"}
    ):
        raise NotNow(_("These two are not a mentee and a mentor of this scheme."))
    assessment: Assessment = Assessment.objects.create(
        scheme=about.scheme,
        about=about,
        beside=beside,
        kind=kind,
        words=words,
        happened_on=timezone.localdate(at),
        written_by_id=by.person_id,
        created_at=at,
    )
    record(name="matching.assessed", by=by, at=at, about=assessment, data={"kind": kind})
    return assessment
