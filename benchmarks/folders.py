"""Files and folders as a user gives them: read, each document once, with all layers where they are wanted."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from whosays.annotate.pipeline import default_pipeline
from whosays.plugins import Limits, Refusal
from whosays.read.dispatch import Found, documents
from whosays.read.walk import walk
from whosays.records import Document


def plain(paths: Sequence[Path]) -> Iterator[Document]:
    """Each document under `paths` as it was read; the same bytes under a second name are left out."""
    seen: set[str] = set()
    for raw in walk(paths):
        for found in [raw] if isinstance(raw, Refusal) else documents(raw, Limits()):
            if isinstance(found, Refusal) and found.kind == "refused":
                print(f"not read: {found.source}: {found.reason}", file=sys.stderr)
            if isinstance(found, Found) and found.document.id not in seen:
                seen.add(found.document.id)
                yield found.document


def annotated(paths: Sequence[Path]) -> Iterator[Document]:
    """The same, with all layers."""
    pipeline = default_pipeline()
    return (pipeline.annotate(document) for document in plain(paths))


def name(document: Document) -> str:
    """What its file is called."""
    return PurePath(document.source).name
