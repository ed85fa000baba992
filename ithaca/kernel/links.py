"""Links that open one thing: invitations, a parent's permission, the first administrator's way in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.models import Link
from ithaca.kernel.refusals import NotNow


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(
    *,
    purpose: str,
    subject: str,
    expires_at: datetime,
    organisation_id: int | None = None,
    scheme_id: int | None = None,
    single_use: bool = True,
) -> str:
    """Make a link and return its token (192 random bits), which is kept nowhere."""
    token = secrets.token_urlsafe(24)
    Link.objects.create(
        purpose=purpose,
        token_hash=_hash(token),
        subject=subject,
        organisation_id=organisation_id,
        scheme_id=scheme_id,
        expires_at=expires_at,
        single_use=single_use,
    )
    return token


def find_link(*, token: str, purpose: str, at: datetime) -> Link:
    """The live link of `token`. Raises NotNow with a sentence if it was used, taken back, is too old or unknown."""
    link = Link.objects.filter(token_hash=_hash(token), purpose=purpose).first()
    if link is None or link.revoked_at is not None:
        raise NotNow(_("This link does not work. Ask the person who sent it for a new one."))
    if link.single_use and link.used_at is not None:
        raise NotNow(_("This link has been used already. If that was not you, tell the person who sent it."))
    if link.expires_at <= at:
        raise NotNow(_("This link is too old. Ask the person who sent it for a new one."))
    return link


def use_link(*, link: Link, at: datetime) -> None:
    """Mark a single-use link as used, in the transaction of what it is used for. Raises NotNow if somebody was first."""
    unused = Link.objects.filter(pk=link.pk, used_at=None, revoked_at=None)
    if link.single_use and unused.update(used_at=at) != 1:
        raise NotNow(_("This link has been used already. If that was not you, tell the person who sent it."))


def revoke_links(*, purpose: str, subject: str, at: datetime) -> int:
    """Take back every live link of this purpose for this subject; returns how many."""
    return Link.objects.filter(purpose=purpose, subject=subject, revoked_at=None).update(revoked_at=at)
