from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from tests.casebook.conftest import content, digest, keep, settled
from tests.casebook.factories import PRINT, entity_id, reading
from whosays.casebook import Reader, Writer
from whosays.errors import NotFound
from whosays.plugins import Refusal

ONE = reading("Orlan left Karsk.", "Vesk stayed.", source="one.txt")
TWO = reading("Orlan met Brandt.", source="two.txt", dates=("1994-09-03",))


def test_a_document_comes_back_as_it_was_put(case: str) -> None:
    keep(case, ONE)
    with Reader.open(case) as casebook:
        row, document = casebook.document(ONE.key)
    assert document == ONE.document
    assert (row.key, row.source, row.characters) == (ONE.key, "one.txt", len(document.text))


def test_lines_come_back_as_they_were_derived(case: str) -> None:
    keep(case, ONE)
    with Reader.open(case) as casebook:
        assert tuple(casebook.lines()) == ONE.derived.lines


def test_the_original_bytes_come_back(case: str) -> None:
    keep(case, ONE)
    with Reader.open(case) as casebook:
        assert zlib.decompress(casebook.original(ONE.key)) == ONE.document.text.encode()


def test_a_document_is_new_once(case: str) -> None:
    assert keep(case, ONE, ONE) == ["new", "same"]
    assert keep(case, ONE) == ["same"]


def test_the_same_again_changes_nothing_on_the_disk(case: str) -> None:
    keep(case, ONE)
    before = Path(case).read_bytes()
    keep(case, ONE)
    assert Path(case).read_bytes() == before


def test_a_changed_file_is_a_new_version_and_only_it_is_shown(case: str) -> None:
    later = reading("Vesk left Karsk.", source="one.txt")
    assert keep(case, ONE, later) == ["new", "changed"]
    with Reader.open(case) as casebook:
        assert [line.document for line in casebook.lines()] == [later.key]
        assert casebook.find_entities("Orlan") == []
        assert casebook.document(ONE.key)[1] == ONE.document
        assert casebook.document("one.txt")[0].key == later.key
        history = casebook.sources(ONE.key)
    assert [(s.version, s.document, s.current) for s in history] == [
        (2, later.key, True),
        (1, ONE.key, False),
    ]
    assert settled(case) == []


def test_a_file_changed_back_shows_its_first_document_again(case: str) -> None:
    later = reading("Vesk left Karsk.", source="one.txt")
    keep(case, ONE, later)
    with Writer.open(case) as writer:
        assert writer.hold("/pile/one.txt", "one.txt", ONE.key) == "changed"
    with Reader.open(case) as casebook:
        assert tuple(casebook.lines()) == ONE.derived.lines
    assert settled(case) == []


def test_a_copy_elsewhere_is_the_same_document(case: str) -> None:
    keep(case, ONE)
    with Writer.open(case) as writer:
        assert writer.hold("/pile/copy.txt", "copy.txt", ONE.key) == "same"
    later = reading("Vesk left Karsk.", source="one.txt")
    keep(case, later)
    with Reader.open(case) as casebook:
        assert {line.document for line in casebook.lines()} == {ONE.key, later.key}
        assert casebook.document("copy.txt")[0].key == ONE.key


def test_a_document_that_is_not_kept_cannot_be_held(case: str) -> None:
    with Writer.open(case) as writer, pytest.raises(NotFound):
        writer.hold("/pile/a.txt", "a.txt", "d-000000000000")


def test_a_reading_is_known_with_its_annotators(case: str) -> None:
    with Writer.open(case) as writer:
        writer.put("/pile/one.txt", ONE, PRINT)
        assert writer.has(ONE.key, PRINT)
        assert not writer.has(ONE.key, "annotators-2")
        assert not writer.has(TWO.key, PRINT)


def test_other_annotators_replace_what_was_found(case: str) -> None:
    anew = reading("Orlan left Karsk.", "Vesk stayed.", source="one.txt", polarity="denied")
    assert anew.key == ONE.key
    keep(case, ONE)
    with Writer.open(case) as writer:
        assert writer.put("/pile/one.txt", anew, "annotators-2") == "changed"
    with Reader.open(case) as casebook:
        assert tuple(casebook.lines()) == anew.derived.lines
    assert settled(case) == []


def test_a_refusal_is_noted_and_forgotten_when_the_file_is_read(case: str) -> None:
    with Writer.open(case) as writer:
        writer.refuse("/pile/one.txt", Refusal("one.txt", "it is encrypted"))
        writer.refuse("/pile/logo.png", Refusal("logo.png", "an image", "skipped"))
    with Reader.open(case) as casebook:
        assert [(r.source, r.reason, r.kind) for r in casebook.refusals()] == [
            ("logo.png", "an image", "skipped"),
            ("one.txt", "it is encrypted", "refused"),
        ]
        assert (casebook.info().refused, casebook.info().skipped) == (1, 1)
    keep(case, ONE)
    with Reader.open(case) as casebook:
        assert [r.source for r in casebook.refusals()] == ["logo.png"]


def test_a_refusal_leaves_the_document_read_there_before(case: str) -> None:
    keep(case, ONE)
    with Writer.open(case) as writer:
        writer.refuse("/pile/one.txt", Refusal("one.txt", "it is encrypted"))
    with Reader.open(case) as casebook:
        assert len(casebook.lines()) == 2


def test_names_that_are_not_utf_8_are_kept_readable(case: str) -> None:
    with Writer.open(case) as writer:
        writer.refuse("/pile/\udcff", Refusal("\udcff.txt", "bad \udcff"))
    with Reader.open(case) as casebook:
        assert [r.source for r in casebook.refusals()] == ["\\udcff.txt"]


