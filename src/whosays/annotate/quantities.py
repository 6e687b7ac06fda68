"""(being written)"""

from __future__ import annotations

from whosays.plugins import annotator
from whosays.records import Document


@annotator(gives={"quantities"}, needs={"tokens"})
def quantities(document: Document) -> Document:
    """(being written)"""
    return document
