"""The file format: three inputs in; pairs, report and certificate out, all of them or none."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .csvfile import FileError, Sheet, read_sheet
from .errors import InputError
from .model import Criterion, Rule
from .problem import Problem
from .result import Result
from .tomlfile import CriteriaFile, read_criteria


@dataclass(frozen=True)
class Inputs:
    """A problem with the files it came from; ``hashes`` are SHA-256 by what the file is for."""

    problem: Problem
    hashes: Mapping[str, str]


def read_inputs(mentees: Path, mentors: Path, criteria: Path) -> Inputs:
    """Reads the three files and the tables they name.  Raises `FileError`: one sentence with file, line and column."""
    settings = read_criteria(criteria)
    sheets = {"mentees": read_sheet(mentees), "mentors": read_sheet(mentors)}
    _check_columns(sheets, settings)
    try:
        problem = Problem.build(sheets["mentees"].rows, sheets["mentors"].rows, settings.scheme)
    except InputError as error:
        sheet = sheets.get(error.list_name)
        if sheet is None:
            raise FileError(criteria, 1, 1, "", error.sentence) from None
        raise sheet.error(error.sentence, row=error.row, column=error.column) from None
    names = {"mentees": mentees, "mentors": mentors, "criteria": criteria}
    names |= {f"table {number}": file for number, file in enumerate(settings.tables, 1)}
    return Inputs(problem, {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in names.items()})


def _check_columns(sheets: Mapping[str, Sheet], settings: CriteriaFile) -> None:
    scheme = settings.scheme
    for sheet in sheets.values():
        sheet.need("id", "every person needs one")
    parts: tuple[Criterion | Rule, ...] = (*scheme.criteria, *scheme.rules)
    for part in parts:
        why = f"“{part.name}” needs it"
        sheets["mentees"].need(part.mentee, why)
        sheets["mentors"].need(part.mentor, why)
    if scheme.capacity is not None:
        sheets["mentors"].need(scheme.capacity, "the criteria name it for the capacity")
    if scheme.waited is not None:
        sheets["mentees"].need(scheme.waited, "the criteria name it for the rounds waited")


def pairs_csv(result: Result) -> bytes:
    """``mentee,mentor,points``, sorted by mentee id."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["mentee", "mentor", "points"])
    writer.writerows([pair.mentee, pair.mentor, pair.points] for pair in result.pairs)
    return out.getvalue().encode()


def report_json(result: Result, objective: str) -> bytes:
    """The report: what was reached, what could be at most, and whether that is proved."""
    report = {
        "objective": objective,
        "placed": result.placed,
        "unplaced": list(result.unplaced),
        "total": result.total,
        "worst": result.worst,
        "bound_placed": result.bound_placed,
        "bound_total": result.bound_total,
        "bound_worst": result.bound_worst,
        "optimal": result.optimal,
        "seconds": round(result.seconds, 6),
        "peak_mib": peak_mib(),
        "passes": result.passes,
        "rounds": result.rounds,
    }
    return (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode()


def peak_mib() -> float | None:
    """The most memory this process has held, in MiB; None where the system does not say."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1)


def certificate_npz(result: Result, inputs: Inputs) -> bytes:
    """The certificate as ``docs/assignment.md`` describes it."""
    scheme, mentors = inputs.problem.scheme, inputs.problem.mentors.ids
    steps = result.certificate.steps if result.certificate else ()
    prices = np.array([[step.prices.get(mentor, 0) for mentor in mentors] for step in steps], np.int64)
    levels = [(k, level, extra) for k, step in enumerate(steps) for level, extra in step.levels]
    names = sorted(inputs.hashes)
    arrays = {
        "format": np.array("ithaca assignment certificate 1"),
        "objective": np.array(scheme.objective),
        "depth": np.array(scheme.depth, np.int64),
        "input_names": np.array(names, np.str_),
        "input_hashes": np.array([inputs.hashes[name] for name in names], np.str_),
        "pair_mentees": np.array([pair.mentee for pair in result.pairs], np.str_),
        "pair_mentors": np.array([pair.mentor for pair in result.pairs], np.str_),
        "pair_points": np.array([pair.points for pair in result.pairs], np.int64),
        "claim_placed": np.array(result.placed, np.int64),
        "claim_total": np.array(result.total, np.int64),
        "claim_worst": np.array(-1 if result.worst is None else result.worst, np.int64),
        "claim_bound_total": np.array(-1 if result.bound_total is None else result.bound_total, np.int64),
        "mentors": np.array(mentors, np.str_),
        "prices": prices.reshape(len(steps), len(mentors)),
        "bonus": np.array([step.bonus for step in steps], np.int64),
        "slope": np.array([step.slope for step in steps], np.int64),
        "floor": np.array([step.floor for step in steps], np.int64),
        "levels": np.array(levels, np.int64).reshape(len(levels), 3),
    }
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def write_all(outputs: Mapping[Path, bytes]) -> None:
    """Writes every file beside its place first and puts them all there last, so that none is ever half-written.

    Raises `FileError` if one cannot be written; then none is changed.
    """
    ready: list[tuple[str, Path]] = []
    try:
        for file, content in outputs.items():
            try:
                handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
                ready.append((name, file))
                with os.fdopen(handle, "wb") as out:
                    out.write(content)
                Path(name).chmod(0o666 & ~_umask())
                if file.is_dir():
                    raise IsADirectoryError(21, "Is a directory")
            except OSError as error:
                raise FileError(file, 1, 1, "", f"the file cannot be written ({error.strerror}).") from None
        for name, file in ready:
            Path(name).replace(file)
    finally:
        for name, _ in ready:
            Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
