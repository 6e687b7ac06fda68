"""Who is signed in: kept in memory, under hashes, so that nothing that lies about opens the door."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable

import msgspec

IDLE = 8 * 3_600.0
"""Seconds after which somebody who did nothing has to sign in again."""
WHOLE = 7 * 86_400.0
"""Seconds after which everybody has to."""
MOST = 10_000
"""Sessions; of more, those that were quiet longest end."""


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who signed in."""

    name: str
    right: str
    stamp: str
    """What his account said when he did."""
    begun: float
    seen: float


class Sessions:
    """Sessions by their id, which only the browser knows."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._there: OrderedDict[str, Session] = OrderedDict()

    def begin(self, name: str, right: str, stamp: str) -> str:
        """A new session; its id is random, whatever the browser brought."""
        id_ = secrets.token_urlsafe(32)
        now = self._clock()
        self._there[_hashed(id_)] = Session(name=name, right=right, stamp=stamp, begun=now, seen=now)
        while len(self._there) > MOST:
            self._there.popitem(last=False)
        return id_

    def of(self, id_: str) -> Session | None:
        """The session of this id, if it has not ended."""
        key = _hashed(id_)
        session = self._there.get(key)
        if session is None:
            return None
        now = self._clock()
        if now - session.seen > IDLE or now - session.begun > WHOLE:
            del self._there[key]
            return None
        self._there[key] = msgspec.structs.replace(session, seen=now)
        self._there.move_to_end(key)
        return session

    def end(self, id_: str) -> None:
        """Signed out."""
        self._there.pop(_hashed(id_), None)


def _hashed(id_: str) -> str:
    return hashlib.sha256(id_.encode("utf-8", "surrogateescape")).hexdigest()
