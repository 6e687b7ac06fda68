"""Whom a document has its text from, where it says so plainly."""

from __future__ import annotations

import time

import pytest

from tests.factories import doc, laid_out
from whosays.read.credits import credited
from whosays.read.credits.messages import DEEPEST
from whosays.records import Document


def told(document: Document) -> list[tuple[str, str]]:
    return [(credit.kind, credit.name) for credit in credited(document).credits]


def covered(document: Document) -> list[str]:
    done = credited(document)
    return [done.words(span) for credit in done.credits for span in credit.covers]


# ── agencies ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "opening",
    [
        "TOLVA, 3 May (Karst Wire) - ",
        "TOLVA (KW) — ",
        "(Karst Wire) – ",
        "TOLVA, Ostreland, May 3 (KW) -- ",
        "TOLVA, 3 May /KW/ - ",
    ],
)
def test_an_agency_in_the_line_of_place_and_date_is_credited(opening):
    found = told(doc(f"{opening}The bridge fell at noon.", publisher="The Tolva Lantern"))
    assert len(found) == 1
    assert found[0][0] == "agency"


@pytest.mark.parametrize(
    "text",
    [
        "OSTREL LIBERATION FRONT (OLF) - founded in the hills.",  # what the letters stand for
        "The Front (Central) - its armed wing - broke away.",
        "In the evening (May) - it was raining - the bridge fell.",
        "TOLVA (population 300) - a village.",
        "The wire (KW) was cut at noon - nobody knows by whom.",
    ],
)
def test_a_bracket_that_may_be_anything_is_no_credit(text):
    assert told(doc(text, publisher="The Tolva Lantern")) == []


def test_an_agency_is_not_its_own_source():
    assert told(doc("TOLVA, May 3 (KPA) - A bridge fell.", publisher="Karst Press Agency")) == []


def test_what_others_wrote_too_is_the_agencys_only_where_the_credit_stands():
    page = laid_out(
        ("paragraph", "(KW) - The bridge fell at noon."),
        ("paragraph", "The mayor told the Lantern that nobody was hurt."),
        publisher="The Tolva Lantern",
        byline=("Staff and KW",),
    )
    assert covered(page) == ["(KW) - The bridge fell at noon."]


def test_a_credit_holds_until_the_next_one():
    page = laid_out(
        ("paragraph", "TOLVA (KW) - The bridge fell."),
        ("paragraph", "Nobody was hurt."),
        ("paragraph", "ARNAU (LP) - A mill burnt down."),
        publisher="The Tolva Lantern",
    )
    assert covered(page) == [
        "TOLVA (KW) - The bridge fell.\n\nNobody was hurt.",
        "ARNAU (LP) - A mill burnt down.",
    ]


@pytest.mark.parametrize("line", ["— Lowland News Service", "(Karst Wire)", "- Reuters", "(Agencies)"])
def test_a_last_line_that_is_an_agency_credits_the_text(line):
    page = laid_out(("paragraph", "A bridge fell."), ("paragraph", line), publisher="The Tolva Lantern")
    assert [kind for kind, _ in told(page)] == ["agency"]


def test_a_byline_that_is_an_agency_credits_the_text():
    page = laid_out(("paragraph", "A bridge fell."), publisher="The Lantern", byline=("Karst Wire",))
    assert told(page) == [("agency", "Karst Wire")]


def test_a_writers_byline_credits_nobody_else():
    assert told(doc("A bridge fell.", publisher="The Lantern", byline=("Ines Kroll",))) == []


def test_the_authorities_that_a_list_rests_on_are_its_source():
    page = laid_out(
        ("paragraph", "Tolva Iron: on the list since May."),
        ("paragraph", "Information from the authorities of Ostreland."),
    )
    assert told(page) == [("source", "authorities of Ostreland")]
    assert covered(page) == ["Tolva Iron: on the list since May.\n\n"]


# ── republished ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "note",
    [
        "This article first appeared in the Arnau Post.",
        "Source: Arnau Post",
        "Reprinted with permission from Arnau Post",
    ],
)
def test_any_format_may_say_whose_text_it_was_first(note):
    page = laid_out(("paragraph", "A bridge fell."), ("paragraph", note), publisher="The Tolva Lantern")
    assert credited(page).republished_from == "Arnau Post"


