"""A small pile about an invented ferry, from text to cautions: each paper does one thing, or nothing."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.factories import laid_out
from whosays.annotate.pipeline import default_pipeline
from whosays.records import Document
from whosays.resolve.derive import entity_ids
from whosays.resolve.linking import solve
from whosays.weigh.cautions import document_cautions
from whosays.weigh.cautions.circular import circles_of_works
from whosays.weigh.cautions.copied import Standing, copy_cautions
from whosays.weigh.cautions.withdrawn import withdrawn_documents
from whosays.weigh.copies import PASSAGES
from whosays.weigh.facts import document_facts
from whosays.weigh.passages import passages_of

PILE = {
    "wire": (
        {"publisher": "Vardian Press Agency", "published": "2011-05-02"},
        "OSTREL, Vardia, May 2 (VPA) - A ferry with ninety pilgrims on board capsized off Ostrel on Monday "
        "and fourteen bodies were pulled from the water, the coast guard said.",
        "Two deckhands swam to the shore and called for help from a lighthouse, its keeper Jon Marrick said.",
    ),
    "copy": (
        {"publisher": "Ostrel Evening", "published": "2011-05-03"},
        "A ferry carrying ninety pilgrims capsized off Ostrel on Monday and fourteen bodies have been pulled "
        "out of the water, according to the coast guard.",
        "Two deckhands swam ashore and called for help from a lighthouse, said its keeper, Jon Marrick.",
    ),
    "own": (
        {"publisher": "The Harbour Post", "published": "2011-05-03"},
        "Captain Hanna Reelt told the Harbour Post that she had asked the owner for a new pump in March. "
        "“He laughed,” she said.",
        "The coast guard counts fourteen dead from the sinking of Monday.",
    ),
    "wrong": (
        {"publisher": "The Harbour Post", "published": "2011-05-05", "title": "Owner of ferry fled abroad"},
        "The owner of the ferry, Peder Voss, has fled abroad, a senior official said. It could not be "
        "independently confirmed where he is.",
    ),
    "back": (
        {"publisher": "The Harbour Post", "published": "2011-05-07", "title": "Corrections"},
        "On Thursday (“Owner of ferry fled abroad”) we reported that Peder Voss had left. He had not. "
        "We withdraw the report.",
    ),
    "letter": (
        {"publisher": "Ministry of Ports", "published": "2011-05-06"},
        "The Ministry rejects the claim that the ferry was not inspected. It holds the captain responsible.",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def pile() -> dict[str, Document]:
    pipeline = default_pipeline()
    return {
        key: pipeline.annotate(laid_out(*(("paragraph", text) for text in texts), **fields))
        for key, (fields, *texts) in PILE.items()
    }


def cautions(pile: dict[str, Document]) -> dict[str, set[str]]:
    facts = {key: document_facts(document, key) for key, document in pile.items()}
    standing = defaultdict(list)
    cards = {}
    for key, document in pile.items():
        for passage in passages_of(document):
            cards[passage.card.id] = passage.card
            if not passage.card.quoted:
                place = Standing(document=facts[key], start=passage.start, end=passage.end)
                standing[passage.card.id].append(place)
    clusters = solve(PASSAGES, list(cards.values()))
    named = {
        key: frozenset(entity_ids(document, key)[m.entity] for m in document.mentions if m.kind == "name")
        for key, document in pile.items()
    }
    found = [
        *(caution for key, document in pile.items() for caution in document_cautions(document, key)),
        *copy_cautions([place for id_ in cluster for place in standing[id_]] for cluster in clusters),
        *withdrawn_documents(list(facts.values())),
        *circles_of_works(list(facts.values()), named),
    ]
    told: dict[str, set[str]] = {key: set() for key in pile}
    for caution in found:
        told[caution.document].add(caution.kind)
    return told


def test_each_paper_is_told_for_what_it_does(pile):
    assert cautions(pile) == {
        "wire": set(),
        "copy": {"copy"},
        "own": set(),
        "wrong": {"unnamed-source", "unverified", "retracted"},
        "back": {"correction"},
        "letter": {"interested-party"},
    }


def test_the_order_of_reading_changes_nothing(pile):
    assert cautions(dict(reversed(pile.items()))) == cautions(pile)


def test_without_the_wire_there_is_no_copy_and_without_the_correction_nothing_is_taken_back(pile):
    found = cautions({key: document for key, document in pile.items() if key not in {"wire", "back"}})
    assert found["copy"] == set()
    assert "retracted" not in found["wrong"]
