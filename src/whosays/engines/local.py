"""All cores of one machine: a supervisor hands files to processes that may die without harm.

Each document has its time and its memory; a worker that exceeds them, or crashes, costs the document that it
was reading. Nothing here depends on which worker did what, or when it was done.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path

import msgspec

from whosays.engines import worker
from whosays.engines.messages import (
    Answer,
    Ask,
    Done,
    Failed,
    Job,
    Long,
    NotRead,
    Outcome,
    Setup,
    decode_from_worker,
    encode,
)
from whosays.errors import UsageError
from whosays.plugins import LexiconFile, Limits, Raw, Refusal

AHEAD = 64
"""Outcomes kept back for an earlier file, before their worker has to wait (ordered runs only)."""
SHARED_CONTAINER = 1 << 20
"""Containers from this size on are read by all workers together."""
CONTAINER_SUFFIXES = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".mbox", ".warc")

PACE = 4_000
"""Characters of a long text for which it gets a second more; an old laptop reads some ten thousand."""
_CLEAN = {
    "PYTHONSAFEPATH": "1",  # see `_clean_start`
    "OPENBLAS_NUM_THREADS": "1",  # there is a process for each core already
    # glibc gives back what the largest arrays took once they are gone; lower bounds cost half the speed.
    "MALLOC_MMAP_THRESHOLD_": str(4 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(32 << 20),
}


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    raws: Iterable[Raw | Refusal],
    *,
    workers: int | None = None,
    limits: Limits | None = None,
    known: Callable[[str], bool] = lambda key: False,
    derive: bool = True,
    ordered: bool = False,
    lexicon: tuple[LexiconFile, ...] = (),
) -> Iterator[Outcome]:
    """Read and annotate files, as they are ready, or (`ordered`) in the order given.

    `known(key)` says whether a document need not be read again. With `derive` each `Read` holds a `Reading`
    for the casebook, else the annotated document. `lexicon`: event words of the user's own, laid over ours.
    """
    pool = _Pool(workers or cores(), Setup(limits or Limits(), derive, lexicon), known, ordered)
    try:
        yield from pool.run(raws)
    finally:
        pool.close()


class _Hand:
    """The supervisor's side of one worker."""

    def __init__(self, setup: Setup) -> None:
        context = _context()
        self.wire, theirs = context.Pipe()
        self.process = context.Process(target=worker.main, args=(theirs, setup), daemon=True)
        try:
            with _clean_start():
                self.process.start()
        except (EOFError, OSError) as error:
            self.wire.close()
            raise UsageError(
                "No process to read with could be started"
                f" ({getattr(error, 'strerror', None) or type(error).__name__})."
                " Close other programs, or use fewer: --workers 1."
            ) from error
        finally:
            theirs.close()
        self.job: Job | None = None
        self.reading: Ask | None = None
        self.deadline = float("inf")
        self.allowed = setup.limits.seconds

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.wire.close()


