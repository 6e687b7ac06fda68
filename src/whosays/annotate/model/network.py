"""The network itself: arrays in, arrays out, by ONNX Runtime on the CPU.

One window a call. It was measured to be the fastest, and it keeps what is found about a window from depending
on its neighbours: eight-bit products are scaled by the largest number in a call.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whosays.annotate.model.features import CLUES, PLACES
from whosays.annotate.model.pieces import Pieces
from whosays.errors import UsageError

Array = NDArray[np.float32]
Output = Mapping[str, Array]
"""Of one window; row 0 of each is its beginning mark, which stands for the root and for "nobody"."""

OUTPUTS = (
    *("upos", "start", "attribution", "event", "part", "arcs"),
    *("related", "head", "marks", "kind", "link", "coref"),
)
LIMIT = 254
"""Pieces of a window, its two marks aside: what it was trained with."""
_KEPT = 4
"""Windows remembered, of some 5 MB each: a page of a few words repeats itself, its windows by turns."""
_FILES = ("model.onnx", "heads.npz", "labels.json", "vocab.txt")
_BITS = np.arange(len(CLUES))


class Network:
    """The weights in a folder; `UsageError` where one of its files is missing."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        import onnxruntime  # slow to import, and most commands read nothing

        missing = [name for name in _FILES if not (folder / name).is_file()]
        if missing:
            told = f"The language model is not whole: no {', '.join(missing)} in {folder}."
            raise UsageError(f"{told} Install whosays again.")

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.enable_cpu_mem_arena = (
            False  # windows differ in length; the arena would keep the most of each
        )
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.pieces = Pieces(folder / "vocab.txt")
        self.relations: list[str] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))[
            "relations"
        ]
        with np.load(folder / "heads.npz") as arrays:
            self.weights: dict[str, Array] = {name: arrays[name].astype(np.float32) for name in arrays.files}
        self._remembered: OrderedDict[bytes, Output] = OrderedDict()

    def read(self, pieces: Sequence[Sequence[int]], shapes: Sequence[int], clues: Sequence[int]) -> Output:
        """What all heads say of a window's words: pieces, shape and clue of each."""
        lengths = [len(each) for each in pieces]
        flat = [self.pieces.begin, *(number for each in pieces for number in each), self.pieces.end]
        ids = np.array([flat], np.int64)
        shape = np.full((1, len(flat)), PLACES, np.int64)
        shape[0, 1:-1] = np.repeat(np.array(shapes, np.int64), lengths)
        clue = np.zeros((1, len(flat), len(CLUES)), np.float32)
        bits = np.array(clues, np.int64)[:, None] >> _BITS & 1
        clue[0, 1:-1] = np.repeat(bits, lengths, axis=0)
        first = np.zeros((1, len(pieces) + 1), np.int64)
        first[0, 1:] = np.cumsum([1, *lengths[:-1]])
        key = b"".join((ids.tobytes(), shape.tobytes(), np.array(clues, np.int64).tobytes(), first.tobytes()))
        known = self._remembered.get(key)
        if known is not None:
            self._remembered.move_to_end(key)
            return known
        found = self._session.run(OUTPUTS, {"ids": ids, "shape": shape, "clue": clue, "first": first})
        output = {name: value[0] for name, value in zip(OUTPUTS, found, strict=True)}
        self._remembered[key] = output
        if len(self._remembered) > _KEPT:
            self._remembered.popitem(last=False)
        return output
