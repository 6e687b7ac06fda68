"""The nouns of whosays: frozen, typed, JSON both ways. They know nothing of how they are made or kept."""

from whosays.records.document import Block, BlockKind, Credit, Document
from whosays.records.given import Given
from whosays.records.layers import (
    Attribution,
    Entity,
    Foreign,
    Mention,
    Place,
    Quantity,
    Span,
    Stance,
    Statement,
    Time,
    Token,
    Word,
)

__all__ = [
    "Attribution",
    "Block",
    "BlockKind",
    "Credit",
    "Document",
    "Entity",
    "Foreign",
    "Given",
    "Mention",
    "Place",
    "Quantity",
    "Span",
    "Stance",
    "Statement",
    "Time",
    "Token",
    "Word",
]
