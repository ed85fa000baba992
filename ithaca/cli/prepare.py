"""Makes the database ready before the process tree starts. A process of its own, so that the supervisor stays small.

What people should see goes to the error stream; the one line on the output stream is JSON for the process that asked.
"""

from __future__ import annotations

import json
import sys

from ithaca.cli.environment import set_up_django
from ithaca.cli.exits import INTERRUPTED, OK, CommandError


def prepare() -> dict[str, str | None]:
    """Check the database, bring it up to date, make the first administrator's link if there is nobody yet.

    In the example mode an empty database gets the invented people instead."""
    set_up_django()
    from django.conf import settings

    from ithaca.cli.database import (
        bring_up_to_date,
        check_not_ahead,
        check_reachable,
        gather_static_files,
        pending_count,
    )

    check_reachable()
    check_not_ahead()
    if pending_count():
        print("Preparing the database (a few seconds) ...", file=sys.stderr, flush=True)
    bring_up_to_date()
    gather_static_files()
    if settings.EXAMPLE:
        from ithaca.cli.example import prepare_example

        prepare_example()
        return {"base_url": settings.BASE_URL, "link": None, "example": f"{settings.BASE_URL}/example/"}
    from ithaca.accounts.services import first_administrator_link

    return {"base_url": settings.BASE_URL, "link": first_administrator_link(settings.BASE_URL)}


def main() -> int:
    """Prepare and print the outcome."""
    try:
        outcome = prepare()
    except CommandError as error:
        print(f"ithaca: {error}", file=sys.stderr)
        return error.code
    except KeyboardInterrupt:
        return INTERRUPTED  # the process that asked heard the same Ctrl+C and says so
    print(json.dumps(outcome))
    return OK


if __name__ == "__main__":
    sys.exit(main())
