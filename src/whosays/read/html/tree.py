"""The bytes of a web page to its tree of elements, within bounds. Nothing is run or fetched."""

from __future__ import annotations

import re

from lxml import etree, html

from whosays.errors import Refused
from whosays.plugins import Limits
from whosays.read.encoding import decode

DEEPEST = 256
"""Elements in elements; libxml2's own bound."""

_CHARSET = re.compile(rb"""<meta[^<>]{0,200}charset\s{0,3}=\s{0,3}["']?([\w.:-]{1,40})""", re.I)
_XML_ENCODING = re.compile(rb"""<\?xml[^<>]{0,100}encoding\s{0,3}=\s{0,3}["']([\w.:-]{1,40})""", re.I)
_XML_DECLARATION = re.compile(r"\A\s{0,100}<\?xml[^<>]{0,200}\?>")
# Elements that only say how words look. Old pages open hundreds of them and close none.
_LOOKS = re.compile(r"</?(?:font|b|i|u|em|strong|span|small|big|tt|center|a)(?:\s[^<>]{0,2000})?>", re.I)

# Pictures and fonts that a saved page carries within itself; megabytes of them are no rarity.
_EMBEDDED = re.compile(
    r"data:[\w.+-]{1,60}/[\w.+-]{1,60}(?:;[\w=-]{1,60}){0,4},[A-Za-z0-9+/=%_-]{1000,}", re.A
)


def tree_of(
    data: bytes, limits: Limits, charset: str | None = None
) -> tuple[html.HtmlElement, tuple[str, ...]]:
    """The root element of a page, and notes on how its bytes were decoded.

    `Refused` where there is nothing, too much, or elements nested deeper than `DEEPEST`.
    """
    if len(data) > limits.markup_bytes:
        raise Refused(f"larger than the limit of {limits.markup_bytes >> 20} MiB for a document of this kind")
    if not data:
        raise Refused("empty file")
    text, note = decode(data, charset=charset or _declared(data[:2048]))
    if not text.strip():
        raise Refused("no text in it")
    # In a page, NUL is no character (HTML Living Standard, 13.2.5); libxml2 would end there.
    text = _XML_DECLARATION.sub("", text, count=1).replace("\x00", "\ufffd")
    root = _parsed_or_lightened(text)
    _without_ballast(root)
    return root, (note,) if note else ()


def _without_ballast(root: html.HtmlElement) -> None:
    """Half of a page is styles, drawings and programs: what nobody reads need not be copied and walked."""
    etree.strip_elements(root, "style", "svg", with_tail=False)
    for script in list(root.iter("script")):
        if "ld+json" not in (script.get("type") or "").lower():
            script.drop_tree()


class _TooDeep(Exception):
    """libxml2 stopped: elements in elements."""


class _TooLong(Exception):
    """libxml2 stopped: more than ten megabytes of attributes, comments, or one text."""


def _parsed_or_lightened(text: str) -> html.HtmlElement:
    """The tree of a page; where there is too much in it for that, of the page without what nobody reads."""
    try:
        return _parsed(text)
    except _TooDeep:
        text = _LOOKS.sub(" ", text)
    except _TooLong:
        text = _EMBEDDED.sub("data:,", text)
    try:
        return _parsed(text)
    except _TooDeep:
        raise Refused(f"its elements are nested more than {DEEPEST} deep") from None
    except _TooLong:
        raise Refused("a piece of it is longer than can be parsed") from None


def _declared(head: bytes) -> str | None:
    match = _CHARSET.search(head) or _XML_ENCODING.search(head)
    return match[1].decode("ascii") if match else None


def _parsed(text: str) -> html.HtmlElement:
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, no_network=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise Refused("no text in it") from error
    for entry in parser.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            if "depth" in entry.message:
                raise _TooDeep
            raise _TooLong
    return root
