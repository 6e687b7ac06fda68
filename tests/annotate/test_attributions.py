"""Who says what: direct and indirect speech, denials, hedges, speakers, nesting."""

from __future__ import annotations

import pytest

from tests.annotate.reported import document, found, told
from tests.annotate.test_relations import annotated
from whosays.annotate.attributions import attributions
from whosays.annotate.attributions.reporting import verbs, words
from whosays.records import Block


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("“The bridge is gone,” said Orla Vance.", "Orla Vance", "said", "“The bridge is gone,”"),
        ("“The bridge is gone,” Orla Vance said.", "Orla Vance", "said", "“The bridge is gone,”"),
        ("“Is it gone?” Vance asked.", "Vance", "asked", "“Is it gone?”"),
        ("“It is gone!” shouted a miner.", "a miner", "shouted", "“It is gone!”"),
        ('Orla Vance said: "We lost the bridge."', "Orla Vance", "said", '"We lost the bridge."'),
        ('The mayor told reporters, "We lost it."', "The mayor", "told", '"We lost it."'),
        (
            "“It fell,” said Orla Vance, a teacher from Ost, adding nothing.",
            "Orla Vance, a teacher from Ost",
            "said",
            "“It fell,”",
        ),
        (
            "Orla Vance, 51, a teacher, said: “It fell at night.”",
            "Orla Vance, 51, a teacher",
            "said",
            "“It fell at night.”",
        ),
        ("“It fell at night,” according to Orla Vance.", "Orla Vance", "according to", "“It fell at night,”"),
        ("“It fell,” he said, “and we ran.”", "he", "said", "“It fell,” … “and we ran.”"),
        ("“It fell,” he said. “We ran for the hills.”", "he", "said", "“It fell,” … “We ran for the hills.”"),
        ("''It fell,'' he said. ''We ran for it.''", "he", "said", "''It fell,'' … ''We ran for it.''"),
    ],
)
def test_direct_speech(text, source, cue, content):
    assert told(text) == [(source, cue, content)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Vance said that the bridge was shut.", "Vance", "said", "that the bridge was shut"),
        ("Vance said on Monday the bridge was shut.", "Vance", "said", "the bridge was shut"),
        ("The report says nobody was warned.", "The report", "says", "nobody was warned"),
        ("The van was stolen, police said.", "police", "said", "The van was stolen"),
        ("The van was stolen, Vance told us.", "Vance", "told", "The van was stolen"),
        ("The van was stolen, he told me, at night.", "he", "told", "The van was stolen"),
        (
            "The van had been stolen, said the chief of police in Ost, Col Hugo Brandt.",
            "the chief of police in Ost, Col Hugo Brandt",
            "said",
            "The van had been stolen",
        ),
        (
            "Forty people were hurt, the council's spokeswoman, Ines Kroll, said.",
            "the council's spokeswoman, Ines Kroll",
            "said",
            "Forty people were hurt",
        ),
        ("The van, police said, had been stolen.", "police", "said", "The van … had been stolen"),
        ("According to Ines Kroll, the van was stolen.", "Ines Kroll", "According to", "the van was stolen"),
        ("The van was stolen, according to the army.", "the army", "according to", "The van was stolen"),
        ("Kroll told the court that he had paid.", "Kroll", "told", "that he had paid"),
        ("The minister accused the rebels of arson.", "The minister", "accused", "the rebels of arson"),
        (
            "Officials have repeatedly warned that it floods.",
            "Officials",
            "have repeatedly warned",
            "that it floods",
        ),
        ("Two weeks ago the army said it was shut.", "the army", "said", "it was shut"),
        (
            'The League declared "total war" on the miners.',
            "The League",
            "declared",
            '"total war" on the miners',
        ),
        ("THE ARMY REPORTED THAT TWO MEN DIED.", "THE ARMY", "REPORTED", "THAT TWO MEN DIED"),
        ("ACCORDING TO THAT UNIT, TWO MEN DIED.", "THAT UNIT", "ACCORDING TO", "TWO MEN DIED"),
        ("OST, 3 May (NWA) - The van was stolen, police said.", "police", "said", "The van was stolen"),
        ("Orla Vance, who said the van was stolen, left.", "Orla Vance, who", "said", "the van was stolen"),
        ("He repeated his claim that the van was stolen.", "his", "claim", "that the van was stolen"),
    ],
)
def test_indirect_speech(text, source, cue, content):
    assert told(text) == [(source, cue, content)]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("It is said that the van was stolen.", "It is said", "that the van was stolen"),
        ("Kroll is believed to have fled.", "is believed", "Kroll … to have fled"),
        ("Two men allegedly took the money.", "allegedly", "Two men … took the money"),
        ("Kroll was held after he allegedly took the money.", "allegedly", "he … took the money"),
        ("The money was reportedly never found.", "reportedly", "The money was … never found"),
        ("There were rumours of war and reports that Ost had fallen.", "reports", "that Ost had fallen"),
    ],
)
def test_what_nobody_in_particular_says_has_no_source(text, cue, content):
    assert told(text) == [("", cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        "He did not say that the van was stolen.",
        "She will say that the van was stolen.",
        "She never claimed that it was hers.",
        "They refused to say that it was stolen.",
        "Asked whether he believed it was stolen, Kroll left.",
        "The charges were read and the reports filed.",
        "She added salt and wrote two letters.",
        "Nobody said that the van was stolen.",
        "GOODS ARRIVE IN THE UNITED STATES THAT NOBODY COUNTS.",
        "The ministry reached its total by adding the two figures that it had.",
    ],
)
def test_what_was_not_said_is_nobody_s_speech(text):
    assert told(text) == []


