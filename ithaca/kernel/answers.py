"""How a view answers: try a service, show its refusal in the form, or go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from ithaca.kernel.refusals import Refused


def try_to(form: BaseForm, act: Callable[[], Any]) -> bool:
    """Clean the form and call the service. A refusal becomes the form's own error and nothing typed is lost."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return False
    return True


def go(request: HttpRequest, to: str, *, say: object = "") -> HttpResponse:
    """Redirect after something was done, with a sentence saying so. A htmx request is redirected whole."""
    if say:
        messages.success(request, str(say))
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    return HttpResponseRedirect(to)


def show(request: HttpRequest, template: str, context: dict[str, Any], *, form: BaseForm | None = None) -> HttpResponse:
    """The page; status 422 when it shows a form with errors."""
    status = 422 if form is not None and form.is_bound and form.errors else 200
    if form is not None:
        context = {**context, "form": form}
    return render(request, template, context, status=status)
