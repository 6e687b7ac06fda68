"""Who may come in, and what he may do there."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import math
import secrets
from concurrent.futures import ThreadPoolExecutor

import msgspec

from whosays.errors import WhosaysError
from whosays.views.web.accounts import LONGEST, LONGEST_NAME, Accounts, Right
from whosays.views.web.sessions import Sessions
from whosays.views.web.tries import Tries, network

LONGEST_WAIT_NAME = 60.0
"""Seconds: not longer, so that a stranger who tries a name cannot keep its owner out."""
LONGEST_WAIT_ADDRESS = 900.0
AT_ONCE = 2
"""Passwords that are looked at: each takes 64 MiB and a processor for a moment."""
MOST_WAITING = 16
GUEST = "a guest"
"""How somebody is called who has a token and no name."""


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, and what he may do."""

    name: str
    """As it signs his decisions."""
    may_decide: bool
    signed_in: bool = False
    """By an account or a token; on loopback nobody has to."""


class TooManyTries(WhosaysError):
    """Nobody looks at this password now; `wait` seconds from now somebody does."""

    def __init__(self, wait: float) -> None:
        self.wait = math.ceil(wait)
        super().__init__(f"Too many tries. Wait {self.wait} second{'' if self.wait == 1 else 's'}.")


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """Secrets that open the door to whoever has them: one to read, one to decide as well."""

    read: str
    decide: str

    @classmethod
    def new(cls) -> Tokens:
        """Random ones."""
        return cls(read=secrets.token_urlsafe(32), decide=secrets.token_urlsafe(32))

    def right(self, token: str) -> Right | None:
        """What a token opens; each is compared whole, in the same time whatever it is."""
        reads, decides = _same(token, self.read), _same(token, self.decide)
        return "decide" if decides else "read" if reads else None


class Door:
    """Where one signs in, by an account or by a token."""

    def __init__(self, *, accounts: Accounts | None = None, tokens: Tokens | None = None) -> None:
        self.accounts = accounts
        self._tokens = tokens
        self._sessions = Sessions()
        self._names = Tries(LONGEST_WAIT_NAME)
        self._addresses = Tries(LONGEST_WAIT_ADDRESS)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords")
        self._waiting = 0

    async def sign_in(self, name: str, password: str, address: str) -> str | None:
        """The id of a new session, if the password is right; `TooManyTries` where it is not looked at."""
        name, address = name[: LONGEST_NAME + 1], network(address)
        wait = max(self._names.wait(name), self._addresses.wait(address))
        if wait > 0:
            raise TooManyTries(wait)
        if self._waiting >= MOST_WAITING:
            raise TooManyTries(1)
        if self.accounts is None:
            return None
        self._names.count(name)
        self._addresses.count(address)
        self._waiting += 1
        try:
            account = await asyncio.get_running_loop().run_in_executor(
                self._threads, self.accounts.right_password, name, password[: LONGEST + 1]
            )
        finally:
            self._waiting -= 1
        if account is None:
            return None
        self._names.forget(name)
        self._addresses.forgive(address)
        return self._sessions.begin(account.name, account.right, account.changed)

    def enter(self, token: str) -> str | None:
        """The id of a new session, if this is a token."""
        right = self._tokens.right(token) if self._tokens else None
        return None if right is None else self._sessions.begin(GUEST, right, "")

    def sign_out(self, session: str) -> None:
        """End a session."""
        self._sessions.end(session)

    def visitor(self, session: str, bearer: str | None) -> Visitor | None:
        """Who comes with this id of a session, or with this token, as programs do."""
        if bearer is not None and self._tokens:
            right = self._tokens.right(bearer)
            return None if right is None else _guest(right)
        there = self._sessions.of(session)
        if there is None:
            return None
        if self.accounts is None:
            return _guest(there.right)
        account = self.accounts.all().get(there.name)
        if account is None or account.changed != there.stamp:
            self._sessions.end(session)
            return None
        return Visitor(name=account.name, may_decide=account.right == "decide", signed_in=True)

    def close(self) -> None:
        """Look at no password more."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _guest(right: str) -> Visitor:
    return Visitor(name=GUEST, may_decide=right == "decide", signed_in=True)


def _same(given: str, kept: str) -> bool:
    """Compared as hashes, so that not even the length of what is kept shows."""
    return hmac.compare_digest(
        hashlib.sha256(given.encode("utf-8", "surrogateescape")).digest(),
        hashlib.sha256(kept.encode()).digest(),
    )
