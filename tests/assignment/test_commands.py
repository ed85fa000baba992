"""The commands and the file format: answers, sentences, exit codes, nothing half-written."""

from __future__ import annotations

import csv
import json
import random
import shutil
from pathlib import Path

import pytest

from ithaca.assignment import solve
from tests.assignment.commands import run, solved
from tests.assignment.instances import instance
from tests.assignment.written import write_problem

PEOPLE = "id,wants,level,room,line_manager\na,CAD;law,3,1,t1\nb,law,5,,\n"
MENTORS = "id,offers,level,room\nt1,law,7,1\nt2,CAD; law ;law,4,2\n"
CRITERIA = """objective = "placed-total"
capacity = "room"

[[criterion]]
name = "skills wanted"
kind = "overlap"
mentee = "wants"
mentor = "offers"
points = 401

[[rule]]
name = "not one's own line manager"
kind = "differ"
mentee = "line_manager"
mentor = "id"
"""


def files(folder: Path, mentees: str = PEOPLE, mentors: str = MENTORS, criteria: str = CRITERIA) -> dict[str, Path]:
    """The three files with these texts."""
    out = {}
    for name, suffix, text in (
        ("mentees", "csv", mentees),
        ("mentors", "csv", mentors),
        ("criteria", "toml", criteria),
    ):
        out[name] = folder / f"{name}.{suffix}"
        out[name].write_bytes(text.encode())
    return out


def test_solve_writes_pairs_report_and_certificate(tmp_path: Path) -> None:
    inputs = files(tmp_path)
    outputs = solved(inputs, tmp_path)
    assert (
        outputs["out"].read_text() == "mentee,mentor,points\na,t2,401\nb,t1,401\n"
        or outputs["out"].read_text() == "mentee,mentor,points\na,t2,401\nb,t2,401\n"
    )
    report = json.loads(outputs["report"].read_text())
    assert report["placed"] == report["bound_placed"] == 2
    assert report["total"] == report["bound_total"] == 802
    assert report["worst"] == report["bound_worst"] == 401
    assert report["unplaced"] == []
    assert report["optimal"] is True
    assert report["seconds"] >= 0
    assert report["peak_mib"] > 0
    assert run("verify", inputs, certificate=outputs["certificate"], pairs=outputs["out"]) == 0


def test_row_order_changes_no_byte(tmp_path: Path) -> None:
    for seed in range(25):
        rng = random.Random(seed)
        problem = instance(rng, 12, 9)
        folder = tmp_path / str(seed)
        folder.mkdir()
        inputs = write_problem(folder, problem)
        first = solved(inputs, folder)["out"].read_bytes()
        for name in ("mentees", "mentors"):
            head, *rows = inputs[name].read_text(encoding="utf-8-sig").splitlines()
            rng.shuffle(rows)
            inputs[name].write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        assert solved(inputs, folder)["out"].read_bytes() == first


def test_files_say_the_same_as_the_library_and_every_certificate_is_accepted(tmp_path: Path) -> None:
    for seed in range(120):
        problem = instance(random.Random(seed), 7, 6)
        folder = tmp_path / str(seed)
        folder.mkdir()
        inputs = write_problem(folder, problem)
        outputs = solved(inputs, folder)
        with outputs["out"].open(newline="") as file:
            rows = [(row["mentee"], row["mentor"], int(row["points"])) for row in csv.DictReader(file)]
        assert rows == [(pair.mentee, pair.mentor, pair.points) for pair in solve(problem).pairs]
        assert run("verify", inputs, certificate=outputs["certificate"], pairs=outputs["out"]) == 0, problem


@pytest.mark.parametrize(
    ("mentees", "mentors", "placed"),
    [
        ("id,wants,line_manager\n", MENTORS, 0),
        (PEOPLE, "id,offers,room\n", 0),
        (PEOPLE, "id,offers,room\nt1,law,0\n", 0),
        ("id,wants,line_manager\na,law,t1\nb,law,t1\n", "id,offers,room\nt1,law,9\n", 0),
        ("id,wants,line_manager,x\n a ,law,,\n\nb,,,\n", "\ufeffid,offers,room\r\nt1,,9\r\n", 2),
    ],
)
def test_empty_and_impossible_inputs_are_answered(tmp_path: Path, mentees: str, mentors: str, placed: int) -> None:
    inputs = files(tmp_path, mentees, mentors)
    outputs = solved(inputs, tmp_path)
    report = json.loads(outputs["report"].read_text())
    assert (report["placed"], report["bound_placed"], report["optimal"]) == (placed, placed, True)
    assert run("verify", inputs, certificate=outputs["certificate"]) == 0