def test_who_after_a_bare_name_in_a_longer_phrase_is_not_taken_for_that_name():
    text = "“It burned,” said Ines Kroll, an aide in Velm who said she saw it."
    assert [source for source, _, _ in told(text)][1] == "who"
    assert told("They met a docker who said it burned.")[0][0] == "a docker who"


def test_a_sentence_that_is_partly_quoted_is_content_as_a_whole():
    text = "“Nobody expected such a crowd” on the square, said Ines Kroll."
    assert told(text) == [("Ines Kroll", "said", "“Nobody expected such a crowd” on the square")]


def test_a_denial_is_marked_and_keeps_what_is_denied():
    (denial,) = found("The Front denied any part in the bombing.")
    assert denial.denies
    assert told("The Front denied any part in the bombing.")[0][2] == "any part in the bombing"
    assert not found("The Front admitted that it had a part.")[0].denies


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “peace camp” lay in the hills.",
        "He sang “The Roads of Ost” on the square.",
        "They met at the “Golden Lion,” an inn.",
    ],
)
def test_scare_quotes_and_titles_are_not_speech(text):
    assert told(text) == []


def test_a_quotation_that_nobody_says_stands_alone():
    text = "The square was empty. “We will not come back to this town.” Snow fell."
    (alone,) = found(text)
    assert (alone.source, alone.cue, alone.speaker, alone.quoted) == ((), (), None, True)
    assert text[slice(*alone.content[0])] == "“We will not come back to this town.”"


def test_a_speaker_s_quotation_does_not_reach_the_next_paragraph():
    text = "“It fell,” said Vance.\n\n“Nobody came to help us that night.”"
    assert told(text) == [("Vance", "said", "“It fell,”"), ("", "", "“Nobody came to help us that night.”")]


def test_speech_of_several_paragraphs_is_one_attribution():
    text = "“We were asleep in the barn.\n\n“Then the roof fell,” said Vance."
    assert told(text) == [("Vance", "said", "“We were asleep in the barn. … “Then the roof fell,”")]


def test_a_colon_gives_the_next_paragraph_to_its_speaker():
    text = "The mayor said:\n\n“Nobody came to help us.”"
    assert told(text) == [("The mayor", "said", "“Nobody came to help us.”")]


def test_a_colon_gives_a_block_quotation_to_its_speaker():
    text = "The mayor said:\nNobody came to help us."
    blocks = (Block(start=0, end=15, kind="paragraph"), Block(start=16, end=len(text), kind="quote", level=1))
    assert told(text, blocks=blocks) == [("The mayor", "said", "Nobody came to help us.")]


def test_a_second_verb_without_its_own_subject_has_the_first_one_s():
    text = "Vance said that the bridge was shut and added that the mill had burned."
    assert told(text) == [
        ("Vance", "said", "that the bridge was shut"),
        ("Vance", "added", "that the mill had burned"),
    ]


def test_a_contradiction_in_one_sentence_is_two_attributions():
    text = "Prosecutors say Kroll gave the order, and his lawyer denies it."
    assert told(text) == [("Prosecutors", "say", "Kroll gave the order"), ("his lawyer", "denies", "it")]


def test_attributions_nest_by_their_contents():
    text = (
        "Kroll said that a cousin of Vance had told her that the Front claimed responsibility for the fire."
    )
    outer, middle, inner = found(text)
    assert (outer.parent, middle.parent, inner.parent) == (None, 0, 1)


