"""Statements not to be told, or not so: dates of other things, nobody certain, words that are no deeds."""

from __future__ import annotations

import pytest

from tests.annotate.by_hand import document, read, reported, told
from whosays.annotate.statements import statements


def lines(text, **fields):
    doc = statements(document(text, **fields))
    return [doc.words((s.start, s.end)) for s in doc.statements if s.kind == "event"]


# ── the historic present of chronologies ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("17 June 1988: rebels attack the barracks at Velm.", ["attack"]),
        ("17 June 1988: rebels attack the barracks; two soldiers are killed.", ["attack", "killed"]),
        ("20 May 1991: Jonas Rell, the consul, is kidnapped in Velm.", ["kidnapped"]),
        ("30 September 2005: the rebels hand over their weapons.", ["hand over"]),
        ("17 June 1988: the court does not release Jonas Rell.", ["release"]),
    ],
)
def test_a_dated_entry_tells_in_the_present_what_happened(entry, words):
    found = read(blocks=[("item", entry)])
    assert [entry[s.trigger[0] : s.trigger[1]] for s in found] == words
    assert all(s.edtf is not None and s.certainty == "fact" for s in found)


def test_a_negated_present_in_a_dated_entry_is_a_denial():
    (statement,) = read(blocks=[("item", "17 June 1988: the court does not release Jonas Rell.")])
    assert statement.polarity == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attack the barracks at Velm.",
        "Jonas Rell is kidnapped in Velm.",
    ],
)
def test_the_present_tense_elsewhere_states_nothing(text):
    assert read(text) == []


def test_event_nouns_before_a_verb_in_an_entry_are_told_with_it():
    entry = "3 March 1998: bomb attacks kill two soldiers."
    assert [word for _, word, _ in told("", blocks=[("item", entry)])] == ["bomb attacks", "kill"]


# ── participles ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "The government will release all prisoners sentenced for membership of the Harbour League.",
        "The army must free men arrested in Velm.",
        "The law is for anyone convicted of murder in court.",
    ],
)
def test_a_bare_participle_of_nobody_certain_states_nothing(text):
    assert [s for s in read(text) if s.certainty == "fact"] == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Seven men arrested in Velm on 4 May 1985 will be tried.", "arrested"),
        ("The man convicted of ordering the bombing has not been found.", "convicted"),
    ],
)
def test_a_participle_with_its_date_or_of_certain_people_is_told(text, word):
    assert word in [found for _, found, _ in told(text)]


def test_a_passive_of_a_pronoun_is_told_with_who_did_it():
    (statement,) = read("They were released by the police on 4 May 1985.")
    assert (statement.type, statement.edtf, list(statement.roles)) == ("RETREAT", "1985-05-04", ["actor"])


# ── dates of other things ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "Jonas Rell has been arrested twice since 4 May 1985.",
        "Jonas Rell was arrested two days after 4 May 1985.",
        "Jonas Rell was arrested on the eve of 4 May 1985.",
        "The government agreed to continue the talks on 4 May 1985.",
        "The minister came to Velm on 4 May 1985, six years after Jonas Rell was arrested.",
        "After the raid on 4 May 1985, the army captured two men.",
    ],
)
def test_an_event_has_no_date_that_belongs_to_something_else(text):
    events = [s for s in read(text) if text[s.trigger[0] : s.trigger[1]] != "raid"]
    assert events
    assert all(s.time is None for s in events)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked the barracks before dawn on 4 May 1985 and killed two soldiers.",
        "They had come before, to the barracks at Velm on 4 May 1985, when two soldiers were killed.",
    ],
)
def test_before_is_not_always_a_limit(text):
    assert {s.edtf for s in read(text)} == {"1985-05-04"}


