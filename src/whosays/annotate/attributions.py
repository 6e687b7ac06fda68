"""(being written)"""

from __future__ import annotations

from whosays.plugins import annotator
from whosays.records import Document


@annotator(gives={"attributions"}, needs={"tokens"})
def attributions(document: Document) -> Document:
    """(being written)"""
    return document