WRONG = [
    ("mentees", PEOPLE.replace("wants", "wishes"), "line 1", "wants"),
    ("mentees", PEOPLE.replace("b,law", "a,law"), "line 3, column 1 (id)", "used twice"),
    ("mentees", PEOPLE.replace("b,law", " ,law"), "line 3, column 1 (id)", "no id"),
    ("mentees", PEOPLE.replace("b,law,5,,", "b,law,5"), "line 3", "3 cells"),
    ("mentees", PEOPLE.replace("id,wants,level", "id,wants,wants"), "line 1, column 3 (wants)", "twice"),
    ("mentees", "", "line 1, column 1", "no header"),
    ("mentees", 'id,wants,line_manager\na,"law\nx,\n', "line 2", "not CSV"),
    ("mentors", MENTORS.replace("7,1", "7,-1"), "line 2, column 4 (room)", "-1"),
    ("mentors", MENTORS.replace("7,1", "7,1.5"), "line 2, column 4 (room)", "1.5"),
    ("mentors", MENTORS.replace("7,1", "7,²"), "line 2, column 4 (room)", "²"),
    ("criteria", CRITERIA.replace('"differ"', '"unlike"'), "line 13, column 1 (kind)", "unlike"),
    ("criteria", CRITERIA.replace("points = 401", "points = 4.5"), "line 9, column 1 (points)", "whole number"),
    ("criteria", CRITERIA.replace("points = 401", "points = -4"), "line 9, column 1 (points)", "0 or more"),
    ("criteria", CRITERIA.replace("points = 401", "points = true"), "line 9", "whole number"),
    ("criteria", CRITERIA.replace("points = 401", ""), "line 4", "needs the key “points”"),
    ("criteria", CRITERIA + "weight = 3\n", "line 16, column 1 (weight)", "unknown"),
    ("criteria", "speed = 3\n" + CRITERIA, "line 1, column 1 (speed)", "unknown"),
    ("criteria", CRITERIA.replace("placed-total", "most"), "line 1, column 1 (objective)", "unknown"),
    ("criteria", CRITERIA.replace('= "room"', "= room"), "line 2", "TOML"),
    ("criteria", CRITERIA.replace('"overlap"', '"table"\ntable = "none.csv"'), "none.csv, line 1", "cannot be read"),
]


@pytest.mark.parametrize(("name", "text", "where", "what"), WRONG)
def test_wrong_inputs_get_one_sentence_and_write_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, where: str, what: str
) -> None:
    inputs = files(tmp_path, **{name: text})
    outputs = {"out": tmp_path / "pairs.csv", "report": tmp_path / "report.json", "certificate": tmp_path / "cert.npz"}
    outputs["out"].write_text("kept")
    assert run("solve", inputs, **outputs) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert where in said
    assert what in said
    assert outputs["out"].read_text() == "kept"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["criteria.toml", "mentees.csv", "mentors.csv", "pairs.csv"]


def test_not_utf8_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inputs = files(tmp_path)
    inputs["mentors"].write_bytes(MENTORS.encode().replace(b"CAD", b"C\xc4D"))
    assert run("solve", inputs, out=tmp_path / "p.csv", report=tmp_path / "r.json") == 2
    assert "mentors.csv, line 3, column 5: this is not UTF-8" in capsys.readouterr().err


def test_tables_are_read_from_the_criteria_folder_and_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    criteria = CRITERIA.replace('kind = "overlap"', 'kind = "table"\ntable = "sub/points.csv"')
    inputs = files(tmp_path, criteria=criteria)
    (tmp_path / "sub").mkdir()
    table = tmp_path / "sub" / "points.csv"
    outputs = {"out": tmp_path / "pairs.csv", "report": tmp_path / "report.json"}
    table.write_text("mentee,mentor,points\nlaw,law,7\n law,law ,8\n")
    assert run("solve", inputs, **outputs) == 2
    assert "points.csv, line 3, column 1 (mentee): “law” and “law” are listed twice." in capsys.readouterr().err
    table.write_text("mentee,mentor,points\nlaw,law,402\n")
    assert run("solve", inputs, **outputs) == 2
    assert "points.csv, line 2, column 3 (points)" in capsys.readouterr().err
    table.write_text("mentee,mentor,points\nlaw,law,7\n")
    assert run("solve", inputs, **outputs) == 0
    assert json.loads(outputs["report"].read_text())["total"] == 7


def test_an_output_that_cannot_be_written_leaves_the_others_alone(tmp_path: Path) -> None:
    inputs = files(tmp_path)
    out = tmp_path / "pairs.csv"
    assert run("solve", inputs, out=out, report=tmp_path / "nowhere" / "report.json") == 2
    assert not out.exists()


def test_a_file_that_is_no_certificate_is_bad_input(tmp_path: Path) -> None:
    inputs = files(tmp_path)
    outputs = solved(inputs, tmp_path)
    shutil.copy(outputs["report"], outputs["certificate"])
    assert run("verify", inputs, certificate=outputs["certificate"]) == 2
    assert run("verify", inputs, certificate=tmp_path / "none.npz") == 2


def test_pairs_that_differ_from_the_certificate_are_not_proved(tmp_path: Path) -> None:
    inputs = files(tmp_path)
    outputs = solved(inputs, tmp_path)
    outputs["out"].write_text(outputs["out"].read_text().replace("a,t2,401", "a,t2,400"))
    assert run("verify", inputs, certificate=outputs["certificate"], pairs=outputs["out"]) == 1
    outputs["out"].write_text("mentee,mentor\n")
    assert run("verify", inputs, certificate=outputs["certificate"], pairs=outputs["out"]) == 2
