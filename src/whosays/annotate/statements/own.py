"""Event words of the user's own: files in the form of `lexicon/events`, checked and laid over ours."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from whosays.annotate.statements import own_faults, senses
from whosays.annotate.statements.own_faults import Fault
from whosays.annotate.statements.senses import Entry, Index
from whosays.errors import BadLexicon
from whosays.plugins import LexiconFile

LARGEST = 1 << 20
"""Bytes of a file of words."""
_TOLD = 5
"""Faults in one message."""


def load(paths: Iterable[str]) -> tuple[LexiconFile, ...]:
    """The files at `paths`, in the order of their names; `BadLexicon` where one cannot be used."""
    files = read(paths)
    found = faults(files)
    if found:
        told = [str(fault) for fault in found[:_TOLD]]
        if len(found) > _TOLD:
            told.append(f"and {len(found) - _TOLD} more")
        raise BadLexicon("\n".join([*told, "See all: whosays lexicon test FILE"]))
    return files


def read(paths: Iterable[str]) -> tuple[LexiconFile, ...]:
    """The files at `paths`, unchecked, each once; `BadLexicon` where one is no text."""
    found = {}
    for path in paths:
        try:
            with Path(path).open("rb") as stream:
                data = stream.read(LARGEST + 1)
            text = data.decode("utf-8-sig")
        except OSError as error:
            raise BadLexicon(f"{path} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise BadLexicon(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
        except ValueError as error:  # a NUL in the name
            raise BadLexicon(f"{path!r} cannot be read: {error}.") from error
        if len(data) > LARGEST:
            raise BadLexicon(f"{path} is larger than {LARGEST >> 20} MiB: no file of event words.")
        found[Path(path).name, text] = LexiconFile(Path(path).name, text)
    return tuple(found[key] for key in sorted(found))


@cache
def faults(files: tuple[LexiconFile, ...]) -> tuple[Fault, ...]:
    """All that is wrong with the files, in their order; nothing where they can be used."""
    found: list[Fault] = []
    seen: dict[str, LexiconFile] = {}
    for file in files:
        told, wrong = own_faults.examined(file)
        found += wrong
        for name in told:
            if name in seen:
                found.append(
                    Fault(file.name, None, name, f"it stands in {seen[name].name} too. Rename one of them.")
                )
            seen[name] = file
    return tuple(found)


@cache
def entries(files: tuple[LexiconFile, ...]) -> dict[str, Entry]:
    """The entries of the files by `FILE:NAME`, which is what statements name as their `code`."""
    wrong = faults(files)
    if wrong:
        raise BadLexicon(str(wrong[0]))
    return {
        f"{file.name}:{name}": entry for file in files for name, entry in own_faults.examined(file)[0].items()
    }


def name_of(code: str) -> str:
    """The name of an entry without its file's."""
    return code.rpartition(":")[2]


@cache
def all_entries(files: tuple[LexiconFile, ...] = ()) -> dict[str, Entry]:
    """The entries in force: those of the files, and ours, but for those whose name a file has.

    The files' come first: of two entries for the same words the first is tried first.
    """
    own = entries(files)
    replaced = {name_of(code) for code in own}
    return {**own, **{name: entry for name, entry in senses.entries().items() if name not in replaced}}


@cache
def index(files: tuple[LexiconFile, ...] = ()) -> Index:
    """The patterns in force."""
    return senses.indexed(all_entries(files)) if files else senses.index()


def event_types(files: tuple[LexiconFile, ...]) -> frozenset[str]:
    """The types that the files code."""
    return frozenset(entry.type for entry in entries(files).values())


def digest(file: LexiconFile) -> str:
    """SHA-256 of a file: whoever changes a word changes what is found."""
    return hashlib.sha256(file.text.encode("utf-8", "surrogatepass")).hexdigest()