# ── other meanings ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "The army flew attack, bomber and fighter aircraft using attack, bomber and transport crews.",
        "The army simulated an attack on Velm.",
        "The minister stressed the need for a ceasefire in Velm.",
        "The Harbour League will not allow the jailing and murder of the people.",
        "Jonas Rell shot himself in the barracks.",
        "The ministry brought cholera to Ostland, killing more than 40.",
    ],
)
def test_what_is_no_deed_is_no_assault(text):
    assert [s for s in read(text) if s.type == "ASSAULT"] == []


def test_a_clause_ahead_completes_no_verb():
    text = (
        "The government and the parliament met. "
        "To clarify: the Ostland army is advising the Harbour League on the election."
    )
    assert "REQUEST" not in {s.type for s in read(text)}


def test_a_supposition_is_hypothetical():
    assert [
        s.certainty for s in read("Suppose the court of Ostland rejected the plan of the government.")
    ] == ["hypothetical"]


def test_a_body_that_leads_others_is_not_the_actor():
    ((_, _, roles),) = told("Edvin Maur was killed by Northern Union-led soldiers in Velm.")
    assert "Northern Union" not in roles["actor"]


def test_the_denial_of_a_link_leaves_the_arrest_as_it_was():
    text = "The minister denied that the delay had anything to do with the arrest of two soldiers in Velm."
    attribution = reported(text, text[text.index("that") : -1], "denied", stance="denies")
    (statement,) = read(text, attributions=(attribution,))
    assert statement.polarity == "asserted"


# ── lines ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("> Seven men were arrested in Velm.", "Seven men were arrested in Velm."),
        (
            "LUNESK, 4 May 1985 (KPA) -- Seven men were arrested in Velm.",
            "Seven men were arrested in Velm.",
        ),
        ("VELM - Seven men were arrested.", "Seven men were arrested."),
        ("SEVEN MEN WERE ARRESTED - THE ARMY KNEW.", "SEVEN MEN WERE ARRESTED - THE ARMY KNEW."),
    ],
)
def test_a_line_begins_where_its_words_begin(text, line):
    assert line in lines(text)


def test_a_line_keeps_both_marks_of_a_quotation_or_neither():
    text = "“Seven men were arrested,” said Irina Sand of the “free” court."
    content = reported(text, "“Seven men were arrested,”", "said")
    assert lines(text, attributions=(content,)) == ["Seven men were arrested"]
    assert lines(text) == ["“Seven men were arrested,” said Irina Sand of the “free” court."]


def test_what_is_said_without_a_verb_is_shown_with_its_sentence():
    text = "The army announced on Monday the arrest of two men in Velm."
    attribution = reported(text, "the arrest of two men in Velm", "announced")
    assert lines(text, attributions=(attribution,)) == [text]


def test_of_an_undated_item_only_the_sentence_is_shown():
    found = lines(blocks=[("item", "Seven men were arrested in Velm. The sky was grey.")], text="")
    assert found == ["Seven men were arrested in Velm."]


# ── what anybody does, and what nobody ever does ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "A guard who beats a prisoner is arrested.",
        "A clerk who takes a coin is accused of theft, Rell said.",
        "We do not vote against somebody, the senator said.",
        "When rebels are caught, the governor praises the police and accuses the minister of treason.",
    ],
)
def test_what_anybody_does_at_any_time_is_no_event(text):
    assert lines(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A guard who beat a prisoner was arrested in Velm.", "arrested"),
        ("The parliament did not vote against anybody.", "vote against"),
        ("The rebels did not attack anybody.", "attack"),
        ("Mikal Dorn left the city after being arrested by the police of Lunesk.", "arrested"),
        ("The governor praised the police and accuses the minister of treason.", "accuses"),
    ],
)
def test_what_was_done_by_or_to_somebody_is_told(text, word):
    assert word in [found for _, found, _ in told(text)]


# ── times of what came before ─────────────────────────────────────────────────────────────────────


def test_the_day_of_what_an_event_came_after_is_not_its_own():
    found = read("After a test on 4 May 1985, the council of Ostland imposed new sanctions on Arvan.")
    assert [(s.type, s.edtf) for s in found if s.kind == "event"] == [("COERCE", None)]