def test_speech_inside_a_quotation_has_the_quotation_for_a_parent():
    text = "“My brother told me that the Front had paid them all,” said Vance."
    assert [(s, a.parent) for (s, _, _), a in zip(told(text), found(text), strict=True)] == [
        ("Vance", None),
        ("My brother", 0),
    ]


def test_what_is_reported_to_have_been_said_stands_in_what_nobody_reports():
    text = "“We are many,” he is reported to have said."
    said, reported = found(text)
    assert told(text)[1][1] == "is reported"
    assert said.parent == 1
    assert reported.parent is None


NAMES = {"people": ("Ines Kroll", "Hugo Brandt"), "bodies": ("Free Ost League", "Courier")}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ines Kroll said that it burned.", "Ines Kroll"),
        ("“It burned,” said the council's spokeswoman, Ines Kroll.", "Ines Kroll"),
        ("“It burned,” said Ines Kroll, a cousin of Hugo Brandt.", "Ines Kroll"),
        ("Col Hugo Brandt, 51, told the Courier that it burned.", "Hugo Brandt"),
        ("The Free Ost League said that it burned.", "Free Ost League"),
        ("A cousin of Hugo Brandt said that it burned.", None),
        ("Hugo Brandt's lawyer said that it burned.", None),
        ("A Courier reporter said that it burned.", None),
        ("A spokesman for the Free Ost League said that it burned.", None),
        ("Ines Kroll and Hugo Brandt said that it burned.", None),
        ("The lawyer who defended Hugo Brandt said that it burned.", None),
        ("She said that it burned.", None),
        ("Ines Kroll came. He said that it burned.", None),
        ("Officials said that it burned.", None),
    ],
)
def test_only_a_name_at_the_head_of_its_phrase_speaks(text, speaker):
    assert [a.speaker for a in found(text, **NAMES)] == [speaker]


def test_headings_report_nothing_but_their_quotations():
    text = "Kroll says town burned\nSnow fell."
    blocks = (
        Block(start=0, end=22, kind="heading", level=1),
        Block(start=23, end=len(text), kind="paragraph"),
    )
    assert told(text, blocks=blocks) == []


def test_other_languages_have_quotations_only():
    text = "Le maire a dit: «Nous avons perdu le pont cette nuit.» He said it fell."
    assert told(text, language="fr") == [("", "", "«Nous avons perdu le pont cette nuit.»")]


def test_the_layer_is_in_text_order_and_the_rest_of_the_document_stays():
    plain = document("“It fell,” he said. Police say it was old. “We ran for our lives that night.”")
    done = attributions(plain)
    starts = [min(s for s, _ in (*a.source, *a.cue, *a.content)) for a in done.attributions]
    assert starts == sorted(starts)
    assert done.having(attributions=()) == plain


def test_every_form_in_the_lexicon_is_lower_case_and_every_ambiguous_one_is_a_verb():
    assert all(form == form.lower() for form in verbs())
    unknown = words().ambiguous - set(verbs())
    assert unknown == set(), unknown


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The army today said that the bridge fell.", "The army"),
        ("Today the army said that the bridge fell.", "the army"),
        ("The ministry, which said that the bridge fell, is old.", "The ministry"),
    ],
)
def test_a_source_is_shown_without_its_day_and_without_which(text, source):
    assert [said[0] for said in told(text)] == [source]


def test_a_line_that_runs_into_the_next_is_no_part_of_its_source():
    text = "conflict in Ostland\nIrina Sand\nA harbour spokesman said: “The bridge fell on Friday.”"
    assert told(text)[0][0] == "A harbour spokesman"


def test_all_who_are_of_a_party_are_no_one_speaker():
    (attribution,) = found("Fellow Republicans said that the bridge fell.", bodies=("Fellow Republicans",))
    assert attribution.speaker is None


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The regional council puts the dead at 9.", ["The regional council"]),
        ("The police put the number of injured at about forty.", ["The police"]),
        ("The figure of 9 given by the Harbour Hospital counts one man twice.", ["the Harbour Hospital"]),
        ("He put the cup at 3 on the shelf.", []),
        ("Two farmers were killed. Nine children have drowned, whatever the harbour master claims.", []),
        ("The book given by the council is red.", []),
    ],
)
def test_a_figure_is_that_of_whoever_gives_it(text, sources):
    document = annotated(text)
    assert [document.words(span) for a in document.attributions for span in a.source] == sources
