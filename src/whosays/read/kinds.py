"""What kind of file it is, and so which reader reads it: by its content, what its carrier says, and its name.

Content beats the name, with one exception: files whose name says that they are text for people (`.txt`,
`.md`, `.html`, `.eml`) may begin like any other text. A report in plain text that opens with "From:" and
"Subject:" is no mail, and its text must stay as it is, to the last character.
"""

from __future__ import annotations

import zipfile
from functools import cache
from urllib.parse import urlsplit

from whosays.errors import Refused
from whosays.plugins import Raw, Reader, load
from whosays.read.zip_directory import check_directory

HEAD = 4096
"""Bytes from the beginning of a file that are looked at."""

PLAIN = "text/plain"
ZIP = "application/zip"
_WRITTEN = frozenset({PLAIN, "text/html", "text/markdown", "message/rfc822", "application/mbox"})
"""Kinds of which a person may have typed the first lines."""
_WRAPPINGS = frozenset({ZIP, "application/gzip", "application/x-bzip2", "application/x-xz"})
"""Kinds whose beginning says nothing of what is inside."""
_SYNONYMS = {
    "application/xhtml+xml": "text/html",
    "text/x-markdown": "text/markdown",
    "application/x-pdf": "application/pdf",
    "text/rtf": "application/rtf",
    "application/x-rtf": "application/rtf",
    "application/x-zip-compressed": ZIP,
    "application/x-gzip": "application/gzip",
    "application/x-warc": "application/warc",
}
"""Media types that carriers write for a registered one."""

_NO_REPORTS = {
    "image": ".png .jpg .jpeg .jpe .gif .webp .svg .ico .bmp .tif .tiff .heic .avif .psd .jp2",
    "style sheet": ".css .scss .less",
    "program": ".js .mjs .cjs .map .wasm .py .pyc .rb .php .sh .bat .ps1 .c .h .java .class .jar .exe .dll "
    ".so .dylib .o .msi .apk .deb .rpm",
    "font": ".woff .woff2 .ttf .otf .eot",
    "audio": ".mp3 .wav .ogg .oga .flac .m4a .aac .opus .wma",
    "video": ".mp4 .m4v .mkv .avi .mov .webm .mpg .mpeg .wmv .flv .3gp",
    "database": ".db .sqlite .sqlite3 .db-wal .db-shm .mdb .accdb .parquet",
    "lock of a program": ".lock",
    "calendar entry": ".ics",
    "contact card": ".vcf",
    "table of data": ".csv .tsv .jsonl .ndjson .geojson .yaml .yml .toml .ini",
}
_BY_SUFFIX = {suffix: kind for kind, suffixes in _NO_REPORTS.items() for suffix in suffixes.split()}
_BY_TYPE = {
    "image": "image",
    "audio": "audio",
    "video": "video",
    "font": "font",
    "text/css": "style sheet",
    "text/javascript": "program",
    "application/javascript": "program",
    "application/x-javascript": "program",
    "application/json": "table of data",
    "application/ld+json": "table of data",
    "text/csv": "table of data",
    "text/calendar": "calendar entry",
    "text/vcard": "contact card",
    "text/x-vcard": "contact card",
    "message/delivery-status": "delivery report",
    "message/disposition-notification": "delivery report",
    "text/rfc822-headers": "delivery report",
}
"""Media types, or the part before the slash, of what is no report."""

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n", "image (PNG)"),
    (0, b"\xff\xd8\xff", "image (JPEG)"),
    (0, b"GIF8", "image (GIF)"),
    (0, b"II*\x00", "image (TIFF)"),
    (0, b"MM\x00*", "image (TIFF)"),
    (8, b"WEBP", "image (WebP)"),
    (8, b"WAVE", "audio (WAV)"),
    (8, b"AVI ", "video (AVI)"),
    (4, b"ftyp", "video, audio or image (ISO media)"),
    (0, b"\x1aE\xdf\xa3", "video (Matroska)"),
    (0, b"ID3", "audio (MP3)"),
    (0, b"OggS", "audio (Ogg)"),
    (0, b"fLaC", "audio (FLAC)"),
    (0, b"\x7fELF", "executable (ELF)"),
    (0, b"MZ\x90\x00", "executable (Windows)"),
    (0, b"\xcf\xfa\xed\xfe", "executable (Mach-O)"),
    (0, b"\xca\xfe\xba\xbe", "executable (Mach-O or Java)"),
    (0, b"SQLite format 3\x00", "database (SQLite)"),
    (0, b"PAR1", "database (Parquet)"),
    (
        0,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "old Office or Outlook file (save it in a newer format)",
    ),
    (0, b"7z\xbc\xaf\x27\x1c", "archive (7-Zip)"),
    (0, b"Rar!\x1a\x07", "archive (RAR)"),
    (0, b"\x28\xb5\x2f\xfd", "archive (Zstandard)"),
    (0, b"-----BEGIN PGP MESSAGE", "encrypted (PGP)"),
    (0, b"wOFF", "font (WOFF)"),
    (0, b"wOF2", "font (WOFF2)"),
    (0, b"<?xml", "XML that is no web page"),
)
"""Offset, bytes, and what a file is that has them there."""

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PACKAGES = {
    "word/document.xml": _DOCX,
    "META-INF/container.xml": "application/epub+zip",
    "content.xml": "application/vnd.oasis.opendocument.text",
    "xl/workbook.xml": "spreadsheet (XLSX)",
    "ppt/presentation.xml": "slides (PPTX)",
}
"""A member that only packages of one kind have: its media type, or what it is where no reader can read it."""
_OTHER_ODF = {"spreadsheet": "spreadsheet (ODS)", "presentation": "slides (ODP)", "graphics": "drawing (ODG)"}


