"""Event words of the user's own: what is refused, what they replace, and that they leave no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories import doc
from whosays.annotate.pipeline import Pipeline, default_pipeline
from whosays.annotate.statements import own, senses
from whosays.engines.lexicon_trials import trials
from whosays.errors import BadLexicon
from whosays.plugins import Annotator, LexiconFile
from whosays.records import Document, Statement

SPILL = """
spill:
  type: POLLUTION
  verbs: [spill]
  roles: {subject: actor, object: instrument, into: target}
  examples: [A tanker spilled oil into the bay on 4 May 1999.]
"""
SENTENCE = "A tanker spilled oil into the bay on 4 May 1999."


def file(text: str, name: str = "own.yaml") -> LexiconFile:
    return LexiconFile(name, text)


def read(text: str, *files: LexiconFile) -> list[Statement]:
    """The events of a text."""
    found = default_pipeline(files).annotate(doc(text, language="en")).statements
    return [statement for statement in found if statement.kind == "event"]


def with_(line: str) -> str:
    """A sound entry with another line, or with one of its lines replaced."""
    key = line.partition(":")[0]
    kept = [old for old in SPILL.strip().splitlines() if not old.startswith(f"  {key}:")]
    return "\n".join([*kept, f"  {line}"])


# ── what is refused ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (with_("verb: [spill]"), 6, "no key 'verb'. Did you mean 'verbs'?"),
        (with_("roles: {subject: acter}"), 5, "no role 'acter'. Did you mean 'actor'?"),
        (with_("roles: {subjekt: actor}"), 5, "no function 'subjekt'. Did you mean 'subject'?"),
        (with_("kinds: {object: [persn]}"), 6, "no kind 'persn'. Did you mean 'person'?"),
        (with_("kinds: {object: person}"), 6, "is a list"),
        (with_('verbs: [spill, ""]'), 5, "nothing between two commas"),
        (with_("verbs: [spill, _]"), 5, "has no word"),
        (with_("verbs: [spill oil||tar]"), 5, "a word is missing beside '|'"),
        (with_("verbs: [send @arm]"), 5, "no class of words '@arm'. Did you mean '@arms'?"),
        (with_("verbs: [Spill]"), 5, "lower case"),
        (with_("verbs: spill"), 5, "is a list"),
        (with_("verbs: [7]"), 5, "quotation marks"),
        (with_("type: pollution"), 5, "a word in capitals"),
        (with_("type: assault"), 5, "Did you mean ASSAULT?"),
        (with_("type: ASAULT"), 5, "too like PLOVER's ASSAULT"),
        (with_("examples: []"), 5, "at least one sentence"),
        (with_("examples: [police: a tanker spilled oil]"), 5, "quotation marks"),
        (with_("context: violense"), 6, "Did you mean 'violence'?"),
        (with_("requires: [foo]"), 6, "no function 'foo'"),
        (with_("unless: [two words]"), 6, "single words"),
        (with_("mode: [x]"), 6, "is a word"),
        (SPILL.strip() + SPILL, 6, "two entries of this name"),
        (with_("verbs: [leak]").strip() + "\n  verbs: [pour]", 6, "'verbs' stands here twice"),
        ("spill:\n  type: POLLUTION\n  examples: [a]", 1, "it has no words"),
        ("spill:\n  verbs: [spill]\n  examples: [a]", 1, "it has no type"),
        ("spill: yes", 1, "write its keys below it"),
        ("12: {type: POLLUTION}", 1, "name of an entry"),
        ('"a: b": {type: POLLUTION}', 1, "name of an entry"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_do(text: str, line: int, told: str) -> None:
    faults = own.faults((file(text),))
    assert [(f.line, told in f.what) for f in faults] == [(line, True)], faults
    assert str(faults[0]).startswith(f"own.yaml, line {line}, entry ")


@pytest.mark.parametrize("text", ["", "- a", "a: [", "x", "a: !!python/object:os.system x", "a: 2001-99-99"])
def test_what_holds_no_entries_is_refused_as_a_whole(text: str) -> None:
    (fault,) = own.faults((file(text),))
    assert fault.entry is None or fault.line == 1


@pytest.mark.parametrize("data", [b"a: \xff", b"a" * (own.LARGEST + 1)])
def test_a_file_that_is_no_text_or_too_large_is_refused_with_its_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(data)
    with pytest.raises(BadLexicon, match=r"own\.yaml"):
        own.load([str(path)])


def test_an_entry_of_one_name_in_two_files_is_refused() -> None:
    (fault,) = own.faults((file(SPILL, "a.yaml"), file(SPILL, "b.yaml")))
    assert str(fault).startswith("b.yaml, entry 'spill': it stands in a.yaml too")


def test_our_own_files_have_no_fault() -> None:
    folder = Path(senses.__file__).parents[2] / "lexicon" / "events"
    assert own.faults(own.read(map(str, folder.glob("*.yaml")))) == ()


# ── what is read ──────────────────────────────────────────────────────────────────────────────────


def test_a_type_of_the_user_s_own_is_read_with_its_roles_and_says_what_made_it() -> None:
    (statement,) = read(SENTENCE, file(SPILL))
    assert (statement.type, statement.code) == ("POLLUTION", "own.yaml:spill")
    assert set(statement.roles) == {"actor", "instrument", "target"}


def test_own_words_are_gone_when_they_are_not_asked_for() -> None:
    read(SENTENCE, file(SPILL))
    assert read(SENTENCE) == []


def test_an_entry_of_the_same_name_takes_the_place_of_ours() -> None:
    text = "Gunmen killed two bakers in Ostrel on 4 May 1985. Soldiers slew a monk in Velm on 5 May 1985."
    assert [s.code for s in read(text)] == ["killing", "killing"]
    mine = "killing: {type: ASSAULT, mode: deadly, verbs: [kill], examples: [Gunmen killed two bakers.]}"
    assert [(s.code, s.mode) for s in read(text, file(mine))] == [("own.yaml:killing", "deadly")]


def test_an_entry_without_words_switches_ours_off() -> None:
    assert read("Gunmen killed two bakers in Ostrel on 4 May 1985.", file("killing: {type: ASSAULT}")) == []


def test_own_words_come_before_ours() -> None:
    mine = "butchery: {type: BUTCHERY, verbs: [kill], examples: [Men killed a cow.]}"
    (statement,) = read("Gunmen killed two bakers in Ostrel on 4 May 1985.", file(mine))
    assert statement.type == "BUTCHERY"


def test_words_of_a_pattern_that_stand_apart_are_told() -> None:
    text = "The mill poured forty barrels of slag into the lake on 4 May 1999."
    mine = "pouring: {type: POLLUTION, verbs: [pour into lake], examples: [x]}"
    (statement,) = read(text, file(mine))
    assert [text[slice(*span)] for span in (statement.trigger, *statement.apart)] == [
        "poured",
        "into",
        "lake",
    ]


def test_a_type_that_no_file_codes_is_refused() -> None:
    def run(document: Document) -> Document:
        statement = Statement(id="s1", start=0, end=5, kind="event", type="POLLUTION", trigger=(0, 5))
        return document.having(statements=(statement,))

    guest = Annotator("guest", frozenset({"statements"}), frozenset(), run)
    assert Pipeline([guest]).annotate(doc(SENTENCE)).statements == ()
    assert Pipeline([guest], event_types={"POLLUTION"}).annotate(doc(SENTENCE)).statements


# ── the fingerprint ───────────────────────────────────────────────────────────────────────────────


def test_the_fingerprint_changes_with_the_words_and_the_name_of_their_file() -> None:
    lexicons = [(), (file(SPILL),), (file(with_("mode: oil")),), (file(SPILL, "other.yaml"),)]
    prints = [default_pipeline(files).fingerprint() for files in lexicons]
    assert len(set(prints)) == 4
    assert default_pipeline((file(SPILL),)).fingerprint() == prints[1]


def test_the_order_of_the_files_makes_no_difference(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(SPILL)
    two.write_text(SPILL.replace("spill:", "leak:", 1))
    assert own.load([str(one), str(two)]) == own.load([str(two), str(one), str(one)])


# ── trials ────────────────────────────────────────────────────────────────────────────────────────


def test_a_sentence_that_is_not_read_as_it_says_is_told_with_what_was_found() -> None:
    text = with_("examples: [Gunmen killed two bakers in Ostrel., A tanker spilled oil.]")
    (trial,) = trials((file(text),))
    assert (trial.read, trial.examples, trial.passes) == (1, 2, False)
    assert "ASSAULT, by killing" in trial.wrong[0].found


def test_a_sentence_in_another_meaning_that_is_read_is_told() -> None:
    (trial,) = trials((file(with_("others: [He spilled the milk., It rained.]")),))
    assert (trial.left, trial.others) == (1, 2)
    assert trial.wrong[0].text == "He spilled the milk."


def test_a_word_in_another_form_than_the_basic_one_is_hinted_at() -> None:
    (trial,) = trials((file(with_("verbs: [spilled]")),))
    assert trial.read == 0
    assert "'spill'" in trial.hints[0]
