"""DOCX, ODT, EPUB and PDF files that mean harm. The good parts are the smallest that readers take."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.bad_input.hostile.archives import zipped
from tests.read.pdf_files import column, empty_pages, encrypted, pdf

SENTENCE = "The army attacked the village of Dorna on 3 May 1994, police said."
_SECRET = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_REMOTE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:{port}/x.dtd">'
_BOMB = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
)
BOMB = _BOMB + "]>"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def docx(body: str = SENTENCE, doctype: str = "", relations: str = "", picture: bytes = b"") -> bytes:
    """A Word document of one paragraph."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zipped(
        (
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Override '
            f'PartName="/word/document.xml" ContentType="{main}"/></Types>'.encode(),
        ),
        (
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}officeDocument" Target="word/document.xml"/></Relationships>'.encode(),
        ),
        (
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}relationships">{relations}</Relationships>'.encode(),
        ),
        ("word/media/image1.png", picture),
        (
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r>'
            f"<w:t>{body}</w:t></w:r></w:p></w:body></w:document>".encode(),
        ),
    )


def odt(body: str = SENTENCE, doctype: str = "") -> bytes:
    """An OpenDocument text of one paragraph."""
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    return zipped(
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content '
            f'xmlns:office="{names}office:1.0" xmlns:text="{names}text:1.0"><office:body><office:text>'
            f"<text:p>{body}</text:p></office:text></office:body></office:document-content>".encode(),
        ),
    )


def remote_template(port: int) -> bytes:
    """A Word document whose template and picture lie on a server."""
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}{kind}" '
        f'Target="http://127.0.0.1:{port}/{kind}" TargetMode="External"/>'
        for number, kind in enumerate(("attachedTemplate", "image", "oleObject"))
    )
    return docx(body="remote. " + SENTENCE, relations=relations)


def remote_doctype(port: int) -> bytes:
    """A Word document whose document type lies on a server."""
    return docx(doctype=_REMOTE.format(port=port))


def cut_off_pdf() -> bytes:
    """The first two thirds of a PDF."""
    whole = pdf([column(SENTENCE), column(SENTENCE)])
    return whole[: len(whole) * 2 // 3]


FILES: dict[str, Callable[[], bytes]] = {
    "empty.pdf": lambda: b"",
    "empty.docx": lambda: b"",
    "empty.txt": lambda: b"",
    "random.pdf": lambda: random.Random(1).randbytes(50_000),
    "random.docx": lambda: random.Random(2).randbytes(50_000),
    "random.txt": lambda: random.Random(3).randbytes(50_000),
    "random": lambda: random.Random(4).randbytes(50_000),
    "cut-off.pdf": cut_off_pdf,
    "encrypted.pdf": lambda: encrypted(b"open sesame"),
    "10001-pages.pdf": lambda: empty_pages(10_001),
    "good.pdf": lambda: pdf([column(SENTENCE)]),
    "external.docx": lambda: docx("&e; " + SENTENCE, _SECRET),
    "bomb.docx": lambda: docx("&a11; " + SENTENCE, BOMB),
    "good.docx": docx,
    "external.odt": lambda: odt("&e; " + SENTENCE, _SECRET),
    "bomb.odt": lambda: odt("&a11; " + SENTENCE, BOMB),
    "good.odt": odt,
}
_NO_ENTITIES = "its XML declares entities: not read"
EXPECTED: dict[str, str | None] = {
    "empty.pdf": "empty file",
    "empty.docx": "empty file",
    "empty.txt": "empty file",
    "random.pdf": "not a PDF",
    "random.docx": "not a ZIP package",
    "random.txt": "binary data of no known form",
    "random": "binary data of no known form",
    "cut-off.pdf": "cut off",
    "encrypted.pdf": "encrypted (password)",
    "10001-pages.pdf": "10,001 pages, the limit is 10,000",
    "good.pdf": None,
    "external.docx": _NO_ENTITIES,
    "bomb.docx": _NO_ENTITIES,
    "good.docx": None,
    "external.odt": _NO_ENTITIES,
    "bomb.odt": _NO_ENTITIES,
    "good.odt": None,
}
