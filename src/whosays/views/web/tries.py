"""How often somebody tried to sign in: each try in vain makes the next wait longer."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

FREE = 5
"""Tries before one has to wait."""
FIRST = 1.0
"""Seconds of the first wait; each further one is twice as long."""
FORGOTTEN = 3_600.0
"""Seconds after which it counts no longer that somebody tried."""
REMEMBERED = 10_000
"""Names or addresses; of more, those that tried longest ago are forgotten."""


class Tries:
    """Tries by key: the name, or the address that they come from."""

    def __init__(self, longest: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._longest = longest
        self._clock = clock
        self._counts: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait(self, key: str) -> float:
        """Seconds to wait before the next try."""
        count, last = self._count(key)
        if count < FREE:
            return 0.0
        wait = min(FIRST * 2.0 ** min(count - FREE, 30), self._longest)
        return max(0.0, last + wait - self._clock())

    def count(self, key: str) -> None:
        """One try more: counted before it is known how it ends, so that many at once are many."""
        count, _ = self._count(key)
        self._counts[key] = count + 1, self._clock()
        self._counts.move_to_end(key)
        while len(self._counts) > REMEMBERED:
            self._counts.popitem(last=False)

    def forgive(self, key: str) -> None:
        """The last try was not in vain."""
        count, last = self._count(key)
        if count:
            self._counts[key] = count - 1, last

    def forget(self, key: str) -> None:
        """Whoever this is, he has shown it."""
        self._counts.pop(key, None)

    def _count(self, key: str) -> tuple[int, float]:
        count, last = self._counts.get(key, (0, 0.0))
        return (count, last) if self._clock() - last < FORGOTTEN else (0, 0.0)


def network(address: str) -> str:
    """Who an address belongs to: in IPv6 a household or a machine has 2**64 of them."""
    try:
        there = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(there, ipaddress.IPv6Address) and there.ipv4_mapped is None:
        return str(ipaddress.ip_network((there, 64), strict=False))
    return str(getattr(there, "ipv4_mapped", None) or there)
