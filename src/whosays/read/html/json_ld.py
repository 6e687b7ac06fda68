"""What a page says of itself in JSON-LD (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

LARGEST = 500_000
"""Code points of a script that is looked at."""
_NODES = 2_000
_ARTICLES = (
    "Article",
    "Report",
    "BlogPosting",
    "LiveBlogPosting",
    "Posting",
    "WebPage",
    "CreativeWork",
    "Review",
    "Chapter",
)

Node = dict[str, Any]


def articles(root: Any) -> list[Node]:
    """The nodes that describe a text, articles before pages; each as the page wrote it."""
    found: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        found.extend(node for node in _nodes(_loaded(script.text)) if types(node))
    return sorted(
        (node for node in found if any(name.endswith(_ARTICLES) for name in types(node))),
        key=lambda node: any(name.endswith("Page") for name in types(node)),
    )


def _loaded(text: str) -> Any:
    if len(text) > LARGEST:
        return None
    try:
        # Line ends within strings are common and harmless.
        return json.loads(text.strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any) -> Iterator[Node]:
    """The objects that stand for themselves: top-level ones, those in lists and graphs, main entities."""
    waiting = [data]
    seen = 0
    while waiting and seen < _NODES:
        each = waiting.pop(0)
        seen += 1
        if isinstance(each, list):
            waiting[:0] = each[:_NODES]
        elif isinstance(each, dict):
            yield each
            waiting[:0] = [
                each[key] for key in ("@graph", "mainEntity") if isinstance(each.get(key), list | dict)
            ]


def types(node: Node) -> tuple[str, ...]:
    """The types of a node."""
    found = node.get("@type")
    return tuple(each for each in (found if isinstance(found, list) else [found]) if isinstance(each, str))


def text(value: Any) -> str | None:
    """A string, or the first of a list of strings."""
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, str)), None)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def names(value: Any) -> tuple[str, ...]:
    """The names of persons or organisations, given as strings or as nodes."""
    found: list[str] = []
    for each in (value if isinstance(value, list) else [value])[:50]:
        name = text(each.get("name")) if isinstance(each, dict) else text(each)
        if name:
            found.append(name)
    return tuple(dict.fromkeys(found))
