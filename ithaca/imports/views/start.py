"""Where a spreadsheet is brought in, and where it stands."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from ithaca.imports import showing
from ithaca.imports.forms import UploadForm
from ithaca.imports.models import Import
from ithaca.imports.selectors import earlier_imports, imports_visible_to, schools_of
from ithaca.imports.services import upload
from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest


def start(request: DoorRequest) -> HttpResponse:
    """Choose a file. What it holds is guessed unless somebody says."""
    posted = request.method == "POST"
    form = UploadForm(request.POST if posted else None, request.FILES or None, schools=schools_of(request.door.scheme))
    made: list[Import] = []
    if posted and answers.try_to(form, lambda: made.append(_upload(request, form))):
        return answers.go(request, request.door.to("imports:see", item=made[0].public_id))
    context = {"earlier": [showing.line(item, request.door) for item in earlier_imports(request.door.by)]}
    return answers.show(request, "imports/start.html", context, form=form)


def _upload(request: DoorRequest, form: UploadForm) -> Import:
    file = form.cleaned_data["file"]
    return upload(
        scheme=request.door.scheme,
        content=file.read(),
        filename=file.name,
        kind=form.cleaned_data["kind"],
        school=form.school_chosen(),
        by=request.door.by,
        at=timezone.now(),
    )


def see(request: DoorRequest, item: str) -> HttpResponse:
    """Where an import stands: the dry run, the progress, the outcome, or what somebody must say first."""
    found = get_object_or_404(imports_visible_to(request.door.by).defer("content"), public_id=item)
    if found.state == "unclear":
        return answers.go(request, request.door.to("imports:match", item=item))
    template, context = showing.page(found, request.door)
    return answers.show(request, template, context)


def progress(request: DoorRequest, item: str) -> HttpResponse:
    """The bar alone, fetched again and again while the worker is at it."""
    found = get_object_or_404(imports_visible_to(request.door.by).defer("content"), public_id=item)
    return render(request, "ui/components/progress.html", {"progress": showing.progress(found, request.door)})
