"""A process that reads and annotates what it is handed, and nothing else: it may die without harm."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import zlib
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from whosays.annotate.pipeline import Pipeline, default_pipeline
from whosays.engines.deriving import derive
from whosays.engines.messages import (
    Answer,
    Ask,
    Done,
    Failed,
    FromWorker,
    Held,
    Job,
    Long,
    NotRead,
    Outcome,
    Read,
    Setup,
    decode_to_worker,
    encode,
)
from whosays.errors import Refused, UsageError
from whosays.plugins import Raw, Refusal
from whosays.read.dispatch import AlreadyKnown, Found, documents
from whosays.records.derived import Reading

LONG = 100_000
"""Characters, from which a text needs more time than a document has otherwise."""
PACKING = 6
"""zlib level of the originals: beyond it time grows and size hardly shrinks."""

POISON = "cost a worker its life"


def main(wire: Connection, setup: Setup) -> None:
    """Serve jobs from `wire` until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor ends us
    _limit_memory(setup.limits.memory)
    try:
        pipeline = default_pipeline(setup.lexicon)
    except UsageError as error:
        wire.send_bytes(encode(Failed(str(error))))
        return
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            job = decode_to_worker(wire.recv_bytes())
            if not isinstance(job, Job):
                raise TypeError(f"expected a job, got {type(job).__name__}")
            try:
                for outcome in _outcomes(job, wire, setup, pipeline):
                    wire.send_bytes(encode(outcome))
            except UsageError as error:
                wire.send_bytes(encode(Failed(str(error))))
                return
            wire.send_bytes(encode(Done()))


def _limit_memory(most: int) -> None:
    """Address space of this process, so that a greedy document fails alone (where the system can do that)."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _outcomes(job: Job, wire: Connection, setup: Setup, pipeline: Pipeline) -> Iterator[FromWorker]:
    raw = Raw(
        source=job.source,
        path=None if job.path is None else Path(os.fsdecode(job.path)),
        data=job.data,
        media_type=job.media_type,
        given=job.given,
    )
    mine = _Share(job, wire)
    for found in documents(raw, setup.limits, mine.passes):
        location = job.location + found.source.removeprefix(job.source)
        if isinstance(found, Refusal):
            if job.part == 0 and found.reason != POISON:
                yield NotRead(location, found)
        elif isinstance(found, AlreadyKnown):
            if found.key in mine.held:
                yield Held(location, found.source, found.key)
        else:
            if len(found.document.text) >= LONG:
                yield Long(len(found.document.text))
            yield _annotated(found, location, setup, pipeline)


class _Share:
    """Which documents of a job are this worker's to read."""

    def __init__(self, job: Job, wire: Connection) -> None:
        self._job = job
        self._wire = wire
        self.held: set[str] = set()

    def passes(self, key: str, source: str) -> bool:
        """Is this document to be passed over: another part's, poisonous, or kept already?"""
        if key in self._job.poison:
            # Neither it nor what it holds is touched again; that it was not read is told already.
            raise Refused(POISON)
        if int(key[-8:], 16) % self._job.parts != self._job.part:
            return True
        self._wire.send_bytes(encode(Ask(key, source)))
        answer = decode_to_worker(self._wire.recv_bytes())
        known = isinstance(answer, Answer) and answer.known
        if known:
            self.held.add(key)
        return known


def _annotated(found: Found, location: str, setup: Setup, pipeline: Pipeline) -> Outcome:
    try:
        document = pipeline.annotate(found.document)
        if not setup.derive:
            return Read(location, document=document)
        return Read(
            location,
            Reading(
                key=found.key,
                document=document,
                packed=zlib.compress(found.data, PACKING),
                size=len(found.data),
                derived=derive(document, found.key),
            ),
        )
    except UsageError:
        raise  # a plug-in that breaks its promise is nothing that one document did
    except Refused as refused:
        return NotRead(location, Refusal(found.document.source, refused.reason))
    except Exception as error:
        # An annotator that fails, ours or a guest's, costs the document, and is told by name.
        message = " ".join(str(error).split())[:200]
        reason = f"could not be annotated: {type(error).__name__}" + (f": {message}" if message else "")
        return NotRead(location, Refusal(found.document.source, reason))
