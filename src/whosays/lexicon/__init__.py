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
    for file in sorted(files(__name__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            found.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


@cache
def _load(name: str, form: Any) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    # A safe loader: plain data only, whatever the file holds.
    return msgspec.convert(yaml.load(text, Loader=loader), type=form)  # noqa: S506