def test_an_error_in_one_document_costs_only_it(case: str) -> None:
    broken = reading("Holt slept.", source="broken.txt")
    broken = type(broken)(
        key=broken.key,
        document=broken.document,
        packed=broken.packed,
        size=broken.size,
        derived=type(broken.derived)(lines=broken.derived.lines),  # its parties are nobody
    )
    with Writer.open(case) as writer:
        writer.put("/pile/one.txt", ONE, PRINT)
        with pytest.raises(Exception, match="FOREIGN KEY"):
            writer.put("/pile/broken.txt", broken, PRINT)
        writer.put("/pile/two.txt", TWO, PRINT)
    with Reader.open(case) as casebook:
        assert {d.key for d in casebook.documents()} == {ONE.key, TWO.key}
    assert settled(case) == []


def test_an_exception_of_the_caller_keeps_what_was_put(case: str) -> None:
    def interrupted() -> None:
        with Writer.open(case) as writer:
            writer.put("/pile/one.txt", ONE, PRINT)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with Reader.open(case) as casebook:
        assert len(list(casebook.documents())) == 1


# ── removal ───────────────────────────────────────────────────────────────────────────────────────


def test_removing_takes_all_that_rests_on_a_document_alone(case: str) -> None:
    keep(case, ONE, TWO)
    with Writer.open(case) as writer:
        writer.remove(ONE.key)
    with Reader.open(case) as casebook:
        assert tuple(casebook.lines()) == TWO.derived.lines
        assert casebook.find_entities("Vesk") == []
        assert casebook.find_entities("Orlan")[0].documents == 1
        assert casebook.search("stayed") == []
        with pytest.raises(NotFound):
            casebook.document(ONE.key)
    assert settled(case) == []


def test_removing_a_newer_version_brings_the_older_back(case: str, tmp_path: Path) -> None:
    keep(case, ONE, reading("Vesk left Karsk.", source="one.txt"))
    later = reading("Vesk left Karsk.", source="one.txt")
    with Writer.open(case) as writer:
        writer.remove(later.key)
    never = str(tmp_path / "never.db")
    keep(never, ONE)
    assert content(case) == content(never)


def test_bytes_shared_by_two_readings_stay_until_the_last(case: str) -> None:
    other = reading("Orlan left Karsk.", "Vesk stayed.", source="titled.txt", title="Another title")
    assert other.document.id == ONE.document.id
    keep(case, ONE, other)
    with Writer.open(case) as writer:
        writer.remove(ONE.key)
    with Reader.open(case) as casebook:
        assert casebook.original(other.key)
    with Writer.open(case) as writer:
        writer.remove(other.key)
    assert content(case)["originals"] == []


def test_what_is_not_there_cannot_be_removed(case: str) -> None:
    with Writer.open(case) as writer, pytest.raises(NotFound, match="d-0"):
        writer.remove("d-0")


# ── names ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_the_name_shown_does_not_depend_on_the_order_of_reading(case: str, order: tuple[int, ...]) -> None:
    piles = [
        reading("ORLAN slept.", source="0.txt"),
        reading("Orlan slept.", source="1.txt"),
        reading("Orlan woke.", source="2.txt"),
    ]
    keep(case, *(piles[n] for n in order))
    with Reader.open(case) as casebook:
        entity = casebook.entity(entity_id("orlan"))
    assert (entity.name, entity.documents) == ("Orlan", 3)
    assert [(n.name, n.documents) for n in entity.names] == [("Orlan", 2), ("ORLAN", 1)]


def test_the_digest_is_blind_to_places_and_order(case: str, tmp_path: Path) -> None:
    other = str(tmp_path / "other.db")
    keep(case, ONE, TWO)
    keep(other, TWO)
    moved = reading("Orlan left Karsk.", "Vesk stayed.", source="elsewhere/one.txt")
    keep(other, moved)
    assert digest(case) == digest(other)


def test_the_digest_sees_every_change(case: str) -> None:
    seen = []
    for made in (ONE, TWO, reading("Orlan met nobody.", source="two.txt")):
        keep(case, made)
        seen.append(digest(case))
    assert len(set(seen)) == 3


# ── values that break things ──────────────────────────────────────────────────────────────────────

NASTY = [
    "Orlan\0Vesk met\0 the \0 others.",
    'Robert\'); DROP TABLE statements;-- "x" %_*',
    "O\u202erlan \u200b\u0301e\u0301 \U0001f600 \ufffe left.",
    "x" * 100_000 + " y",
    "\0",
]


@pytest.mark.parametrize("text", NASTY)
def test_any_text_comes_back_whole(case: str, text: str) -> None:
    made = reading(text, title=text, source="nasty.txt")
    keep(case, made)
    with Reader.open(case) as casebook:
        row, document = casebook.document(made.key)
        assert (row.title, document) == (text, made.document)
        assert tuple(casebook.lines()) == made.derived.lines
        name = made.derived.entities[0]
        assert casebook.entity(name.id).name == name.name
        assert [s.words for s in casebook.sightings(name.id)] == [name.name]
    assert settled(case) == []
    with Writer.open(case) as writer:
        writer.remove(made.key)
    assert not any(content(case).values())


def test_a_document_without_blocks_is_found_by_its_words(case: str) -> None:
    keep(case, reading("Orlan left.", blocks=False))
    with Reader.open(case) as casebook:
        assert [hit.words for hit in casebook.search("left")] == ["Orlan left."]
