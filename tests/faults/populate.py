"""Fills an empty data folder in a process of its own: pairs that may write, their sessions, and the way to the mail sink.

    python -m tests.faults.populate PAIRS SMTP_PORT

prints one line of JSON: the sides (session, address of the thread, relay address, mailbox) and nothing else.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any


def side(world: Any, pair: Any, one: Any) -> dict[str, str]:
    """What a writer needs to speak as one side of a pair."""
    from django.utils import timezone

    from ithaca.relay.addresses import reply_to

    mailbox = one.person.email
    return {
        "session": world.client(one.person).cookies["ithaca"].value,
        "thread": world.url(f"messages/{pair.public_id}/"),
        "pair": pair.public_id,
        "name": one.person.name,
        "mailbox": mailbox,
        "relay": reply_to(pair=pair.public_id, role=one.role, mailbox=mailbox, at=timezone.now()),
    }


def populate(pairs: int, smtp_port: int) -> dict[str, Any]:
    """Migrate, then make everything through the rooms' own services."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from ithaca.kernel.roles import Role
    from ithaca.kernel.scope import open_scheme
    from ithaca.notices.models import MailSettings
    from tests.support.pairs import STAFF, cleared_pair
    from tests.support.world import make_world

    MailSettings.objects.create(host="127.0.0.1", port=smtp_port, security="none", from_address="ithaca@example.org")
    world = make_world()
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
        made = [
            cleared_pair(world, mentor=f"Mona Mentor{n}", mentee=f"Milo Mentee{n}", channels=("messages", "mail_relay"))
            for n in range(pairs)
        ]
        sides = [side(world, pair, one) for pair in made for one in (pair.mentor, pair.mentee)]
    cora = world.people[STAFF[Role.COORDINATOR]]
    desk = {"session": world.client(cora).cookies["ithaca"].value, "desk": world.url("messages/held/")}
    return {"sides": sides, "staff": desk}


def main() -> None:
    """Set Django up for the data folder of the environment and fill it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ithaca.config.settings")
    import django
    from django.conf import settings

    django.setup()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    print(json.dumps(populate(int(sys.argv[1]), int(sys.argv[2]))))


if __name__ == "__main__":
    main()
