"""What things are to one another: who leads, belongs to, funds, lists whom (FollowTheMoney interests)."""

from __future__ import annotations

from whosays.annotate.statements.layout import Layout
from whosays.annotate.statements.tree import Tree
from whosays.records import Statement


def relations(tree: Tree, layout: Layout) -> list[Statement]:
    """The relations of a document; ids are given later."""
    return []
