"""The database before the rooms open: can it be reached, is it not newer than this code, and bring it up to date."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError

from ithaca.cli.exits import CommandError


def check_reachable() -> None:
    """Raises CommandError if the database cannot be opened."""
    try:
        if connection.vendor == "postgresql":
            _try_postgresql()
        connection.ensure_connection()
        MigrationRecorder(connection).has_table()
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
        raise CommandError(f"The database cannot be reached: {reason}") from error
    except DatabaseError as error:
        raise CommandError("The database file is damaged or no database at all: restore a backup.") from error


def _try_postgresql() -> None:
    """Connect once without the pool, which would hide the reason and wait half a minute."""
    import psycopg

    settings = connection.settings_dict
    try:
        psycopg.connect(
            dbname=settings["NAME"],
            user=settings["USER"],
            password=settings["PASSWORD"],
            host=settings["HOST"],
            port=settings["PORT"] or None,
            connect_timeout=5,
        ).close()
    except psycopg.OperationalError as error:
        raise OperationalError(str(error)) from error


def unknown_migrations() -> list[tuple[str, str]]:
    """The migrations that the database has seen and this code does not know, as (room, name), sorted."""
    loader = MigrationLoader(connection)
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known.update(migration.replaces)
    return sorted(set(MigrationRecorder(connection).applied_migrations()) - known)


def check_not_ahead() -> None:
    """Raises CommandError if a newer Ithaca has already changed this database (going back would lose data)."""
    unknown = unknown_migrations()
    if unknown:
        room, name = unknown[0]
        raise CommandError(
            f"The database is ahead of this code: it has {len(unknown)} change(s) this version does not know, "
            f"the first is {room} {name}. Update Ithaca, or use the database that belongs to this version."
        )


def pending_count() -> int:
    """How many migrations of this code the database still lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_to_date(verbosity: int = 0) -> int:
    """Apply what is missing and return how many migrations that were. Call the checks above first."""
    count = pending_count()
    # Also with nothing to apply: what the rooms re-create after every migrate (triggers) must stand.
    call_command("migrate", interactive=False, verbosity=verbosity)
    return count


def gather_static_files() -> None:
    """Copy style sheets, scripts and pictures to where the web server looks for them, unless it finds them itself."""
    if settings.STATIC_ROOT and not getattr(settings, "WHITENOISE_USE_FINDERS", False):
        call_command("collectstatic", interactive=False, verbosity=0)
