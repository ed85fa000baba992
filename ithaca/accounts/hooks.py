"""What accounts asks the rooms above."""

from __future__ import annotations

from ithaca.kernel.hooks import Hook
from ithaca.kernel.roles import Held

roles_held: Hook[list[Held]] = Hook(
    "accounts.roles_held", "account_id in (and organisation_id, scheme_id or None to narrow); the roles it holds out"
)
example_database: Hook[bool] = Hook(
    "accounts.example_database", "is this the database of the example mode? Without an answer it is not"
)
