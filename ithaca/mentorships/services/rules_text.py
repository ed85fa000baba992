"""The ground rules as they stand: a new version whenever their words have changed (REL-03)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service
from ithaca.mentorships.models import RulesVersion
from ithaca.mentorships.wording import words_of
from ithaca.schemes.models import Scheme


@service
def keep_rules(*, scheme: Scheme, by: Actor, at: datetime) -> RulesVersion:
    """The version that stands now; a new one is written when the words differ from the last (REL-03, MSG-13).

    It follows from the scheme's arrangements, so nobody is asked for a permission of their own.
    """
    words = words_of(scheme)
    latest = _latest(scheme)
    if latest is not None and latest.rules == words:
        return latest
    number = latest.version + 1 if latest else 1
    try:
        with transaction.atomic():
            version: RulesVersion = RulesVersion.objects.create(
                scheme=scheme, version=number, rules=words, created_at=at
            )
    except IntegrityError:
        written = _latest(scheme)
        if written is None or written.rules != words:
            raise  # somebody else changed the words at this very moment: nothing is signed on a guess
        return written
    record(name="mentorships.rules_kept", by=by, at=at, about=version, data={"version": number})
    return version


def _latest(scheme: Scheme) -> RulesVersion | None:
    latest: RulesVersion | None = RulesVersion.objects.filter(scheme=scheme).order_by("-version").first()
    return latest
