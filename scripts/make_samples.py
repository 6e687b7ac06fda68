"""Write the samples that cannot be typed: PDF, DOCX, ODT, RTF, EPUB, mbox, WARC and ZIP.

`.venv/bin/python scripts/make_samples.py`. The words are ours, about a country that does not exist; the bytes
are the same at every run.
"""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from pathlib import Path

from docx import Document as Docx
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sample_texts import (
    AGREEMENT_2005,
    BLOG,
    BOOK,
    CENTRE_1995,
    CLIPPINGS,
    LISTING_1997,
    MAILS,
    TREASURY_1998,
    UNION_PAGE,
)

SAMPLES = Path(__file__).parent.parent / "samples"
EPOCH = (1980, 1, 1, 0, 0, 0)

# ── how each format is written ────────────────────────────────────────────────────────────────────


def lines(text: str) -> list[tuple[str, str]]:
    """(kind, words) of each line of a report."""
    kinds = {"# ": "heading", "- ": "item", "| ": "row"}
    found = []
    for line in text.strip().split("\n"):
        kind = "page" if line == "---" else kinds.get(line[:2], "paragraph")
        found.append((kind, line[2:] if kind in kinds.values() else line))
    return found


def packed(members: dict[str, bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """A ZIP whose bytes depend on nothing but its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def pdf(text: str) -> bytes:
    """A plain PDF 1.4: one font in two sizes, a line a text object."""
    pages: list[list[str]] = [[]]
    at = 780
    for kind, words in lines(text):
        if kind == "page":
            pages.append([])
            at = 780
            continue
        size = 15 if kind == "heading" else 11
        at -= size
        for line in textwrap.wrap(("\u2022 " if kind == "item" else "") + words, 88):
            escaped = re.sub(r"([\\()])", r"\\\1", line).encode("cp1252").decode("latin-1")
            pages[-1].append(f"BT /F1 {size} Tf 60 {at} Td ({escaped}) Tj ET")
            at -= size + 4
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for page in pages:
        stream = "\n".join(page)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources}"
            f" /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return pdf_file(objects)


def pdf_file(objects: list[str]) -> bytes:
    """The objects with their cross-reference table."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def scan() -> bytes:
    """A page that holds a drawing and no text, as a scanner without OCR makes it."""
    drawing = "0.8 g 60 60 475 700 re f"
    return pdf_file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>",
        ]
    )


def docx(text: str) -> bytes:
    """By python-docx, with the time stamps of its ZIP taken out."""
    report = Docx()
    rows = [words.split(" | ") for kind, words in lines(text) if kind == "row"]
    for kind, words in lines(text):
        if kind == "heading":
            report.add_heading(words, level=1)
        elif kind == "row":
            if words.split(" | ") == rows[0]:
                table = report.add_table(rows=len(rows), cols=len(rows[0]))
                for row, cells in enumerate(rows):
                    for column, cell in enumerate(cells):
                        table.cell(row, column).text = cell
        else:
            report.add_paragraph(words, style="List Bullet" if kind == "item" else None)
    out = io.BytesIO()
    report.save(out)
    with zipfile.ZipFile(out) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


def odt(text: str) -> bytes:
    """The least that an OpenDocument text needs."""
    body, items = [], []
    for kind, words in [*lines(text), ("end", "")]:
        if kind == "item":
            items.append(f"<text:list-item><text:p>{words}</text:p></text:list-item>")
            continue
        if items:
            body.append(f"<text:list>{''.join(items)}</text:list>")
            items = []
        if kind == "heading":
            body.append(f'<text:h text:outline-level="1">{words}</text:h>')
        elif kind == "paragraph":
            body.append(f"<text:p>{words}</text:p>")
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2">'
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document-content>"
    )
    media = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        f' manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    members = {
        "mimetype": media.encode(),
        "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest.encode(),
    }
    return packed(members, stored=("mimetype",))


def rtf(text: str) -> bytes:
    """Paragraphs, headings in bold."""
    paragraphs = [rf"\b {words}\b0" if kind == "heading" else words for kind, words in lines(text)]
    body = "\\par\\par\n".join(paragraphs)
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Helvetica;}}\n" + body + "\n}\n").encode(
        "cp1252"
    )


def epub(title: str, author: str, chapters: dict[str, str]) -> bytes:
    """EPUB 3, a file a chapter."""
    tags = {"heading": "h1", "paragraph": "p"}
    members = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": b'<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:'
        b'opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf"'
        b' media-type="application/oebps-package+xml"/></rootfiles></container>',
    }
    items, spine = [], []
    for number, (name, text) in enumerate(chapters.items(), 1):
        body = "".join(f"<{tags[kind]}>{words}</{tags[kind]}>" for kind, words in lines(text))
        members[f"c{number}.xhtml"] = (
            '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'
            f"<head><title>{name}</title></head><body>{body}</body></html>"
        ).encode()
        items.append(f'<item id="c{number}" href="c{number}.xhtml" media-type="application/xhtml+xml"/>')
        spine.append(f'<itemref idref="c{number}"/>')
    members["book.opf"] = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">sarn-1</dc:identifier>'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:language>en</dc:language>"
        "<dc:publisher>Quay Books</dc:publisher><dc:date>2010</dc:date></metadata>"
        f"<manifest>{''.join(items)}</manifest><spine>{''.join(spine)}</spine></package>"
    ).encode()
    return packed(members, stored=("mimetype",))


def mbox(mails: list[tuple[str, str, str, str]]) -> bytes:
    """A mailbox in the mboxo form."""
    out = []
    for number, (sender, subject, date, body) in enumerate(mails):
        out.append(
            f"From benn@helmar-notes.example Sat Nov 17 08:10:0{number} 2001\nFrom: {sender}\n"
            f"To: helmar-notes@list.example\nSubject: {subject}\nDate: {date}\n"
            f"Message-ID: <{number}.2001@helmar-notes.example>\nMIME-Version: 1.0\n"
            f'Content-Type: text/plain; charset="utf-8"\n\n{body}\n'
        )
    return "".join(out).encode()


def warc(pages: dict[str, str]) -> bytes:
    """Two pages as a crawler kept them."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    for number, (url, html) in enumerate(pages.items()):
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
        )
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(html.encode()),
            http_headers=headers,
            warc_headers_dict={
                "WARC-Date": "2014-03-01T10:00:00Z",
                "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-00000000000{number}>",
            },
        )
        writer.write_record(record)
    return out.getvalue()


def main() -> None:
    """Write them all."""
    clippings = {}
    for name, (text, sidecar) in CLIPPINGS.items():
        clippings[name] = text.encode()
        clippings[name.replace(".txt", ".json")] = sidecar.encode()
    made = {
        "1983-1991-clippings.zip": packed(clippings),
        "1986-scan-without-text.pdf": scan(),
        "1995-02-14-centre-belin.pdf": pdf(CENTRE_1995),
        "1997-10-08-union-listing.rtf": rtf(LISTING_1997),
        "1998-02-10-treasury-notice.docx": docx(TREASURY_1998),
        "2001-11-helmar-notes.mbox": mbox(MAILS),
        "2005-04-18-lake-tolm.odt": odt(AGREEMENT_2005),
        "2010-a-boy-who-counted.epub": epub("A boy who counted", "Selma Aar", BOOK),
        "2014-web-pages.warc": warc(
            {
                "https://tolmwatch.example/belin": BLOG,
                "https://sarnculture.example/about": UNION_PAGE,
            }
        ),
    }
    for name, data in made.items():
        (SAMPLES / name).write_bytes(data)


if __name__ == "__main__":
    main()
