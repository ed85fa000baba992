"""The pages: choose, look, say yes or no; what is typed is kept, and a second press changes nothing."""

from __future__ import annotations

import re
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ithaca.imports.models import Import
from ithaca.kernel.actor import Actor
from ithaca.kernel.jobs.clock import pumps
from ithaca.kernel.roles import Role
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.sheets import read_workbook
from tests.support.world import World

MENTORS = (
    "Mentor name,E-mail,Employer,Skills\n"
    "Mona Reed,mona@example.org,Quay Foods,Listening\n"
    "Abe Stone,abe@example,Quay Foods,Welding\n"
)


def send(browser: Client, world: World, content: str | bytes, name: str = "mentors.csv", **fields: str) -> str:
    """Upload a file as the form does; returns where it leads."""
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, data)
    answer = browser.post(world.url("spreadsheets/"), {"file": file, "once": f"key-{zlib.crc32(data)}", **fields})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_look_then_yes(world: World, browser: Client) -> None:
    here = send(browser, world, MENTORS)
    page = browser.get(here).content.decode()
    assert "Bring 1 person in" in page
    assert "Nothing has been brought in yet" in page
    assert not Participant.objects.exists()
    browser.post(f"{here}confirm/", {"once": "key-2"})
    assert Participant.objects.get().person.name == "Mona Reed"
    assert "1 person was brought in" in browser.get(here).content.decode()


def test_a_co_ordinator_who_says_no_has_nothing_imported_and_the_file_is_gone(world: World, browser: Client) -> None:
    here = send(browser, world, MENTORS)
    browser.post(f"{here}leave/", {"once": "key-2"})
    item = Import.objects.get()
    assert (item.state, item.content, item.preview, item.problems) == ("dropped", None, {}, [])
    assert not Participant.objects.exists()
    browser.post(f"{here}confirm/", {"once": "key-3"})
    assert not Participant.objects.exists()


def test_pressing_yes_twice_brings_everybody_in_once(world: World, browser: Client) -> None:
    here = send(browser, world, MENTORS)
    first = browser.post(f"{here}confirm/", {"once": "same"})
    second = browser.post(f"{here}confirm/", {"once": "same"})
    assert first["Location"] == second["Location"]
    third = browser.post(f"{here}confirm/", {"once": "another"})
    assert third.status_code == 409
    assert Participant.objects.count() == 1


def test_uploading_twice_by_mistake_keeps_one_file(world: World, browser: Client) -> None:
    assert send(browser, world, MENTORS) == send(browser, world, MENTORS)
    assert Import.objects.count() == 1


def test_columns_can_be_matched_otherwise(world: World, browser: Client) -> None:
    here = send(browser, world, MENTORS)
    page = browser.get(f"{here}columns/").content.decode()
    assert "Quay Foods" in page
    chosen = {"column_0": "name", "column_1": "email", "column_2": "", "column_3": "interests", "once": "key-2"}
    assert browser.post(f"{here}columns/", chosen)["Location"] == here
    browser.post(f"{here}confirm/", {"once": "key-3"})
    mentor = Participant.objects.get()
    assert (mentor.person.employer, mentor.profile) == (None, {"interests": ["Listening"]})


def test_the_choice_of_columns_is_remembered_for_the_next_file_with_these_headings(
    world: World, browser: Client
) -> None:
    here = send(browser, world, MENTORS)
    chosen = {"column_0": "name", "column_1": "email", "column_2": "", "column_3": "interests", "once": "key-2"}
    browser.post(f"{here}columns/", chosen)
    browser.post(f"{here}confirm/", {"once": "key-3"})
    send(browser, world, MENTORS.replace("Reed", "Cole").replace("mona@", "cole@"), kind="mentors")
    targets = [column["target"] for column in Import.objects.latest("pk").mapping["columns"]]
    assert targets == ["name", "email", None, "interests"]


def test_two_columns_for_one_field_are_refused_and_the_choice_is_kept(world: World, browser: Client) -> None:
    here = send(browser, world, MENTORS)
    chosen = {"column_0": "name", "column_1": "email", "column_2": "email", "column_3": "", "once": "key-2"}
    answer = browser.post(f"{here}columns/", chosen)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "2 columns are set to" in page
    assert re.search(r'name="column_2".*?<option value="email" selected>', page, re.S)


