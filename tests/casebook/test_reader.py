from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casebook.conftest import keep
from tests.casebook.factories import entity_id, reading
from whosays.casebook import Reader
from whosays.casebook.rows import LineFilter
from whosays.casebook.search import normal
from whosays.errors import NotFound, UsageError

FIRST = reading(
    "Orlan left Karsk.",
    "Vesk met the others.",
    "Brandt crossed the bridge.",
    source="first.txt",
    published="1994-09-05",
    dates=("1994-09-03", None, "1994"),
    said_by="Holt",
)
SECOND = reading(
    "Orlan returned to Karsk.",
    "Lind waited.",
    source="second.txt",
    title="Another",
    published=None,
    dates=("1994-09-03/..", "../1990"),
    polarity="denied",
    certainty="possible",
    kind="relation",
    type="Membership",
    aliases={"Orlan": ("the Miller", "Órlan-Vargas")},
)


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    case = str(tmp_path_factory.mktemp("reader") / "case.db")
    keep(case, FIRST, SECOND)
    with Reader.open(case) as casebook:
        yield casebook


def said(casebook: Reader, **wanted: object) -> list[str]:
    """First words of the lines that pass."""
    passing = LineFilter(**wanted)  # type: ignore[arg-type]
    lines = casebook.lines(passing)
    assert casebook.count_lines(passing) == len(lines)
    return [line.summary.split()[0] + (" again" if line.document == SECOND.key else "") for line in lines]


def test_lines_stand_in_the_order_of_their_days_with_undated_ones_last(casebook: Reader) -> None:
    assert said(casebook) == ["Lind again", "Brandt", "Orlan", "Orlan again", "Vesk"]


def test_lines_come_in_pages(casebook: Reader) -> None:
    all_lines = casebook.lines()
    assert [*casebook.lines(limit=2), *casebook.lines(limit=9, offset=2)] == all_lines


@pytest.mark.parametrize(
    ("wanted", "passing"),
    [
        ({"entities": (entity_id("Orlan"),)}, ["Orlan", "Orlan again"]),
        ({"entities": (entity_id("Orlan"), entity_id("Lind"))}, ["Lind again", "Orlan", "Orlan again"]),
        ({"entities": (entity_id("Orlan"),), "voices": (entity_id("Holt"),)}, ["Orlan"]),
        ({"entities": (entity_id("Orlan"),), "polarity": "denied"}, ["Orlan again"]),
        ({"voices": (entity_id("Holt"),)}, ["Brandt", "Orlan", "Vesk"]),
        ({"voices": (entity_id("Lind"),)}, []),
        ({"text": "karsk"}, ["Orlan", "Orlan again"]),
        ({"text": '"crossed the"'}, ["Brandt"]),
        ({"text": "retur*", "kind": "relation"}, ["Orlan again"]),
        ({"text": "--"}, []),
        ({"earliest": "1994-09-04"}, ["Brandt", "Orlan again"]),
        ({"latest": "1994-01"}, ["Lind again", "Brandt"]),
        ({"earliest": "1991", "latest": "1993"}, []),
        ({"earliest": "1994-09-03", "latest": "1994-09-03"}, ["Brandt", "Orlan", "Orlan again"]),
        ({"undated": True}, ["Vesk"]),
        ({"type": "Membership"}, ["Lind again", "Orlan again"]),
        ({"kind": "event"}, ["Brandt", "Orlan", "Vesk"]),
        ({"documents": (FIRST.key,)}, ["Brandt", "Orlan", "Vesk"]),
        ({"documents": (FIRST.key, SECOND.key), "kind": "relation"}, ["Lind again", "Orlan again"]),
        ({"voices": (entity_id("Holt"), entity_id("Lind"))}, ["Brandt", "Orlan", "Vesk"]),
        ({"chronicle": True}, ["Lind again", "Brandt", "Orlan", "Orlan again", "Vesk"]),
        ({"certainty": "possible"}, ["Lind again", "Orlan again"]),
        ({"polarity": "asserted"}, ["Brandt", "Orlan", "Vesk"]),
        ({"type": "'; DROP TABLE statements; --"}, []),
    ],
)
def test_a_filter_lets_pass_what_it_says(
    casebook: Reader, wanted: dict[str, object], passing: list[str]
) -> None:
    assert said(casebook, **wanted) == passing


def test_the_chronicle_leaves_out_what_has_no_date_and_is_no_event(case: str) -> None:
    keep(case, reading("Orlan led the League.", "Vesk did.", kind="relation", dates=("1994",)))
    with Reader.open(case) as casebook:
        assert said(casebook, chronicle=True) == ["Orlan"]


def test_a_day_that_is_none_is_refused(casebook: Reader) -> None:
    with pytest.raises(UsageError, match="last spring"):
        casebook.lines(LineFilter(earliest="last spring"))


def test_documents_stand_by_date(casebook: Reader) -> None:
    assert [d.source for d in casebook.documents()] == ["second.txt", "first.txt"]


@pytest.mark.parametrize("name", [FIRST.key, FIRST.key[:6], "first.txt", "/pile/first.txt"])
def test_a_document_has_many_names(casebook: Reader, name: str) -> None:
    assert casebook.document(name)[0].key == FIRST.key


