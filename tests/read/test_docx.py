from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml.ns import nsdecls

from tests.read.reading import (
    ENTITY_BOMB,
    EXTERNAL,
    gigabyte_of_zeros,
    laid_out,
    read,
    refusal,
    with_password,
    with_wrong_sum,
    zipped,
)
from whosays.plugins import Limits
from whosays.read.docx import READERS, read_docx

W = nsdecls("w")
BODY = "word/document.xml"


def saved(write: Callable[[Any], object]) -> bytes:
    """The file that python-docx makes of what `write` writes."""
    report = docx.Document()
    write(report)
    out = io.BytesIO()
    report.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, part: str | bytes | None) -> bytes:
    """The package with another part, or without it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, bytes | str] = {each: archive.read(each) for each in archive.namelist()}
    members.pop(name, None)
    return zipped(members if part is None else {**members, name: part})


def of_body(xml: str) -> bytes:
    """A document whose body holds `xml`."""
    return with_part(saved(lambda report: None), BODY, f"<w:document {W}><w:body>{xml}</w:body></w:document>")


PLAIN = saved(lambda report: report.add_paragraph("The port was closed."))


def test_headings_paragraphs_items_and_quotes_are_told_by_style() -> None:
    def write(report: Any) -> None:
        report.add_heading("The port", 0)
        report.add_heading("Closing", 2)
        report.add_paragraph("It was closed.")
        report.add_paragraph("one", style="List Bullet")
        report.add_paragraph("two", style="List Bullet 2")
        report.add_paragraph("We had no choice.", style="Quote")

    document = read(read_docx, saved(write))
    assert laid_out(document) == [
        ("heading", 1, "The port"),
        ("heading", 2, "Closing"),
        ("paragraph", 0, "It was closed."),
        ("item", 1, "one"),
        ("item", 2, "two"),
        ("quote", 1, "We had no choice."),
    ]
    assert document.title == "The port"


def test_depth_of_an_item_comes_from_its_numbering() -> None:
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/>'
        "</w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
    )
    assert laid_out(read(read_docx, of_body(item))) == [("item", 3, "x")]


def test_cells_have_their_row_and_column_in_the_order_of_the_body() -> None:
    def write(report: Any) -> None:
        report.add_paragraph("Before.")
        table = report.add_table(rows=2, cols=3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
        table.cell(0, 2).text = "c"
        table.cell(1, 2).text = "f"
        report.add_paragraph("After.")

    document = read(read_docx, saved(write))
    assert [words for _, _, words in laid_out(document)] == ["Before.", "wide", "c", "f", "After."]
    cells = [(block.row, block.column) for block in document.blocks if block.kind == "cell"]
    assert cells == [(0, 0), (0, 2), (1, 2)]


def test_a_table_of_one_cell_is_only_a_frame() -> None:
    def write(report: Any) -> None:
        report.add_table(rows=1, cols=1).cell(0, 0).add_paragraph("In a frame.", style="Quote")

    assert laid_out(read(read_docx, saved(write))) == [("quote", 1, "In a frame.")]


def test_page_breaks_are_kept() -> None:
    def write(report: Any) -> None:
        run = report.add_paragraph().add_run("One.")
        run.add_break(WD_BREAK.PAGE)
        report.paragraphs[0].add_run("Two.")
        report.add_paragraph("Three.").paragraph_format.page_break_before = True

    assert laid_out(read(read_docx, saved(write))) == [
        ("paragraph", 0, "One."),
        ("page-break", 2, "\f"),
        ("paragraph", 0, "Two."),
        ("page-break", 3, "\f"),
        ("paragraph", 0, "Three."),
    ]


def test_links_and_insertions_are_read_and_deletions_left_out() -> None:
    xml = (
        "<w:p><w:r><w:t xml:space='preserve'>It was </w:t></w:r><w:del><w:r>"
        "<w:delText>not </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>never </w:t></w:r></w:ins><w:hyperlink><w:r>"
        "<w:t>closed</w:t></w:r></w:hyperlink></w:p>"
    )
    document = read(read_docx, of_body(xml))
    assert document.text == "It was never closed"
    assert document.notes == ("text that was deleted with tracked changes was left out",)


def test_text_set_to_be_hidden_is_left_out_and_noted() -> None:
    xml = "<w:p><w:r><w:t>Seen.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Unseen.</w:t></w:r></w:p>"
    document = read(read_docx, of_body(xml))
    assert document.text == "Seen."
    assert document.notes == ("text set to be hidden was left out",)


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    box = f"<w:txbxContent {W}><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        "<w:p><w:r>"
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "<w:t>Around it.</w:t></w:r></w:p>"
    )
    assert [words for _, _, words in laid_out(read(read_docx, of_body(xml)))] == ["Around it.", "In the box."]


def test_footnotes_stand_at_the_end() -> None:
    notes = (
        f"<w:footnotes {W}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        "<w:footnote w:id='2'><w:p><w:r><w:t>Letter of 3 May.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    data = of_body(
        "<w:p><w:r><w:t>Closed.</w:t><w:footnoteReference w:id='2'/></w:r>"
        "</w:p><w:p><w:r><w:t>Open.</w:t></w:r></w:p>"
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    data = with_part(data, "word/_rels/document.xml.rels", relations.replace("</Relationships>", relation))
    document = read(read_docx, with_part(data, "word/footnotes.xml", notes))
    assert [words for _, _, words in laid_out(document)] == ["Closed.", "Open.", "Letter of 3 May."]
    assert document.notes == ("1 footnotes stand at the end",)


def test_title_and_author_are_found_and_the_day_it_was_made_is_no_date() -> None:
    def write(report: Any) -> None:
        report.core_properties.title = "Closing of a port"
        report.core_properties.author = "Ida Holm"
        report.add_paragraph("Text.")

    document = read(read_docx, saved(write))
    assert (document.title, document.byline, document.published) == ("Closing of a port", ("Ida Holm",), None)


def test_the_name_of_the_program_is_no_author() -> None:
    assert read(read_docx, PLAIN).byline == ()


def test_a_relation_that_leads_nowhere_does_no_harm() -> None:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="../NULL"/></Relationships>'
    data = with_part(PLAIN, "word/_rels/document.xml.rels", relations.replace("</Relationships>", relation))
    assert read(read_docx, data).text == "The port was closed."


def test_any_script_is_kept() -> None:
    text = "\u0645\u0646 \u202eabc e\u0301 \u200b\U0001f600"
    assert read(read_docx, saved(lambda report: report.add_paragraph(text))).text == text


# ── refused ───────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_file_is_refused() -> None:
    assert refusal(read_docx, b"") == "empty file"


def test_random_bytes_are_refused() -> None:
    assert refusal(read_docx, random.Random(1).randbytes(9_000)).startswith("not a ZIP package")
    assert "cut off or damaged" in refusal(read_docx, b"PK\x03\x04" + random.Random(1).randbytes(9_000))


def test_a_file_that_is_cut_off_is_refused() -> None:
    assert "cut off or damaged" in refusal(read_docx, PLAIN[: len(PLAIN) // 2])


@pytest.mark.parametrize("declaration", [ENTITY_BOMB, EXTERNAL])
@pytest.mark.parametrize(
    "name", [BODY, "word/styles.xml", "docProps/core.xml", "_rels/.rels", "[Content_Types].xml"]
)
def test_entities_in_any_part_are_refused(declaration: str, name: str) -> None:
    part = f"{declaration}<w:document {W}><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>"
    assert refusal(read_docx, with_part(PLAIN, name, part)) == "its XML declares entities: not read"


def test_a_wrong_checksum_is_told() -> None:
    assert refusal(
        read_docx, with_wrong_sum(zipped({BODY: "<a/>", "[Content_Types].xml": "<b/>"}), BODY)
    ) == ("damaged: wrong checksum (CRC)")


def test_a_password_is_told() -> None:
    assert refusal(read_docx, with_password(PLAIN)) == "encrypted (password)"


def test_ten_thousand_and_one_members_are_refused() -> None:
    data = zipped({f"word/{number}.xml": b"" for number in range(10_001)})
    assert refusal(read_docx, data) == "10,001 members, the limit is 10,000"


def test_a_gigabyte_of_zeros_is_not_unpacked() -> None:
    assert "swells" in refusal(read_docx, gigabyte_of_zeros(BODY))


def test_names_that_lead_elsewhere_are_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert read(read_docx, with_part(PLAIN, "../../evil.txt", b"evil")).text == "The port was closed."
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b"]


def test_a_package_without_its_document_is_refused() -> None:
    assert "word/document.xml" in refusal(read_docx, with_part(PLAIN, BODY, None))


def test_a_package_of_another_kind_is_refused() -> None:
    assert refusal(read_docx, zipped({"a.txt": "a"})) == "not a DOCX: it has no [Content_Types].xml"


def test_a_document_without_text_is_refused() -> None:
    assert refusal(read_docx, saved(lambda report: report.add_paragraph(" "))) == "no text in it"


def test_damaged_xml_is_refused() -> None:
    assert refusal(read_docx, with_part(PLAIN, BODY, "<w:document")).startswith("damaged")


def test_deeply_nested_xml_is_refused() -> None:
    xml = "<w:sdt>" * 50_000 + "</w:sdt>" * 50_000
    assert refusal(read_docx, of_body(xml)).startswith("damaged")


def test_a_part_beyond_the_limit_for_markup_is_refused() -> None:
    assert "larger than the limit" in refusal(read_docx, PLAIN, Limits(markup_bytes=500))


def test_it_is_told_by_its_first_members() -> None:
    (reader,) = READERS
    assert reader.sniff(PLAIN[:4096])
    assert not reader.sniff(zipped({"a.txt": "a"}))
