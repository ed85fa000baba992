"""What accounts asks the rooms above."""

from __future__ import annotations

from ithaca.kernel.hooks import Hook
from ithaca.kernel.roles import Held

roles_held: Hook[list[Held]] = Hook(
    "accounts.roles_held", "account_id in (and organisation_id, scheme_id or None to narrow); the roles it holds out"
)
