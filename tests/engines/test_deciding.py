"""What people decide counts, whenever and in whatever order, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.engines.reports import happened, report
from tests.engines.test_comparing import content
from tests.views.by_hand import derived
from whosays.casebook import Reader, Writer
from whosays.engines.comparing import bring_up_to_date
from whosays.engines.deriving import derive
from whosays.errors import NotFound, UsageError
from whosays.records.decisions import Decision, decode, encode
from whosays.records.derived import Reading
from whosays.views import deciding
from whosays.views.claims import Wanted, claims
from whosays.views.conflicts import conflicts
from whosays.views.sources import sources

FIRST = report(
    happened(
        "The Harbour League killed Edvin Maur and 9 guards in Ostrel on 4 May 1985, Tilda Brannock said.",
        "killed",
        "1985-05-04",
        said_by="Tilda Brannock",
        dead=9,
        victim="Edvin Maur",
        actor="Harbour League",
        place="Ostrel",
    ),
    source="pile/first.txt",
    publisher="The Plain",
    published="1985-05-05",
)
SECOND = report(
    happened(
        "Edvin Maur and 11 guards were killed in Ostrel on 4 May 1985.",
        "killed",
        "1985-05-04",
        dead=11,
        victim="Edvin Maur",
        place="Ostrel",
    ),
    "Oda Fenn wept for Edvin Maur.",
    source="pile/second.txt",
    names={"Oda Fenn": "Person"},
    publisher="Orvel Wire",
    published="1985-05-07",
)
THIRD = report(
    "Edvin Maurr left a widow in Karsk.",
    source="pile/third.txt",
    names={"Edvin Maurr": "Person", "Karsk": "Place"},
    publisher="Karsk Evening",
    published="1986",
)
PILE = (FIRST, SECOND, THIRD)
Decide = Callable[[Reader], Decision]


def put(case: str, *readings: Reading, print_: str = "p") -> None:
    with Writer.open(case) as writer:
        for reading in readings:
            writer.put(reading.document.source, reading, print_)
        bring_up_to_date(writer)


def remove(case: str, *readings: Reading) -> None:
    with Writer.open(case) as writer:
        for reading in readings:
            writer.remove(reading.key)
        bring_up_to_date(writer)


def take(case: str, *decisions: Decision) -> None:
    with Writer.open(case) as writer:
        writer.decide(decisions)
        bring_up_to_date(writer)


def make(case: str, decide: Decide) -> Decision:
    with Reader.open(case) as reader:
        return decide(reader)


def decide(case: str, how: Decide) -> Decision:
    made = make(case, how)
    take(case, made)
    assert sound(case)
    return made


def undo(case: str, of: Decision) -> Decision:
    return decide(case, lambda reader: deciding.withdraw(reader, of.id, by="Bo", why=None))


def two(kind: str, a: str, b: str, why: str | None = None) -> Decide:
    return lambda reader: deciding.two(reader, kind, a, b, by="Ada", why=why)  # type: ignore[arg-type]


def on(kind: str, reading: Reading, text: str | None = None) -> Decide:
    line = reading.derived.lines[0].id
    return lambda reader: deciding.one(reader, kind, line, by="Ada", why=None, text=text)  # type: ignore[arg-type]


def correct(reading: Reading, what: str, value: str) -> Decide:
    line = reading.derived.lines[0].id
    return lambda reader: deciding.correct(reader, line, what, value, by="Ada", why=None)


def sound(case: str) -> bool:
    with Reader.open(case) as reader:
        return list(reader.check(derive)) == []


def one(case: str, *names: str) -> bool:
    """Are these names of one entity?"""
    with Reader.open(case) as reader:
        found = [{e.id for e in reader.find_entities(name) if e.match != "words"} for name in names]
    assert all(found)
    return all(ids == found[0] and len(ids) == 1 for ids in found)


def said(case: str, aspect: str) -> dict[object, int]:
    """Values of an aspect, and how many documents assert each."""
    with Reader.open(case) as reader:
        page = claims(reader, Wanted(aspect=aspect), limit=99)
    return {claim.value: claim.documents for claim in page.claims}


def listed(case: str) -> dict[str, deciding.Kept]:
    with Reader.open(case) as reader:
        return {kept.id: kept for kept in deciding.kept(reader)}


@pytest.fixture
def case(tmp_path: Path) -> str:
    case = str(tmp_path / "case.db")
    put(case, *PILE)
    assert one(case, "Edvin Maur", "Edvin Maurr")
    assert not one(case, "Edvin Maur", "Oda Fenn")
    assert said(case, "dead") == {9: 1, 11: 1}
    return case


# ── each decision, taken back, and that taken back ────────────────────────────────────────────────

EACH: dict[str, tuple[Decide, Callable[[str], bool]]] = {
    "same": (two("same", "Edvin Maur", "Oda Fenn"), lambda case: one(case, "Edvin Maur", "Oda Fenn")),
    "apart": (
        two("apart", "Edvin Maur@pile/first.txt", "Edvin Maurr@pile/third.txt"),
        lambda case: not one(case, "Edvin Maur", "Edvin Maurr"),
    ),
    "split": (
        two("apart", "Edvin Maur@pile/first.txt", "Edvin Maur@pile/second.txt"),
        lambda case: not one(case, "Edvin Maur"),
    ),
    "reject": (on("reject", FIRST), lambda case: said(case, "dead") == {11: 1}),
    "correct": (correct(FIRST, "dead", "11"), lambda case: said(case, "dead") == {11: 2}),
    "correct a date": (
        correct(SECOND, "date", "1985-05-06"),
        lambda case: set(said(case, "date")) >= {"1985-05-04", "1985-05-06"},
    ),
}


@pytest.mark.parametrize("name", EACH)
def test_a_decision_counts_until_it_is_taken_back(case: str, name: str) -> None:
    how, holds = EACH[name]
    before = content(case)
    assert not holds(case)
    made = decide(case, how)
    assert holds(case)
    assert listed(case)[made.id].about
    withdrawn = undo(case, made)
    assert not holds(case)
    assert content(case) == before
    assert listed(case)[made.id].withdrawn
    undo(case, withdrawn)
    assert holds(case)
    assert not listed(case)[made.id].withdrawn


@pytest.mark.parametrize("name", EACH)
def test_a_decision_survives_annotators_that_are_others(case: str, name: str) -> None:
    how, holds = EACH[name]
    decide(case, how)
    before = content(case)
    put(case, *PILE, print_="later")
    assert sound(case)
    assert holds(case)
    assert content(case) == before


@pytest.mark.parametrize("name", EACH)
def test_a_decision_sleeps_while_its_documents_are_gone(case: str, name: str) -> None:
    how, holds = EACH[name]
    made = decide(case, how)
    before = content(case)
    remove(case, *PILE)
    assert sound(case)
    assert listed(case)[made.id].about == ()
    assert not any(rows for table, rows in content(case).items())
    put(case, *PILE[::-1])
    assert sound(case)
    assert holds(case)
    assert content(case) == before


def test_a_split_is_gone_with_its_document_alone(case: str) -> None:
    decide(case, EACH["split"][0])
    remove(case, SECOND)
    assert sound(case)
    assert one(case, "Edvin Maur")
    put(case, SECOND)
    assert sound(case)
    assert not one(case, "Edvin Maur")


def test_what_was_rejected_may_be_accepted_later(case: str) -> None:
    rejected = decide(case, on("reject", FIRST))
    accepted = decide(case, on("accept", FIRST))
    assert said(case, "dead") == {9: 1, 11: 1}
    assert listed(case)[rejected.id].overruled == accepted.id
    undo(case, accepted)
    assert said(case, "dead") == {11: 1}


def test_a_conflict_is_gone_where_a_number_was_corrected(case: str) -> None:
    with Reader.open(case) as reader:
        assert [conflict.kind for conflict in conflicts(reader).conflicts] == ["count"]
    decide(case, correct(FIRST, "dead", "11"))
    with Reader.open(case) as reader:
        assert conflicts(reader).conflicts == ()


def test_two_lines_are_of_one_event_or_not(case: str) -> None:
    with Reader.open(case) as reader:
        topics = {reader.weighed.topic(made.derived.lines[0].id) for made in (FIRST, SECOND)}
    assert len(topics) == 1
    ids = [made.derived.lines[0].id for made in (FIRST, SECOND)]
    made = decide(case, two("apart", *ids))
    with Reader.open(case) as reader:
        assert len({reader.weighed.topic(line) for line in ids}) == 2
        assert conflicts(reader).conflicts == ()
    undo(case, made)
    decide(case, two("same", *ids))
    with Reader.open(case) as reader:
        assert len({reader.weighed.topic(line) for line in ids}) == 1


def test_of_two_that_contradict_each_other_the_later_counts_and_it_is_told(case: str) -> None:
    same = decide(case, two("same", "Edvin Maur", "Oda Fenn"))
    apart = decide(case, two("apart", "Edvin Maur", "Oda Fenn"))
    assert not one(case, "Edvin Maur", "Oda Fenn")
    assert listed(case)[same.id].overruled == apart.id
    undo(case, apart)
    assert one(case, "Edvin Maur", "Oda Fenn")
    assert listed(case)[same.id].overruled is None


def test_a_letter_is_of_a_source_and_the_later_one_counts(case: str) -> None:
    for letter in "bD":
        decide(
            case,
            lambda reader, letter=letter: deciding.letter(reader, "the plain", letter, by="Ada", why="audit"),
        )
    with Reader.open(case) as reader:
        told = {source.name: source for source in sources(reader)}
    assert (told["The Plain"].letter, told["Orvel Wire"].letter) == ("D", None)
    assert told["The Plain"].decided is not None
    assert told["The Plain"].decided.startswith("Ada, ")


def test_a_letter_sleeps_while_nothing_of_its_source_is_here(case: str) -> None:
    made = decide(case, lambda reader: deciding.letter(reader, "The Plain", "B", by="Ada", why=None))
    assert listed(case)[made.id].about == ("The Plain",)
    remove(case, FIRST)
    assert listed(case)[made.id].about == ()
    put(case, FIRST)
    assert listed(case)[made.id].about == ("The Plain",)


def test_a_note_changes_nothing_but_the_list(case: str) -> None:
    before = content(case)
    made = decide(case, on("note", FIRST, "ask the mayor"))
    assert content(case) == {**before, "decided": content(case)["decided"]}
    assert listed(case)[made.id].decision.value == "ask the mayor"
    assert listed(case)[made.id].about == (FIRST.derived.lines[0].id,)


def test_decisions_are_part_of_the_digest(case: str) -> None:
    def digest() -> str:
        with Reader.open(case) as reader:
            return reader.digest()

    before = digest()
    made = decide(case, on("note", FIRST, "ask the mayor"))
    assert digest() != before
    after = digest()
    take(case, made)
    assert digest() == after


# ── what can't be decided ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("how", "what"),
    [
        (two("same", "Edvin Maur", "Edvin Maur"), "NAME@DOCUMENT"),
        (two("same", "Edvin Maur", "Nobody"), "borne by 0"),
        (two("same", "Edvin Maur@nowhere.txt", "Oda Fenn"), "nowhere.txt"),
        (two("same", "Oda Fenn@pile/first.txt", "Edvin Maur"), "No passage"),
        (two("same", "e-000000000000", "Oda Fenn"), "e-000000000000"),
        (two("same", "v-000000000000", "v-000000000001"), "v-000000000000"),
        (correct(FIRST, "weather", "4"), "can't be corrected"),
        (correct(FIRST, "dead", "²"), "no number"),
        (correct(FIRST, "date", "some day"), "no date"),
        (on("note", FIRST, " "), "needs words"),
        (lambda reader: deciding.one(reader, "reject", "e-1", by="Ada", why=None), "only a line"),
        (lambda reader: deciding.one(reader, "reject", "s-0", by="Ada", why=None), "s-0"),
        (lambda reader: deciding.letter(reader, "The Plain", "G", by="Ada", why=None), "A to F"),
        (lambda reader: deciding.letter(reader, "The Plain", "B", by=" ", why=None), "--by"),
        (lambda reader: deciding.letter(reader, "The Plane", "B", by="Ada", why=None), "'The Plain'"),
        (lambda reader: deciding.withdraw(reader, "j-0", by="Ada", why=None), "no decision j-0"),
    ],
)
def test_what_cannot_be_decided_is_told(case: str, how: Decide, what: str) -> None:
    with pytest.raises((NotFound, UsageError), match=what):
        make(case, how)


# ── exchange ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def decisions(tmp_path_factory: pytest.TempPathFactory) -> list[Decision]:
    """Of every kind, some withdrawn or contradicting others, one about what is nowhere."""
    case = str(tmp_path_factory.mktemp("decisions") / "case.db")
    put(case, *PILE)
    made = [make(case, how) for how, _ in EACH.values()]
    made += [make(case, on("accept", FIRST)), make(case, on("note", FIRST, "ask the mayor"))]
    made += [make(case, two("apart", "Edvin Maur", "Oda Fenn"))]
    made += [make(case, lambda reader: deciding.letter(reader, "The Plain", "B", by="Ada", why=None))]
    gone = report("Nobody was here.", source="pile/gone.txt", names={"Nobody": "Person"})
    with TemporaryDirectory() as folder:
        other = str(Path(folder) / "other.db")
        put(other, gone, SECOND)
        made.append(make(other, two("same", "Nobody", "Oda Fenn")))
    take(case, *made)
    made.append(make(case, lambda r: deciding.withdraw(r, made[4].id, by="Bo", why=None)))
    return made


@settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(data=st.data())
def test_decisions_in_any_order_before_and_after_documents_come_to_the_same(
    decisions: list[Decision], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(decisions))
    early = data.draw(st.integers(0, len(order)))
    readings = data.draw(st.permutations(PILE))
    late = data.draw(st.integers(0, len(readings)))
    with TemporaryDirectory() as folder:
        one, other = (str(Path(folder) / name) for name in ("one.db", "other.db"))
        put(one, *readings[:late])
        take(one, *order[:early])
        put(one, *readings[late:])
        for made in order[early:]:
            take(one, made)
        put(other, *PILE)
        take(other, *(decode(encode(made)) for made in decisions))
        assert content(one) == content(other)
        with Reader.open(one) as reader, Reader.open(other) as second:
            assert reader.digest() == second.digest()
        assert sound(one)


def described(words: str, who: str, source: str) -> Reading:
    """A report of what somebody did who is described, not named."""
    document = report(happened(words, "burned", actor=who), names={who: "Person"}, source=source).document
    told = tuple(msgspec.structs.replace(each, kind="nominal") for each in document.mentions)
    return derived(document.having(mentions=told))


def test_who_is_only_described_is_one_with_another_where_people_say_so(case: str) -> None:
    first = described("The gunmen burned a mill.", "The gunmen", "a.txt")
    put(case, first, described("Two riders burned a mill.", "Two riders", "b.txt"))
    with Reader.open(case) as reader:
        (a,), (b,) = (reader.find_entities(name) for name in ("gunmen", "riders"))
    made = decide(case, two("same", a.id, b.id))
    with Reader.open(case) as reader:
        assert {name.name for name in reader.entity(a.id).names} == {"The gunmen", "Two riders"}
        assert reader.entity(a.id).id == reader.entity(b.id).id
    undo(case, made)
    with Reader.open(case) as reader:
        assert reader.entity(a.id).id != reader.entity(b.id).id
