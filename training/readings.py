"""Texts as the network in a folder reads them, several at a time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from whosays.annotate.model.encoder import Encoder
from whosays.annotate.model.reading import Reading
from whosays.annotate.sentences import areas
from whosays.records import Document, Word

Given, Made = TypeVar("Given"), TypeVar("Made")
_encoder: list[Encoder] = []
"""That of this process."""


def read(encoder: Encoder, text: str) -> Iterator[tuple[Reading, tuple[Word, ...]]]:
    """A text with its trees, a stretch at a time."""
    document = Document(id="", source="", format="text/plain", text=text)
    yield from encoder.readings(text, list(areas(document)))


def apiece(
    make: Callable[[Encoder, Given], Made], folder: Path, given: Sequence[Given], workers: int
) -> Iterator[Made]:
    """What `make` makes of each, in order, whoever makes it; `workers`: processes, 0 for this one alone."""
    if not workers:
        encoder = Encoder(folder)
        yield from (make(encoder, one) for one in given)
        return
    context = multiprocessing.get_context("spawn")  # a fork would hold locks of threads that it has not got
    with context.Pool(workers, _begin, (folder,)) as pool:
        yield from pool.imap(_make, [(make, one) for one in given], chunksize=4)


def _begin(folder: Path) -> None:
    _encoder.append(Encoder(folder))


def _make(told: tuple[Callable[[Encoder, Given], Made], Given]) -> Made:
    make, given = told
    return make(_encoder[0], given)
