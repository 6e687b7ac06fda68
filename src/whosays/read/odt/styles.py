"""The styles of an OpenDocument text, as far as they say what a paragraph is."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from whosays.read.package import local

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_QUOTES = frozenset({"quotations", "quote", "intense quote", "block text", "block quotation"})
"""Names that word processors give to the styles of block quotes, in whatever language they run."""
_TITLES = frozenset({"title"})
_LONGEST_CHAIN = 20


class Breaks(NamedTuple):
    """Page breaks that a style asks for."""

    before: bool
    after: bool


class Styles:
    """Paragraph and text styles by name, automatic ones over named ones."""

    def __init__(self, content: Any, named: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        for root in (named, content):
            if root is not None:
                for element in root.iter(_STYLE + "style"):
                    if element.get(_STYLE + "family") in {"paragraph", "text"}:
                        self._styles[element.get(_STYLE + "name", "")] = element
        self._chain = cache(self._chain_of)

    def _chain_of(self, name: str) -> tuple[Any, ...]:
        """The style and those it comes from."""
        chain: list[Any] = []
        while name in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[name])
            name = chain[-1].get(_STYLE + "parent-style-name", "")
        return tuple(chain)

    def _names(self, name: str) -> set[str]:
        names = {name}
        for style in self._chain(name):
            names |= {style.get(_STYLE + key, "") for key in ("name", "display-name", "parent-style-name")}
        return {each.replace("_20_", " ").casefold() for each in names}

    def is_quote(self, name: str) -> bool:
        """A block quote?"""
        return not _QUOTES.isdisjoint(self._names(name))

    def is_title(self, name: str) -> bool:
        """The title of the document?"""
        return not _TITLES.isdisjoint(self._names(name))

    def hidden(self, name: str) -> bool:
        """Set not to be shown?"""
        return self._property(name, "text-properties", _TEXT + "display") == "none"

    def breaks(self, name: str) -> Breaks:
        """Page breaks before and after."""
        page_master = any(style.get(_STYLE + "master-page-name") for style in self._chain(name)[:1])
        before = self._property(name, "paragraph-properties", _FO + "break-before")
        after = self._property(name, "paragraph-properties", _FO + "break-after")
        return Breaks(page_master or before == "page", after == "page")

    def _property(self, name: str, group: str, key: str) -> str | None:
        for style in self._chain(name):
            for properties in style:
                if local(properties) == group and properties.get(key) is not None:
                    return str(properties.get(key))
        return None
