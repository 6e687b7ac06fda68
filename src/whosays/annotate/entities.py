"""(being written)"""

from __future__ import annotations

from whosays.plugins import annotator
from whosays.records import Document


@annotator(gives={"mentions", "entities"}, needs={"tokens"})
def entities(document: Document) -> Document:
    """(being written)"""
    return document
