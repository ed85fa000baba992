"""The words a parent or carer reads first."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.consents import selectors, services
from ithaca.consents.forms import WordsForm
from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest


def reword(request: DoorRequest) -> HttpResponse:
    """Put them otherwise; answers given so far keep the words they were given to."""
    door = request.door
    words, _items = selectors.wording_now(door.scheme)
    form = WordsForm(request.POST if request.method == "POST" else None, initial={"words": words})
    if form.is_bound and answers.try_to(
        form, lambda: services.change_wording(scheme=door.scheme, by=door.by, at=timezone.now(), **form.cleaned_data)
    ):
        return answers.go(request, door.to("consents:waiting"), say=_("The new words are used from now on."))
    context = {
        "heading": _("The words of the permission form"),
        "title": _("The words of the permission form"),
        "lead": _(
            "What is asked below them follows from how the scheme is arranged. Earlier answers keep the words they had."
        ),
        "back_url": door.to("consents:waiting"),
    }
    return answers.show(request, "ui/pages/form.html", context, form=form)
