"""(being written)"""

from __future__ import annotations

from whosays.plugins import annotator
from whosays.records import Document


@annotator(gives={"statements"}, needs={"tokens"})
def statements(document: Document) -> Document:
    """(being written)"""
    return document
