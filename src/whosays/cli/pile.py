"""The files and addresses that `read` and `annotate` were given, as things to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whosays.errors import Refused, UsageError
from whosays.plugins import Limits, Raw, Refusal
from whosays.read.walk import walk


def is_address(path: str) -> bool:
    """An http or https address rather than a file?"""
    return path.startswith(("http://", "https://"))


def pile(
    paths: Sequence[str], *, fetch: bool = False, allow_private: bool = False, limits: Limits | None = None
) -> Iterator[Raw | Refusal]:
    """Everything that lies under `paths`, in their order. Addresses only where `fetch` says so."""
    addresses = [path for path in paths if is_address(path)]
    if addresses and not fetch:
        raise UsageError(
            f"{addresses[0]} is an address. whosays goes to the network only when told: add --fetch."
        )
    return _each(paths, allow_private, limits or Limits())


def _each(paths: Sequence[str], allow_private: bool, limits: Limits) -> Iterator[Raw | Refusal]:
    for path in paths:
        if is_address(path):
            yield _fetched(path, allow_private, limits)
        else:
            yield from walk([path])


def _fetched(url: str, allow_private: bool, limits: Limits) -> Raw | Refusal:
    from whosays.read.fetch import fetch  # the network is not even imported unless asked for

    try:
        return fetch(url, allow_private=allow_private, limits=limits)
    except Refused as refused:
        return Refusal(url, refused.reason)
