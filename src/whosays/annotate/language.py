"""(being written)"""

from __future__ import annotations

from whosays.plugins import annotator
from whosays.records import Document


@annotator(gives={"language", "sentences", "tokens"})
def language(document: Document) -> Document:
    """(being written)"""
    return document
