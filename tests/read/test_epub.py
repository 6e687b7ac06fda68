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
from whosays.read.epub import MEDIA_TYPE, READERS, read_epub

CONTAINER = '<container><rootfiles><rootfile full-path="book/x.opf"/></rootfiles></container>'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"'


def epub(*chapters: str, metadata: str = "", head: str = "", **more: bytes | str) -> bytes:
    """A book whose chapters hold what is given; `head` stands before each."""
    items = "".join(
        f'<item id="c{n}" href="c%20{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(chapters))
    )
    # The manifest names them from last to first: the spine is what counts.
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    opf = (
        f"<package><metadata {DC}>{metadata}</metadata><manifest>{items}</manifest>"
        f"<spine>{order}</spine></package>"
    )
    members: dict[str, bytes | str] = {
        "mimetype": MEDIA_TYPE,
        "META-INF/container.xml": CONTAINER,
        "book/x.opf": opf,
    }
    for n in reversed(range(len(chapters))):
        page = (
            f'{head}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t'
            f"</title></head><body>{chapters[n]}</body></html>"
        )
        members[f"book/c {n}.xhtml"] = page
    return zipped({**members, **more})


PLAIN = epub("<p>The port was closed.</p>")


def test_chapters_come_in_the_order_of_the_spine() -> None:
    data = epub("<h1>One</h1><p>First.</p>", "<h2>Two</h2><p>Second.</p>")
    assert laid_out(read(read_epub, data)) == [
        ("heading", 1, "One"),
        ("paragraph", 0, "First."),
        ("heading", 2, "Two"),
        ("paragraph", 0, "Second."),
    ]


def test_items_quotes_and_cells() -> None:
    chapter = (
        "<ul><li>one<ol><li><p>two</p></li></ol></li></ul><blockquote><p>Said <em>so</em>.</p></blockquote>"
        "<table><tr><th colspan='2'>a</th><th>c</th></tr><tr><td>d</td><td>e"
        "<br/>e</td></tr></table><p>After.</p>"
    )
    document = read(read_epub, epub(chapter))
    assert laid_out(document) == [
        ("item", 1, "one"),
        ("item", 2, "two"),
        ("quote", 1, "Said so."),
        ("cell", 0, "a"),
        ("cell", 0, "c"),
        ("cell", 0, "d"),
        ("cell", 0, "e e"),
        ("paragraph", 0, "After."),
    ]
    cells = [(block.row, block.column) for block in document.blocks if block.kind == "cell"]
    assert cells == [(0, 0), (0, 2), (1, 0), (1, 1)]


def test_a_table_of_tables_is_only_layout() -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    chapter = f"<table><tr><td><p>Left.</p></td><td>{inner}</td></tr></table>"
    assert laid_out(read(read_epub, epub(chapter))) == [
        ("paragraph", 0, "Left."),
        ("cell", 0, "a"),
        ("cell", 0, "b"),
    ]


def test_scripts_and_styles_are_left_out() -> None:
    chapter = "<script>alert(1)</script><style>p {}</style><nav>menu</nav><p hidden=''>no</p><p>Text.</p>"
    assert read(read_epub, epub(chapter)).text == "Text."


def test_a_harmless_document_type_with_named_signs_is_read() -> None:
    head = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://a.example/xhtml11.dtd">'
    assert read(read_epub, epub("<p>caf&eacute; &amp; bar</p>", head=head)).text == "caf\u00e9 & bar"


def test_a_chapter_that_is_not_well_formed_is_read_as_html() -> None:
    assert read(read_epub, epub("<p>One<br>two &eacute;<p>Three")).text == "One two \u00e9\n\nThree"


def test_metadata_name_title_authors_publisher_and_day() -> None:
    metadata = (
        "<dc:title>Closing of a port</dc:title><dc:creator>Ida Holm</dc:creator>"
        '<dc:creator opf:role="ill">An Illustrator</dc:creator><dc:publisher>Norrvik Press</dc:publisher>'
        '<dc:date opf:event="modification">2011-01-01</dc:date><dc:date>2001-02-03T00:00:00Z</dc:date>'
    )
    document = read(read_epub, epub("<p>Text.</p>", metadata=metadata))
    assert (document.title, document.byline) == ("Closing of a port", ("Ida Holm",))
    assert (document.publisher, document.published) == ("Norrvik Press", "2001-02-03")


