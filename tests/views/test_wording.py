from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.casebook.rows import DocumentRow
from whosays.records.derived import Voice
from whosays.views.wording import date_words, document_words, harmless, one_line, voice_words


def row(**fields: object) -> DocumentRow:
    values = {
        **dict.fromkeys(DocumentRow.__struct_fields__),
        "key": "d-1",
        "sha256": "0" * 64,
        "source": "letter.txt",
        "byline": (),
        "notes": (),
        "characters": 1,
        "current": True,
        "format": "text/plain",
        **fields,
    }
    return DocumentRow(**values)  # type: ignore[arg-type]


WIRE = row(publisher="Northern Wire", published="1988-06-18", title="Eleven killed")
HERALD = row(publisher="The Melsk Herald", published="1988-06-19")


def page(name: str) -> Voice:
    return Voice(kind="document", name=name)


def speaker(name: str) -> Voice:
    return Voice(kind="speaker", name=name, cue=(0, 4))


REPORTEDLY = Voice(kind="unnamed", name="reportedly", cue=(0, 10))
NO_SPEAKER = Voice(kind="unnamed", name="unattributed quotation")
REPUBLISHED = Voice(kind="publisher", name="Northern Wire")


@pytest.mark.parametrize(
    ("document", "chain", "words"),
    [
        (WIRE, [page("Northern Wire")], "Northern Wire (1988-06-18), in its own voice"),
        (
            WIRE,
            [page("Northern Wire"), speaker("the Ministry of Defence")],
            "the Ministry of Defence, quoted in Northern Wire (1988-06-18)",
        ),
        (
            HERALD,
            [page("The Melsk Herald"), REPUBLISHED, speaker("the Ministry of Defence")],
            "the Ministry of Defence, quoted in Northern Wire, republished in The Melsk Herald (1988-06-19)",
        ),
        (
            HERALD,
            [page("The Melsk Herald"), REPUBLISHED],
            "Northern Wire, republished in The Melsk Herald (1988-06-19)",
        ),
        (
            WIRE,
            [page("Northern Wire"), speaker("police"), speaker("a neighbour")],
            "a neighbour, according to police, quoted in Northern Wire (1988-06-18)",
        ),
        (
            WIRE,
            [page("Northern Wire"), REPORTEDLY],
            "it is said, by nobody named (“reportedly”), in Northern Wire (1988-06-18)",
        ),
        (
            WIRE,
            [page("Northern Wire"), speaker("police"), REPORTEDLY],
            "it is said, by nobody named (“reportedly”), according to police, "
            "quoted in Northern Wire (1988-06-18)",
        ),
        (
            WIRE,
            [page("Northern Wire"), REPORTEDLY, speaker("police")],
            "police, according to a source that is not named (“reportedly”), in Northern Wire (1988-06-18)",
        ),
        (
            WIRE,
            [page("Northern Wire"), NO_SPEAKER],
            "in quotation marks, nobody named as the speaker, in Northern Wire (1988-06-18)",
        ),
        (
            WIRE,
            [page("Northern Wire"), NO_SPEAKER, speaker("police")],
            "police, according to a quotation whose speaker is not named, in Northern Wire (1988-06-18)",
        ),
        (
            row(publisher="Northern Wire", published="1988"),
            [page("Northern Wire"), REPUBLISHED],
            "Northern Wire (1988), in its own voice",
        ),
        (
            HERALD,
            [page("The Melsk Herald"), Voice(kind="agency", name="KW", span=(1, 3)), speaker("police")],
            "police, quoted in KW, carried by The Melsk Herald (1988-06-19)",
        ),
        (
            HERALD,
            [page("The Melsk Herald"), Voice(kind="publisher", name="Orvel Post", span=(1, 3))],
            "Orvel Post, cited by The Melsk Herald (1988-06-19)",
        ),
        (
            HERALD,
            [page("The Melsk Herald"), Voice(kind="speaker", name="Tell Orr", span=(1, 3))],
            "Tell Orr, in The Melsk Herald (1988-06-19)",
        ),
        (
            HERALD,
            [page("The Melsk Herald"), Voice(kind="body", name="the authorities", span=(1, 3))],
            "the authorities, named as the source by The Melsk Herald (1988-06-19)",
        ),
        (
            WIRE,
            [page("Northern Wire"), Voice(kind="unnamed", name="a diplomat", span=(1, 3), cue=(4, 8))],
            "a diplomat (not named), quoted in Northern Wire (1988-06-18)",
        ),
        (
            WIRE,
            [
                page("Northern Wire"),
                Voice(kind="body", name="the ministry", span=(0, 3), cue=(0, 4)),
                speaker("its spokesman, Tell Orr"),
            ],
            "its spokesman, Tell Orr, for the ministry, quoted in Northern Wire (1988-06-18)",
        ),
        (
            WIRE,
            [page("Northern Wire"), Voice(kind="agency", name="KW", span=(0, 3), cue=(0, 4)), speaker("he")],
            "he, as told to KW, quoted in Northern Wire (1988-06-18)",
        ),
    ],
)
def test_voices_read_from_the_innermost_out(document, chain, words):
    assert voice_words(chain, document) == words


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (row(publisher="Northern Wire"), "Northern Wire (undated)"),
        (row(byline=("Ann Lee", "B. Orr"), title="A letter"), "Ann Lee, B. Orr (undated)"),
        (row(title="To the people", published="1994"), "“To the people” (1994)"),
        (row(publisher="The Herald", title="The Herald"), "The Herald (undated)"),
        (row(), "letter.txt (undated)"),
    ],
)
def test_a_document_is_named_by_publisher_writer_title_or_file(document, words):
    assert document_words(document) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        (None, "undated"),
        ("undated", "undated"),
        ("1994-09-03", "1994-09-03"),
        ("1986-21", "1986 spring"),
        ("1999-33", "1999 1st quarter"),
        ("199X", "1990s"),
        ("1994~", "about 1994"),
        ("1994?", "1994, uncertain"),
        ("XXXX-03-02", "03-02, year open"),
        ("1998-03/1998-05", "1998-03 to 1998-05"),
        ("1986-21/..", "from 1986 spring on"),
        ("../1998", "until 1998"),
        ("1998/", "1998 to ?"),
        ("2004-03-09T07:40", "2004-03-09 07:40"),
    ],
)
def test_dates_need_no_knowledge_of_edtf(edtf, words):
    assert date_words(edtf) == words


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_nothing_that_a_terminal_obeys_is_left(text):
    for kept, allowed in ((one_line(text), ""), (harmless(text), "\n\t")):
        assert all(c in allowed or unicodedata.category(c) not in {"Cc", "Cs"} for c in kept)
        assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def test_an_escape_sequence_is_shown_as_harmless_signs():
    assert one_line("a\x1b[31m b\x07\n c") == "a\ufffd[31m b\ufffd c"


def test_joiners_that_scripts_need_are_kept():
    assert one_line("می\u200cخواهم") == "می\u200cخواهم"
