"""What whosays knows of the world, as commented YAML files beside this one, and the one loader for them.

A module describes the form of its file as a record and asks for it: `load("reporting", Reporting)`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

T = TypeVar("T")


def load(name: str, form: type[T]) -> T:
    """The file `name`.yaml as a `form`, read once; one that does not fit raises `msgspec.ValidationError`."""
    anything: Any = form  # mypy does not take a type for something hashable
    found: T = _load(name, anything)
    return found


def any_of(forms: Iterable[str]) -> str:
    """A part of a regular expression that fits any of these words as they stand, a longer one first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@cache
def digest() -> str:
    """SHA-256 of all files: whoever changes a word changes what is found."""
    found = hashlib.sha256()
    here = files(__name__)
    for folder in (here, here / "events"):
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".yaml"):
                found.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def names(folder: str) -> list[str]:
    """What `load` can load from a folder of this one, as `folder/name`, sorted."""
    inside = (files(__name__) / folder).iterdir()
    return sorted(f"{folder}/{file.name[:-5]}" for file in inside if file.name.endswith(".yaml"))


class _Words(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Plain data only, and only "true" and "false" are truth values: in a lexicon "on" and "no" are words."""


_Words.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, pairs in _Words.yaml_implicit_resolvers.items()
}


@cache
def _load(name: str, form: Any) -> Any:
    text = files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.load(text, Loader=_Words), type=form)  # noqa: S506


# ── where an entry stands ─────────────────────────────────────────────────────────────────────────


@cache
def place_of(entry: str) -> str | None:
    """The file in which an entry of this name stands, as `lexicon/events/assault.yaml`; `None`: in none.

    Looked up in the text: most commands read no lexicon, and YAML takes its time.
    """
    key = re.compile(rf"^( {{0,2}})[\"']?{re.escape(entry)}[\"']?:", re.MULTILINE)
    here = files(__name__)
    for folder, deepest in (("events", 0), ("", 2)):
        for file in sorted((here / folder if folder else here).iterdir(), key=lambda file: file.name):
            if not file.name.endswith(".yaml") or (not folder and file.name not in _WITH_ENTRIES):
                continue
            if any(len(found[1]) <= deepest for found in key.finditer(file.read_text(encoding="utf-8"))):
                return "/".join(part for part in ("lexicon", folder, file.name) if part)
    return None


_WITH_ENTRIES = frozenset({"relations.yaml", "offices.yaml", "states.yaml"})


# ── files of other people ─────────────────────────────────────────────────────────────────────────


class Marked(msgspec.Struct, frozen=True):
    """What a YAML file says, and where."""

    data: Any
    lines: dict[tuple[str, ...], int]
    """On which line (from 1) each key of the first two levels stands: `(entry,)`, `(entry, key)`."""
    twice: tuple[tuple[str, ...], ...]
    """Keys that stand there more than once, of which YAML keeps the last."""


def marked(text: str) -> Marked:
    """A file that people wrote, with its lines; `ValueError` says where it is no YAML."""
    try:
        loader = _Words(text)
        try:
            node = loader.get_single_node()
            data = None if node is None else loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        where = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise ValueError(f"{where}{error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    lines: dict[tuple[str, ...], int] = {}
    twice = []
    for path, line in [] if node is None else _keys(node, 2):
        if path in lines:
            twice.append(path)
        lines[path] = line
    return Marked(data, lines, tuple(twice))


def _keys(node: Any, depth: int, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], int]]:
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            path = (*above, str(key.value))
            yield path, key.start_mark.line + 1
            if depth > 1:
                yield from _keys(value, depth - 1, path)
