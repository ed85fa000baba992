"""The clock's door: once a day SQLite looks at what its tables hold, so that its planner chooses the right index."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.tasks import task

DAY = int(timedelta(days=1).total_seconds())
#: Rows looked at in each index: enough to tell a column of two values from one of thousands in a scheme of ten thousand
#: people (a look at 400 could not), few enough that the write lock stays short.
LOOKED_AT = 20_000


@task
def look_at_the_tables() -> None:
    """Renew the planner's figures. PostgreSQL does so by itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {LOOKED_AT}")
        cursor.execute("ANALYZE")
