"""What whosays knows of the world, as commented YAML files beside this one, and the one loader for them.

A module describes the form of its file as a record and asks for it: `load("reporting", Reporting)`.
"""

from __future__ import annotations

import hashlib
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
