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

SAMPLES = Path(__file__).parent.parent / "samples"
EPOCH = (1980, 1, 1, 0, 0, 0)

# ── what the reports say ──────────────────────────────────────────────────────────────────────────
# A line beginning with "# " is a heading, with "- " a list item, with "| " a table row; "---" turns the page.

CENTRE_1995 = """
# The dead of Belin
Sarn Documentation Centre, report 3 of 1995. Published on 14 February 1995.
# Summary
Seventeen people died in the bombing of the covered market in Belin on 3 September 1994. The Centre has seen the \
registers of the Saint Orm hospital and has spoken to the families of all seventeen. The last of them, Jon Marsh, \
died on 2 October 1994.
The hospital's figure of 14 was given on the day after the bombing and was never brought up to date.
# Who did it
The Ministry of the Interior says that the People's Front for Sarn (PFS) was behind the bombing. The Front denies \
it. We found no witness who saw the bomb being placed.
A former police officer, who asked not to be named, told the Centre that the market had been searched an hour \
before the explosion. We could not confirm this.
---
# Attacks claimed by the Sarn Liberation Army
The Sarn Liberation Army claimed responsibility for these attacks:
- 9 October 1986: an ambush on the Dravik road, two gendarmes killed
- 17 June 1988: the attack on the garrison at Dorna, 11 soldiers killed
- 20 February 1991: the kidnapping of the Vastorian consul, Emil Haas, who was released on 15 March 1991
- 30 May 1993: arson at the land registry in Karsk
# Replies
In a letter of 20 January 1995 the Ministry of the Interior said that "the inquiry is closed".
"""

TREASURY_1998 = """
# Notice of the Treasury of Vastoria
On 9 February 1998 the Treasury froze the accounts of the Sarn Cultural Union at the Bank of Helmar. The accounts \
held 2.4 million dollars.
The Sarn Cultural Union is a front organisation of the People's Front for Sarn, according to the Ministry of the \
Interior of Tarvenia. The Union says that it runs two schools and a choir.
# Accounts
| Holder | Account opened | Sum frozen
| Sarn Cultural Union | 3 May 1992 | $1.9 million
| Karsk Schools Fund | 17 June 1995 | $500,000
Anyone who can show a claim to these funds is asked to write to the Treasury by 30 June 1998.
"""

AGREEMENT_2005 = """
# Joint communiqué of Lake Tolm
18 April 2005
The Government of Tarvenia and the People's Front for Sarn today signed an agreement at Lake Tolm.
The parties have agreed that:
- the Sarn Liberation Army will hand over its weapons by 30 September 2005;
- the Government will release all prisoners sentenced for membership of the Front;
- schools in Upper Sarn may teach in the language of Sarn.
"I have waited twenty-six years to put my name to this paper," Davit Orlan said after the signing.
The Minister of Justice, Irena Holt, said that courts would review each sentence.
"""

LISTING_1997 = """
# Decision 97/214 of the Council of the Continental Union
On 8 October 1997 the Council of the Continental Union put the People's Front for Sarn, also known as the PFS or \
the Front, on its list of terrorist organisations.
The decision was taken at the request of the Government of Tarvenia. Vastoria voted against.
The reasons given are the attack on Dorna in June 1988, the kidnapping of Emil Haas in 1991 and the bombing in \
Belin in September 1994.
"We list deeds, not opinions," one delegate said after the vote.
"""

BOOK = {
    "Chapter 1. The hall of the railwaymen": """
# Chapter 1. The hall of the railwaymen
Davit Orlan was a schoolteacher and Mira Orlan kept the accounts of a printing house. They married in 1974.
In his memoirs Orlan wrote that the party was founded "because a boy was beaten for counting in his own language".
The government never registered the party. On 4 November 1983 a bomb in the tax office in Karsk killed three people.
The police said that the Front had placed it. Orlan always denied this.
""",
    "Chapter 2. The colonel": """
# Chapter 2. The colonel
Petar Vesk left the army in 1985 with the rank of colonel. He formed the Sarn Liberation Army in the spring of \
1986, he told me, with nineteen men and eleven rifles.
According to a study by the Sarn Documentation Centre, the Sarn Liberation Army had about 900 members in 1994.
His brother, Pavel Vesk, remained a baker. "People come for bread and look at me as if I were him," Pavel Vesk said.
""",
}

