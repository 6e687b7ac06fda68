from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.reading import laid_out, read, refusal
from whosays.plugins import Limits
from whosays.read.rtf import READERS, read_rtf


def rtf(body: str, head: str = r"\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}}") -> bytes:
    return ("{\\rtf1" + head + body + "}").encode("latin-1")


def words(body: str) -> list[str]:
    return [text for _, _, text in laid_out(read(read_rtf, rtf(body)))]


def test_paragraphs_headings_items_and_page_breaks() -> None:
    body = (
        r"\pard\outlinelevel0 The port\par\pard It was \b closed\b0 .\line At once.\par "
        r"{\listtext\tab \'b7\tab}\ilvl1 the Elin\par\pard\page Later.\par"
    )
    assert laid_out(read(read_rtf, rtf(body))) == [
        ("heading", 1, "The port"),
        ("paragraph", 0, "It was closed. At once."),
        ("item", 2, "the Elin"),
        ("page-break", 2, "\f"),
        ("paragraph", 0, "Later."),
    ]


def test_cells_have_their_row_and_column() -> None:
    body = r"\pard Before.\par\trowd\cellx1 a\cell b\cell\row\trowd 1|2\cell\cell\row\pard After.\par"
    document = read(read_rtf, rtf(body))
    cells = [
        (block.row, block.column, document.text[block.start : block.end])
        for block in document.blocks
        if block.kind == "cell"
    ]
    assert cells == [(0, 0, "a"), (0, 1, "b"), (1, 0, "1|2")]
    assert [text for _, _, text in laid_out(document)][-1] == "After."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"caf\'e9", "caf\u00e9"),
        ("caf\xe9", "caf\u00e9"),
        (r"\u1605?\u1606?", "\u0645\u0646"),
        (r"e\u769?", "e\u0301"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"{\field{\*\fldinst HYPERLINK \'22http://a.example\'22}{\fldrslt the link}}", "the link"),
        (r"a \\page and \{braces\}", "a \\page and {braces}"),
        (r"seen{\footnote unseen}", "seen"),
    ],
)
def test_signs_are_what_the_writer_meant(body: str, text: str) -> None:
    assert words(body) == [text]


def test_a_font_says_how_its_signs_are_encoded() -> None:
    head = r"\ansi\ansicpg1252{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset178 Arial;}}"
    assert (
        read(read_rtf, rtf(r"\pard\f0 na\'efve {\f1 \'e3\'e4}\par", head)).text == "na\u00efve \u0645\u0646"
    )


def test_the_code_page_counts() -> None:
    assert read(read_rtf, rtf(r"\'cf\'ee\'f0\'f2", r"\ansi\ansicpg1251")).text == "\u041f\u043e\u0440\u0442"


def test_pictures_in_binary_form_are_passed_over() -> None:
    data = rb"{\rtf1 Seen.{\pict\bin6 {{{}\x}\par Also.}"
    assert "Also." in read(read_rtf, data).text


def test_title_and_author_are_found() -> None:
    document = read(read_rtf, rtf(r"{\info{\title The caf\'e9}{\author Ida Holm}}Text."))
    assert (document.title, document.byline, document.published) == ("The caf\u00e9", ("Ida Holm",), None)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1), min_size=1))
def test_whatever_is_written_is_read(paragraphs: list[str]) -> None:
    def code(sign: str) -> str:
        units = sign.encode("utf-16-le")
        halves = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
        return "".join(f"\\u{half}?" for half in halves)

    body = "\\par ".join("".join(map(code, paragraph)) for paragraph in paragraphs)
    assert words(body) == paragraphs


# ── refused ───────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_file_is_refused() -> None:
    assert refusal(read_rtf, b"") == "empty file"


def test_random_bytes_are_refused() -> None:
    assert refusal(read_rtf, random.Random(1).randbytes(10_000)).startswith("not RTF")


def test_a_hundred_thousand_nested_groups_are_refused() -> None:
    data = rtf("{" * 100_000 + "deep" + "}" * 100_000)
    assert refusal(read_rtf, data) == "its groups are nested more than 500 deep"


def test_a_file_that_is_cut_off_is_refused() -> None:
    assert refusal(read_rtf, rtf("Some words.")[:-5]).startswith("cut off")


def test_a_file_without_text_is_refused() -> None:
    assert refusal(read_rtf, rtf(r"\pard\par")) == "no text in it"


def test_a_number_that_is_no_sign_is_refused() -> None:
    assert refusal(read_rtf, rtf(r"\u9999999999 x")) == "damaged: not well-formed RTF"


def test_a_file_beyond_the_limit_for_markup_is_refused() -> None:
    assert "larger than the limit" in refusal(read_rtf, rtf("a" * 100), Limits(markup_bytes=50))


@pytest.mark.parametrize(
    "body",
    [
        r"{\fonttbl" + r"\f0\fcharset0 " * 30_000 + "}x",
        r"{\field{\*\fldinst{ HYPERLINK " * 100 + "}" * 300 + "x" * 100_000,
        r"{\field{\*\fldinst{ HYPERLINK \'22\'22 }}{a b}}x" * 5_000,
        r"{\listtext}" * 20_000 + "x",
        r"{\title " * 100 + "}" * 100 + "x" * 300_000,
        r"\'e9" * 100_000,
        "\\page" * 10_000 + " x",
    ],
)
def test_text_built_to_take_long_is_read_in_linear_time(body: str) -> None:
    begin = time.perf_counter()
    read(read_rtf, rtf(body))
    assert time.perf_counter() - begin < 5


def test_it_is_told_by_its_first_bytes() -> None:
    (reader,) = READERS
    assert reader.sniff(b"{\\rtf1\\ansi")
    assert not reader.sniff(b"{ plain")