def test_where_a_figure_is_from_is_not_whose_text_it_was():
    page = laid_out(("paragraph", "A bridge fell."), ("paragraph", "Source: Statistical Office"))
    assert credited(page).republished_from is None


def test_a_broadcaster_is_no_news_agency():
    page = doc("TOLVA, 3 May (RADIO OSTREL) -- The bridge fell.", publisher="The Lantern")
    assert told(page) == [("publisher", "RADIO OSTREL")]


def test_a_sentence_about_a_publication_is_no_note_on_the_text():
    page = laid_out(("paragraph", "His list was first published in Arnau in May."), publisher="The Lantern")
    assert credited(page).republished_from is None


def test_a_page_that_republishes_itself_does_not():
    page = laid_out(("paragraph", "First published in The Lantern."), publisher="The Tolva Lantern")
    assert credited(page).republished_from is None


# ── quoted articles ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("From the Arnau Post, 3 May 1999:", "So far the Post."),
        ("The Arnau Post reports:", "So far the Post."),
        ("This came by mail.", "— Arnau Post, 3 May 1999"),
    ],
)
def test_an_article_quoted_under_a_credit_is_the_others(above, below):
    page = laid_out(("paragraph", above), ("quote", "It fell."), ("quote", "At noon."), ("paragraph", below))
    assert told(page) == [("publisher", "Arnau Post")]
    assert covered(page) == ["It fell.\n\nAt noon."]


@pytest.mark.parametrize("above", ["He said:", "Ruta Hall:", "From the river one sees:", "This is quoted:"])
def test_a_quoted_block_under_anything_else_is_nobodys_article(above):
    assert told(laid_out(("paragraph", above), ("quote", "It fell."))) == []


# ── messages ──────────────────────────────────────────────────────────────────────────────────────

FORWARDED = """See below. A.

---------- Forwarded message ----------
From: Bela Orr <orr@wire.example>
Date: 3 May 1999
Subject: Bridge

The bridge fell at noon.
"""


def test_a_mail_is_its_senders_words():
    assert told(doc("The bridge fell.", format="message/rfc822", byline=("Anna Sorel",))) == [
        ("author", "Anna Sorel")
    ]


def test_what_was_passed_on_is_the_first_senders_and_not_the_last_ones():
    mail = doc(FORWARDED, format="message/rfc822", byline=("Anna Sorel",))
    words = dict(zip((name for _, name in told(mail)), covered(mail), strict=True))
    assert words["Bela Orr"].strip() == "The bridge fell at noon."
    assert words["Anna Sorel"].strip() == "See below. A."


def test_a_sender_without_a_name_is_known_by_what_he_signs():
    text = (
        FORWARDED.replace("Bela Orr <orr@wire.example>", "press <press@front.example>")
        + "\nCouncil of the Front\n"
    )
    assert ("author", "Council of the Front") in told(doc(text, format="message/rfc822"))


def test_what_is_answered_is_the_others_words_line_by_line():
    text = "No.\n\nOn 3 May 1999, Bela Orr wrote:\n> The bridge fell.\n>\n> At noon.\n\nIt stands. Anna\n"
    mail = doc(text, format="message/rfc822", byline=("Anna Sorel",))
    assert covered(mail)[0] == "> The bridge fell.\n>\n> At noon.\n\n"


def test_answers_in_answers_are_nested():
    text = "On 4 May, Bela Orr wrote:\n> No.\n> On 3 May, Cy Vance wrote:\n>> It fell.\n> Sure?\n"
    assert {name for _, name in told(doc(text))} == {"Bela Orr", "Cy Vance"}
    assert ">> It fell.\n" in covered(doc(text))


def test_a_thousand_messages_in_one_another_cost_no_more_than_the_first_ones():
    text = "".join(
        f"-----Original Message-----\nFrom: Bela Orr {n}\nSubject: x\n\nWords.\n\n" for n in range(1000)
    )
    began = time.perf_counter()
    assert len(told(doc(text))) <= DEEPEST
    assert time.perf_counter() - began < 2


# ── one person's words ────────────────────────────────────────────────────────────────────────────