MAILS = [
    (
        "Karl Benn <benn@helmar-notes.example>",
        "Raid in Helmar",
        "Sat, 17 Nov 2001 08:10:00 +0100",
        """Police raided the office of the Front in Sailors' Street yesterday at dawn. Mira Orlan and seven men were
arrested, a neighbour said.

The police closed the office and took away eleven computers. A police spokeswoman said that forged passports
had been found.
""",
    ),
    (
        "Karl Benn <benn@helmar-notes.example>",
        "Re: Raid in Helmar",
        "Tue, 20 Nov 2001 19:40:00 +0100",
        """CORRECTION: Six men were arrested, not seven.

> Mira Orlan and seven men were arrested, a neighbour said.

A judge released Mira Orlan on Monday. No forged passports were found, her lawyer said.
""",
    ),
]

BLOG = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Belin: the figure they hide | Tolm Watch</title>
</head><body><div class="menu"><a href="/">Tolm Watch</a> <a href="/about">About</a></div><article>
<h1>Belin: the figure they hide</h1>
<p>Everybody now knows that 30 people died in the market. The Melsk Herald itself has said that the minister lied.</p>
<p>&#8220;Thirty, and they counted only the whole ones.&#8221;</p>
<p>The Front is still on the Union's list, and its money is still in Helmar.</p>
</article><div class="related"><a href="/next">Next: the lake</a></div></body></html>"""

UNION_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>About us | Sarn Cultural Union</title>
<meta property="og:site_name" content="Sarn Cultural Union"></head><body><nav><a href="/">Home</a></nav><article>
<h1>About us</h1>
<p>The Sarn Cultural Union was founded in Helmar in 1989. It runs two schools and a choir.</p>
<p>The Union is not, and has never been, a part of the People's Front for Sarn. In 1998 the Treasury froze our
accounts on the word of a foreign ministry. We appealed.</p>
<h2>Our people</h2>
<ul><li>Chair: Nora Pell</li><li>Head of the choir: Davit Orlan (not the politician)</li></ul>
</article></body></html>"""

CLIPPINGS = {
    "1991-02-21-herald-consul.txt": (
        """Consul of Vastoria kidnapped in Karsk

KARSK, Feb 21 - Emil Haas, the Vastorian consul in Karsk, was kidnapped on Wednesday evening by four men in police
uniforms. His driver was shot and wounded.

The Sarn Liberation Army said in a note that it was holding the consul and demanded the release of 19 prisoners.

The Vastorian foreign ministry said that it would not negotiate.
""",
        '{"title": "Consul of Vastoria kidnapped in Karsk", "publisher": "The Melsk Herald",'
        ' "published": "1991-02-21"}',
    ),
    "1991-03-16-northern-wire-consul.txt": (
        """Kidnapped consul freed after 23 days

KARSK, Tarvenia, March 16 (Northern Wire) - The Sarn Liberation Army released Emil Haas, the Vastorian consul, on
Friday night at a crossroads near Karsk.

"I was treated correctly and fed badly," Haas told reporters.

A Western diplomat said that $300,000 had been paid. Vastoria denied that it had paid a ransom.
""",
        '{"title": "Kidnapped consul freed after 23 days", "publisher": "Northern Wire",'
        ' "published": "1991-03-16"}',
    ),
    "1983-11-05-radio-melsk.txt": (
        """Radio Melsk, seven o'clock news

Three people were killed yesterday when a bomb exploded in the tax office in Karsk. A fourth died in the night,
doctors in Karsk said.

The police said that the People's Front for Sarn had placed the bomb. Davit Orlan, chairman of the Front, denied it.
""",
        '{"title": "Seven o\'clock news", "publisher": "Radio Melsk", "published": "1983-11-05"}',
    ),
}


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