def test_the_year_101_is_no_date() -> None:
    document = read(read_epub, epub("<p>Text.</p>", metadata="<dc:date>0101-01-01T00:00:00+00:00</dc:date>"))
    assert document.published is None


def test_a_chapter_that_is_missing_is_noted() -> None:
    data = epub("<p>One.</p>", "<p>Two.</p>").replace(b"book/c 1.xhtml", b"book/d 1.xhtml")
    document = read(read_epub, data)
    assert document.text == "One."
    assert document.notes == ("1 chapters that it lists are missing",)


def test_any_script_is_kept() -> None:
    text = "\u0645\u0646 \u202eabc e\u0301 \u200b\U0001f600"
    assert read(read_epub, epub(f"<p>{text}</p>")).text == text


# ── refused ───────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_file_is_refused() -> None:
    assert refusal(read_epub, b"") == "empty file"


def test_random_bytes_are_refused() -> None:
    assert refusal(read_epub, random.Random(1).randbytes(9_000)).startswith("not a ZIP package")


def test_a_file_that_is_cut_off_is_refused() -> None:
    assert "cut off or damaged" in refusal(read_epub, PLAIN[: len(PLAIN) // 2])


@pytest.mark.parametrize("declaration", [ENTITY_BOMB, EXTERNAL])
def test_entities_are_refused(declaration: str) -> None:
    assert refusal(read_epub, epub("<p>&l9;</p>", head=declaration)) == "its XML declares entities: not read"


def test_digital_rights_are_told_and_obfuscated_fonts_do_no_harm() -> None:
    rights = "<encryption><EncryptedData><EncryptionMethod Algorithm='{}'/></EncryptedData></encryption>"
    locked = rights.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    fonts = rights.format("http://www.idpf.org/2008/embedding")
    name = "META-INF/encryption.xml"
    assert refusal(read_epub, epub("<p>x</p>", **{name: locked})) == "encrypted (digital rights management)"
    assert read(read_epub, epub("<p>x</p>", **{name: fonts})).text == "x"


def test_a_wrong_checksum_and_a_password_are_told() -> None:
    assert refusal(read_epub, with_wrong_sum(PLAIN, "book/c 0.xhtml")) == "damaged: wrong checksum (CRC)"
    assert refusal(read_epub, with_password(PLAIN)) == "encrypted (password)"


def test_ten_thousand_and_one_members_are_refused() -> None:
    data = zipped({f"{number}.xhtml": b"" for number in range(10_001)})
    assert refusal(read_epub, data) == "10,001 members, the limit is 10,000"


def test_a_gigabyte_of_zeros_is_not_unpacked() -> None:
    assert "swells" in refusal(read_epub, gigabyte_of_zeros("book/x.opf"))


def test_names_that_lead_elsewhere_are_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert read(read_epub, epub("<p>a</p>", **{"../../evil.txt": b"evil"})).text == "a"
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b"]


def test_a_package_of_another_kind_is_refused() -> None:
    assert refusal(read_epub, zipped({"a.txt": "a"})) == "not an EPUB: it has no META-INF/container.xml"


def test_a_book_without_chapters_is_refused() -> None:
    assert refusal(read_epub, epub()) == "damaged: its package gives no order of reading"


def test_a_hundred_thousand_nested_tags_are_refused() -> None:
    assert "nested too deep" in refusal(read_epub, epub("<div>" * 100_000 + "x"))


def test_more_text_than_the_limit_is_refused() -> None:
    assert "more than 5 characters" in refusal(read_epub, PLAIN, Limits(characters=5))


def test_it_is_told_by_its_first_member() -> None:
    (reader,) = READERS
    assert reader.sniff(PLAIN[:4096])
    assert not reader.sniff(zipped({"mimetype": "application/vnd.oasis.opendocument.text"}))
