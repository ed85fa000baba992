"""No process outlives the one that started it: each child looks once a second whether its parent is still there."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable

SUPERVISOR = "ITHACA_SUPERVISOR"  # set by the supervisor for its children: its process id


def supervised() -> bool:
    """Was this process started by `ithaca start`?"""
    return bool(os.environ.get(SUPERVISOR))


def when_supervisor_dies(stop: Callable[[], None]) -> None:
    """Call `stop` in the main thread when the supervisor is gone; nothing happens in a process started by hand.

    A timer signal instead of a thread, because the web server forks after this and threads do not survive a fork.
    Windows has neither: there the console's end stops the children.
    """
    parent = int(os.environ.get(SUPERVISOR) or 0)
    if not parent or not hasattr(signal, "setitimer"):
        return

    def look(_number: int, _frame: object) -> None:
        if os.getppid() != parent:
            signal.setitimer(signal.ITIMER_REAL, 0)
            stop()

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, 1, 1)


def exit_with_parent() -> None:
    """End this process when its parent dies. For the web server's own worker, whose parent may be killed outright."""
    parent = os.getppid()
    if os.name == "nt":
        return

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=look, name="parent-watch", daemon=True).start()
