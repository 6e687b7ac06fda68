"""Where a casebook lies, and whether what lies there is one that this version can read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

from whosays.casebook import sqlite
from whosays.errors import CasebookError, CasebookTooNew, NotFound

SCHEMAS = ("0001", "0002", "0003", "0004", "0005")
"""The versions of the schema in order, each a migration; the last is the one that this program writes."""


def path_of(case: str) -> Path:
    """The file that `case` names, links followed, so that two names of one casebook share one lock."""
    if "://" in case:
        raise CasebookError(f"{case}: only a casebook in a file can be used so far; give a path.")
    if "\0" in case:
        raise CasebookError("The name of a casebook holds no NUL character.")
    return Path(os.path.realpath(case))


def require_casebook(case: str, path: Path) -> None:
    """There is a casebook at `path`, or an error that says what there is instead."""
    try:
        if not path.exists():
            raise NotFound(f"There is no casebook at {case}. To make one: whosays read PATH... --case {case}")
        if not path.is_file():
            raise CasebookError(f"{case} is not a file, so it is no casebook.")
        with sqlite.explained(path):
            mark = sqlite.application_id(path)
    except OSError as error:
        raise CasebookError(f"{case} cannot be read: {error.strerror}.") from error
    if mark == 0 and path.with_name(path.name + "-wal").exists():
        return  # being made just now: the header is still in the `-wal`; the schema decides
    if mark != sqlite.APPLICATION_ID:
        refuse_file(case)


def refuse_file(case: str) -> NoReturn:
    """Say that a file is not a casebook."""
    raise CasebookError(f"{case} is not a casebook of whosays. Give another file; this one is left as it is.")


def require_known(case: str, schema: str) -> None:
    """`schema` is one that this version knows."""
    if schema not in SCHEMAS:
        raise CasebookTooNew(
            f"{case} was written by a later version of whosays (schema {schema}; this one knows up to "
            f"{SCHEMAS[-1]}). Use that version or a newer one."
        )


def require_head(case: str, schema: str) -> None:
    """`schema` is the one that this version reads."""
    require_known(case, schema)
    if schema != SCHEMAS[-1]:
        raise CasebookError(
            f"{case} was written by an earlier version of whosays (schema {schema}). The next whosays read "
            f"--case {case} brings it up to date; nothing of it is lost."
        )
