"""What somebody typed into a form that could not be taken, to be shown so that it can be copied or sent again."""

from __future__ import annotations

from django.http import HttpRequest

from ithaca.kernel.once import FIELD

#: Never shown back, never sent again.
SECRET_FIELDS = frozenset({"csrfmiddlewaretoken", "secret", "code", "token", "credential"})


def fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field that was sent, as (name, value) in the form's order, without secrets."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in SECRET_FIELDS and "password" not in name
    ]


def words_of(request: HttpRequest) -> list[str]:
    """The values of more than one word: what it would hurt to type again."""
    return [value for name, value in fields_of(request) if name != FIELD and len(value.split()) > 1]