def test_headings_that_fit_anything_are_asked_about(world: World, browser: Client) -> None:
    here = send(browser, world, "Name,E-mail\nMona Reed,mona@example.org\n")
    assert Import.objects.get().state == "unclear"
    answer = browser.get(here)
    assert answer["Location"].endswith("/columns/")
    assert "Say what this one holds" in browser.get(answer["Location"]).content.decode()
    browser.post(f"{here}table/", {"kind": "mentors", "once": "key-2"})
    assert Import.objects.get().state == "mapped"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "photo.png", "spreadsheet"),
        (b"PK\x03\x04" + bytes(500), "broken.xlsx", "file"),
        (b"\xff\xfe\x00", "odd.csv", "file"),
        (b"Name,E-mail\n", "empty.csv", "rows"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(
    world: World, browser: Client, content: bytes, name: str, words: str
) -> None:
    answer = browser.post(world.url("spreadsheets/"), {"file": SimpleUploadedFile(name, content), "once": "key-1"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Import.objects.exists()


def test_more_than_ten_megabytes_are_refused(world: World, browser: Client) -> None:
    file = SimpleUploadedFile("big.csv", b"x" * (10 * 1024 * 1024 + 1))
    answer = browser.post(world.url("spreadsheets/"), {"file": file, "once": "key-1"})
    assert answer.status_code == 422
    assert "10 MB" in answer.content.decode()


def test_the_file_to_put_right_reads_in_again_once_mended(world: World, browser: Client) -> None:
    here = send(browser, world, MENTORS)
    browser.post(f"{here}confirm/", {"once": "key-2"})
    answer = browser.get(f"{here}to-put-right/")
    table = read_workbook(answer.content, "f.xlsx").tables[0]
    assert len(table.rows) == 1
    assert "E-mail" in str(table.rows[0].cells[0])
    values = [[str(cell) for cell in row.cells[1:]] for row in table.rows]
    mended = ",".join(table.header[1:]) + "\n" + ",".join(values[0]).replace("abe@example", "abe@example.org") + "\n"
    again = send(browser, world, mended, name="mended.csv")
    browser.post(f"{again}confirm/", {"once": "key-4"})
    assert set(Person.objects.filter(participations__isnull=False).values_list("given_name", flat=True)) == {
        "Mona",
        "Abe",
    }


def test_formulas_stay_words(world: World, browser: Client) -> None:
    here = send(browser, world, MENTORS.replace("Listening", '"=HYPERLINK(""http://x.example"")"'))
    browser.post(f"{here}confirm/", {"once": "key-2"})
    csv = browser.get(world.url("spreadsheets/out/mentors.csv")).content.decode("utf-8-sig")
    assert "HYPERLINK" in csv
    assert not re.search(r'(^|[,;"])=', csv.replace("'=", "'"))


def test_the_worker_is_asked(world: World) -> None:
    assert "imports" in pumps()


@pytest.mark.parametrize("role", [Role.MENTOR, Role.DEPUTY, Role.SCHOOL_CONTACT, Role.MATCHER])
def test_others_find_no_such_page(world: World, coordinator: Actor, role: Role) -> None:
    if role == Role.MENTOR:
        other = world.join("Otto Other", "mentor").person
    else:
        other = world.appoint("Otto Other", role, partner=world.school if role == Role.SCHOOL_CONTACT else None)
    for address in ("spreadsheets/", "spreadsheets/out/", "spreadsheets/out/mentors.csv"):
        assert world.client(other).get(world.url(address)).status_code in (302, 404)
    assert (
        world.client(other)
        .get(world.url("spreadsheets/out/mentors.csv"), follow=True)
        .headers["Content-Type"]
        .startswith("text/html")
    )


def test_another_scheme_answers_like_a_missing_one(world: World, other_world: World, browser: Client) -> None:
    here = send(browser, world, MENTORS)
    item = Import.objects.get()
    stranger = other_world.client(other_world.appoint("Stella Stranger", Role.COORDINATOR))
    assert stranger.get(here).status_code in (302, 404)
    theirs = stranger.get(other_world.url(f"spreadsheets/{item.public_id}/"))
    missing = stranger.get(other_world.url("spreadsheets/nothing-here/"))
    assert theirs.status_code == missing.status_code
