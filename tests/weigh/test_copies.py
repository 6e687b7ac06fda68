"""Copies are found however many words were changed; two reports of one event are two."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import by_rules, doc, laid_out
from whosays.records import Document
from whosays.records.across import PassageCard
from whosays.resolve.linking import candidates, solve
from whosays.weigh.copies import PASSAGES, in_common
from whosays.weigh.passages import passages_of

WIRE = (
    "A ferry carrying about ninety pilgrims capsized on Monday near the fishing port of Ostrel, and rescue "
    "crews pulled fourteen bodies from the water before nightfall, the coast guard said."
)
REWRITTEN = (
    "A ferry with some ninety pilgrims aboard capsized Monday off the fishing port of Ostrel and rescue "
    "crews had pulled fourteen bodies out of the sea before dark, according to the coast guard."
)
INDEPENDENT = (
    "Fourteen people drowned when an overloaded boat went down a mile from the harbour wall at Ostrel on "
    "Monday, according to fishermen who were first to reach the scene of the accident with ferry lines."
)


def read(text: str, **fields: object) -> Document:
    return doc(text, run=[by_rules], **fields)


def cards(*texts: str) -> list[PassageCard]:
    found = {p.card.id: p.card for text in texts for p in passages_of(read(text))}
    return list(found.values())


def together(one: str, other: str) -> bool:
    ours, theirs = ({card.id for card in cards(text)} for text in (one, other))
    clusters = solve(PASSAGES, cards(one, other))
    return any(ours & set(cluster) and theirs & set(cluster) for cluster in clusters)


def test_the_same_words_are_one_card_wherever_they_stand():
    (one,) = passages_of(read(WIRE))
    (other,) = passages_of(read(f"OSTREL, Vardia, May 4 (VPA) - {WIRE}"))
    assert one.card == other.card


def test_a_rewritten_report_is_found_and_the_reason_says_how_much_agrees():
    assert together(WIRE, REWRITTEN)
    one, other = cards(WIRE, REWRITTEN)
    (pair,) = candidates(PASSAGES, [one, other])
    verdict = PASSAGES.judge(*sorted([one, other], key=lambda card: card.id))
    assert verdict is not None
    assert (verdict.a, verdict.b) == pair
    agree = in_common(one.words, other.words)
    assert verdict.reason.startswith(f"{agree} of {min(len(one.words), len(other.words))} of the words")


def test_two_reports_of_one_event_are_two():
    assert not together(WIRE, INDEPENDENT)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The Northern League did not respond on Friday to questions about the payments.",
            "The Southern League did not respond on Friday to questions about the payments.",
        ),
        (
            "The index of the Varn exchange closed at 311 points on Tuesday, down 12 from the week before.",
            "The index of the Varn exchange closed at 298 points on Tuesday, down 13 from the week before.",
        ),
        (
            "Deputy Governor Hanna Reelt of the Central Bank of Vardia spoke in Ostrel about fish.",
            "In March the Central Bank of Vardia named Hanna Reelt as the Deputy Governor who answers for "
            "lending, and Ostrel's council, which had hoped for another, wrote to the president about it.",
        ),
    ],
)
def test_the_same_form_or_the_same_names_are_no_copy(one, other):
    assert not together(one, other)


def test_one_paragraph_of_a_longer_report_is_enough():
    before = "The season had begun badly for the islands, and nobody had money for repairs."
    after = "Villagers buried the first of the dead on the hill behind the chapel while it still rained."
    assert together(f"{before} {REWRITTEN} {after}", f"{WIRE} The owner has not been found so far.")


def test_a_speech_is_known_by_its_words_alone():
    one = 'The mayor spoke briefly. "Nobody in this valley sold the spring," she said, and left the hall.'
    other = "Reelt told the council: “Nobody in this valley sold the spring.” Then there was a vote."
    assert together(one, other)
    assert [p.card.quoted for p in passages_of(read(one))].count(True) == 1


def test_a_few_quoted_words_are_no_speech():
    one = 'He called it "a very sad day" and said that he would resign before the end of the month.'
    assert not any(p.card.quoted for p in passages_of(read(one)))


@pytest.mark.parametrize(
    "line",
    [
        "Copyright the Ostrel Herald, which asks that this be neither sold nor lent without written consent.",
        "Reporting by Hanna Reelt in Ostrel and Jon Marrick in Varn, with pictures by Tove Lind.",
        "Hanna Reelt, Jon Marrick, Tove Lind, Ansel Brokk, Peder Voss, Mirja Tal, Otto Klain, Silva Renn",
    ],
)
def test_what_stands_on_every_page_is_no_passage(line):
    assert passages_of(read(line)) == ()


def test_a_run_of_short_lines_is_one_passage_and_goes_over_no_heading():
    lines = ["A van was stolen in Varn.", "It was red.", "Two men drove it to Ostrel.", "They left it there."]
    (run,) = passages_of(laid_out(*(("item", line) for line in lines[:3]), run=[by_rules]))
    assert run.card.words == ("van", "stolen", "varn", "red", "two", "men", "drove", "ostrel")
    blocks = [("heading", lines[0]), ("paragraph", lines[1]), ("heading", lines[2]), ("paragraph", lines[3])]
    assert passages_of(laid_out(*blocks, run=[by_rules])) == ()


def test_spans_are_where_the_words_stand():
    text = f"{WIRE} “Nobody told the pilgrims that the boat was thirty years old,” said a deckhand."
    document = read(text)
    for passage in passages_of(document):
        words = document.words((passage.start, passage.end)).casefold()
        assert all(word in words for word in passage.card.words)


# ── many ──────────────────────────────────────────────────────────────────────────────────────────


def test_many_versions_of_one_report_are_one_cluster_and_few_comparisons():
    names = [f"Ker{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(200)]
    versions = cards(*(WIRE.replace("Ostrel", name) for name in names))
    assert len(versions) == 200 > PASSAGES.cap
    assert [len(cluster) for cluster in solve(PASSAGES, versions)] == [200]
    assert len(list(candidates(PASSAGES, versions))) < 200 * PASSAGES.crowd * 12


def test_ten_thousand_copies_are_one_card():
    document = read(WIRE)
    start = time.perf_counter()
    assert len({p.card.id for _ in range(10_000) for p in passages_of(document)}) == 1
    assert time.perf_counter() - start < 20


WORDS = ["ferry", "pilgrims", "harbour", "rescue", "bodies", "guard", "captain", "storm", "timber", "chapel"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=7, max_size=30), max_size=12), st.randoms())
def test_the_order_of_reading_changes_nothing(passages: list[list[str]], chance: random.Random):
    found = cards(*(f"the {' of '.join(words)} was" for words in passages))
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert solve(PASSAGES, found) == solve(PASSAGES, shuffled)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12))
def test_what_is_in_common_is_the_longest_common_subsequence(few: list[str], many: list[str]):
    table = [[0] * (len(many) + 1) for _ in range(len(few) + 1)]
    for i, one in enumerate(few):
        for j, other in enumerate(many):
            table[i + 1][j + 1] = table[i][j] + 1 if one == other else max(table[i][j + 1], table[i + 1][j])
    assert in_common(few, many) == table[-1][-1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“" * 50_000,
        '"a ' * 50_000,
        "word " * 200_000,
        "ARVAN, " * 30_000 + "(",
        "[" * 100_000,
        "İ" * 3_000,
    ],
)
def test_hostile_text_takes_little_time(text):
    document = doc(text, sentences=((0, len(text)),) if text else ())
    start = time.perf_counter()
    passages = passages_of(document)
    assert time.perf_counter() - start < 3
    assert all(len(passage.card.words) <= 80 for passage in passages)
