"""The frame around a page (name, role, menu, worry link), worked out once a request and only if a template asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ithaca.kernel.hooks import Hook

MENU_LIMIT = 7


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One word of a menu; `count` is how many things wait behind it (0 shows nothing)."""

    label: str
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class Chrome:
    """What stands around the page. Everything has a default, so a page renders for anybody, even on a bad day.

    `looking_as` is the role a co-ordinator tries out ("mentor"); `example` puts up the banner of the example mode.
    Raises ValueError for a menu of more than seven words.
    """

    name: str = "Ithaca"
    home_url: str = "/"
    role: str = ""
    person: str = ""
    menu: tuple[MenuItem, ...] = ()
    account: tuple[MenuItem, ...] = ()
    footer: tuple[MenuItem, ...] = ()
    sign_in_url: str = ""
    sign_out_url: str = ""
    search_url: str = ""
    worry_url: str = ""
    example: bool = False
    example_url: str = ""
    looking_as: str = ""
    looking_stop_url: str = ""

    def __post_init__(self) -> None:
        if len(self.menu) > MENU_LIMIT:
            raise ValueError(f"a menu has at most {MENU_LIMIT} words, this one has {len(self.menu)}")


chrome_wanted: Hook[Chrome] = Hook(
    "ui.chrome",
    "A page is drawn for `request`: what name, role, menu and worry link stand around it? The first answer is taken.",
)


def worry_path() -> str:
    """The address of "I'm worried about something" outside any scheme; a setting, so that the 500 page needs nothing else."""
    return str(getattr(settings, "ITHACA_WORRY_PATH", "/worried/"))


def chrome_for(request: HttpRequest) -> Chrome:
    """The frame for this request: the answer of whoever registered with `chrome_wanted`, else the bare product."""
    answers = chrome_wanted.ask(request=request)
    return answers[0] if answers else Chrome(worry_url=worry_path())


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `chrome`, worked out on first use, so that a fragment that needs no frame costs no query."""
    known = getattr(request, "_ithaca_chrome", None)
    if known is None:
        known = SimpleLazyObject(lambda: chrome_for(request))
        request._ithaca_chrome = known  # type: ignore[attr-defined]  # kept for the other templates of this request
    return {"chrome": known}
