"""The program, run as a user runs it, over a pile, and what it said of every file in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from filelock import FileLock

PROGRAM = Path(sys.executable).parent / "whosays"
DAY = "on 3 May 1994"
"""Stands in every good report, in these words."""
REPORT = f"The army attacked the village of Belin {DAY}, police said.\n"


def whosays(
    *arguments: str | bytes | Path, cwd: Path, prefix: tuple[str, ...] = (), timeout: float = 240
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in the folder `cwd`."""
    return subprocess.run(
        [*prefix, PROGRAM, *arguments],
        cwd=cwd,
        capture_output=True,
        timeout=timeout,
        stdin=subprocess.DEVNULL,
    )


class Outcome(msgspec.Struct):
    """What `whosays read`, `whosays annotate` and `whosays check` said of a pile."""

    code: int
    said: str
    """Standard error of all three."""
    read: int
    """Documents, also such as lie in several places."""
    refused: dict[str, str]
    """Reason by source; sources begin below the pile."""
    skipped: dict[str, str]
    twice: list[str]
    """Sources that were named more than once."""
    annotations: dict[str, dict[str, Any]]
    """What `annotate --jsonl` gave, by source."""
    checked: int
    """Exit code of `check`."""


def outcome_of(
    pile: Path, scratch: Path, *options: str, prefix: tuple[str, ...] = (), annotate: bool = True
) -> Outcome:
    """Read the pile into a casebook, check the casebook, and (`annotate`) annotate the pile as well."""
    case = scratch / "case.db"
    read = whosays("read", pile.name, "--case", case, "--json", *options, cwd=pile.parent, prefix=prefix)
    tally = json.loads(read.stdout)
    check = whosays("check", case, cwd=scratch, prefix=prefix)
    said, documents = [read.stderr, check.stderr], []
    if annotate:
        lines = whosays("annotate", pile.name, "--jsonl", *options, cwd=pile.parent, prefix=prefix)
        said.append(lines.stderr)
        documents = [json.loads(line) for line in lines.stdout.splitlines()]
    refused, skipped = tally["refused"], tally["skipped"]
    sources = [entry["source"] for entry in [*refused, *skipped]]
    top = pile.name + "/"
    return Outcome(
        code=read.returncode,
        said=b"\n".join(said).decode("utf-8", "replace"),
        read=tally["new"] + tally["same"] + tally["changed"],
        refused={entry["source"].removeprefix(top): entry["reason"] for entry in refused},
        skipped={entry["source"].removeprefix(top): entry["reason"] for entry in skipped},
        twice=sorted({source for source in sources if sources.count(source) > 1}),
        annotations={document["source"].removeprefix(top): document for document in documents},
        checked=check.returncode,
    )


def once(
    factory: pytest.TempPathFactory,
    name: str,
    build: Callable[[Path], object],
    *options: str,
    prefix: tuple[str, ...] = (),
    annotate: bool = True,
) -> Outcome:
    """The outcome of a pile that `build` makes: once for all test processes, kept in a file."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    kept = shared / f"{name}.json"
    with FileLock(shared / f"{name}.lock"):
        if not kept.exists():
            scratch = factory.mktemp(name)
            pile = scratch / "pile"
            pile.mkdir()
            build(pile)
            outcome = outcome_of(pile, scratch, *options, prefix=prefix, annotate=annotate)
            shutil.rmtree(pile, ignore_errors=True)
            kept.write_bytes(msgspec.json.encode(outcome))
    return msgspec.json.decode(kept.read_bytes(), type=Outcome)


@cache
def bound_by_permissions() -> tuple[str, ...] | None:
    """What to put before a command so that permissions bind it even where root runs it; `None`: no way."""
    if os.geteuid() != 0:
        return ()
    dropped = "-dac_override,-dac_read_search"
    prefix = ("setpriv", f"--bounding-set={dropped}", f"--inh-caps={dropped}")
    try:
        done = subprocess.run([*prefix, "true"], capture_output=True)
    except FileNotFoundError:
        return None
    return None if done.returncode else prefix


needs_permissions = pytest.mark.skipif(
    bound_by_permissions() is None,
    reason="root without `setpriv`: permissions do not bind, so that nothing is unreadable",
)


def write(pile: Path, files: Mapping[str, Callable[[], bytes]]) -> None:
    """Make the files of a table, and good reports before and after them in the order of names."""
    for name, made in files.items():
        (pile / name).write_bytes(made())
    for name in GOOD:
        (pile / name).write_text(f"{name}. {REPORT}")


GOOD = ("00-first.txt", "mm-middle.txt", "zz-last.txt")


def unlike(outcome: Outcome, expected: Mapping[str, str | None]) -> list[str]:
    """Where the outcome is not the expected one. `expected`: a part of the reason, or `None`: it is read."""
    wrong = []
    for source, reason in expected.items():
        told = outcome.refused.get(source)
        if reason is None and source not in outcome.annotations:
            wrong.append(f"{source} was not read: {told or outcome.skipped.get(source)}")
        if reason is not None and reason not in (told or ""):
            wrong.append(f"{source}: expected {reason!r}, got {told!r}")
    named = {*expected, *GOOD}
    wrong += [
        f"{source} was refused: {why}" for source, why in outcome.refused.items() if source not in named
    ]
    wrong += [f"{source} was read" for source in outcome.annotations if source not in named]
    wrong += [f"{source} is missing" for source in GOOD if source not in outcome.annotations]
    return wrong


def assert_as_documented(outcome: Outcome, expected: Mapping[str, str | None]) -> None:
    """Every file is accounted for, the rest of the pile is read, and the run ends as documented."""
    wrong = unlike(outcome, expected)
    assert not wrong, "\n".join(wrong)
    assert outcome.read == sum(reason is None for reason in expected.values()) + len(GOOD)
    assert "Traceback" not in outcome.said
    assert outcome.code == 1
    assert outcome.checked == 0
