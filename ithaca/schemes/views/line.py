"""One line of "before you open": read it, confirm it with one press, sign it, or change it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.schemes import hooks, rules
from ithaca.schemes.forms import NothingForm
from ithaca.schemes.line_forms import LineForm, SignForm, TalksForm
from ithaca.schemes.lines import Line, content, find_line, mark, settings_in_form
from ithaca.schemes.selectors.gate import confirmed_lines
from ithaca.schemes.selectors.lines import readable
from ithaca.schemes.services import change_line, confirm_line


def read(request: DoorRequest, line: str) -> HttpResponse:
    """Everything the line holds. A safety line is signed at its foot."""
    return _page(request, _line(request, line), _sign_form(request, _line(request, line)))


def confirm(request: DoorRequest, line: str) -> HttpResponse:
    """The press that confirms a line, or the signature under a safety line."""
    found = _line(request, line)
    form = _sign_form(request, found)
    if request.method == "POST" and try_to(form, lambda: _confirm(request, found, form)):
        return go(request, request.door.to("schemes:before"), say=_("Confirmed: %(line)s.") % {"line": found.title})
    return _page(request, found, form)


def change(request: DoorRequest, line: str) -> HttpResponse:
    """The form of a line. Saving confirms it too; a second editor is told what the first one changed."""
    found, scheme = _line(request, line), request.door.scheme
    draft = scheme.state == "draft"
    names = settings_in_form(scheme, found)
    posted = request.POST if request.method == "POST" else None
    form = LineForm(posted, line=found, names=names, holds=content(scheme, found), asks_reason=not draft)
    if request.method == "POST" and try_to(form, lambda: _change(request, found, form)):
        return go(
            request, request.door.to("schemes:before"), say=_("Saved and confirmed: %(line)s.") % {"line": found.title}
        )
    return show(request, "schemes/change.html", _context(request, found), form=form)


def _line(request: DoorRequest, key: str) -> Line:
    found = find_line(request.door.scheme, key)
    if found is None:
        raise Http404
    return found


def _sign_form(request: DoorRequest, line: Line) -> Any:
    form = TalksForm if line.key == "talks" else SignForm if line.safety else NothingForm
    return form(request.POST if request.method == "POST" else None)


def _confirm(request: DoorRequest, line: Line, form: Any) -> None:
    confirm_line(
        scheme=request.door.scheme,
        line=line.key,
        signed_name=form.cleaned_data.get("signed_name", ""),
        details=form.details() if isinstance(form, TalksForm) else None,
        seen=request.POST.get("seen", ""),
        by=request.door.by,
        at=timezone.now(),
    )


def _change(request: DoorRequest, line: Line, form: LineForm) -> None:
    given = form.cleaned_data
    change_line(
        scheme=request.door.scheme,
        line=line.key,
        changes=form.changes(),
        reason=given.get("reason", ""),
        signed_name=given.get("signed_name", ""),
        seen=request.POST.get("seen", ""),
        by=request.door.by,
        at=timezone.now(),
    )


def _context(request: DoorRequest, line: Line) -> dict[str, Any]:
    """What both pages of a line show; `hidden` carries the mark of what is on the page."""
    scheme = request.door.scheme
    placeable = hooks.placeable_each_way.ask(scheme=scheme) if line.key == "gender" else []
    return {
        "scheme": scheme,
        "line": line,
        "hidden": {"seen": mark(scheme, line)},
        "back_url": request.door.to("schemes:before"),
        "placeable": [item for answer in placeable for item in answer],
    }


def _page(request: DoorRequest, line: Line, form: Any) -> HttpResponse:
    scheme = request.door.scheme
    read_as = readable(scheme, line)
    context = {
        **_context(request, line),
        "plain": [item for item in read_as if item.words],
        "long": [item for item in read_as if not item.words],
        "confirmation": confirmed_lines(scheme).get(line.key),
        "may_confirm": rules.confirm.allows(by=request.door.by) and scheme.state != "ended",
    }
    return show(request, "schemes/line.html", context, form=form)
