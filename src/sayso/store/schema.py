"""The tables of a case file, made from the nouns' columns: append-only by triggers, every closed set a CHECK."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from typing import Final

from sayso.model import Bloc, Claim, Event
from sayso.store.columns import JUDGEMENT, TABLES, Column, Table
from sayso.store.views import make_views, own_words

APPLICATION_ID: Final = 0x5A7505A7
# Made anew by any weighing of the whole case: no record rests on it, and no digest covers it.
BLOCKS: Final = """
CREATE TABLE block (member TEXT PRIMARY KEY, block TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX block_members ON block (block);
"""
# What of each page is compared with all others, so that one page more need not have all read again. Made as blocks are.
PRINTS: Final = """
CREATE TABLE print (
  page TEXT PRIMARY KEY, key TEXT NOT NULL, day TEXT, source TEXT, cited TEXT NOT NULL, parent TEXT, follows TEXT,
  marks BLOB NOT NULL);
"""
# How each event stood on each day, from `since` until the day before `until`, as a map draws it. Made anew by `sayso past`.
PAST: Final = """
CREATE TABLE past (
  number INTEGER PRIMARY KEY, since TEXT NOT NULL, until TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, place TEXT,
  when_start TEXT, when_end TEXT, actors TEXT NOT NULL, grade TEXT NOT NULL, claims TEXT NOT NULL, drawn TEXT NOT NULL);
CREATE INDEX past_days ON past (since, until);
"""
# What is said of who holds each place on the days from `start` until the day before `end`, as of the days from `since` until
# the day before `until`: as a map draws it, and the words of each root. Made with the past; a point of the two clocks is found
# by a tree, since half of all rows begin before any day.
HELD: Final = """
CREATE TABLE held (
  number INTEGER PRIMARY KEY, place TEXT NOT NULL, aspect TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
  start TEXT NOT NULL, "end" TEXT NOT NULL, drawn TEXT NOT NULL);
CREATE INDEX held_place ON held (place, aspect);
CREATE VIRTUAL TABLE held_days USING rtree(number, since, until, start, "end");
CREATE TRIGGER held_lay AFTER INSERT ON held WHEN NEW.aspect = 'holder' BEGIN
  INSERT INTO held_days VALUES (NEW.number, julianday(NEW.since), julianday(NEW.until), julianday(NEW.start),
    julianday(NEW."end")); END;
CREATE TRIGGER held_gone AFTER DELETE ON held BEGIN DELETE FROM held_days WHERE number = OLD.number; END;
CREATE TABLE heard (
  number INTEGER PRIMARY KEY, place TEXT NOT NULL, aspect TEXT NOT NULL, root TEXT NOT NULL, bloc TEXT, since TEXT NOT NULL,
  until TEXT NOT NULL, start TEXT NOT NULL, "end" TEXT NOT NULL, said TEXT NOT NULL, begun TEXT, weight REAL,
  drawn TEXT NOT NULL);
CREATE INDEX heard_place ON heard (place, aspect);
"""
# A case without prints is weighed whole by the next run.
UNPRINTED: Final = "DELETE FROM progress WHERE room = 'prints' OR (page = 'case' AND room = 'weigh');"
# A claim has the words of its count and an event the claims of its figures once both are made again.
COUNTED: Final = """
ALTER TABLE claim ADD COLUMN counted_start INTEGER;
ALTER TABLE claim ADD COLUMN counted_end INTEGER;
ALTER TABLE event ADD COLUMN figures TEXT NOT NULL DEFAULT '[]';
DROP TRIGGER claim_close;
DROP TRIGGER event_close;
"""
# The roots of an event know what rests on them once it is weighed again, whole, by the next run.
UNROOTED: Final = "DELETE FROM progress WHERE page = 'case' AND room = 'weigh';"
# The days of a case are walked again, now with who held its places.
UNWALKED: Final = "DELETE FROM progress WHERE page = 'past';"
# A name no pack knows is called by the words of some of its links: they lie in the order in which they are taken.
BY_NAME: Final = 'CREATE INDEX link_name ON link ("key", target, id);'
# The events beside one are asked for by place, time and kind, and found without a look at their rows.
BESIDE_EVENTS: Final = "CREATE INDEX event_place ON event (place, when_start, when_end, kind, id);"
# Comments are few among passages, and one source speaks on few pages: lists ask for these without going through all.
BY_PAGE: Final = """
CREATE INDEX passage_role ON passage (role, page);
CREATE INDEX attribution_source ON attribution (source, page);
"""
# What a link to nothing may mean, by what it may mean: a card asks for all names that may be one's.
RIVALS: Final = """
CREATE TABLE rival (target TEXT, link TEXT, PRIMARY KEY (target, link)) WITHOUT ROWID;
INSERT OR IGNORE INTO rival SELECT json_extract(r.value, '$[0]'), l.id FROM link l, json_each(l.rivals) r
  WHERE l.target IS NULL;
CREATE TRIGGER link_rival AFTER INSERT ON link WHEN NEW.target IS NULL BEGIN
  INSERT OR IGNORE INTO rival SELECT json_extract(r.value, '$[0]'), NEW.id FROM json_each(NEW.rivals) r; END;
"""
# From a claim to the events it is or was part of, and the ways back that screens go.
REACHED: Final = f"""
CREATE TABLE member (claim TEXT, event TEXT, PRIMARY KEY (claim, event)) WITHOUT ROWID;
INSERT OR IGNORE INTO member SELECT c.value, e.id FROM event e, json_each(e.claims) c;
CREATE TRIGGER event_member AFTER INSERT ON event BEGIN
  INSERT OR IGNORE INTO member SELECT c.value, NEW.id FROM json_each(NEW.claims) c; END;
{BY_NAME}
CREATE INDEX dispute_left ON dispute ("left");
CREATE INDEX dispute_right ON dispute ("right");
CREATE INDEX page_source ON page (source);
"""

# What the store adds to a noun's fields. Its own clock has microseconds, to tell rows of one second apart.
STORED: Final = (
    Column("content_hash", "TEXT"),
    Column("made_in", "INTEGER"),
    Column("made_by", "TEXT"),
    Column("made_at", "TEXT"),
    Column("gone_in", "INTEGER", required=False),
    Column("gone_at", "TEXT", required=False),
)
# By these the views go from one noun to another, and reading from a file to its pages.
LOOKUPS: Final = (
    ("page", "path"),
    ("link", "mention"),
    ("link", "target"),
    ("attribution", "claim"),
    ("control", "place"),
    ("forecast", "attribution"),
    ("copy", "left"),
    ("copy", "right"),
)

PLAIN: Final = """
CREATE TABLE run (
  id INTEGER PRIMARY KEY, command TEXT NOT NULL, versions TEXT NOT NULL, packs TEXT NOT NULL, started TEXT NOT NULL,
  ended TEXT, counts TEXT, digest TEXT);
CREATE TRIGGER run_keep BEFORE DELETE ON run BEGIN SELECT RAISE(ABORT, 'run: rows are never deleted'); END;
CREATE TRIGGER run_new BEFORE INSERT ON run WHEN EXISTS (SELECT 1 FROM run WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'run: rows are never replaced'); END;
CREATE TRIGGER run_end BEFORE UPDATE ON run WHEN OLD.ended IS NOT NULL OR NEW.ended IS NULL
  OR NEW.id <> OLD.id OR NEW.command <> OLD.command OR NEW.versions <> OLD.versions OR NEW.packs <> OLD.packs
  OR NEW.started <> OLD.started
  BEGIN SELECT RAISE(ABORT, 'run: a row is ended once and never changed'); END;
CREATE TABLE capture (
  sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, size INTEGER NOT NULL, content_hash TEXT NOT NULL,
  made_in INTEGER NOT NULL REFERENCES run(id), made_at TEXT NOT NULL, zstd BLOB NOT NULL);
CREATE TABLE fetch (
  id TEXT PRIMARY KEY, path TEXT NOT NULL, url TEXT, seen TEXT, sha256 TEXT NOT NULL, headers TEXT NOT NULL,
  content_hash TEXT NOT NULL, made_in INTEGER NOT NULL REFERENCES run(id), made_at TEXT NOT NULL);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE progress (page TEXT, room TEXT, key TEXT NOT NULL, PRIMARY KEY (page, room)) WITHOUT ROWID;
CREATE TABLE standing (
  record TEXT, "column" TEXT, value, judgement TEXT NOT NULL, PRIMARY KEY (record, "column")) WITHOUT ROWID;
"""

# Words are read out of the page itself: `words` holds the index only. Marks belong to the letter they stand on.
SEARCH: Final = f"""
CREATE VIEW passage_words AS SELECT t.number, {own_words("t")} AS text FROM passage t;
CREATE VIRTUAL TABLE words USING fts5(text, content='passage_words', content_rowid='number',
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn'");
CREATE TRIGGER passage_index AFTER INSERT ON passage BEGIN
  INSERT INTO words (rowid, text)
  VALUES (NEW.number, coalesce({own_words("NEW")}, '')); END;
"""


def _column(column: Column) -> str:
    name = f'"{column.name}"'
    required = " NOT NULL" if column.required else ""
    if column.affinity == "BOOLEAN":
        return f"{name} BOOLEAN{required} CHECK ({name} IN (0, 1))"
    if column.closed:
        members = ", ".join(f"'{member}'" for member in column.closed)
        return f"{name} TEXT{required} CHECK ({name} IN ({members}))"
    return f"{name} {column.affinity}{required}"


def _keep(table: str, key: str) -> Iterator[str]:
    """A row is never deleted; nor replaced, which SQLite would do without asking the trigger for DELETE."""
    yield (
        f"CREATE TRIGGER {table}_keep BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: rows are never deleted'); END;"
    )
    yield (
        f"CREATE TRIGGER {table}_new BEFORE INSERT ON {table} WHEN {key} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: rows are never replaced'); END;"
    )


def _fixed(table: str, key: str) -> Iterator[str]:
    yield from _keep(table, f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key} OR rowid = NEW.rowid)")
    yield (
        f"CREATE TRIGGER {table}_same BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: rows are never changed'); END;"
    )


def _record_table(table: Table) -> Iterator[str]:
    """Rows opened and closed by runs. The key is (id, made_in), drafts aside: rows made and closed within one run."""
    name = table.name
    columns = (*table.columns, *STORED)
    own = {"page": ", shown TEXT", "problem": ", scope TEXT NOT NULL"}.get(name, "")
    yield (
        f"CREATE TABLE {name} (number INTEGER PRIMARY KEY, {', '.join(map(_column, columns))}{own}, "
        "FOREIGN KEY (made_in) REFERENCES run(id), FOREIGN KEY (gone_in) REFERENCES run(id));"
    )
    yield f"CREATE UNIQUE INDEX {name}_current ON {name} (id) WHERE gone_in IS NULL;"
    yield f"CREATE INDEX {name}_key ON {name} (id, made_in);"
    yield f"CREATE INDEX {name}_made ON {name} (made_in);"
    yield f"CREATE INDEX {name}_gone ON {name} (gone_in) WHERE gone_in IS NOT NULL;"
    if table.paged:
        yield f"CREATE INDEX {name}_page ON {name} (page, gone_in);"
    if name == "problem":
        yield "CREATE INDEX problem_scope ON problem (scope, gone_in);"
    yield from _keep(
        name,
        f"EXISTS (SELECT 1 FROM {name} WHERE number = NEW.number)"
        f" OR EXISTS (SELECT 1 FROM {name} WHERE id = NEW.id AND gone_in IS NULL)"
        f" OR EXISTS (SELECT 1 FROM {name} WHERE id = NEW.id AND made_in = NEW.made_in AND gone_in > made_in)",
    )
    yield _close(table)


def _close(table: Table) -> str:
    name = table.name
    kept = ("number", *(column.name for column in (*table.columns, *STORED) if not column.name.startswith("gone_")))
    same = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in kept)
    return (
        f"CREATE TRIGGER {name}_close BEFORE UPDATE ON {name} "
        f"WHEN NOT (OLD.gone_in IS NULL AND NEW.gone_in >= OLD.made_in AND NEW.gone_at IS NOT NULL AND {same}) "
        f"BEGIN SELECT RAISE(ABORT, '{name}: a row is closed once and never changed'); END;"
    )


def _spot(noun: str, offset: int, start: str, end: str) -> Iterator[str]:
    """Events and control rows enter the map index when they or their place come in, whichever is last."""
    days = f"coalesce(julianday(r.{start}), 0), coalesce(julianday(r.{end}), 1e7)"
    fill = (
        f"INSERT OR REPLACE INTO spot SELECT r.number * 2 + {offset}, p.lon, p.lon, p.lat, p.lat, "
        f"min({days}), max({days}), '{noun}', r.id FROM {noun} r JOIN place p ON p.id = r.place AND p.gone_in IS NULL "
        "WHERE p.lat IS NOT NULL AND p.lon IS NOT NULL AND r.gone_in IS NULL AND"
    )
    yield f"CREATE TRIGGER {noun}_spot AFTER INSERT ON {noun} BEGIN {fill} r.number = NEW.number; END;"
    yield f"CREATE TRIGGER place_{noun}_spot AFTER INSERT ON place BEGIN {fill} r.place = NEW.id; END;"


def _judgement_table() -> Iterator[str]:
    columns = ", ".join(map(_column, JUDGEMENT.columns))
    # `after` is the latest run begun when the judgement came: the next run's digest takes it into the chain.
    yield (
        f"CREATE TABLE judgement (number INTEGER PRIMARY KEY, {columns}, content_hash TEXT NOT NULL, "
        "made_at TEXT NOT NULL, after INTEGER NOT NULL, UNIQUE (id));"
    )
    yield "CREATE INDEX judgement_record ON judgement (record);"
    yield "CREATE INDEX judgement_after ON judgement (after);"


def statements() -> Iterator[str]:
    """The whole file in order: tables, triggers, indexes, the two search tables, then the views over them."""
    yield PLAIN
    yield BLOCKS
    yield PRINTS
    yield PAST
    yield HELD
    yield from _judgement_table()
    for table, key in (("capture", "sha256"), ("fetch", "id"), ("judgement", "id")):
        yield from _fixed(table, key)
    for each in TABLES.values():
        yield from _record_table(each)
    for table, column in LOOKUPS:
        yield f'CREATE INDEX {table}_{column} ON {table} ("{column}");'
    yield REACHED
    yield BESIDE_EVENTS
    yield BY_PAGE
    yield RIVALS
    yield "CREATE VIRTUAL TABLE spot USING rtree(number, lon_lo, lon_hi, lat_lo, lat_hi, day_lo, day_hi, +noun, +id);"
    yield from _spot("event", 0, "when_start", "when_end")
    yield from _spot("control", 1, "valid_from_lo", "valid_to")
    yield from make_views()
    yield SEARCH


# One script per version after the first, from the oldest on; views are made anew after the last.
MIGRATIONS: tuple[str, ...] = (
    BLOCKS,
    REACHED,
    "ALTER TABLE passage ADD COLUMN language TEXT;",
    PRINTS + UNPRINTED,
    UNROOTED,
    f"DROP INDEX link_name;DROP INDEX event_place;{BY_NAME}{BESIDE_EVENTS}",
    "",  # only the views
    "".join(_record_table(TABLES[Bloc])),
    PAST,
    BY_PAGE,
    COUNTED + _close(TABLES[Claim]) + _close(TABLES[Event]) + UNROOTED,
    HELD + UNWALKED,
    RIVALS,
)


def newest() -> int:
    return 1 + len(MIGRATIONS)


@cache
def _views() -> frozenset[str]:
    return frozenset(each.rstrip().removesuffix(";") for each in make_views())


def has_our_views(db: sqlite3.Connection) -> bool:
    """Views may be others with no table changed."""
    return _views() <= {row[0] for row in db.execute("SELECT sql FROM sqlite_master WHERE type = 'view'")}


def create(db: sqlite3.Connection) -> None:
    """All in one transaction: a case is there whole or not at all."""
    db.execute("PRAGMA journal_mode=WAL")
    script = "".join(statements())
    db.executescript(f"BEGIN IMMEDIATE;{script}PRAGMA application_id={APPLICATION_ID};PRAGMA user_version={newest()};COMMIT;")


def migrate(db: sqlite3.Connection, version: int) -> None:
    """From `version` to the newest, on a copy that nobody else has open."""
    views = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'view' AND name <> 'passage_words'")]
    dropped = "".join(f"DROP VIEW {view};" for view in views)
    script = dropped + "".join(MIGRATIONS[version - 1 :]) + "".join(make_views())
    db.executescript(f"BEGIN IMMEDIATE;{script}PRAGMA user_version={newest()};COMMIT;")