def _context() -> ForkServerContext | SpawnContext:
    """A clean server process that forks workers: quick to replace, and no lock or thread of ours in them."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["whosays.engines.worker"])
    return context


@contextlib.contextmanager
def _clean_start() -> Iterator[None]:
    """Processes started within import nothing from the folder in which the program is used.

    `multiprocessing` starts its servers with `python -c`, which looks for modules in the current folder
    first; the pile may lie there, and a file called `random.py` in it would be run.
    """
    before = {name: os.environ.get(name) for name in _CLEAN}
    os.environ.update(_CLEAN)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class _Pool:
    def __init__(self, size: int, setup: Setup, known: Callable[[str], bool], ordered: bool) -> None:
        self._size = size
        self._setup = setup
        self._known = known
        self._ordered = ordered
        self._hands: list[_Hand] = []
        self._todo: deque[Job] = deque()
        self._shelf: dict[int, deque[Outcome]] = {}
        self._finished: set[int] = set()
        self._next = 0
        self._issued = 0

    def run(self, raws: Iterable[Raw | Refusal]) -> Iterator[Outcome]:
        source = iter(raws)
        exhausted = False
        while True:
            while not exhausted and len(self._todo) < self._size:
                exhausted = not self._issue(source)
                yield from self._ready()
            self._hand_out()
            yield from self._ready()
            if not any(hand.job for hand in self._hands):
                if exhausted and not self._todo:
                    return
                continue
            self._listen()
            yield from self._ready()

    def close(self) -> None:
        for hand in self._hands:
            hand.end()
        self._hands.clear()

    # ── jobs ──────────────────────────────────────────────────────────────────────────────────────

    def _issue(self, source: Iterator[Raw | Refusal]) -> bool:
        """Take the next file; False when there is none."""
        raw = next(source, None)
        if raw is None:
            return False
        number = self._issued
        self._issued += 1
        self._shelf[number] = deque()
        if isinstance(raw, Refusal):
            self._keep(number, NotRead(location_of(raw.source), raw))
            self._finished.add(number)
            return True
        parts = self._size if self._shares(raw) else 1
        for part in range(parts):
            self._todo.append(
                Job(
                    number=number,
                    source=raw.source,
                    location=location_of(raw.source if raw.path is None else raw.path),
                    path=None if raw.path is None else os.fsencode(raw.path),
                    data=raw.data,
                    media_type=raw.media_type,
                    given=raw.given,
                    part=part,
                    parts=parts,
                )
            )
        return True

    def _shares(self, raw: Raw) -> bool:
        if self._ordered or raw.path is None or not raw.path.name.lower().endswith(CONTAINER_SUFFIXES):
            return False
        try:
            return raw.size() >= SHARED_CONTAINER
        except OSError:
            return False

    def _hand_out(self) -> None:
        for hand in list(self._hands):
            if hand.job is None and self._todo:
                self._give(hand)
        while self._todo and len(self._hands) < self._size:
            hand = _Hand(self._setup)
            self._hands.append(hand)
            self._give(hand)

    def _give(self, hand: _Hand) -> None:
        hand.job = self._todo.popleft()
        hand.reading = None
        self._wind(hand)
        try:
            hand.wire.send_bytes(encode(hand.job))
        except (BrokenPipeError, ConnectionResetError):
            self._lost(hand, "the process that was to read it did not start")

    def _wind(self, hand: _Hand, characters: int = 0) -> None:
        hand.allowed = self._setup.limits.seconds + characters / PACE
        hand.deadline = time.monotonic() + hand.allowed

    # ── what workers say ──────────────────────────────────────────────────────────────────────────

    def _listen(self) -> None:
        busy = {hand.wire: hand for hand in self._hands if hand.job and not self._must_wait(hand)}
        now = time.monotonic()
        patience = max(0.0, min((hand.deadline for hand in busy.values()), default=now) - now)
        for wire in wait(list(busy), timeout=patience):
            if isinstance(wire, Connection):
                self._hear(busy[wire])
        now = time.monotonic()
        for hand in busy.values():
            if hand.job and hand.deadline <= now and not hand.wire.poll():
                self._lost(hand, f"took longer than {hand.allowed:g} s")

    def _must_wait(self, hand: _Hand) -> bool:
        """Is it far ahead of the file whose turn it is?"""
        if not self._ordered or hand.job is None or hand.job.number == self._next:
            return False
        if len(self._shelf[hand.job.number]) < AHEAD:
            return False
        self._wind(hand)
        return True

    def _hear(self, hand: _Hand) -> None:
        assert hand.job is not None
        try:
            message = decode_from_worker(hand.wire.recv_bytes())
            if isinstance(message, Failed):
                raise UsageError(message.why)
            if isinstance(message, Ask):
                hand.reading = message
                hand.wire.send_bytes(encode(Answer(self._known(message.key))))
        except (EOFError, OSError, msgspec.DecodeError):
            self._lost(hand, _last_words(hand))
            return
        self._wind(hand, message.characters if isinstance(message, Long) else 0)
        if isinstance(message, Done):
            self._finish(hand.job)
            hand.job = None
        elif not isinstance(message, (Ask, Long)):
            self._keep(hand.job.number, message)
            hand.reading = None

    def _lost(self, hand: _Hand, reason: str) -> None:
        """A worker is gone or too slow: refuse what it was reading, and let another go on behind it."""
        job = hand.job
        assert job is not None
        self._hands.remove(hand)
        hand.end()
        if hand.reading is None:
            self._keep(job.number, NotRead(job.location, Refusal(job.source, reason)))
            self._finish(job)
            return
        at = hand.reading
        location = job.location + at.source.removeprefix(job.source)
        self._keep(job.number, NotRead(location, Refusal(at.source, reason)))
        if at.source == job.source:
            self._finish(job)
        else:
            self._todo.appendleft(msgspec.structs.replace(job, poison=(*job.poison, at.key)))

    # ── the shelf ─────────────────────────────────────────────────────────────────────────────────

    def _keep(self, number: int, outcome: Outcome) -> None:
        self._shelf[number].append(outcome)

    def _finish(self, job: Job) -> None:
        open_parts = sum(other.number == job.number for other in self._todo) + sum(
            hand.job is not None and hand.job.number == job.number and hand.job.part != job.part
            for hand in self._hands
        )
        if not open_parts:
            self._finished.add(job.number)

    def _ready(self) -> Iterator[Outcome]:
        for number in list(self._shelf):
            if self._ordered and number != self._next:
                continue
            shelf = self._shelf[number]
            while shelf:
                yield shelf.popleft()
            if number in self._finished:
                self._finished.discard(number)
                del self._shelf[number]
                self._next = number + 1
        # `_shelf` keeps the order of issue, so one pass serves several finished files in turn.


def location_of(place: str | Path) -> str:
    """Where a document lies, in a form that is the same from every working directory."""
    if isinstance(place, str) and "://" in place:
        return place
    return os.fsencode(Path(place).absolute()).decode("utf-8", "backslashreplace")


def _last_words(hand: _Hand) -> str:
    """Why a worker ended."""
    hand.process.join(timeout=5)
    code = hand.process.exitcode
    if code is not None and code < 0:
        return f"the process that read it was ended by signal {-code}"
    return f"the process that read it stopped with exit code {code}"
