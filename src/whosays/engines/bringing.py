"""A process that takes a folder into a casebook for somebody else, and says on a pipe how far it is.

`python -m whosays.engines.bringing` reads an `Order` from its standard input, a line of JSON, and writes a
line for each step to its standard output. When its input ends it hands out no more files, compares what was
read, and stops. The folder is gone when it ends.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from whosays.engines.local import location_of
from whosays.engines.steps import Became, Broken, Ended, Message, Order, Reading, encode
from whosays.engines.taking_in import take_in
from whosays.errors import CasebookBusy, WhosaysError
from whosays.plugins import Raw, Refusal
from whosays.read.walk import walk


def main() -> None:
    """Do what is ordered."""
    with os.fdopen(os.dup(1), "wb", buffering=0) as out:
        os.dup2(2, 1)  # what a plug-in prints is no message
        order = msgspec.json.decode(sys.stdin.buffer.readline(), type=Order)
        ended = threading.Event()
        threading.Thread(target=_await_end, args=(ended,), daemon=True).start()

        def say(message: Message) -> None:
            with contextlib.suppress(BrokenPipeError):  # nobody listens any more
                out.write(encode(message) + b"\n")

        try:
            say(_done(order, ended, say))
        finally:
            shutil.rmtree(order.root, ignore_errors=True)
        out.flush()
    os._exit(0)  # the thread above may be waiting still


def _await_end(ended: threading.Event) -> None:
    while os.read(0, 1024):
        pass
    ended.set()


def _done(order: Order, ended: threading.Event, say: Callable[[Message], None]) -> Message:
    root = location_of(order.root) + os.sep

    def place(location: str) -> str:
        return order.prefix + location.removeprefix(root).replace(os.sep, "/")

    try:
        tally = take_in(
            _handed_out(order, ended, say),
            order.case,
            workers=order.workers,
            limits=order.limits,
            wait=order.wait,
            told=lambda step, source: say(Became(step, source)),
            place=place,
        )
    except CasebookBusy as error:
        return Broken(str(error), busy=True)
    except WhosaysError as error:
        return Broken(str(error))
    return Ended(tally)


def _handed_out(
    order: Order, ended: threading.Event, say: Callable[[Message], None]
) -> Iterator[Raw | Refusal]:
    """The files, each called as it lies in the folder."""
    root = str(Path(order.root)) + os.sep
    for raw in walk([order.root]):
        if ended.is_set():
            return
        source = raw.source.removeprefix(root).replace(os.sep, "/")
        say(Reading(source))
        if isinstance(raw, Refusal):
            yield Refusal(source, raw.reason, raw.kind)
        else:
            yield msgspec.structs.replace(raw, source=source)


if __name__ == "__main__":
    main()
