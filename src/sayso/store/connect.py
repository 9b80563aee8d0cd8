"""Opening a case file: one writer, many readers, and a message that says what to do when it cannot be opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from sayso.errors import NoCase, StoreError
from sayso.store.schema import APPLICATION_ID, create, has_our_views, migrate, newest
from sayso.store.views import lay_views

MEMORY: Final = ":memory:"
BUSY_MS: Final = 10_000
# As many questions stay compiled: a screen asks some forty, and over views to compile one costs more than to answer it.
STATEMENTS: Final = 512
# KiB of the file that a connection may hold: a screen of a large case touches more than SQLite's own two thousand.
CACHE: Final = 32_768

ADVICE: Final = {
    "SQLITE_CORRUPT": "the file is damaged: go back to a copy, or save what can be read with `sqlite3 CASE .recover`",
    "SQLITE_NOTADB": "this is no case file, or its first bytes are damaged: check the name, or go back to a copy",
    "SQLITE_BUSY": "the case is locked by another sayso: wait until it is done, or end it",
    "SQLITE_FULL": "the disk is full: make room and run the same command again, nothing done is lost",
    "SQLITE_READONLY": "the case is open for reading only: open it with write=True, or check the file's permissions",
    "SQLITE_CANTOPEN": "the file cannot be opened: check the folder and its permissions",
    "SQLITE_IOERR": "the disk failed: check it, then run the same command again",
}


class explained:
    """What SQLite raises becomes a StoreError that names the file and what to do."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(error, OverflowError):
            raise StoreError(f"{self.path}: a number is too large for the case file: {error}") from error
        if isinstance(error, OSError):
            raise StoreError(f"{self.path}: {error.strerror}; check the folder and its permissions") from error
        if isinstance(error, sqlite3.Error):
            code = "_".join(str(getattr(error, "sqlite_errorname", "")).split("_")[:2])
            advice = f"; {ADVICE[code]}" if code in ADVICE else ""
            raise StoreError(f"{self.path}: {error}{advice}") from error


class WriterLock:
    """A file beside the case, locked by SQLite itself, so that the lock falls when the process dies.

    The case itself cannot carry it: a lock on it for the whole of a fill would keep readers out.
    """

    def __init__(self, path: Path) -> None:
        self.beside = path.with_name(path.name + "-writer")
        self.connection: sqlite3.Connection | None = None
        while self.connection is None:
            self.connection = self._try(path)

    def _try(self, path: Path) -> sqlite3.Connection | None:
        self.beside.touch()
        before = self.beside.stat().st_ino
        connection = sqlite3.connect(self.beside, timeout=0, isolation_level=None)
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            connection.close()
            raise StoreError(f"{path} is locked: another sayso is writing to it; wait until it is done") from error
        # The holder before us removes the file when it is done: a lock on a removed file locks nobody out.
        if self.beside.exists() and self.beside.stat().st_ino == before:
            return connection
        connection.close()
        return None

    def release(self) -> None:
        if self.connection is not None:
            with suppress(OSError):  # where an open file cannot be removed it stays, empty and harmless
                self.beside.unlink()
            self.connection.close()
            self.connection = None


def connect_writer(path: str) -> tuple[sqlite3.Connection, WriterLock | None]:
    """Opens the case to write, makes it if there is none, brings an older one up to date."""
    if path == MEMORY:
        memory = _connect(MEMORY, uri=False)
        create(memory)
        return memory, None
    if not Path(path).parent.is_dir():
        raise StoreError(f"{path}: there is no such folder; make it first")
    with explained(path):
        lock = WriterLock(Path(path))
    try:
        with explained(path):
            return _open_to_write(Path(path)), lock
    except BaseException:
        lock.release()
        raise


def connect_reader(path: str) -> sqlite3.Connection:
    """Opens the case to read and never makes one. One of older tables is brought up to date in memory only; over views that
    are not ours our own are laid, and no row is copied."""
    if path == MEMORY or not Path(path).is_file():
        raise NoCase(f"{path}: there is no case here; `sayso run PATHS --case {path}` makes one")
    with explained(path):
        connection = _open_to_read(Path(path))
        version = _check(connection, path)
        if version == 0:
            connection.close()
            raise StoreError(f"{path}: the case is empty, its first run was cut short; run it again")
        if version == newest():
            if not has_our_views(connection):
                lay_views(connection)
            return connection
        copy = _connect(MEMORY, uri=False)
        with closing(connection):
            connection.backup(copy)
        migrate(copy, version)
        return copy


def ask(db: sqlite3.Connection, query: str, params: Sequence[Any] | Mapping[str, Any], may_write: bool) -> list[sqlite3.Row]:
    """The rows of a question, which can change nothing."""
    # The pragma makes SQLite compile every statement it has kept anew, which costs more than most answers.
    if not may_write or query.lstrip()[:6].lower() == "select":
        return db.execute(query, params).fetchall()
    db.execute("PRAGMA query_only=ON")
    try:
        return db.execute(query, params).fetchall()
    finally:
        db.execute("PRAGMA query_only=OFF")


def _connect(target: str, uri: bool = True) -> sqlite3.Connection:
    # The threads of the workbench take turns with a connection: never two at once.
    connection = sqlite3.connect(
        target, uri=uri, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute(f"PRAGMA cache_size=-{CACHE}")
    return connection


def _open_to_write(path: Path) -> sqlite3.Connection:
    connection = _connect(f"{path.absolute().as_uri()}?mode=rwc")
    try:
        version = _check(connection, str(path))
        if version == 0:
            create(connection)
        elif version == newest():
            if not has_our_views(connection):
                migrate(connection, version)
        else:
            connection.close()
            _migrate_on_a_copy(path, version)
            connection = _connect(f"{path.absolute().as_uri()}?mode=rw")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _open_to_read(path: Path) -> sqlite3.Connection:
    # Not mode=ro: the last reader of a file in WAL mode could then not tidy up, and would leave two files beside it.
    connection = _connect(f"{path.absolute().as_uri()}?mode=rw")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
        return connection
    except sqlite3.OperationalError:
        connection.close()
        if path.with_name(path.name + "-wal").exists():
            raise
    # On a medium that cannot be written to nobody else writes either, so the file may be taken as it stands.
    return _connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1")


def _check(connection: sqlite3.Connection, path: str) -> int:
    """The version of the case's tables; 0 if the file is empty."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not tables and not application:
        return 0
    if application != APPLICATION_ID:
        raise StoreError(f"{path} is an SQLite file of another program; choose another name for the case")
    if version > newest():
        raise StoreError(f"{path} is of version {version}, this sayso knows up to {newest()}; install a newer sayso")
    return version


def _migrate_on_a_copy(path: Path, version: int) -> None:
    """The old file stays whole until the new one is; if anything fails it is as if nothing had been tried."""
    copy = path.with_name(path.name + "-migrating")
    copy.unlink(missing_ok=True)
    with closing(_connect(f"{path.absolute().as_uri()}?mode=rw")) as old:
        # Out of WAL mode, which also asks that nobody reads: a log left beside would be taken for the new file's.
        old.execute("PRAGMA journal_mode=DELETE")
        with closing(_connect(f"{copy.absolute().as_uri()}?mode=rwc")) as new:
            old.backup(new)
            migrate(new, version)
    copy.replace(path)
