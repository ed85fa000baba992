"""Several people press at the same moment: threads with a connection each on PostgreSQL, one after the other on SQLite."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, connections

from ithaca.kernel.refusals import Refused
from ithaca.kernel.scope import open_scheme
from tests.support.world import World

#: How often each race is run where it is one.
ROUNDS = 6 if connection.vendor == "postgresql" else 1


def at_once(world: World, acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each act returned, or the refusal it met, in the order of the acts. Any other exception is raised."""
    done: list[Any] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(place: int, alone: bool) -> None:
        try:
            with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
                if not alone:
                    start.wait(30)
                done[place] = acts[place]()
        except Refused as refusal:
            done[place] = refusal
        except Exception as error:
            done[place] = error
        finally:
            if not alone:
                connections["default"].close()

    if connection.vendor == "postgresql":
        threads = [threading.Thread(target=run, args=(place, False)) for place in range(len(acts))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert not any(thread.is_alive() for thread in threads)
    else:
        for place in range(len(acts)):
            run(place, True)
    for result in done:
        if isinstance(result, Exception) and not isinstance(result, Refused):
            raise result
    return done


def refused(results: Sequence[Any]) -> int:
    """How many of the acts were refused."""
    return sum(isinstance(result, Refused) for result in results)
