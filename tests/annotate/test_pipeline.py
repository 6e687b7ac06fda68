"""The order of annotators, and what becomes of findings that do not hold."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import doc, words
from whosays.annotate.language import language
from whosays.annotate.pipeline import Pipeline, default_pipeline
from whosays.errors import BadPlugin, Refused, UnknownLayer
from whosays.plugins import LAYERS, Annotator
from whosays.records import (
    Attribution,
    Document,
    Entity,
    Mention,
    Quantity,
    Statement,
    Time,
    Token,
)
from whosays.records.edtf import is_edtf

TEXT = "Col. Marn said that the bridge was burned on 3 May 1998 by two men."


def stub(name: str, gives: str, needs: str = "", run: Callable[[Document], Any] | None = None) -> Annotator:
    return Annotator(
        name=name, gives=frozenset(gives.split()), needs=frozenset(needs.split()), run=run or (lambda d: d)
    )


def giving(**layers: Any) -> Document:
    """What is left of these layers, given by one annotator."""
    return Pipeline([stub("guest", " ".join(layers), run=lambda d: d.having(**layers))]).annotate(doc(TEXT))


# ── order ─────────────────────────────────────────────────────────────────────────────────────────

ANNOTATORS = [
    stub("a", "statements", "times mentions"),
    stub("b", "mentions entities", "tokens"),
    stub("c", "times", "tokens"),
    stub("d", "language sentences tokens"),
    stub("e", "times", "times"),
]


def test_annotators_run_after_those_that_give_what_they_need() -> None:
    assert [a.name for a in Pipeline(ANNOTATORS).annotators] == ["d", "b", "c", "e", "a"]


@given(st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_given(chance: random.Random) -> None:
    shuffled = list(ANNOTATORS)
    chance.shuffle(shuffled)
    assert Pipeline(shuffled).annotators == Pipeline(ANNOTATORS).annotators
    assert Pipeline(shuffled).fingerprint() == Pipeline(ANNOTATORS).fingerprint()


def test_a_missing_layer_is_named_with_those_that_are_known() -> None:
    with pytest.raises(
        UnknownLayer, match=r"No annotator gives 'times', which 'a' needs. Known layers: mentions"
    ):
        Pipeline([stub("a", "mentions", "times")])


def test_a_layer_that_documents_do_not_have_is_named() -> None:
    with pytest.raises(UnknownLayer, match="'moods'"):
        Pipeline([stub("a", "moods")])


def test_two_makers_of_one_layer_are_refused() -> None:
    with pytest.raises(BadPlugin, match="'a', 'b' all make the layer 'times'"):
        Pipeline([stub("a", "times"), stub("b", "times")])


def test_annotators_that_wait_for_each_other_are_refused() -> None:
    with pytest.raises(UnknownLayer, match="wait for each other"):
        Pipeline([stub("a", "times", "mentions"), stub("b", "mentions", "times")])


def test_two_annotators_of_one_name_are_refused() -> None:
    with pytest.raises(BadPlugin, match="called 'a'"):
        Pipeline([stub("a", "times"), stub("a", "mentions")])


def test_what_is_no_annotator_is_refused() -> None:
    with pytest.raises(BadPlugin, match="Not an Annotator"):
        Pipeline([lambda document: document])  # type: ignore[list-item]


def test_the_installed_annotators_give_every_layer() -> None:
    assert {layer for each in default_pipeline().annotators for layer in each.gives} == set(LAYERS)


def test_the_fingerprint_changes_with_the_annotators() -> None:
    marks = [
        Pipeline([stub("a", "times")]),
        Pipeline([stub("b", "times")]),
        Pipeline([stub("a", "mentions")]),
        Pipeline([stub("a", "times")], origins=["a=guest 2"]),
    ]
    assert len({mark.fingerprint() for mark in marks}) == 4
    assert Pipeline([stub("a", "times")]).fingerprint() == marks[0].fingerprint()


# ── what an annotator may not do ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "Other."},
        {"title": "Other"},
        {"language": "fr"},
        {"mentions": (1,)},
        {"notes": ()},
        {"id": "1"},
    ],
)
def test_an_annotator_that_changes_what_is_not_its_own_is_refused(changes: dict[str, Any]) -> None:
    pipeline = Pipeline([stub("guest", "times", run=lambda d: d.having(**changes))])
    with pytest.raises(BadPlugin, match=f"'guest' changed {next(iter(changes))!r}"):
        pipeline.annotate(doc(TEXT, notes=("read from a scan",)))


def test_an_annotator_that_gives_no_document_is_refused() -> None:
    with pytest.raises(BadPlugin, match="gave NoneType"):
        Pipeline([stub("guest", "times", run=lambda d: None)]).annotate(doc(TEXT))


def test_an_annotator_that_fails_costs_the_document() -> None:
    def fail(document: Document) -> Document:
        raise KeyError("no such word")

    with pytest.raises(Refused, match="'guest' failed: KeyError"):
        Pipeline([stub("guest", "times", run=fail)]).annotate(doc(TEXT))


def test_an_annotator_may_add_to_the_notes() -> None:
    run = stub("guest", "times", run=lambda d: d.having(notes=(*d.notes, "no dates")))
    assert Pipeline([run]).annotate(doc(TEXT, notes=("a scan",))).notes == ("a scan", "no dates")


def test_layers_that_a_document_brings_along_are_made_anew() -> None:
    old = doc(TEXT, times=(Time(start=45, end=55, type="DATE", value="1998-05-03"),))
    assert Pipeline([stub("guest", "times")]).annotate(old).times == ()


# ── findings that do not hold ─────────────────────────────────────────────────────────────────────

MARN = Entity(id="e1", type="Person", name="Marn")


def mention(start: int, end: int, entity: str = "e1", type_: str = "Person") -> Mention:
    return Mention(start=start, end=end, type=type_, kind="name", entity=entity)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (mention(60, 600), "passage not in the text"),
        (mention(-4, 4), "passage not in the text"),
        (mention(5, 5), "passage not in the text"),
        (mention(5, 9, "e9"), "refers to a finding that is not there"),
        (mention(5, 9, "e1", "Planet"), "a type that the contract does not have"),
        (mention("5", 9), "not of the form of its layer"),  # type: ignore[arg-type]
        ("Marn", "not of the form of its layer"),
    ],
)
def test_a_mention_that_does_not_hold_is_left_out_and_counted(bad: Any, reason: str) -> None:
    document = giving(mentions=(bad, mention(5, 9)), entities=(MARN,))
    assert words(document, "mentions") == ["Marn"]
    assert document.notes == (f"guest: 1 finding refused: {reason}",)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (Entity(id="e2", type="Person", name="Quill"), "a name that the text does not have"),
        (Entity(id="e2", type="Person", name="said"), "an entity without a mention"),
        (Entity(id="e1", type="Person", name="bridge"), "an id that another has"),
        (Entity(id="e2", type="Person", name="said", lat=float("nan")), "not of the form of its layer"),
    ],
)
def test_an_entity_that_does_not_hold_is_left_out(bad: Entity, reason: str) -> None:
    document = giving(mentions=(mention(5, 9),), entities=(MARN, bad))
    assert document.entities == (MARN,)
    assert document.notes == (f"guest: 1 finding refused: {reason}",)


def test_an_alias_that_the_text_does_not_have_is_left_out() -> None:
    named = Entity(id="e1", type="Person", name="Marn", aliases=("Quill", "Col. Marn"))
    assert giving(mentions=(mention(5, 9),), entities=(named,)).entities[0].aliases == ("Col. Marn",)


@pytest.mark.parametrize(
    "bad",
    [
        Time(start=45, end=55, type="DATE", value="1998-02-30", edtf="1998-02-30"),
        Time(start=45, end=55, type="ERA", value="1998"),  # type: ignore[arg-type]
        Time(start=45, end=55, type="DATE", value=""),
    ],
)
def test_a_time_that_is_none_is_left_out(bad: Time) -> None:
    document = giving(times=(bad,))
    assert (document.times, len(document.notes)) == ((), 1)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "two", None, True])
def test_a_quantity_without_a_number_is_left_out(value: Any) -> None:
    assert giving(quantities=(Quantity(start=59, end=62, kind="count", value=value),)).quantities == ()


def test_findings_come_in_text_order_with_references_to_them_kept() -> None:
    people = (Entity(id="e1", type="Person", name="Marn"), Entity(id="e2", type="Thing", name="bridge"))
    said = Statement(
        id="s1",
        start=20,
        end=44,
        kind="event",
        type="ASSAULT",
        trigger=(35, 41),
        roles={"actor": (2,), "target": (0, 1)},
    )
    mentions = (mention(24, 30, "e2"), mention(900, 901), mention(5, 9))
    document = giving(mentions=mentions, entities=people, statements=(said,))
    assert words(document, "mentions") == ["Marn", "bridge"]
    assert document.statements[0].roles == {"actor": (0,), "target": (1,)}


def statement(**fields: Any) -> Statement:
    made: dict[str, Any] = {
        "id": "s1",
        "start": 20,
        "end": 44,
        "kind": "event",
        "type": "ASSAULT",
        "trigger": (35, 41),
    }
    return Statement(**{**made, **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "PICNIC"},
        {"kind": "state"},
        {"trigger": (35, 9000)},
        {"roles": {"actor": (7,)}},
        {"roles": {"villain": ()}},
        {"time": 3},
        {"quantities": (-1,)},
        {"attribution": 0},
        {"edtf": "last year"},
        {"id": ""},
    ],
)
def test_a_statement_that_does_not_hold_is_left_out(fields: dict[str, Any]) -> None:
    assert giving(statements=(statement(),)).statements == (statement(),)
    assert giving(statements=(statement(**fields),)).statements == ()


def test_a_statement_never_outlives_its_attribution() -> None:
    bad = Attribution(content=((15, 9000),))
    document = giving(attributions=(bad,), statements=(statement(attribution=0),))
    assert (document.attributions, document.statements) == ((), ())


def test_a_statement_goes_on_without_a_time_that_is_refused() -> None:
    bad = Time(start=45, end=9000, type="DATE", value="1998-05-03")
    (kept,) = giving(times=(bad,), statements=(statement(time=0, edtf="1998-05-03"),)).statements
    assert (kept.time, kept.edtf) == (None, None)


def test_parents_that_lead_in_a_circle_are_left_out_with_all_below_them() -> None:
    spans = ((15, 20),)
    circle = (
        Attribution(content=spans, parent=1),
        Attribution(content=spans, parent=0),
        Attribution(content=spans, parent=0),
        Attribution(content=spans),
        Attribution(content=spans, parent=3),
    )
    document = giving(attributions=circle)
    assert [a.parent for a in document.attributions] == [None, 0]


def test_a_speaker_that_is_not_there_is_nobody() -> None:
    (kept,) = giving(attributions=(Attribution(content=((15, 20),), speaker="e7"),)).attributions
    assert kept.speaker is None


def test_tokens_and_sentences_lie_apart() -> None:
    document = giving(
        tokens=(Token(5, 9), Token(0, 3), Token(2, 7), Token(3, 900)), sentences=((0, 9), (3, 20))
    )
    assert words(document, "tokens") == ["Col", "Marn"]
    assert document.sentences == ((0, 9),)


def test_a_language_that_is_no_code_is_not_known() -> None:
    assert giving(language="English").language is None


# ── whatever a guest gives ────────────────────────────────────────────────────────────────────────

numbers = st.integers(-3, 90) | st.sampled_from([10**30, None, "1", 1.5, True])
spans = st.tuples(numbers, numbers)
ids = st.sampled_from(["e1", "e2", "", None, 7])
indexes = st.lists(numbers, max_size=3).map(tuple)
names = st.sampled_from(["Marn", "bridge", "Quill", "", None, "…"])
some_spans = st.lists(spans, max_size=2).map(tuple)
dates = st.sampled_from(["1998", "x", None])
types = st.sampled_from(["Person", "Planet"])
at = {"start": numbers, "end": numbers}
hostile = st.fixed_dictionaries(
    {
        "sentences": st.lists(spans | numbers, max_size=5),
        "tokens": st.lists(st.builds(Token, numbers, numbers) | numbers, max_size=5),
        "mentions": st.lists(
            st.builds(Mention, **at, type=types, kind=names | st.just("name"), entity=ids),
            max_size=5,
        ),
        "entities": st.lists(st.builds(Entity, id=ids, type=st.just("Person"), name=names), max_size=4),
        "times": st.lists(
            st.builds(Time, **at, type=st.just("DATE"), value=names, edtf=dates),
            max_size=4,
        ),
        "quantities": st.lists(
            st.builds(Quantity, **at, kind=st.just("count"), value=numbers | st.floats()), max_size=4
        ),
        "attributions": st.lists(
            st.builds(Attribution, source=some_spans, content=some_spans, parent=numbers, speaker=ids),
            max_size=5,
        ),
        "statements": st.lists(
            st.builds(
                statement,
                **at,
                id=ids | st.just("s1"),
                time=numbers,
                attribution=numbers,
                quantities=indexes,
                roles=st.dictionaries(st.sampled_from(["actor", "place", "villain"]), indexes, max_size=2),
            ),
            max_size=5,
        ),
    }
)


@given(hostile)
def test_whatever_a_guest_gives_what_is_kept_holds(layers: dict[str, list[Any]]) -> None:
    document = giving(**{name: tuple(items) for name, items in layers.items()})
    size = len(document.text)
    for layer in ("tokens", "mentions", "times", "quantities", "statements"):
        assert all(0 <= item.start < item.end <= size for item in getattr(document, layer))
    assert [m.start for m in document.mentions] == sorted(m.start for m in document.mentions)
    known = {entity.id for entity in document.entities}
    assert known == {m.entity for m in document.mentions}
    assert all(t.edtf is None or is_edtf(t.edtf) for t in document.times)
    for at, attribution in enumerate(document.attributions):
        seen = {at}
        while attribution.parent is not None:
            assert attribution.parent not in seen
            seen.add(attribution.parent)
            attribution = document.attributions[attribution.parent]
        assert attribution.speaker is None or attribution.speaker in known
    for each in document.statements:
        assert all(0 <= i < len(document.mentions) for role in each.roles.values() for i in role)
        assert all(0 <= i < len(document.quantities) for i in each.quantities)
        assert each.time is None or 0 <= each.time < len(document.times)
        assert each.attribution is None or 0 <= each.attribution < len(document.attributions)


# ── the guest in examples/annotator ───────────────────────────────────────────────────────────────


def guest() -> Annotator:
    path = Path(__file__).parents[2] / "examples/annotator/src/whosays_barrels/__init__.py"
    spec = importlib.util.spec_from_file_location("whosays_barrels", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    annotator = module.barrels
    assert isinstance(annotator, Annotator)
    return annotator


def test_the_example_runs_after_the_layer_that_it_refines() -> None:
    count = Quantity(start=11, end=13, kind="count", value=40, unit="barrel")
    counts = stub("counts", "quantities", "tokens", run=lambda d: d.having(quantities=(count,)))
    pipeline = Pipeline([guest(), language, counts])
    assert [each.name for each in pipeline.annotators] == ["language", "counts", "barrels"]
    (quantity,) = pipeline.annotate(doc("They stole 40 barrels of oil.")).quantities
    assert (quantity.value, quantity.unit) == (40, "[bbl_us]")


def test_bad_findings_of_a_guest_are_refused_and_its_good_ones_kept() -> None:
    example = guest()

    def careless(document: Document) -> Document:
        found = example(document).quantities
        lost = Quantity(start=5000, end=5002, kind="other", value=9)
        return document.having(quantities=(*found, lost, lost))

    bad = stub("barrels", "quantities", "quantities", run=careless)
    document = Pipeline([language, stub("counts", "quantities"), bad]).annotate(
        doc("They stole 40 barrels of oil.")
    )
    assert words(document, "quantities") == ["40 barrels of oil"]
    assert document.notes == ("barrels: 2 findings refused: passage not in the text",)
