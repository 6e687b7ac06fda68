"""Phrases that may name something, what is taken from the words around, and which strings are parts."""

from __future__ import annotations

import numpy as np
import pytest

from tests.factories import doc
from whosays.annotate.language import language
from whosays.annotate.model.facts import Facts
from whosays.annotate.model.parts import CLASSES, EARLY, FAR, places, tagged
from whosays.annotate.model.phrases import Phrases, alike, phrases, plain
from whosays.annotate.model.pooling import Groups, neighbours, spread

ATTACK = (
    "VELM, 4 MAR 89 (SARN RADIO) -- FOUR GUERRILLAS OF THE HARBOUR LIBERATION FRONT MURDERED MAYOR EDVAR "
    "MARN YESTERDAY. THE TERRORISTS THREW A BOMB AT THE TOWN HALL. POLICE SAID THAT THE HARBOUR LIBERATION "
    "FRONT HAD CLAIMED RESPONSIBILITY FOR THE MURDER OF EDVAR MARN."
)
PEACEFUL = {
    "sports": (
        "Velm beat Sarn 3-1 on Saturday. Striker Edvar Marn shot twice from far out and his captain Ana "
        "Brenn headed the third goal past the keeper. The victory took the club to the top of the league."
    ),
    "recipe": (
        "Heat the oven to 200 degrees. Cut the butter into small pieces and rub it into the flour. Add the "
        "eggs, stir well and leave the dough in a cool place. Bake the cake for forty minutes."
    ),
    "finance": (
        "Shares of Marn Industries fell 4 percent on Tuesday after the company cut its forecast. The bank "
        "said its net profit had risen to 20 million crowns. Analysts expect the central bank to raise rates."
    ),
}


def facts(sentence: str) -> Facts:
    """Of "form|TAG|relation|head", a sentence."""
    given = [word.split("|") for word in sentence.split()]
    n = len(given)
    return Facts(
        low=[form for form, *_ in given],
        upos=[upos for _, upos, *_ in given],
        lemma=[form for form, *_ in given],
        relation=[relation for *_, relation, _ in given],
        head=np.array([int(head) for *_, head in given]),
        sentence=np.zeros(n, np.int64),
        quoted=np.zeros(n, np.bool_),
        tags=np.zeros((n, 7), np.float32),
        link=np.zeros((n, 512), np.float32),
        nobody=np.zeros((1, 512), np.float32),
        window=np.zeros(n, np.int64),
    )


def strings(sentence: str) -> set[str]:
    return {" ".join(string) for string in phrases(facts(sentence)).strings}


def parts(text: str) -> set[tuple[str, str]]:
    """What stands together under one part, and which."""
    found: set[tuple[str, str]] = set()
    document = language(doc(text))
    begun: list[int] = []
    for k, word in enumerate(document.syntax):
        if begun and word.part == document.syntax[k - 1].part:
            begun.append(k)
            continue
        if begun:
            first, last = document.syntax[begun[0]], document.syntax[begun[-1]]
            found.add((str(first.part), text[first.start : last.end]))
        begun = [k] if word.part else []
    return found


# ── phrases ───────────────────────────────────────────────────────────────────────────────────────


def test_a_phrase_leaves_out_what_stands_before_it() -> None:
    found = strings("the|DET|det|3 four|NUM|nummod|3 armed|ADJ|amod|3 men|NOUN|nsubj|4 fled|VERB|root|-1")
    assert {"four armed men", "armed men", "men"} == found


def test_an_adjective_ends_no_phrase_before_its_noun() -> None:
    assert "armed" not in strings("armed|ADJ|amod|1 men|NOUN|root|-1")


def test_a_phrase_goes_on_over_of_and_not_over_a_verb() -> None:
    told = "house|NOUN|nsubj|3 of|ADP|case|2 marn|PROPN|nmod|0 burned|VERB|root|-1 quickly|NOUN|obj|3"
    assert strings(told) == {"house of marn", "house", "marn", "quickly"}


def test_phrases_that_read_alike_are_one_string() -> None:
    found = phrases(facts("bomb|NOUN|root|-1 fell|VERB|root|-1 bomb|NOUN|root|-1"))
    assert found.strings == [("bomb",)]
    assert found.first.tolist() == [0, 2]


def test_no_phrase_runs_over_the_end_of_a_sentence() -> None:
    told = facts("marn|PROPN|root|-1 brenn|PROPN|root|-1")
    assert ("marn", "brenn") in phrases(told).strings
    assert ("marn", "brenn") not in phrases(told._replace(sentence=np.array([0, 1]))).strings


