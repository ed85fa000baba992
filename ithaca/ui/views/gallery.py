"""The page `/ui/`: every component in every state, and the whole pages made of them. Shows invented data only; writes nothing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ithaca.ui.parts import Progress
from ithaca.ui.views import samples
from ithaca.ui.views.errors import ERROR_PAGES


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, with headings."""
    return render(request, "ui/gallery/gallery.html", samples.sample_context())


def question(request: HttpRequest) -> HttpResponse:
    """One question a page; sending it empty shows the error."""
    form = samples.QuestionForm(request.POST if request.method == "POST" else None)
    words = {
        "title": "Question",
        "step": 3,
        "steps": 7,
        "back_url": reverse("ui:gallery"),
        "why": "So that we find somebody who knows about it.",
    }
    return render(request, "ui/pages/question.html", {**words, "form": form, "base": "ui/base_plain.html"})


def confirm(request: HttpRequest) -> HttpResponse:
    """Two presses and a reason."""
    words = {
        "heading": "Pause contact between Rosa and Jay?",
        "sentence": "They cannot write or meet until you open contact again.",
        "consequences": [
            "Both get a short letter that gives no reason.",
            "Meetings that are planned are taken off the list.",
            "The pause is kept in the record with your name.",
        ],
        "submit": "Pause contact",
        "cancel_url": reverse("ui:gallery"),
    }
    return render(
        request, "ui/pages/confirm.html", {**words, "form": samples.ReasonForm(), "chrome": samples.sample_chrome()}
    )


def progress(request: HttpRequest) -> HttpResponse:
    """Long work: counts on by itself, in the address, and asks again with and without a script."""
    done = min(int(request.GET.get("done", "0")[:4]) + 120 if request.GET.get("done", "0").isdigit() else 0, 1200)
    work = Progress("Reading the sheet", done, 1200, f"?done={done}", reverse("ui:gallery"), finished=done == 1200)
    template = (
        "ui/components/progress.html" if request.headers.get("HX-Request") == "true" else "ui/pages/progress.html"
    )
    return render(
        request, template, {"heading": "Bringing people in", "progress": work, "chrome": samples.sample_chrome()}
    )


def sheet(request: HttpRequest) -> HttpResponse:
    """A sheet to print: the sessions of a day."""
    pupils = [
        ("12:30", "Jay P", "Rosa Lindqvist"),
        ("12:30", "Mia K", "Daniel Osei"),
        ("13:10", "Noor A", "Tom Reilly"),
    ]
    return render(request, "ui/gallery/sheet.html", {"pupils": pupils, "back_url": reverse("ui:gallery")})


def plain(request: HttpRequest) -> HttpResponse:
    """A public page for somebody who is not signed in."""
    return render(request, "ui/gallery/plain.html")


def error(request: HttpRequest, status: int) -> HttpResponse:
    """An error page to look at, answered with 200 because nothing is wrong."""
    if status not in ERROR_PAGES:
        raise Http404
    return render(request, f"ui/errors/{status}.html")
