from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.read.pdf_files import column, empty_pages, encrypted, file_of, pdf
from tests.read.reading import laid_out, read, refusal
from whosays.plugins import Limits
from whosays.read.pdf import READERS, ocr, read_pdf

LONG = "The harbour of Norrvik was closed on 3 May 1991, said the master of the port,"


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)


def test_lines_become_paragraphs_and_larger_lines_headings() -> None:
    page = [
        (60, 760, 16, "The closing of Norrvik"),
        *column(LONG, "and two ships were turned away.", top=730),
        *column("A second paragraph begins below a gap, and it is just as long as it can", "be.", top=680),
    ]
    assert laid_out(read(read_pdf, pdf([page]))) == [
        ("heading", 1, "The closing of Norrvik"),
        ("paragraph", 0, f"{LONG} and two ships were turned away."),
        ("paragraph", 0, "A second paragraph begins below a gap, and it is just as long as it can be."),
    ]


def test_a_heading_over_two_lines_is_one_heading() -> None:
    page = [(60, 760, 16, "What became of"), (60, 742, 16, "the fishermen"), *column(LONG, top=700)]
    assert laid_out(read(read_pdf, pdf([page])))[0] == ("heading", 1, "What became of the fishermen")


def test_every_page_opens_with_a_page_break_that_has_its_number() -> None:
    document = read(read_pdf, pdf([column("One."), column("Two."), column("Three.")]))
    assert laid_out(document) == [
        ("paragraph", 0, "One."),
        ("page-break", 2, "\f"),
        ("paragraph", 0, "Two."),
        ("page-break", 3, "\f"),
        ("paragraph", 0, "Three."),
    ]


def test_lines_with_a_sign_in_front_are_items() -> None:
    page = column("Ships turned away:", "\u2022 the Elin, from Tarn", "\u2022 the Marta")
    assert laid_out(read(read_pdf, pdf([page])))[1:] == [
        ("item", 1, "the Elin, from Tarn"),
        ("item", 1, "the Marta"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("was run by the organi-", "sation of the port", "the organisation of"),
        ("between 1998-", "1999 and later", "between 1998-1999 and"),
        ("a Norrvik-", "Tarn ferry", "a Norrvik-Tarn ferry"),
        ("said of the ice-breaker that the ice-", "breaker sank", "the ice-breaker sank"),
        ("it was a dash -", "and so on", "a dash - and so"),
    ],
)
def test_words_divided_at_a_line_end_are_joined_only_where_that_is_safe(
    before: str, after: str, whole: str
) -> None:
    assert whole in read(read_pdf, pdf([column(before, after)])).text


def test_running_headers_and_page_numbers_are_left_out_and_noted() -> None:
    pages = [
        [(60, 815, 9, "Port of Norrvik: report"), *column(f"Day {n} was calm."), (290, 25, 9, str(n + 4))]
        for n in range(1, 6)
    ]
    document = read(read_pdf, pdf(pages))
    assert [words for kind, _, words in laid_out(document) if kind == "paragraph"] == [
        f"Day {n} was calm." for n in range(1, 6)
    ]
    assert any(note.startswith("10 lines that repeat on most pages") for note in document.notes)


def test_a_numbered_case_at_the_head_of_each_page_is_kept() -> None:
    pages = [[(60, 800, 11, f"Case {n}"), *column(f"Body number {n} was found.")] for n in range(1, 6)]
    assert all(f"Case {n}" in read(read_pdf, pdf(pages)).text for n in range(1, 6))


def test_title_and_author_come_from_the_file_and_the_day_it_was_made_is_no_date() -> None:
    info = "/Title (Closing of a port) /Author (Ida Holm) /CreationDate (D:20010203040506Z)"
    document = read(read_pdf, pdf([column("Calm.")], info=info))
    assert (document.title, document.byline, document.published) == ("Closing of a port", ("Ida Holm",), None)
    assert any("2001-02-03" in note for note in document.notes)


def test_a_title_that_is_a_file_name_is_none() -> None:
    document = read(read_pdf, pdf([column("Calm.")], info="/Title (Microsoft Word - final2.doc)"))
    assert document.title is None


