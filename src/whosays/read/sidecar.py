"""Sidecars: `NAME.json` beside `NAME.txt` (or `NAME.txt.json`) says what is known of it from outside.

Keys, all optional: `title`, `publisher`, `byline` (a string or a list of strings), `published` (EDTF), `url`.
Others are ignored. A sidecar that is not valid refuses its document: read without it, the document would lose
its date or publisher and nobody would notice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from whosays.errors import Refused
from whosays.records import Given
from whosays.records.edtf import is_edtf

SUFFIX = ".json"
LARGEST = 1 << 20
"""Bytes; a larger file is no sidecar."""


class _Sidecar(msgspec.Struct):
    title: str | None = None
    publisher: str | None = None
    byline: str | list[str] | None = None
    published: str | None = None
    url: str | None = None


_decode = msgspec.json.Decoder(_Sidecar).decode


def decode(data: bytes, name: str) -> Given:
    """What the sidecar called `name` says; `Refused` where it is not valid."""
    try:
        return _given(data)
    except ValueError as error:
        raise Refused(f"its sidecar {name} is not valid: {error}") from error


def _given(data: bytes) -> Given:
    if len(data) > LARGEST:
        raise ValueError("larger than 1 MiB")
    try:
        told = _decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise ValueError(str(error)) from error
    except RecursionError:
        raise ValueError("nested too deep") from None
    byline = [told.byline] if isinstance(told.byline, str) else told.byline
    names = None if byline is None else tuple(name for each in byline if (name := _line(each)))
    published, url = _line(told.published), _line(told.url)
    if published is not None and not is_edtf(published):
        raise ValueError(f"`published` is not a date in EDTF (such as 2007-02-05): {published[:40]!r}")
    if url is not None and not _is_web_address(url):
        raise ValueError("`url` does not begin with http:// or https://")
    return Given(
        title=_line(told.title),
        publisher=_line(told.publisher),
        byline=names or None,
        published=published,
        url=url,
    )


def _line(text: str | None) -> str | None:
    """One line of text; what is empty is not given."""
    return " ".join(text.split()) or None if text else None


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


class Sidecars:
    """Which of the files that lie together in one folder are sidecars, and of which others."""

    def __init__(self, names: Iterable[str]) -> None:
        """`names`: of all files in the folder, each without its folder (or all with the same)."""
        documents: list[str] = []
        said: dict[str, str] = {}
        for name in sorted(names, reverse=True):  # `a.json` after `a.JSON`, wins
            if is_json(name):
                said[name[: -len(SUFFIX)]] = name
            else:
                documents.append(name)
        self._of: dict[str, str] = {}
        self._partners: dict[str, list[str]] = defaultdict(list)
        for name in reversed(documents):
            found = said.get(name) or said.get(_stem(name))
            if found is not None:
                self._of[name] = found
                self._partners[found].append(name)

    def of(self, name: str) -> str | None:
        """The sidecar of the document `name`."""
        return self._of.get(name)

    def passed_over(self, name: str) -> str | None:
        """Why the JSON file `name` is not read as a document; `None`: it is no JSON file."""
        if not is_json(name):
            return None
        if self._partners.get(name):
            return "a sidecar: what is known of the document beside it"
        return "not a report: JSON without a document beside it"


def is_json(name: str) -> bool:
    """Is it called like a sidecar?"""
    return name.lower().endswith(SUFFIX)


def _stem(name: str) -> str:
    """`name` without its last suffix, folders kept."""
    folder, slash, last = name.rpartition("/")
    stem, dot, _ = last.rpartition(".")
    return folder + slash + stem if dot and stem else name
