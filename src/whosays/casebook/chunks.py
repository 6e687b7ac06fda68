"""Many values, as many as go into one query at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

CHUNK = 1_000
"""Values in one `IN (…)`."""


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in lists of at most `CHUNK`."""
    rest = iter(values)
    while some := list(islice(rest, CHUNK)):
        yield some