@pytest.mark.parametrize("name", ["", "d-zzz", "nobody.txt", "%", "first"])
def test_a_document_that_is_not_there_is_named(casebook: Reader, name: str) -> None:
    with pytest.raises(NotFound):
        casebook.document(name)


def test_a_beginning_that_many_share_is_refused_with_their_names(casebook: Reader) -> None:
    with pytest.raises(NotFound, match="More than one"):
        casebook.line("s-")


def test_a_line_is_found_by_the_beginning_of_its_id(casebook: Reader) -> None:
    line = FIRST.derived.lines[1]
    assert casebook.line(line.id[:10]) == line
    assert casebook.line(line.id) == line


# ── entities ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ORLÁN", [("Orlan", "name")]),
        ("the miller", [("Orlan", "alias")]),
        ("Orlan Vargas", [("Orlan", "alias")]),
        ("mill", [("Orlan", "words")]),
        ("varg orl", [("Orlan", "words")]),
        ("brandt", [("Brandt", "name")]),
        ("nobody", []),
        ("", []),
        ("%", []),
        ('" OR 1=1 --', []),
    ],
)
def test_entities_are_found_by_their_names(casebook: Reader, name: str, found: list[tuple[str, str]]) -> None:
    assert [(e.name, e.match) for e in casebook.find_entities(name)] == found


def test_an_entity_knows_when_it_was_seen(casebook: Reader) -> None:
    orlan, lind = casebook.entity(entity_id("Orlan")), casebook.entity(entity_id("Lind"))
    assert (orlan.first, orlan.last, orlan.documents) == ("1994-09-05", "1994-09-05", 2)
    assert (lind.first, lind.last, lind.documents) == (None, None, 1)


def test_mentions_come_with_their_document_and_exact_words(casebook: Reader) -> None:
    seen = casebook.sightings(entity_id("Orlan"), 5)
    assert [(s.document.source, s.words, s.start) for s in seen] == [
        ("first.txt", "Orlan", 0),
        ("second.txt", "Orlan", 0),
    ]


def test_names_of_many_entities_at_once(casebook: Reader) -> None:
    assert casebook.names_of([entity_id("Lind"), "e-0"]) == {entity_id("Lind"): ("Person", "Lind")}


@given(st.text())
def test_the_normal_form_of_a_name_is_its_own(name: str) -> None:
    assert normal(normal(name)) == normal(name)


# ── words ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bridge", ["Brandt crossed the bridge."]),
        ("BRIDGE crossed", ["Brandt crossed the bridge."]),
        ("brid*", ["Brandt crossed the bridge."]),
        ('"the bridge"', ["Brandt crossed the bridge."]),
        ('"bridge the"', []),
        ("bridge nowhere", []),
        ("*", []),
        ("", []),
    ],
)
def test_words_are_found_in_passages(casebook: Reader, words: str, found: list[str]) -> None:
    assert [hit.words for hit in casebook.search(words)] == found


@pytest.mark.parametrize(
    "words",
    ['"', '""', 'a"b', "NEAR(a b)", "text:", "a AND", "OR", "^a", "{", "-", "a*b*", "\0", "'", "((", "+"],
)
def test_no_words_are_an_error(casebook: Reader, words: str) -> None:
    casebook.search(words)
    casebook.lines(LineFilter(text=words))


@given(words=st.text(max_size=300) | st.lists(st.sampled_from('"*() -:^a+'), max_size=40).map("".join))
def test_no_words_whatever_are_an_error(casebook: Reader, words: str) -> None:
    casebook.search(words)
    casebook.find_entities(words)


def test_a_very_long_question_is_answered(casebook: Reader) -> None:
    assert casebook.search("bridge " * 20_000)


def test_the_figures_of_a_casebook(casebook: Reader) -> None:
    info = casebook.info()
    assert (info.documents, info.superseded, info.entities, info.statements) == (2, 0, 5, 5)
    assert (info.first, info.last, info.schema, info.languages) == (
        "1994-01-01",
        "1994-12-31",
        "0005",
        {"en": 2},
    )
    assert info.original_bytes == FIRST.size + SECOND.size
    assert info.digest == casebook.digest()


def test_mentions_by_name_come_entity_by_entity_in_their_exact_words(casebook: Reader) -> None:
    rows = list(casebook.name_mentions())
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    texts = {key: casebook.document(key)[1].text for _, key, *_ in rows}
    assert rows
    assert all(texts[key][start:end] == words for _, key, start, end, words in rows)


def test_documents_to_quote_from_come_by_date_and_undated_ones_last(casebook: Reader) -> None:
    assert [key for key, _ in casebook.spoken()] == [FIRST.key, SECOND.key]
    assert [key for key, _ in casebook.spoken(earliest="1994")] == [FIRST.key]
    assert [key for key, _ in casebook.spoken(latest="1990")] == []
    assert [key for key, _ in casebook.spoken(entities=[entity_id("Lind")])] == [SECOND.key]
    assert list(casebook.spoken(entities=[])) == []


def test_a_document_can_be_read_without_its_words(casebook: Reader) -> None:
    row, whole = casebook.document(FIRST.key)
    assert casebook.document(FIRST.key, words=False) == (row, whole.having(tokens=(), syntax=()))
