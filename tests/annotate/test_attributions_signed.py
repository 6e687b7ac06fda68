"""Quotations with a name under them, and labels inside quotation marks."""

from __future__ import annotations

import pytest

from tests.annotate.reported import document, found, told
from whosays.annotate.attributions import attributions
from whosays.records import Attribution


@pytest.mark.parametrize(
    "text",
    [
        "“We saw it all from the mill.” — Ines Kroll",
        "“We saw it all from the mill.”― Ines Kroll",
        "“We saw it all from the mill.”\n— Ines Kroll",
        "“We saw it all from the mill.”\n\n-- Ines Kroll",
    ],
)
def test_the_name_under_a_quotation_says_it(text):
    (signed,) = found(text, people=("Ines Kroll",))
    assert signed.speaker == "Ines Kroll"
    assert text[slice(*signed.cue[0])] in ("—", "―", "--")
    assert text[slice(*signed.content[0])] == "“We saw it all from the mill.”"


def test_each_line_of_a_list_has_its_own_name():
    text = "“It was cold that night.” ― Ines Kroll\n“It was never cold.” ― Hugo Brandt, a miner from Ost"
    assert told(text) == [
        ("Ines Kroll", "―", "“It was cold that night.”"),
        ("Hugo Brandt, a miner from Ost", "―", "“It was never cold.”"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“It was cold that night.” — he went home and slept",
        "“It was cold that night” — Brandt went home",
        "The mill was shut. “It was cold that night.” — Ines Kroll",
        "“It was cold that night.” — Why was that?",
    ],
)
def test_a_dash_that_goes_on_signs_nothing(text):
    assert all(cue != "—" for _, cue, _ in told(text))


def test_a_label_may_stand_behind_a_mark_that_opens_again_in_each_paragraph():
    text = '"MR SMITH: Were you there?\n\n"MS VANCE: I was.\n\n"MR SMITH: Alone?\n\n"MS VANCE: Yes, I was."'
    assert [source for source, _, _ in told(text)] == ["MR SMITH", "MS VANCE", "MR SMITH", "MS VANCE"]


def test_a_turn_goes_on_in_a_paragraph_that_opens_with_a_mark_again():
    text = '"MR SMITH: You?\n\n"MS VANCE: I was.\n\n"But not alone.\n\n"MR SMITH: No?\n\n"MS VANCE: No."'
    assert ("MS VANCE", ":", 'I was. … "But not alone.') in told(text)


def test_what_the_model_sees_reported_in_a_quotation_ends_with_it():
    text = "“I think that it was cold that night.” — Ines Kroll\n“It was never cold there.” — Hugo Brandt"
    ready = document(text)
    start, end = text.index("that it"), text.index(" — Hugo")
    draft = Attribution(source=((1, 2),), cue=((3, 8),), content=((start, end),))
    read = attributions(ready.having(attributions=(draft,))).attributions
    (thought,) = [a for a in read if a.cue == ((3, 8),)]
    assert [text[slice(*piece)] for piece in thought.content] == ["that it was cold that night."]


def _with_drafts(text: str, *drafts: tuple[str, str, str]) -> list[tuple[str, ...]]:
    """Source, cue and content of the attributions of a text of which the model has read these."""

    def span(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),)

    read = tuple(Attribution(source=span(s), cue=span(c), content=span(t)) for s, c, t in drafts)
    done = attributions(document(text).having(attributions=read)).attributions
    return [
        tuple(" … ".join(text[slice(*piece)] for piece in role) for role in (a.source, a.cue, a.content))
        for a in done
    ]


def test_a_second_piece_after_an_aside_belongs_to_the_verb_of_speech():
    text = "“It fell,” Vance said, nodding at the mill, “and then we ran.”"
    drafts = (("Vance", "said", "“It fell,”"), ("Vance", "nodding", "“and then we ran.”"))
    assert _with_drafts(text, *drafts) == [("Vance", "said", "“It fell,” … “and then we ran.”")]


def test_a_second_piece_after_a_participle_of_speech_stays_with_it():
    text = "“It fell,” Vance said, adding, “and then we ran.”"
    drafts = (("Vance", "said", "“It fell,”"), ("Vance", "adding", "“and then we ran.”"))
    assert ("Vance", "adding", "“and then we ran.”") in _with_drafts(text, *drafts)


def test_a_title_before_a_full_stop_takes_the_name_after_it():
    text = "“It fell,” said Spc. Ines Kroll."
    ready = document(text, people=("Ines Kroll",))
    draft = Attribution(source=((16, 19),), cue=((11, 15),), content=((0, 10),))
    (said,) = attributions(ready.having(attributions=(draft,))).attributions
    assert (text[slice(*said.source[0])], said.speaker) == ("Spc. Ines Kroll", "Ines Kroll")
