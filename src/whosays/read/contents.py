"""What lies in an archive, by name: which members are documents, and what is known of each from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from whosays.errors import Refused
from whosays.plugins import Refusal
from whosays.read import kinds, sidecar
from whosays.read.names import hidden, member, shown, unsafe
from whosays.records import Given


class Contents:
    """The names in one archive."""

    def __init__(self, container: str, names: Iterable[str]) -> None:
        self._container = container
        self._sidecars = sidecar.Sidecars(names)
        self._seen: set[str] = set()

    def passed_over(self, name: str) -> Refusal | None:
        """Why the next member, so called, is not read; `None`: it may be."""
        source = member(self._container, name)
        reason = unsafe(name)
        if reason is not None:
            return Refusal(source, reason)
        if any(hidden(part) for part in name.split("/")):
            return Refusal(source, "hidden", "skipped")
        kind = kinds.not_a_report(name)
        reason = self._sidecars.passed_over(name) or (kind and f"not a report: {kind}")
        if reason:
            return Refusal(source, reason, "skipped")
        if name in self._seen:
            # Two documents in one place could not be told apart, nor could it be said which is meant.
            return Refusal(source, "a second member of the same name")
        self._seen.add(name)
        return None

    def given(self, name: str, read: Callable[[str], bytes]) -> Given:
        """What the sidecar of `name` says; `read` takes a member out."""
        beside = self._sidecars.of(name)
        if beside is None:
            return Given()
        called = shown(beside.rpartition("/")[2])
        try:
            data = read(beside)
        except Refused as refused:
            raise Refused(f"its sidecar {called} cannot be read: {refused.reason}") from refused
        return sidecar.decode(data, called)
