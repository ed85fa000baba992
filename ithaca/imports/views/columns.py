"""Which column is what, and which sheet of the file is meant."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ithaca.imports import showing
from ithaca.imports.forms import ColumnsForm, TableForm
from ithaca.imports.selectors import imports_visible_to, schools_of
from ithaca.imports.services import match_columns
from ithaca.imports.services import open_again as open_it_again
from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest


def match(request: DoorRequest, item: str) -> HttpResponse:
    """One select a column, with samples of what stands in it and why it was read so."""
    door = request.door
    found = get_object_or_404(imports_visible_to(door.by), public_id=item)
    if found.state not in ("unclear", "mapped"):
        return answers.go(request, door.to("imports:see", item=item))
    form = ColumnsForm(request.POST if request.method == "POST" else None, item=found)
    act = lambda: match_columns(item=found, targets=form.targets(), by=door.by, at=timezone.now())  # noqa: E731
    if form.is_bound and answers.try_to(form, act):
        return answers.go(request, door.to("imports:see", item=item))
    table = TableForm(item=found, schools=schools_of(door.scheme))
    context = {"item": found, "table": table, "columns": showing.columns(found, form)}
    return answers.show(request, "imports/match.html", context, form=form)


def open_again(request: DoorRequest, item: str) -> HttpResponse:
    """Another sheet, or another kind of table."""
    door = request.door
    found = get_object_or_404(imports_visible_to(door.by), public_id=item)
    form = TableForm(request.POST if request.method == "POST" else None, item=found, schools=schools_of(door.scheme))
    fields = ("kind", "sheet", "school")

    def act() -> None:
        chosen = {name: form.cleaned_data.get(name, "") for name in fields}
        chosen["sheet"] = chosen["sheet"] or found.sheet
        open_it_again(item=found, **chosen, by=door.by, at=timezone.now())

    if form.is_bound and answers.try_to(form, act):
        return answers.go(request, door.to("imports:see", item=item))
    columns = ColumnsForm(item=found)
    context = {"item": found, "table": form, "columns": showing.columns(found, columns)}
    return answers.show(request, "imports/match.html", context, form=form if form.is_bound else columns)
