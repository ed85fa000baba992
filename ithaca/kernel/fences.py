"""Fences in the database itself: rows that join two tenants, or change what may not change, cannot be stored.

They are worked out from the models, so a new table is fenced without anybody remembering it, and laid again after
every migrate because SQLite drops triggers when it rebuilds a table. Three kinds:

- tenant: a foreign key from a row of one scheme (or organisation) to a row of another is refused;
- append-only: rows of models with `append_only = True` can be neither changed nor deleted, except the columns named in
  `append_only_except` (a tuple of column names);
- emptied: columns of such a model named in `emptied` may be set to nothing (never to anything else) while a licence of
  the row's organisation is open (licence.py) and the SQL of `emptied_only_if` (by vendor) holds for the old row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models, transaction


@dataclass(frozen=True, slots=True)
class Fence:
    """One trigger: its name, its table, and its making on each database."""

    name: str
    table: str
    sqlite: tuple[str, ...]
    postgresql: tuple[str, ...]


def _fence(name: str, table: str, events: str, condition: str, message: str) -> Fence:
    """A trigger that refuses with `message` when `condition` (SQL over NEW/OLD) holds before one of `events`."""
    sqlite = tuple(
        f'CREATE TRIGGER "{name}_{event.lower()}" BEFORE {event} ON "{table}" FOR EACH ROW WHEN {condition} '
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        for event in events.split(" OR ")
    )
    body = f"BEGIN IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; "
    body += "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END"
    postgresql = (
        f'CREATE OR REPLACE FUNCTION "{name}_fn"() RETURNS trigger LANGUAGE plpgsql AS $fence$ {body}; $fence$',
        f'CREATE TRIGGER "{name}" BEFORE {events} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}_fn"()',
    )
    return Fence(name=name, table=table, sqlite=sqlite, postgresql=postgresql)


def _level(model: type[models.Model]) -> str:
    return str(getattr(model, "level", "platform"))


def _tenant_fences(model: type[models.Model]) -> list[Fence]:
    """Refuse a foreign key that leaves the row's own tenant."""
    fences = []
    table, level = model._meta.db_table, _level(model)
    for field in model._meta.concrete_fields:
        target: Any = field.related_model
        if not isinstance(field, models.ForeignKey) or target is None or field.name == level:
            continue
        column, other, key = field.column, target._meta.db_table, target._meta.pk.column
        far = f'(SELECT "{{tenant}}" FROM "{other}" WHERE "{key}" = NEW."{column}")'
        if level == "scheme" and _level(target) == "scheme":
            wrong = f'NEW."scheme_id" <> {far.format(tenant="scheme_id")}'
        elif level == "scheme" and _level(target) == "organisation":
            here = '(SELECT "organisation_id" FROM "schemes_scheme" WHERE "id" = NEW."scheme_id")'
            wrong = f"{here} <> {far.format(tenant='organisation_id')}"
        elif level == "organisation" and _level(target) == "organisation":
            wrong = f'NEW."organisation_id" <> {far.format(tenant="organisation_id")}'
        else:
            continue
        condition = f'NEW."{column}" IS NOT NULL AND {wrong}'
        name = f"fence_{table}_{column}"[:58]
        fences.append(_fence(name, table, "INSERT OR UPDATE", condition, f"{table}.{column} joins two tenants"))
    return fences


def _append_only_fences(model: type[models.Model]) -> list[Fence]:
    """Refuse to change or delete what may only be added to."""
    if not getattr(model, "append_only", False):
        return []
    table = model._meta.db_table
    emptied = tuple(getattr(model, "emptied", ()))
    free = {*getattr(model, "append_only_except", ()), *emptied}
    fixed = [str(f.column) for f in model._meta.concrete_fields if f.column not in free]
    update, update_sqlite = (
        _fence(
            f"keep_{table}_u"[:58],
            table,
            "UPDATE",
            _changed(model, fixed, emptied, vendor),
            f"{table} may not be changed",
        )
        for vendor in ("postgresql", "sqlite")
    )
    delete = _fence(f"keep_{table}_d"[:58], table, "DELETE", "TRUE", f"{table} may not be deleted")
    return [Fence(update.name, table, update_sqlite.sqlite, update.postgresql), delete]


