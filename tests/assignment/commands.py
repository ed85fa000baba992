"""Runs `ithaca assign` in this process, as the command line does."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from ithaca.cli import assign


def run(verb: str, files: Mapping[str, Path], **more: Path) -> int:
    """The exit code of a verb with these files."""
    parser = argparse.ArgumentParser()
    assign.add_arguments(parser.add_subparsers(dest="command"))
    words = ["assign", verb]
    for name, file in {**files, **more}.items():
        words += [f"--{name}", str(file)]
    return assign.run(parser.parse_args(words))


def solved(files: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """Solves; the files written."""
    outputs = {"out": folder / "pairs.csv", "report": folder / "report.json", "certificate": folder / "cert.npz"}
    assert run("solve", files, **outputs) == 0
    return outputs