def test_a_text_of_verbs_has_no_phrases() -> None:
    assert len(phrases(facts("run|VERB|root|-1")).first) == 0


def test_what_reads_alike_leaves_out_marks_and_articles() -> None:
    assert plain(["the", '"', "u.s.", "embassy"]) == ("us", "embassy")


def test_words_of_one_form_belong_together_but_not_words_of_grammar() -> None:
    told = "bomb|NOUN|root|-1 of|ADP|case|0 bomb|NOUN|root|-1 of|ADP|case|0"
    assert alike(facts(told)).tolist() == [0, 1, 0, 2]


# ── pooling ───────────────────────────────────────────────────────────────────────────────────────


def test_groups_have_their_mean_and_their_highest() -> None:
    groups = Groups(np.array([3, 1, 3]))
    h = np.array([[1, 0], [5, 5], [3, -2]], np.float32)
    assert groups.mean(h).tolist() == [[5, 5], [2, -1]]
    assert groups.highest(h).tolist() == [[5, 5], [3, 0]]
    assert groups.mean(h).dtype == np.float32


def test_where_a_group_is_empty_nothing_is_spread() -> None:
    h = np.array([[1], [3]], np.float32)
    assert spread(Groups(np.array([1, 1])), h).tolist() == [[0], [2]]


def test_neighbours_stand_so_far_apart() -> None:
    h = np.arange(1, 6, dtype=np.float32)[:, None]
    before = np.array([[[1, 0, 0]]], np.float32)
    assert neighbours(h, before, np.zeros(1, np.float32), 2)[:, 0].tolist() == [0, 0, 1, 2, 3]


# ── which words ───────────────────────────────────────────────────────────────────────────────────


def cut(*spans: tuple[int, int]) -> Phrases:
    """Each a string of its own."""
    first, end = np.array(spans, np.int64).T
    return Phrases(first, end, np.arange(len(spans)), [(str(k),) for k in range(len(spans))])


def margins(*chosen: tuple[str, float]) -> np.ndarray:
    found = np.full((len(chosen), len(CLASSES)), -5, np.float32)
    for k, (name, surely) in enumerate(chosen):
        found[k, CLASSES.index(name)] = surely
    return found


def test_what_is_less_than_nothing_is_no_part() -> None:
    assert tagged(cut((0, 1)), margins(("target", -0.1))) == {}


def test_every_place_of_a_string_is_tagged() -> None:
    found = Phrases(np.array([0, 4]), np.array([2, 6]), np.array([0, 0]), [("x", "y")])
    assert tagged(found, margins(("target", 1))) == dict.fromkeys((0, 1, 4, 5), "target")


def test_of_one_class_the_surer_stays() -> None:
    assert tagged(cut((0, 3), (1, 3)), margins(("victim", 1), ("victim", 2))) == {1: "victim", 2: "victim"}


def test_of_two_classes_the_longer_stays() -> None:
    found = tagged(cut((0, 3), (2, 3)), margins(("perpetrator", 1), ("organisation", 9)))
    assert found == dict.fromkeys(range(3), "perpetrator")


def test_a_name_goes_before_the_description_that_touches_it() -> None:
    found = tagged(cut((0, 2), (2, 4), (6, 7)), margins(("described", 9), ("victim", 1), ("described", 1)))
    assert found == {2: "victim", 3: "victim", 6: "victim"}


def test_places_tell_how_early_and_how_often_a_string_stands() -> None:
    found = Phrases(np.array([3, EARLY, 900]), np.array([4, EARLY + 1, 901]), np.array([0, 1, 1]), [(), ()])
    assert places(found).tolist() == [
        pytest.approx([3 / FAR, 1, 0]),
        pytest.approx([EARLY / FAR, 0, np.log(2)]),
    ]


# ── whole texts ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", [ATTACK])
def test_the_parts_of_an_attack_are_found(text: str) -> None:
    found = {(part, words.upper()) for part, words in parts(text)}
    assert ("victim", "EDVAR MARN") in found
    assert ("organisation", "HARBOUR LIBERATION FRONT") in found
    assert ("instrument", "BOMB") in found
    assert ("target", "TOWN HALL") in found
    assert any(part == "perpetrator" for part, _ in found)


@pytest.mark.parametrize("text", PEACEFUL.values(), ids=PEACEFUL.keys())
def test_texts_about_other_things_have_no_parts(text: str) -> None:
    assert parts(text) == set()
    assert parts(text.upper()) == set()
