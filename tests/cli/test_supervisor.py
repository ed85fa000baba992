"""The process tree: a child that dies comes back, one signal stops all, nothing is left behind. Real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.support.installed import environment

Eventually = Callable[[Callable[[], object], str], None]

# A child that starts a grandchild, writes both process ids, and then waits. Its name is its first argument.
CHILD = """
import os, pathlib, subprocess, sys, time
name, folder = sys.argv[1], pathlib.Path(sys.argv[2])
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
(folder / (name + ".making")).write_text(f"{os.getpid()} {grandchild.pid}")
os.replace(folder / (name + ".making"), folder / (name + ".pids"))
print(name, "is here", flush=True)
time.sleep(600)
"""
# A child that does as the real ones do: it looks whether its supervisor still lives.
LOYAL_CHILD = """
import os, pathlib, sys, threading
from ithaca.cli.orphans import when_supervisor_dies
stop = threading.Event()
when_supervisor_dies(stop.set)
name, folder = sys.argv[1], pathlib.Path(sys.argv[2])
(folder / (name + ".making")).write_text(str(os.getpid()))
os.replace(folder / (name + ".making"), folder / (name + ".pids"))
stop.wait()
"""
TREE = """
import sys
from pathlib import Path
from ithaca.cli.supervisor import Child, Supervisor
folder = Path(sys.argv[1])
children = [
    Child(name, [sys.executable, str(folder / "child.py"), name, str(folder)], folder / (name + ".log"))
    for name in ("web", "worker")
]
prepare = lambda: None
if "cannot-prepare" in sys.argv:
    import time
    children[0].early = True
    def prepare():
        while not (folder / "web.pids").exists():
            time.sleep(0.02)
        raise SystemExit(7)
if "never-ready" in sys.argv:
    children = [Child("web", [sys.executable, str(folder / "child.py")], folder / "web.log", lambda: False)]
failure = Supervisor(children, on_ready=lambda: print("READY", flush=True), grace=5, prepare=prepare).run()
print("FAILURE", failure) if failure else print("STOPPED")
"""


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Start a supervisor over two children that run the given program; whatever is left is ended after the test."""
    started: list[subprocess.Popen[str]] = []

    def start(program: str) -> subprocess.Popen[str]:
        (tmp_path / "child.py").write_text(textwrap.dedent(program))
        command = [sys.executable, "-c", TREE, str(tmp_path)]
        process = subprocess.Popen(
            command, env=environment(), stdout=subprocess.PIPE, stderr=(tmp_path / "words").open("w"), text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
    for file in tmp_path.glob("*.pids"):
        for pid in map(int, file.read_text().split()):
            if alive(pid):
                os.kill(pid, signal.SIGKILL)


def alive(pid: int) -> bool:
    """Does this process exist and do something (a zombie does not)?"""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def pids(folder: Path, name: str) -> list[int]:
    """The process ids a child has written, or none yet."""
    file = folder / f"{name}.pids"
    return [int(pid) for pid in file.read_text().split()] if file.exists() else []


def test_a_child_that_is_killed_is_started_again_and_the_reason_told(
    tree, tmp_path: Path, eventually: Eventually
) -> None:
    tree(CHILD)
    eventually(lambda: pids(tmp_path, "web") and pids(tmp_path, "worker"), "both children run")
    first, worker = pids(tmp_path, "web"), pids(tmp_path, "worker")
    os.kill(first[0], signal.SIGKILL)
    eventually(lambda: pids(tmp_path, "web") != first, "a new web child")
    assert not alive(first[1])  # what the dead child had started went with it
    assert pids(tmp_path, "worker") == worker  # the other child was not disturbed
    assert alive(worker[0])
    assert "the web was ended by SIGKILL: web is here. Starting it again in 0.5 s." in (tmp_path / "words").read_text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_one_signal_stops_everything(tree, tmp_path: Path, eventually: Eventually, number: int) -> None:
    process = tree(CHILD)
    assert process.stdout.readline() == "READY\n"
    eventually(lambda: pids(tmp_path, "web") and pids(tmp_path, "worker"), "both children run")
    process.send_signal(number)
    rest, _ = process.communicate(timeout=60)
    assert rest == "STOPPED\n"
    assert process.returncode == 0
    assert [pid for name in ("web", "worker") for pid in pids(tmp_path, name) if alive(pid)] == []


def test_a_child_that_will_not_stop_is_ended(tree, tmp_path: Path, eventually: Eventually) -> None:
    process = tree("import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + CHILD)
    eventually(lambda: pids(tmp_path, "web") and pids(tmp_path, "worker"), "both children run")
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0
    assert [pid for name in ("web", "worker") for pid in pids(tmp_path, name) if alive(pid)] == []


def test_children_end_when_their_supervisor_is_killed_outright(tree, tmp_path: Path, eventually: Eventually) -> None:
    process = tree(LOYAL_CHILD)
    eventually(lambda: pids(tmp_path, "web") and pids(tmp_path, "worker"), "both children run")
    children = pids(tmp_path, "web") + pids(tmp_path, "worker")
    process.kill()
    process.wait()
    eventually(lambda: not any(alive(pid) for pid in children), "the children noticed")


def test_a_child_that_never_gets_up_ends_the_start_with_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "child.py").write_text("import sys; print('ithaca: the port is taken', file=sys.stderr); sys.exit(2)")
    command = [sys.executable, "-c", TREE, str(tmp_path), "never-ready"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=120)
    assert "FAILURE the web ended with code 2: ithaca: the port is taken" in done.stdout
    assert "READY" not in done.stdout


def test_what_loads_early_is_ended_when_the_preparing_fails_and_nothing_else_starts(tmp_path: Path) -> None:
    (tmp_path / "child.py").write_text(textwrap.dedent(CHILD))
    command = [sys.executable, "-c", TREE, str(tmp_path), "cannot-prepare"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=120)
    assert done.returncode == 7
    assert done.stdout == ""
    early = pids(tmp_path, "web")
    assert early
    assert not any(alive(pid) for pid in early)
    assert not (tmp_path / "worker.log").exists()


def test_a_child_that_writes_more_than_a_pipe_holds_is_not_stopped_by_it(
    tree, tmp_path: Path, eventually: Eventually
) -> None:
    tree("print('x' * 1_000_000, flush=True)\n" + CHILD)
    eventually(lambda: pids(tmp_path, "web") and pids(tmp_path, "worker"), "both children got past their words")
    assert (tmp_path / "web.log").stat().st_size > 1_000_000
