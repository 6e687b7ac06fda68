"""What is told of parts of reports, and which belong together. Facts by hand."""

from __future__ import annotations

import numpy as np

from whosays.annotate.model.facts import MARKS, Facts, columns, universal
from whosays.annotate.model.labels import UPOS
from whosays.annotate.model.links import CONTENT_TO_CUE, CUE_TO_SOURCE, NEAR, Links
from whosays.annotate.model.network import Array

SENTENCE = (
    "“|PUNCT|punct|3 it|PRON|nsubj|2 fell|VERB|ccomp|5 ,|PUNCT|punct|5 she|PRON|nsubj|5 said|VERB|root|-1"
)
RELATIONS = ("ccomp", "nsubj", "punct", "root")


def facts(sentence: str = SENTENCE, count: int = 1) -> Facts:
    """The same sentence so many times."""
    parts = [word.split("|") for word in sentence.split()]
    n = len(parts)
    heads = [int(head) + n * k if int(head) >= 0 else -1 for k in range(count) for *_, head in parts]
    parts = parts * count
    return Facts(
        low=[form for form, *_ in parts],
        upos=[upos for _, upos, *_ in parts],
        lemma=["say" if form == "said" else form for form, *_ in parts],
        relation=[relation for *_, relation, _ in parts],
        head=np.array(heads),
        sentence=np.repeat(np.arange(count), n),
        quoted=np.array([k % n < 3 for k in range(n * count)]),
        tags=np.zeros((n * count, 7), np.float32),
        link=np.zeros((n * count, 512), np.float32),
        nobody=np.zeros((1, 512), np.float32),
        window=np.zeros(n * count, np.int64),
    )


def weights(links: Links, kind: str, column: int | None = None) -> dict[str, Array]:
    """Weights that look at one column of what is told alone; by default at what the network says."""
    wide = links.told(kind, (5, 6), [(4, 5)]).shape[1]
    into = np.zeros((1, wide), np.float32)
    into[0, column if column is not None else 0] = 1
    return {
        f"links.{kind}.0.weight": into,
        f"links.{kind}.0.bias": np.zeros(1, np.float32),
        f"links.{kind}.2.weight": np.ones((1, 1), np.float32),
    }


def test_the_last_row_is_nothing_and_differs_from_every_pair() -> None:
    told = Links(facts(), {"source": [(4, 5)], "cue": [(5, 6)], "content": [(0, 3)]}, {}).told(
        CUE_TO_SOURCE, (5, 6), [(4, 5)]
    )
    assert told.shape[0] == 2
    assert (told[0, -2], told[1, -2]) == (0, 1)
    assert not told[1, :-2].any()


def test_what_hangs_on_what_is_told() -> None:
    spans = {"source": [(1, 2), (4, 5)], "cue": [(5, 6)], "content": [(0, 3)]}
    links = Links(facts(), spans, {})
    near, far = links.told(CUE_TO_SOURCE, (5, 6), [(4, 5), (1, 2)])[:2]
    assert (near != far).any()
    (content, _) = links.told(CONTENT_TO_CUE, (0, 3), [(5, 6)])
    assert content.any()


def test_a_cue_belongs_to_the_source_that_answers_it() -> None:
    told = facts()
    told.link[5, 2 * 128] = told.link[1, 3 * 128] = 4
    spans = {"source": [(1, 2), (4, 5)], "cue": [(5, 6)], "content": [(2, 3)]}
    known = weights(Links(told, spans, {}), CUE_TO_SOURCE)
    assert Links(told, spans, known).best(CUE_TO_SOURCE, (5, 6), spans["source"])[0] == (1, 2)


def test_where_nothing_is_near_nothing_belongs() -> None:
    spans = {"source": [], "cue": [(5, 6)], "content": []}
    assert Links(facts(), spans, {}).best(CUE_TO_SOURCE, (5, 6), []) == (None, 0.0)


def test_only_a_few_nearest_are_looked_at_however_long_the_text() -> None:
    cues = [(6 * k + 5, 6 * k + 6) for k in range(200)]
    links = Links(facts(count=200), {"source": [], "cue": cues, "content": [(600, 603)]}, {})
    near = links.near((600, 603), cues)
    assert len(near) == NEAR
    assert near == sorted(near)
    assert (605, 606) in near


def test_each_word_has_one_part_of_speech_and_one_relation() -> None:
    table = columns(facts(), RELATIONS)
    width = len(UPOS) + len(RELATIONS)
    assert table.shape == (6, width + 5 + len(MARKS))
    assert (table[:, : len(UPOS)].sum(1) == 1).all()
    assert (table[:, len(UPOS) : width].sum(1) == 1).all()
    assert table[:, width + 1].tolist() == [1, 0, 0, 0, 0, 0]


def test_relations_are_known_without_their_subtypes() -> None:
    assert universal(["nsubj", "nsubj:pass", "acl:relcl"]) == ("acl", "nsubj")
