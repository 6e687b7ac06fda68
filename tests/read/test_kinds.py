from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator

import pytest

from tests.read.pile import PAGE, PLAIN, READERS
from whosays.errors import Refused
from whosays.plugins import Limits, Raw, Reader
from whosays.read.kinds import looks_like_text, not_a_report, not_a_report_type, reader_for
from whosays.records import Document


def _nothing(raw: Raw, limits: Limits) -> Iterator[Document]:
    return iter(())


PDF = Reader(
    name="pdf",
    media_type="application/pdf",
    suffixes=(".pdf",),
    sniff=lambda head: head.startswith(b"%PDF-"),
    run=_nothing,
)
DOCX = Reader(
    name="docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    suffixes=(".docx",),
    run=_nothing,
)
ALL = (*READERS, PDF, DOCX)
MAIL = b"Received: from a\r\nMessage-ID: <1>\r\nFrom: a@b.example\r\nSubject: s\r\n\r\ntext"
MEMO = b"From: the desk\nTo: all\nSubject: the bridge\n\nIt was closed."


def package(*names: str, **contents: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get(name, "x"))
    return target.getvalue()


def kind(source: str, data: bytes, media_type: str | None = None) -> str:
    return reader_for(Raw(source=source, data=data, media_type=media_type), ALL).name


@pytest.mark.parametrize(
    ("source", "data", "name"),
    [
        ("a.txt", b"%PDF-1.7 ...", "pdf"),
        ("a.html", b"%PDF-1.7 ...", "pdf"),
        ("a.pdf", b"<html>", "page"),
        ("report", b"<!DOCTYPE html><p>", "page"),
        ("report", MAIL, "mail"),
        ("a.dat", MAIL, "mail"),
        ("a.zip", package("a.txt"), "zip"),
        ("a.zip", package("[Content_Types].xml", "word/document.xml"), "docx"),
        ("a.html", package("a.txt"), "zip"),
    ],
)
def test_content_beats_the_name(source: str, data: bytes, name: str) -> None:
    assert kind(source, data) == name


@pytest.mark.parametrize(
    "data", [MAIL, MEMO, b"<!DOCTYPE html><p>", b"From a@b.example Mon Jan  1 00:00:00 2001\nA: b\n"]
)
def test_text_in_a_txt_file_stays_plain_text(data: bytes) -> None:
    assert kind("a.txt", data) == "plain"


def test_a_memo_with_typed_headers_is_no_mail() -> None:
    assert kind("memo", MEMO) == "plain"


@pytest.mark.parametrize(
    ("source", "data", "media_type", "name"),
    [
        ("mail!/attachment", b"some text", "text/html; charset=utf-8", "page"),
        ("w!/http://a.example/report.pdf?x=1", b"some text", "text/html", "page"),
        ("w!/http://a.example/report.html?x=.pdf", b"some text", None, "page"),
        ("mail!/a.html", b"some text", "application/octet-stream", "page"),
        ("w!/http://[broken", b"some text", None, "plain"),
    ],
)
def test_the_carrier_beats_the_name(source: str, data: bytes, media_type: str | None, name: str) -> None:
    assert kind(source, data, media_type) == name


@pytest.mark.parametrize(
    ("source", "name"),
    [("a.html", "page"), ("A.HTM", "page"), ("a.eml", "mail"), ("a", "plain"), ("a.xyz", "plain")],
)
def test_the_name_decides_where_the_content_does_not(source: str, name: str) -> None:
    assert kind(source, b"some text") == name


def test_the_longest_suffix_wins() -> None:
    longer = Reader(name="odd", media_type="text/x-odd", suffixes=(".odd.txt",), run=_nothing)
    assert reader_for(Raw(source="a.odd.txt", data=b"x"), (PLAIN, longer, PAGE)) is longer


def test_a_package_with_the_wrong_content_goes_to_the_reader_it_names() -> None:
    assert kind("a.docx", package("a.txt")) == "docx"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "image (PNG)"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "image (JPEG)"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(50), "video"),
        (b"ID3\x04" + bytes(50), "audio"),
        (b"\x7fELF" + bytes(50), "executable"),
        (b"SQLite format 3\x00" + bytes(50), "database"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "old Office"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "7-Zip"),
        (b"-----BEGIN PGP MESSAGE-----\n", "encrypted (PGP)"),
        (b'<?xml version="1.0"?><rss/>', "XML"),
        (package("xl/workbook.xml"), "spreadsheet"),
        (
            package("mimetype", "content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
            "spreadsheet",
        ),
        (random.Random(1).randbytes(5000), "binary data"),
    ],
)
@pytest.mark.parametrize("source", ["a", "a.txt"])
def test_what_no_reader_reads_is_refused_by_its_kind(source: str, data: bytes, what: str) -> None:
    with pytest.raises(Refused, match="not a kind of file that can be read") as refused:
        kind(source, data)
    assert what in refused.value.reason


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Refused, match="empty file"):
        kind("a.txt", b"")


@pytest.mark.parametrize(
    "data",
    [
        "тихо".encode("utf-16"),
        "quiet".encode("utf-16-le"),
        "هدوء".encode("windows-1256"),
        "café".encode("latin-1"),
        b"one\x00NUL in a line of text",
        "a\u202eb\u200b".encode(),
        b"mixed \xff\xfe and caf\xc3\xa9",
    ],
)
def test_text_in_any_encoding_looks_like_text(data: bytes) -> None:
    assert looks_like_text(data)


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_do_not_look_like_text(seed: int) -> None:
    data = random.Random(seed).randbytes(4096)
    assert not looks_like_text(b"x" + data)


@pytest.mark.parametrize(
    ("name", "kind_"), [("a.PNG", "image"), ("a.woff2", "font"), ("a.html", None), ("png", None)]
)
def test_names_tell_what_is_no_report(name: str, kind_: str | None) -> None:
    assert not_a_report(name) == kind_


def test_media_types_tell_what_is_no_report() -> None:
    assert not_a_report_type("image/png; x=1") == "image"
    assert not_a_report_type("text/html") is None