def test_answers_are_the_words_of_the_one_who_is_interviewed():
    page = laid_out(
        ("paragraph", "Interview with Ruta Hall, a miller."),
        ("paragraph", "When did it fall?"),
        ("paragraph", "At noon."),
        ("paragraph", "Who saw it?"),
        ("paragraph", "I did."),
        ("paragraph", "“Nobody was there.”"),
        ("paragraph", "And then?"),
        ("paragraph", "We ran."),
    )
    assert told(page) == [("author", "Ruta Hall")]
    assert covered(page) == ["At noon.", "I did.", "We ran."]


def test_an_article_that_mentions_an_interview_is_none():
    page = laid_out(
        ("paragraph", "In an interview with Ruta Hall she was asked of it."), ("paragraph", "It fell.")
    )
    assert told(page) == []


def test_a_statement_by_somebody_is_his_words():
    page = laid_out(("heading", "STATEMENT BY THE MAYOR"), ("paragraph", "The bridge fell."))
    assert told(page) == [("author", "the mayor")]


@pytest.mark.parametrize(
    "line", ["Statement of Facts", "Letter from Tolva", "Statement of 12 March", "A statement"]
)
def test_a_heading_that_names_nobody_credits_nobody(line):
    assert told(laid_out(("heading", line), ("paragraph", "The bridge fell."))) == []


def test_a_letter_is_its_signers():
    page = laid_out(
        ("paragraph", "Dear Sir, the bridge fell."), ("paragraph", "Yours faithfully,\nRuta Hall")
    )
    assert told(page) == [("author", "Ruta Hall")]


def test_a_writer_who_says_i_throughout_speaks_for_himself():
    blocks = [("paragraph", f"I saw {what} fall.") for what in ("it", "them", "us")]
    assert told(laid_out(*blocks, publisher="The Lantern", byline=("Ruta Hall",))) == [
        ("author", "Ruta Hall")
    ]  # type: ignore[arg-type]


def test_i_inside_quotations_is_not_the_writer():
    blocks = [("paragraph", f"“I saw {what} fall,” he said.") for what in ("it", "them", "us")]
    assert told(laid_out(*blocks, publisher="The Lantern", byline=("Ruta Hall",))) == []  # type: ignore[arg-type]


# ── works cited by number ─────────────────────────────────────────────────────────────────────────


def test_a_number_credits_its_own_sentence_to_the_work_it_stands_for():
    page = laid_out(
        ("paragraph", "The bridge was built in 1911.[1] It fell in 1999.[2] Nobody was hurt."),
        ("heading", "References"),
        ("item", "“The old bridge”, Tolva Lantern, 1970."),
        ("item", "Karst Wire, 3 May 1999."),
    )
    assert told(page) == [("publisher", "Tolva Lantern"), ("agency", "Karst Wire")]
    assert covered(page) == ["The bridge was built in 1911.", "It fell in 1999."]


def test_a_number_without_a_list_credits_nobody():
    assert told(doc("The bridge fell in 1999.[1] Nobody was hurt.")) == []


# ── hostile input ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "TOLVA (" + "K" * 100_000 + ") - It fell.",
        "Source: " + "Karst " * 20_000,
        "On " + "3 " * 50_000 + "wrote:",
        "(" * 100_000,
        "- - " * 25_000,
        "[1]" * 30_000 + "\n\n# References\n\n1. Karst Wire, 1999.",
        "Interview with " + "A " * 50_000 + "?\n\n" * 100,
        "> " * 50_000 + "\n" + "On 3 May, Bela Orr wrote:\n" * 2_000,
        "Yours sincerely,\n" * 5_000,
    ],
    ids=range(9),
)
def test_hostile_text_costs_little_time(text):
    began = time.perf_counter()
    credited(doc(text, publisher="The Lantern"))
    assert time.perf_counter() - began < 2


def test_a_hundred_thousand_marks_cost_little_time():
    page = laid_out(
        ("paragraph", "It fell.[1]" * 100_000), ("heading", "Notes"), ("item", "Karst Wire, 3 May 1999.")
    )
    began = time.perf_counter()
    assert len(told(page)) <= 2_000
    assert time.perf_counter() - began < 2


def test_a_text_of_nothing_credits_nobody():
    assert credited(doc("")).credits == ()
