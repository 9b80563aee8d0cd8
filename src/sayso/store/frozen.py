"""A case that nothing more is written to, as tables: views of what is current are made anew for each question, tables once."""

from __future__ import annotations

import sqlite3

# Columns that questions ask by.
ASKED_BY = frozenset(
    {
        *("id", "page", "claim", "event", "place", "target", "mention", "source", "attribution", "record", "passage"),
        *("left", "right"),
    }
)


def freeze(db: sqlite3.Connection) -> None:
    """Temporary tables of the views' names, which this connection sees before them."""
    names = [row[0] for row in db.execute("SELECT name FROM main.sqlite_master WHERE type = 'view'")]
    for name in names:
        db.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM main.{name}")
        columns = {row[1] for row in db.execute(f"PRAGMA temp.table_info({name})")}
        for column in sorted(columns & ASKED_BY):
            db.execute(f'CREATE INDEX temp.{name}_by_{column} ON {name} ("{column}")')