def _changed(model: type[models.Model], fixed: list[str], emptied: tuple[str, ...], vendor: str) -> str:
    """SQL that holds when a fixed column changes, or one that may be emptied changes without leave."""
    differs = _DIFFERS[vendor]
    wrong = " OR ".join(differs.format(c=column) for column in fixed)
    if not emptied:
        return wrong
    touched = " OR ".join(differs.format(c=column) for column in emptied)
    left_empty = " AND ".join(
        f"(NOT ({differs.format(c=c)}) OR NEW.\"{c}\" IS NULL OR CAST(NEW.\"{c}\" AS text) IN ('', '[]', '{{}}'))"
        for c in emptied
    )
    whose = 'OLD."organisation_id"'
    if _level(model) == "scheme":
        whose = '(SELECT "organisation_id" FROM "schemes_scheme" WHERE "id" = OLD."scheme_id")'
    leave = (
        f'EXISTS (SELECT 1 FROM "kernel_licence" WHERE "organisation_id" = {whose} AND "closed_at" IS NULL) '
        f"AND {left_empty}"
    )
    only_if = getattr(model, "emptied_only_if", {}).get(vendor, "")
    if only_if:
        leave += f" AND ({only_if})"
    return f"{wrong} OR (({touched}) AND NOT ({leave}))"


_DIFFERS = {"sqlite": 'OLD."{c}" IS NOT NEW."{c}"', "postgresql": '(OLD."{c}" IS NOT DISTINCT FROM NEW."{c}") = FALSE'}


def all_fences() -> list[Fence]:
    """Every fence the models ask for, in a settled order."""
    found = []
    for model in apps.get_models():
        if model.__module__.startswith("ithaca."):
            found += _tenant_fences(model) + _append_only_fences(model)
    return sorted(found, key=lambda fence: fence.name)


def lay_fences(using: str = "default", **_: object) -> None:
    """Drop and lay every fence whose table stands. Called after each migrate; safe to call at any time."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:  # never a moment without fences
        tables = set(connection.introspection.table_names(cursor))
        _drop_all(connection.vendor, cursor)
        for fence in all_fences():
            if fence.table in tables:
                for statement in fence.sqlite if connection.vendor == "sqlite" else fence.postgresql:
                    cursor.execute(statement)


def make_way(using: str = "default", plan: Sequence[object] = (), **_: object) -> None:
    """Called before each migrate: on SQLite, where something is to be migrated (`plan`), drop every fence until it is done.

    A migrate that fails leaves them down; nothing starts on such a database before another one has gone through.
    """
    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        with transaction.atomic(using), connection.cursor() as cursor:
            _drop_all(connection.vendor, cursor)


def lift_fences(using: str = "default") -> None:
    """Drop every fence, so that tests can empty the tables. Nothing else may call this: a house test looks."""
    connection = connections[using]
    with connection.cursor() as cursor:
        _drop_all(connection.vendor, cursor)


def _drop_all(vendor: str, cursor: Any) -> None:
    """Remove every trigger of ours, also those no model asks for any more."""
    if vendor == "sqlite":
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger' AND (name LIKE 'fence_%' OR name LIKE 'keep_%')"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
        return
    cursor.execute(
        "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND (t.tgname LIKE 'fence_%' OR t.tgname LIKE 'keep_%')"
    )
    for name, table in cursor.fetchall():
        cursor.execute(f'DROP TRIGGER "{name}" ON "{table}"')


def standing_fences(using: str = "default") -> set[str]:
    """The names of the triggers the database holds now (on SQLite without the event's suffix)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
            return {name.rsplit("_", 1)[0] for (name,) in cursor.fetchall()}
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        return {name for (name,) in cursor.fetchall()}