@cache
def installed() -> tuple[Reader, ...]:
    """The readers of all installed packages, by name."""
    return tuple(
        sorted((reader for offered in load("readers").values() for reader in offered), key=lambda r: r.name)
    )


def reader_for(raw: Raw, readers: tuple[Reader, ...] | None = None) -> Reader:
    """The reader of `raw`, among `readers` or those installed; `Refused`, naming the kind, without one."""
    readers = installed() if readers is None else readers
    head = raw.head(HEAD)
    if not head:
        raise Refused("empty file")
    named = _named(raw, readers)
    fitting = [reader for reader in readers if reader.sniff(head)]
    if named is not None and named.media_type in _WRITTEN:
        fitting = [reader for reader in fitting if reader is named or reader.media_type not in _WRITTEN]
    clear = [reader for reader in fitting if reader.media_type not in _WRAPPINGS]
    if clear:
        return named if named is not None and named in clear else clear[0]
    if fitting:
        return _unwrapped(raw, fitting[0], named, readers)
    known = _known_kind(head)
    if known is not None:
        raise Refused(_unreadable(known))
    return _otherwise(head, named, readers)


def _otherwise(head: bytes, named: Reader | None, readers: tuple[Reader, ...]) -> Reader:
    """Nothing in the content tells what it is: trust the name, else it is plain text or nothing known."""
    if named is not None and named.media_type not in _WRITTEN:
        return named
    if not looks_like_text(head):
        raise Refused(_unreadable("binary data of no known form"))
    plain = named or _of_type(PLAIN, readers)
    if plain is None:
        raise Refused(_unreadable("plain text (no reader of plain text is installed)"))
    return plain


def _unreadable(kind: str) -> str:
    return f"not a kind of file that can be read: {kind}"


def _named(raw: Raw, readers: tuple[Reader, ...]) -> Reader | None:
    """By what the carrier says, else by the longest suffix."""
    by_type = _of_type(bare_type(raw.media_type), readers)
    if by_type is not None and by_type.media_type not in _WRAPPINGS:
        return by_type
    name = name_of(raw).lower()
    fits = [
        (len(suffix), reader) for reader in readers for suffix in reader.suffixes if name.endswith(suffix)
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else by_type


def _of_type(media_type: str, readers: tuple[Reader, ...]) -> Reader | None:
    return next((reader for reader in readers if reader.media_type == media_type), None)


def bare_type(media_type: str | None) -> str:
    """A media type in lower case, without parameters, under its registered name."""
    bare = (media_type or "").partition(";")[0].strip().lower()
    return _SYNONYMS.get(bare, bare)


def name_of(raw: Raw) -> str:
    """The last name of a file, member or address."""
    if raw.path is not None:
        return raw.path.name
    last = raw.source.rpartition("!/")[2]
    if "://" in last:
        try:
            return urlsplit(last).path
        except ValueError:
            return ""
    return last.rpartition("/")[2]


def not_a_report(name: str) -> str | None:
    """What a file so called obviously is instead of a report: "image", "program" …"""
    dot = name.rfind(".")
    return _BY_SUFFIX.get(name[dot:].lower()) if dot >= 0 else None


def not_a_report_type(media_type: str) -> str | None:
    """The same by what the carrier says of it."""
    bare = bare_type(media_type)
    return _BY_TYPE.get(bare) or _BY_TYPE.get(bare.partition("/")[0])


# ── content ───────────────────────────────────────────────────────────────────────────────────────


def _known_kind(head: bytes) -> str | None:
    return next((kind for at, magic, kind in _MAGIC if head[at : at + len(magic)] == magic), None)


def _unwrapped(raw: Raw, wrapping: Reader, named: Reader | None, readers: tuple[Reader, ...]) -> Reader:
    """Office packages and e-books are ZIP files too; what is inside tells."""
    kind = _package(raw) if wrapping.media_type == ZIP else None
    if kind is not None:
        reader = _of_type(kind, readers)
        if reader is None:
            raise Refused(_unreadable(kind))
        return reader
    if named is not None and named.media_type not in _WRITTEN | _WRAPPINGS:
        return named  # "report.docx" that is a ZIP of something else: its reader says what is wrong with it
    return wrapping


def _package(raw: Raw) -> str | None:
    """Media type (or plain name) of the package that a ZIP file is; `None`: an archive like any other."""
    with raw.open() as stream:
        try:
            check_directory(stream)
            with zipfile.ZipFile(stream) as archive:
                names = set(archive.namelist())
                if "content.xml" in names:
                    return _open_document(archive, names)
                return next((kind for name, kind in _PACKAGES.items() if name in names), None)
        except (Refused, zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return None  # the reader of ZIP files says what is wrong


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> str:
    told = b""
    if "mimetype" in names and not archive.getinfo("mimetype").flag_bits & 1:
        with archive.open("mimetype") as member:
            told = member.read(200)
    return next(
        (kind for word, kind in _OTHER_ODF.items() if word.encode() in told), _PACKAGES["content.xml"]
    )


def looks_like_text(head: bytes) -> bool:
    """Could these first bytes be text, in whatever encoding?

    Text holds hardly any control characters; of random bytes one in ten is one. UTF-16 is told by its
    byte-order mark or by every other byte being zero.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    zeros = max(head[0::2].count(0), head[1::2].count(0))
    if len(head) >= 4 and zeros > 0.3 * len(head) and zeros >= head.count(0) * 0.95:
        return True
    strange = len(head.translate(None, _PRINTABLE))
    return strange <= 0.05 * len(head)


_PRINTABLE = bytes(byte for byte in range(256) if byte >= 0x20 and byte != 0x7F) + b"\t\n\r\f\v\b\x1b"
