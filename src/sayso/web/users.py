"""Who may ask a workbench that others can reach: a file of names with hashed passwords, and who is in just now."""

from __future__ import annotations

import csv
import os
import stat
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import scrypt
from hmac import compare_digest
from pathlib import Path
from secrets import token_bytes, token_urlsafe
from threading import Lock
from time import monotonic

from sayso.errors import SaysoError

COLUMNS = ("name", "role", "salt", "hash")
SHORTEST = 10
# RFC 7914 with 32 MB and some 50 ms for each try; the salt is each user's own.
COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 2**26}
# A session ends when nobody has asked by it for so long; after so many wrong tries in a row a name rests.
IDLE_S, TRIES, REST_S = 12 * 3600.0, 8, 60.0


class Role(StrEnum):
    """A reader sees what may leave the case; a reviewer all, and decides; an admin also adds pages."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class User:
    name: str
    role: Role
    salt: bytes = field(repr=False)
    hash: bytes = field(repr=False)


def hash_password(password: str, salt: bytes) -> bytes:
    return scrypt(password.encode(), salt=salt, n=COST["n"], r=COST["r"], p=COST["p"], maxmem=COST["maxmem"])


def add_user(path: Path, name: str, role: Role, password: str) -> None:
    """A name that is there gets the new role and password. The file is its owner's alone to read."""
    if not name.strip() or any(not letter.isprintable() for letter in name):
        raise SaysoError("a user needs a name, of letters that can be printed")
    if len(password) < SHORTEST:
        raise SaysoError(f"the password is short: give {SHORTEST} letters or more")
    salt = token_bytes(16)
    users = {**(read_users(path) if path.exists() else {}), name: User(name, role, salt, hash_password(password, salt))}
    fresh = path.with_name(path.name + ".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, stat.S_IRUSR | stat.S_IWUSR), "w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(COLUMNS)
        for one in users.values():
            rows.writerow((one.name, one.role, b64encode(one.salt).decode(), b64encode(one.hash).decode()))
    fresh.replace(path)


def read_users(path: Path) -> dict[str, User]:
    """Raises SaysoError on a file that is missing or cannot be read, with its line."""
    if not path.is_file():
        raise SaysoError(f"there is no {path}: make it with `sayso web --users {path} --add-user NAME`")
    users: dict[str, User] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            try:
                role = Role(row["role"])
                user = User(row["name"], role, b64decode(row["salt"], validate=True), b64decode(row["hash"], validate=True))
            except (KeyError, ValueError, TypeError) as error:
                raise SaysoError(f"{path}:{number}: that is no user: {error}") from error
            users[user.name] = user
    if not users:
        raise SaysoError(f"{path} names nobody: add one with --add-user NAME")
    return users


@dataclass(slots=True)
class Session:
    user: User
    last: float


class Sessions:
    """Who is in, by the secret of their cookie. Safe to ask from many threads."""

    def __init__(self, users: Mapping[str, User]) -> None:
        self.users = users
        self._open: dict[str, Session] = {}
        self._wrong: dict[str, tuple[int, float]] = {}
        self._lock, self._hashing = Lock(), Lock()

    def log_in(self, name: str, password: str) -> str | None:
        """The secret of a new session; None where name and password do not fit, or the name rests."""
        user = self.users.get(name)
        # A name that nobody has takes as long to refuse as one that somebody has. One try at a time, counted before the
        # next is looked at: tries sent side by side would all be the first.
        with self._hashing:
            now = monotonic()
            wrong, since = self._wrong.get(name, (0, now))
            if wrong >= TRIES and now - since < REST_S:
                return None
            tried = hash_password(password, user.salt if user is not None else b"nobody has this name")
            if user is None:
                return None
            if not compare_digest(tried, user.hash):
                self._wrong[name] = (wrong + 1, now)
                return None
            self._wrong.pop(name, None)
        secret = token_urlsafe(32)
        with self._lock:
            self._open[secret] = Session(user, now)
        return secret

    def find(self, secret: str) -> User | None:
        now = monotonic()
        with self._lock:
            session = self._open.get(secret)
            if session is None:
                return None
            if now - session.last > IDLE_S:
                del self._open[secret]
                return None
            session.last = now
            return session.user

    def has(self, secret: str) -> bool:
        """Whether that session is open; to be asked of it keeps it open no longer."""
        with self._lock:
            session = self._open.get(secret)
            return session is not None and monotonic() - session.last <= IDLE_S

    def log_out(self, secret: str) -> None:
        with self._lock:
            self._open.pop(secret, None)
