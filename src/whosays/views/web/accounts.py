"""The file of accounts: who may sign in, with which right, and the argon2id hash of each password."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import tempfile
import threading
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from filelock import FileLock

from whosays.errors import NotFound, UsageError

Right = Literal["read", "decide"]

SHORTEST = 12
"""Characters of a password."""
LONGEST = 1_000
LONGEST_NAME = 100
hasher = PasswordHasher()
_NOBODY = hasher.hash(secrets.token_urlsafe())
"""Held against the password of a name that is not there, so that the time of an answer tells nothing."""


class Account(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who may sign in."""

    name: str
    right: Right
    password: str
    """An argon2id hash, with its parameters."""
    changed: str
    """When password or right were last set (UTC); whoever signed in before has to do so again."""


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    accounts: tuple[Account, ...] = ()


class Accounts:
    """The accounts in a file, read again whenever it has changed."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self._lock = threading.Lock()
        self._seen: tuple[int, ...] = ()
        self._there: dict[str, Account] = {}

    def all(self) -> Mapping[str, Account]:
        """By name; `NotFound` where there is no such file, `UsageError` where it is none of accounts."""
        try:
            told = self.path.stat()
            seen = (told.st_ino, told.st_size, told.st_mtime_ns)
            with self._lock:
                if seen != self._seen:
                    self._there = {one.name: one for one in self._decoded(self.path.read_bytes())}
                    self._seen = seen
                return self._there
        except FileNotFoundError:
            raise NotFound(
                f"There is no file {self.path}. To make one: whosays accounts {self.path} add NAME"
            ) from None
        except OSError as error:
            raise UsageError(f"{self.path} cannot be read: {error.strerror}.") from error

    def require_private(self) -> None:
        """`UsageError` where others on this machine may read the file."""
        self.all()
        if os.name == "posix" and stat.S_IMODE(self.path.stat().st_mode) & 0o077:
            raise UsageError(f"{self.path} can be read by others on this machine: chmod 600 {self.path}")

    def put(self, name: str, *, right: Right | None = None, password: str | None = None) -> None:
        """Add an account, or set its right or its password."""
        if not name.isprintable() or name != name.strip() or not 0 < len(name) <= LONGEST_NAME:
            raise UsageError(f"A name is 1 to {LONGEST_NAME} characters that can be seen.")
        hashed = None if password is None else hasher.hash(_sound(password))

        def change(there: dict[str, Account]) -> None:
            old = there.get(name)
            if old is None and hashed is None:
                raise NotFound(f"There is no account {name!r} in {self.path}.")
            there[name] = Account(
                name=name,
                right=right or (old.right if old else "read"),
                password=hashed or (old.password if old else ""),
                changed=datetime.now(UTC).isoformat(),
            )

        self._change(change, new=True)

    def remove(self, name: str) -> None:
        """Take an account out."""

        def change(there: dict[str, Account]) -> None:
            if there.pop(name, None) is None:
                raise NotFound(f"There is no account {name!r} in {self.path}.")

        self._change(change)

    def right_password(self, name: str, password: str) -> Account | None:
        """The account of this name, if this is its password. As slow for a name that is not there."""
        account = self.all().get(name)
        try:
            hasher.verify(account.password if account else _NOBODY, normal(password))
        except (VerificationError, InvalidHashError):
            return None
        if account and hasher.check_needs_rehash(account.password):
            with contextlib.suppress(
                UsageError
            ):  # a file that is not to be written: he may come in all the same
                self._rehash(account, password)
        return account

    def _rehash(self, account: Account, password: str) -> None:
        stronger = msgspec.structs.replace(account, password=hasher.hash(normal(password)))

        def change(there: dict[str, Account]) -> None:
            if there.get(account.name) == account:  # not removed or changed meanwhile
                there[account.name] = stronger

        self._change(change)

    def _decoded(self, data: bytes) -> tuple[Account, ...]:
        try:
            return msgspec.json.decode(data, type=_File).accounts
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise UsageError(f"{self.path} is not a file of accounts: {error}.") from error

    def _change(self, change: Callable[[dict[str, Account]], None], *, new: bool = False) -> None:
        """Write the file anew, for its owner's eyes only; one at a time, and whole or not at all."""
        try:
            with FileLock(f"{self.path}.lock", mode=0o600):
                there = dict(self.all()) if self.path.exists() or not new else {}
                change(there)
                accounts = tuple(there[name] for name in sorted(there))
                data = msgspec.json.format(msgspec.json.encode(_File(accounts=accounts)), indent=2)
                # Made with mode 0600 from the beginning.
                handle, beside = tempfile.mkstemp(dir=self.path.absolute().parent, prefix=".accounts-")
                try:
                    with os.fdopen(handle, "wb") as out:
                        out.write(data + b"\n")
                        out.flush()
                        os.fsync(out.fileno())
                    Path(beside).replace(self.path)
                except BaseException:
                    Path(beside).unlink(missing_ok=True)
                    raise
        except OSError as error:
            raise UsageError(f"{self.path} cannot be written: {error.strerror}.") from error


def normal(password: str) -> str:
    """A password in one spelling of its characters, whatever keyboard wrote it (RFC 8265)."""
    return unicodedata.normalize("NFC", password)


def _sound(password: str) -> str:
    told = normal(password)
    if not SHORTEST <= len(told) <= LONGEST:
        raise UsageError(f"A password has {SHORTEST} to {LONGEST:,} characters.")
    return told
