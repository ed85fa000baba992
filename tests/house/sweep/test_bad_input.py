"""Words no keyboard makes and forms no page of ours sends get a clear page, never a broken one."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.house.sweep.browse import browser
from tests.house.sweep.conftest import Twins
from tests.house.sweep.expected import ADDRESSES
from tests.house.sweep.walk import path_of, variants

TEN_MEGABYTES = "a" * (10 * 1024 * 1024)
#: Page -> who sends, and the field of many words.
FORMS = {
    "applications:apply": ("anonymous", "given_name"),
    "safeguarding:worry_here": ("anonymous", "words"),
    "safeguarding:worry": ("mentee", "words"),
    "messaging:thread": ("mentee", "body"),
    "meetings:log": ("mentor", "words"),
    "mentorships:not_working": ("mentor", "words"),
    "participants:note": ("coordinator", "words"),
    "notices:write": ("coordinator", "body"),
    "organisations:cards": ("coordinator", "person"),
    "safeguarding:write": ("lead", "fact"),
    "consents:permission": ("anonymous", "given_by"),
}
FORM = "application/x-www-form-urlencoded"


def page(twins: Twins, name: str) -> tuple[Client, str, str]:
    """The sender's browser, the address and the field."""
    who, field = FORMS[name]
    address = next(a for a in ADDRESSES if a.name == name)
    return browser(twins.ours, twins.twin, who), path_of(address, twins.ours, variants(address, twins.ours)[0]), field


@pytest.mark.parametrize("name", FORMS)
def test_far_too_many_words(twins: Twins, name: str) -> None:
    client, path, field = page(twins, name)
    answer = client.post(path, {field: TEN_MEGABYTES})
    assert answer.status_code in (400, 413, 422)
    assert "worried" in answer.content.decode()


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        ("{field}=a%00b", FORM),
        ("{field}=%ff%fe%80", FORM),
        ("{field}=%ed%a0%80", FORM),
        ("&=&&=%00", FORM),
        ('{{"{field}": ["x"]}}', "application/json"),
        ("{field}", "text/plain"),
        ("--x\r\nbroken", "multipart/form-data; boundary=x"),
        ("nothing", "multipart/form-data"),
        ("\x00\x01", "application/octet-stream"),
    ],
)
def test_words_that_are_none(twins: Twins, name: str, sent: str, kind: str) -> None:
    client, path, field = page(twins, name)
    answer = client.post(path, sent.format(field=field).encode(), content_type=kind)
    assert answer.status_code in (200, 302, 400, 409, 413, 422)


#: The desk answers for a message that never was as for one that somebody else has decided about.
SAYS_GONE = {"messaging:held"}
ODD = ("%00", "a%00b", "%ff", "..%2f..", "'%22<script>", "a" * 3000, "%F0%9F%8D%8E", "0", "-1", "None", "%20")
ASKED = [
    "q",
    "page",
    "stage",
    "state",
    "day",
    "first",
    "last",
    "next",
    "before",
    "year",
    "pair",
    "person",
    "school",
    "sort",
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_names_in_addresses(twins: Twins, odd: str) -> None:
    client = browser(twins.ours, twins.twin, "coordinator")
    broken = []
    for address in ADDRESSES:
        if not any(kind[0] != "=" for kind in address.names.values()):
            continue
        path = path_of(address, twins.ours, "").replace("zzzzzzzzzzzz", odd)
        status = client.get(path).status_code
        if status not in (302, 400, 404, 405, 409) and address.name not in SAYS_GONE:
            broken.append(f"{address.name}: {status}")
    assert broken == []


@pytest.mark.parametrize("odd", ["%00", "%ff", "-1", "1e9", "x" * 3000, "99999999999999999999"])
def test_odd_questions_of_lists(twins: Twins, odd: str) -> None:
    client = browser(twins.ours, twins.twin, "coordinator")
    asked = "&".join(f"{key}={odd}" for key in ASKED)
    broken = []
    for address in ADDRESSES:
        if not any(kind[0] != "=" for kind in address.names.values()):
            status = client.get(f"{path_of(address, twins.ours, '')}?{asked}").status_code
            if status >= 500:
                broken.append(f"{address.name}: {status}")
    assert broken == []
