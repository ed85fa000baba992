"""Questions every scheme starts from, as data; keys are those of the spreadsheets and of matching."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
#: Answers that fill the person's record rather than the profile.
OF_THE_PERSON = (
    "given_name",
    "family_name",
    "email",
    "phone",
    "date_of_birth",
    "gender",
    "job_title",
    "class_name",
)
KINDS = ("text", "long", "date", "email", "phone", "number", "choice", "choices", "list", "yes_no")


@cache
def standard_questions(purpose: str) -> tuple[dict[str, Any], ...]:
    """The shipped questions for "mentor" or "mentee", in order."""
    with (DATA / f"{purpose}.toml").open("rb") as file:
        return tuple(tomllib.load(file)["question"])
