"""One hash that stands for the whole content of a casebook.

It covers every document that is kept (its key, its annotation, what is derived from it, the version of
whosays that annotated it, whether it is current) and every decision: not places, times of reading or
refusals. So it is the same for the same documents, decisions and version, whatever the order, the paths or
the number of runs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

_DOCUMENTS = "SELECT key, digest, current FROM documents ORDER BY key"
_DECISIONS = "SELECT id FROM decisions ORDER BY id"
QUERIES = (_DOCUMENTS, _DECISIONS)
"""What is hashed, each in its order."""


def content_digest(results: Iterable[Iterable[tuple[object, ...]]]) -> str:
    """SHA-256 in hex of the rows that `QUERIES` give."""
    whole = hashlib.sha256()
    for rows in results:
        for row in rows:
            whole.update(msgspec.json.encode(row) + b"\n")
        whole.update(b"\n")
    return whole.hexdigest()