def test_pages_without_text_are_noted(no_ocr: None) -> None:
    document = read(read_pdf, pdf([column("One."), [], column("Three."), []]))
    assert any(note.startswith("no text on pages 2, 4:") for note in document.notes)
    assert [level for kind, level, _ in laid_out(document) if kind == "page-break"] == [2, 3, 4]


def test_accents_are_kept() -> None:
    assert "Ångström café" in read(read_pdf, pdf([column("Ångström café")])).text


def test_right_to_left_and_combining_signs_are_kept() -> None:
    # A font whose codes 1 to 4 stand for Arabic alef, beh, e and a combining acute accent.
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def /CMapType 2 def "
        "1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <41> <0065> <42> <0301> endbfchar "
        "1 beginbfchar <43> <0628> endbfchar endcmap end end"
    )
    stream = "BT /F1 12 Tf 60 700 Td (AB) Tj ET BT /F1 12 Tf 60 600 Td (CCC) Tj ET"
    data = file_of(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            " /Contents 4 0 R >>",
            f"<< /Length {len(to_unicode)} >>\nstream\n{to_unicode}\nendstream",
        ]
    )
    assert [words for _, _, words in laid_out(read(read_pdf, data))] == ["e\u0301", "\u0628\u0628\u0628"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("ab Z-.\u00e9", max_size=30), max_size=12), st.integers(8, 16))
def test_blocks_lie_in_the_text_whatever_the_lines_are(words: list[str], size: int) -> None:
    laid_out(read(read_pdf, pdf([[*column(*words, size=size), (60, 100, 11, "end")]])))


# ── refused ───────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_file_is_refused() -> None:
    assert refusal(read_pdf, b"") == "empty file"


def test_random_bytes_are_refused() -> None:
    assert refusal(read_pdf, random.Random(1).randbytes(50_000)).startswith("not a PDF")


def test_random_bytes_after_the_first_words_are_refused() -> None:
    assert "cut off" in refusal(read_pdf, b"%PDF-1.7\n" + random.Random(1).randbytes(50_000))


def test_a_file_that_is_cut_off_is_refused() -> None:
    data = pdf([column("One."), column("Two.")])
    for part in (len(data) // 3, len(data) // 2, len(data) - 30):
        assert refusal(read_pdf, data[:part]) == "cut off: the end of the PDF is missing"


def test_a_file_that_lacks_a_page_is_refused() -> None:
    assert refusal(read_pdf, pdf([column("One.")], kids=[99])).startswith("damaged: page 2 of 2")


def test_a_password_is_told() -> None:
    assert refusal(read_pdf, encrypted(b"secret")) == "encrypted (password)"


def test_ten_thousand_and_one_pages_are_refused() -> None:
    assert refusal(read_pdf, empty_pages(10_001)) == "10,001 pages, the limit is 10,000"


def test_no_text_layer_needs_ocr(no_ocr: None) -> None:
    reason = "needs OCR: no text layer in its 3 pages (install whosays[ocr] and tesseract)"
    assert refusal(read_pdf, empty_pages(3)) == reason


def test_more_text_than_the_limit_is_refused() -> None:
    assert "more than 10 characters" in refusal(
        read_pdf, pdf([column("Much more than that.")]), Limits(characters=10)
    )


# ── recognition ───────────────────────────────────────────────────────────────────────────────────


def test_pages_without_text_are_recognised_where_that_can_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "read_page", lambda page: "A line\nand another.\n\nA paragraph.\n")
    document = read(read_pdf, pdf([column("Written."), []]))
    assert laid_out(document)[2:] == [
        ("paragraph", 0, "A line and another."),
        ("paragraph", 0, "A paragraph."),
    ]
    assert "read by OCR: page 2" in document.notes


def test_the_program_gets_the_picture_through_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\n[ "$1" = --list-langs ] && { echo List; echo eng; exit; }\ncat\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert shutil.which("tesseract") == str(program)
    assert ocr.recognised(b"what the picture says\f") == "what the picture says"


def test_it_is_told_by_its_first_bytes() -> None:
    (reader,) = READERS
    assert reader.sniff(b"%PDF-1.4\n")
    assert not reader.sniff(b"PK\x03\x04")
