"""The language of a document; sentences and tokens by rules."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import by_rules, doc, laid_out, words
from whosays.annotate.language import language


def sentences(text: str) -> list[str]:
    return words(doc(text, run=[by_rules]), "sentences")


def tokens(text: str) -> list[str]:
    return words(doc(text, run=[by_rules]), "tokens")


@pytest.mark.parametrize(
    "text",
    [
        "Col. Edvar Marn of Tessaly Inc. spoke at 7 a.m. Monday in St. Orla.",
        "She paid 7.40 marks for No. 4 on p. 12.",
        "The U.S. Embassy opened on Sept. 11 with Dr. E. J. Marn.",
        "They waited ... and nothing came.",
        "“Why now?” he asked.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left. She stayed!", ["He left.", "She stayed!"]),
        ("He said “No.” Then he left.", ["He said “No.”", "Then he left."]),
        ("It burned.[2] Nobody died.", ["It burned.[2]", "Nobody died."]),
        ("He lives in the U.S. The road is long.", ["He lives in the U.S.", "The road is long."]),
        ("COL. MARN SAID NO. THEN HE LEFT.", ["COL. MARN SAID NO.", "THEN HE LEFT."]),
        ("(He fled.) They did not.", ["(He fled.)", "They did not."]),
        ("One\n\nTwo", ["One", "Two"]),
    ],
)
def test_sentences_end_where_the_next_begins(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_headings_and_list_items_are_sentences_of_their_own() -> None:
    document = laid_out(
        ("heading", "What happened. And why"), ("item", "A fire"), ("item", "A flood"), run=[by_rules]
    )
    assert words(document, "sentences") == ["What happened. And why", "A fire", "A flood"]


def test_text_outside_all_blocks_has_sentences_too() -> None:
    document = doc("Before. Inside. After.", run=[])
    (block,) = laid_out(("paragraph", "Inside.")).blocks
    moved = type(block)(start=8, end=15, kind="paragraph")
    assert words(by_rules(document.having(blocks=(moved,))), "sentences") == ["Before.", "Inside.", "After."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("mid-May O'Brien don't", ["mid-May", "O'Brien", "don't"]),
        ("Orla's Orla’s", ["Orla", "'s", "Orla", "’s"]),
        ("1,300 and 7.40.", ["1,300", "and", "7.40", "."]),
        ("the U.S. Army (AK-47)", ["the", "U.S.", "Army", "(", "AK-47", ")"]),
        ("«oui», e\u0301t\u00e9", ["«", "oui", "»", ",", "e\u0301t\u00e9"]),
        ("a_b $5", ["a", "_", "b", "$", "5"]),
    ],
)
def test_tokens(text: str, parts: list[str]) -> None:
    assert tokens(text) == parts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The harbour was closed on Monday after the fishermen had refused to leave their boats.", "en"),
        ("THE HARBOUR WAS CLOSED ON MONDAY AFTER THE FISHERMEN HAD REFUSED TO LEAVE THEIR BOATS.", "en"),
        ("Der Hafen wurde am Montag geschlossen, nachdem die Fischer sich geweigert hatten zu gehen.", "de"),
    ],
)
def test_the_language_is_told_from_the_text(text: str, code: str) -> None:
    assert doc(text, language=None, run=[language]).language == code


def test_a_few_words_have_the_language_that_the_document_says() -> None:
    assert doc("Hola", language=None, run=[language]).language is None
    assert doc("Hola", language="es-MX", run=[language]).language == "es"


@given(st.text(max_size=200))
def test_every_character_but_white_space_is_in_one_sentence_and_one_token(text: str) -> None:
    document = doc(text, run=[by_rules])
    for spans in (document.sentences, [(t.start, t.end) for t in document.tokens]):
        assert all(a < b <= len(text) for a, b in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
    kept = "".join(words(document, "sentences"))
    assert [c for c in kept if not c.isspace()] == [c for c in text if not c.isspace()]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10**6,
        "." * 10**6,
        ".a" * 500_000,
        "a-" * 500_000,
        "U." * 500_000,
        "1," * 500_000,
        "\n \n" * 300_000,
        "😀" * 500_000,
        "مرحبا " * 150_000,
        "Mr. " * 150_000,
        '."' * 300_000,
        "word " * 200_000,
    ],
    ids=lambda text: repr(text[:4]),
)
def test_a_megabyte_of_anything_takes_seconds_at_most(text: str) -> None:
    begun = time.process_time()
    document = doc(text, run=[by_rules])
    assert time.process_time() - begun < 5
    assert all(end - start <= 10_000 for start, end in document.sentences)


@pytest.mark.parametrize(
    "dateline",
    [
        "LUNESK, 4 May (KPA) -",
        "LUNESK (OSTLAND), 30 AUG 89 --",
        "NEW VELM, Ostland, Sept. 11, 2001 \u2014",
        "VELM -",
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(dateline: str) -> None:
    document = language(doc(f"{dateline} Seven men were arrested."))
    assert words(document, "sentences") == [dateline, "Seven men were arrested."]


@pytest.mark.parametrize(
    "text",
    [
        "HLF bombs killed 12 people in 1987 - its worst attack so far.",
        "HLF gunmen - who came by night - killed two men.",
        "SEVEN MEN WERE ARRESTED - THE ARMY KNEW.",
        "Velm - Seven men were arrested.",
    ],
)
def test_what_stands_before_a_dash_is_mostly_no_dateline(text: str) -> None:
    document = language(doc(text))
    assert words(document, "sentences") == [text]
