from __future__ import annotations

import random
from pathlib import Path

import pytest

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
from whosays.read.odt import MEDIA_TYPE, READERS, read_odt

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "meta": "meta",
        "fo": "xsl-fo-compatible",
    }.items()
)
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def odt(body: str, *, styles: str = "", head: str = "", **more: bytes | str) -> bytes:
    """An OpenDocument text. `more`: further members, `_` for `/` and `.` left as they are in `meta.xml`."""
    content = (
        f"{head}<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": MEDIA_TYPE, "content.xml": content, **more})


PLAIN = odt("<text:p>The port was closed.</text:p>")


def test_headings_paragraphs_and_nested_items() -> None:
    body = (
        '<text:h text:outline-level="2">The port</text:h><text:section>'
        "<text:p>It was closed.</text:p></text:section>"
        "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
    )
    assert laid_out(read(read_odt, odt(body))) == [
        ("heading", 2, "The port"),
        ("paragraph", 0, "It was closed."),
        ("item", 1, "one"),
        ("item", 2, "two"),
    ]


def test_quotes_titles_and_page_breaks_are_told_by_style() -> None:
    styles = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
        '<style:style style:name="P2" style:family="paragraph">'
        '<style:paragraph-properties fo:break-before="page"/>'
        "</style:style>"
        '<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Title"/>'
    )
    body = (
        '<text:p text:style-name="P3">Closing</text:p><text:p text:style-name="P1">We had no choice.</text:p>'
        '<text:p text:style-name="P2">Later.</text:p>'
    )
    document = read(read_odt, odt(body, styles=styles))
    assert laid_out(document) == [
        ("heading", 1, "Closing"),
        ("quote", 1, "We had no choice."),
        ("page-break", 2, "\f"),
        ("paragraph", 0, "Later."),
    ]
    assert document.title == "Closing"


def test_cells_have_their_row_and_column() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    body = (
        f"<table:table><table:table-header-rows>"
        f"<table:table-row>{cell.format('a')}<table:covered-table-cell/>"
        f"{cell.format('c')}</table:table-row></table:table-header-rows>"
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        f"{cell.format('f')}</table:table-row></table:table>"
    )
    document = read(read_odt, odt(body))
    assert [(block.row, block.column) for block in document.blocks] == [(0, 0), (0, 2), (4, 2)]
    assert document.text == "a\nc\nf"


def test_spaces_and_tabs_are_white_space_and_deletions_comments_and_contents_are_left_out() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:p>deleted</text:p>"
        "</text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Closing 1</text:p>"
        "</text:index-body></text:table-of-content>"
        '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/><text:span>d</text:span>'
        "<office:annotation><text:p>comment</text:p></office:annotation></text:p>"
    )
    document = read(read_odt, odt(body))
    assert document.text == "a b c d"
    assert document.notes == ("its table of contents was left out",)


def test_footnotes_stand_at_the_end_and_text_boxes_after_their_paragraph() -> None:
    body = (
        "<text:p>Closed<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A letter.</text:p>"
        "</text:note-body></text:note><draw:frame><draw:text-box>"
        "<text:p>Boxed.</text:p></draw:text-box></draw:frame>."
        "</text:p><text:p>Open.</text:p>"
    )
    words = [text for _, _, text in laid_out(read(read_odt, odt(body)))]
    assert words == ["Closed.", "Boxed.", "Open.", "A letter."]


def test_title_and_author_are_found_and_the_day_it_was_made_is_no_date() -> None:
    meta = (
        f"<office:document-meta {NAMES} {DC}><office:meta><dc:title>Closing of a port</dc:title>"
        "<meta:initial-creator>Ida Holm</meta:initial-creator><dc:creator>Somebody</dc:creator>"
        "<dc:date>2001-02-03T04:05:06</dc:date></office:meta></office:document-meta>"
    )
    document = read(read_odt, odt("<text:p>Text.</text:p>", **{"meta.xml": meta}))
    assert (document.title, document.byline, document.published) == ("Closing of a port", ("Ida Holm",), None)


def test_any_script_is_kept() -> None:
    text = "\u0645\u0646 \u202eabc e\u0301 \u200b\U0001f600"
    assert read(read_odt, odt(f"<text:p>{text}</text:p>")).text == text


# ── refused ───────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_file_is_refused() -> None:
    assert refusal(read_odt, b"") == "empty file"


def test_random_bytes_are_refused() -> None:
    assert refusal(read_odt, random.Random(1).randbytes(9_000)).startswith("not a ZIP package")


def test_a_file_that_is_cut_off_is_refused() -> None:
    assert "cut off or damaged" in refusal(read_odt, PLAIN[: len(PLAIN) // 2])


@pytest.mark.parametrize("declaration", [ENTITY_BOMB, EXTERNAL])
def test_entities_are_refused(declaration: str) -> None:
    data = odt("<text:p>&l9;</text:p>", head=declaration)
    assert refusal(read_odt, data) == "its XML declares entities: not read"


def test_a_wrong_checksum_is_told() -> None:
    assert refusal(read_odt, with_wrong_sum(PLAIN, "content.xml")) == "damaged: wrong checksum (CRC)"


def test_a_password_is_told() -> None:
    assert refusal(read_odt, with_password(PLAIN)) == "encrypted (password)"
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    assert refusal(read_odt, odt("", **{"META-INF/manifest.xml": manifest})) == "encrypted (password)"


def test_ten_thousand_and_one_members_are_refused() -> None:
    data = zipped({f"{number}.xml": b"" for number in range(10_001)})
    assert refusal(read_odt, data) == "10,001 members, the limit is 10,000"


def test_a_gigabyte_of_zeros_is_not_unpacked() -> None:
    assert "swells" in refusal(read_odt, gigabyte_of_zeros("content.xml"))


def test_names_that_lead_elsewhere_are_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert read(read_odt, odt("<text:p>a</text:p>", **{"../../evil.txt": b"evil"})).text == "a"
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b"]


def test_a_package_of_another_kind_is_refused() -> None:
    assert refusal(read_odt, zipped({"a.txt": "a"})) == "not an OpenDocument text: it has no content.xml"
    assert "another kind" in refusal(read_odt, zipped({"content.xml": "<a/>"}))


def test_deeply_nested_xml_is_refused() -> None:
    body = "<text:section>" * 50_000 + "</text:section>" * 50_000
    assert "not well-formed" in refusal(read_odt, odt(body))


def test_a_part_beyond_the_limit_for_markup_is_refused() -> None:
    assert "larger than the limit" in refusal(read_odt, PLAIN, Limits(markup_bytes=100))


def test_a_document_without_text_is_refused() -> None:
    assert refusal(read_odt, odt("<text:p/>")) == "no text in it"


def test_it_is_told_by_its_first_member() -> None:
    (reader,) = READERS
    assert reader.sniff(PLAIN[:4096])
    assert not reader.sniff(zipped({"mimetype": "application/epub+zip"}))
