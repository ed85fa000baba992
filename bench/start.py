"""How long from the start to the first page, once everything is installed, and what the idle process tree weighs.

    python bench/start.py            # five starts, on an empty data folder first
    python bench/start.py --times 15

Each start is `ithaca start`, as `start.py` hands over to it (finding the finished environment takes start.py a tenth of a
second more; the last figure is that tenth). Python writes its bytecode as it does on a user's machine. The first start
applies every migration and is printed apart. PSS counts memory that processes share once.
"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def first_page(port: int, process: subprocess.Popen[bytes]) -> None:
    """Return when the front page has been read whole. Exits if the start gives up."""
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/")
            answer = connection.getresponse()
            answer.read()
        except OSError:
            if process.poll() is not None:
                sys.exit(f"the start ended with code {process.returncode}")
            time.sleep(0.01)
            continue
        if answer.status != 200:
            sys.exit(f"the front page answered {answer.status}")
        return


def start(folder: str, idle: float) -> tuple[float, float]:
    """Seconds until the first page, and MiB of the tree `idle` seconds later."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT), "ITHACA_DATA": folder}
    port, began = free_port(), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "ithaca", "start", "--port", str(port)],
        env=environment, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        first_page(port, process)
        spent = time.perf_counter() - began
        time.sleep(idle)
        tree = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        return spent, sum(member.memory_full_info().pss for member in tree) / 2**20
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def hand_over() -> float:
    """Seconds that start.py takes to print its help: Python itself and everything before the environment is looked at."""
    began = time.perf_counter()
    subprocess.run([sys.executable, str(ROOT / "start.py"), "--help"], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def main() -> None:
    """One line a start, then the middle and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--idle", type=float, default=5.0, help="seconds before memory is read")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(f"first start, every migration: {start(folder, 1)[0]:.2f} s")
        found = [start(folder, arguments.idle) for _ in range(arguments.times)]
    seconds = [spent for spent, _ in found]
    print("first page after " + ", ".join(f"{spent:.2f}" for spent in seconds) + " s")
    print(f"median {statistics.median(seconds):.2f} s, slowest {max(seconds):.2f} s")
    print(f"idle: {max(pss for _, pss in found):.0f} MiB PSS at most; start.py before it: {hand_over():.2f} s")


if __name__ == "__main__":
    main()
