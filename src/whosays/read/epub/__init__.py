"""EPUB 2 and 3: the chapters in the order of the spine, and what the package says of the book.

Source: EPUB 3.3 (W3C), OPF 2.0.1 (IDPF).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from whosays.errors import Refused
from whosays.plugins import Limits, Raw, Reader
from whosays.read.epub.xhtml import ChapterWalk, parsed_chapter
from whosays.read.layout import Layout
from whosays.read.package import Package, local
from whosays.records import Document

MEDIA_TYPE = "application/epub+zip"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS_ONLY = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
"""Ways to obfuscate fonts; the text is readable."""
_CHAPTERS = frozenset(
    {"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"}
)
_DAY = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.{0,40})?")
_FIRST_YEAR = "1450"
"""Programs write the year 101 where they know none."""


def _sniff(head: bytes) -> bool:
    return head.startswith(b"PK") and MEDIA_TYPE.encode() in head[30:120]


def read_epub(raw: Raw, limits: Limits) -> Iterator[Document]:
    """One document: the book. Chapters that are missing are noted."""
    with Package(raw, limits) as package:
        if _CONTAINER not in package:
            raise Refused(f"not an EPUB: it has no {_CONTAINER}")
        _check_rights(package)
        opf_name = _opf_name(package)
        opf = package.xml(opf_name, doctype=True)
        layout, notes = _chapters(package, opf, posixpath.dirname(opf_name), limits)
    if not layout.text.strip():
        raise Refused("no text in it")
    published, told = _date(opf)
    yield Document(
        id="",
        source=raw.source,
        format=MEDIA_TYPE,
        title=next(iter(_told(opf, "title")), None),
        publisher=next(iter(_told(opf, "publisher")), None),
        byline=tuple(_told(opf, "creator")),
        published=published,
        text=layout.text,
        blocks=layout.blocks,
        notes=(*notes, *told),
    )


def _check_rights(package: Package) -> None:
    if _ENCRYPTION not in package:
        return
    for data in package.xml(_ENCRYPTION, doctype=True).iter():
        if local(data) != "EncryptedData":
            continue
        method = next((child for child in data if local(child) == "EncryptionMethod"), None)
        if method is None or method.get("Algorithm") not in _FONTS_ONLY:
            raise Refused("encrypted (digital rights management)")


def _opf_name(package: Package) -> str:
    for element in package.xml(_CONTAINER, doctype=True).iter():
        if local(element) == "rootfile" and element.get("full-path"):
            return unquote(str(element.get("full-path")))
    raise Refused("damaged: its container names no package")


def _chapters(package: Package, opf: Any, folder: str, limits: Limits) -> tuple[Layout, list[str]]:
    manifest = {element.get("id"): element for element in opf.iter() if local(element) == "item"}
    order = [element.get("idref") for element in opf.iter() if local(element) == "itemref"]
    if not order:
        raise Refused("damaged: its package gives no order of reading")
    layout, missing, done = Layout(), 0, set()
    walk = ChapterWalk(layout)
    for reference in order:
        item = manifest.get(reference)
        if item is None or "nav" in (item.get("properties") or "").split():
            missing += item is None
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "")).partition("#")[0]))
        if name in done or item.get("media-type", "") not in _CHAPTERS:
            continue
        done.add(name)
        if name not in package:
            missing += 1
            continue
        walk.add(parsed_chapter(package.markup(name, doctype=True), name))
        if walk.characters > limits.characters:
            raise Refused(f"its text has more than {limits.characters:,} characters")
    if missing == len(order):
        raise Refused("damaged: none of its chapters is there")
    return layout, [f"{missing} chapters that it lists are missing"] if missing else []


def _told(opf: Any, name: str) -> list[str]:
    """What the metadata say under a Dublin Core name; of creators only the authors."""
    found = []
    for element in opf.iter():
        if local(element) != name or "purl.org/dc/" not in element.tag:
            continue
        role = next(
            (value for key, value in element.attrib.items() if key.rpartition("}")[2] == "role"), "aut"
        )
        text = " ".join("".join(element.itertext()).split())
        if text and role == "aut" and text not in found:
            found.append(text)
    return found


def _date(opf: Any) -> tuple[str | None, list[str]]:
    """The day of publication of the book, where the package gives one that can be."""
    for element in opf.iter():
        if local(element) != "date" or "purl.org/dc/" not in element.tag:
            continue
        event = next(
            (value for key, value in element.attrib.items() if key.rpartition("}")[2] == "event"), None
        )
        day = _DAY.fullmatch("".join(element.itertext()).strip())
        if event not in {None, "publication", "original-publication"}:
            continue
        if day is None or day[1] < _FIRST_YEAR:
            return None, ["its date was not understood"]
        return day[1], ["its date is that of the e-book"]
    return None, []


READERS: tuple[Reader, ...] = (
    Reader(name="epub", media_type=MEDIA_TYPE, suffixes=(".epub",), sniff=_sniff, run=read_epub),
)
