from __future__ import annotations

import hashlib
import io
import os
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.pile import PLAIN, READERS, outcomes, reasons, texts
from whosays.errors import BadPlugin, Refused
from whosays.plugins import Limits, Raw, Reader, Refusal
from whosays.read.dispatch import AlreadyKnown, Found, documents
from whosays.records import Block, Document, Given
from whosays.records.derived import document_key


def only(raw: Raw, *, reader: Reader = PLAIN, limits: Limits | None = None) -> Found | AlreadyKnown | Refusal:
    (outcome,) = documents(raw, limits or Limits(), readers=(reader,))
    return outcome


def reader_of(*items: Document | Raw | Refusal | BaseException) -> Reader:
    def run(raw: Raw, limits: Limits) -> Iterator[Document | Raw | Refusal]:
        for item in items:
            if isinstance(item, BaseException):
                raise item
            yield item

    return Reader(name="odd", media_type="text/plain", suffixes=(), run=run)


def document(text: str = "words", **fields: object) -> Document:
    return Document(id="", source="", format="text/plain", text=text).having(**fields)


def zipped(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return target.getvalue()


def test_a_document_is_identified_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"words")
    found = only(Raw(source="a.txt", path=tmp_path / "a.txt", given=Given(title="T")))
    assert isinstance(found, Found)
    assert found.data == b"words"
    assert found.document.id == hashlib.sha256(b"words").hexdigest()
    assert found.key == document_key(found.document.id, "text/plain", Given(title="T"))
    assert (found.document.source, found.document.title) == ("a.txt", "T")


def test_what_is_given_from_outside_wins_and_the_rest_stays() -> None:
    reader = reader_of(document(title="own", publisher="own", byline=("own",), published="2001"))
    found = only(Raw(source="a", data=b"x", given=Given(title="given", published="2002")), reader=reader)
    assert isinstance(found, Found)
    got = found.document
    assert (got.title, got.publisher, got.byline, got.published) == ("given", "own", ("own",), "2002")


def test_a_known_document_is_not_parsed() -> None:
    asked: list[tuple[str, str]] = []

    def known(key: str, source: str) -> bool:
        asked.append((key, source))
        return True

    reader = reader_of(AssertionError("parsed"))
    (found,) = documents(Raw(source="a", data=b"x"), Limits(), known, readers=(reader,))
    assert found == AlreadyKnown(asked[0][0], "a")
    assert asked == [(asked[0][0], "a")]


def test_a_document_may_be_forbidden_before_it_is_touched() -> None:
    def known(key: str, source: str) -> bool:
        raise Refused("it ended a process before")

    reader = reader_of(AssertionError("parsed"))
    found = list(documents(Raw(source="a", data=b"x"), Limits(), known, readers=(reader,)))
    assert found == [Refusal("a", "it ended a process before")]


def test_an_encoding_that_the_carrier_tells_is_part_of_the_reading() -> None:
    keys = set()
    for media_type in (None, "text/plain", "text/plain; charset=UTF-8", 'text/plain;charset="koi8-r"'):
        found = only(Raw(source="a", data=b"words", media_type=media_type))
        assert isinstance(found, Found)
        keys.add(found.key)
    assert len(keys) == 3


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (RecursionError("maximum recursion depth exceeded"), "could not be read: RecursionError: maximum"),
        (MemoryError(), "could not be read: MemoryError"),
        (UnicodeDecodeError("utf-8", b"x", 0, 1, "bad"), "could not be read: UnicodeDecodeError"),
        (ValueError("two\nlines at 0x7f00aa"), "could not be read: ValueError: two lines"),
        (Refused("too many pages"), "too many pages"),
        (AssertionError("x" * 10_000), "could not be read: AssertionError: xxx"),
    ],
)
def test_whatever_a_reader_raises_costs_its_document(error: BaseException, reason: str) -> None:
    found = only(Raw(source="a", data=b"x"), reader=reader_of(error))
    assert isinstance(found, Refusal)
    assert found.reason.startswith(reason)
    assert len(found.reason) < 300
    assert "0x7f" not in found.reason


def test_an_interrupt_is_not_swallowed() -> None:
    with pytest.raises(KeyboardInterrupt):
        only(Raw(source="a", data=b"x"), reader=reader_of(KeyboardInterrupt()))


def test_a_plugin_that_does_not_load_is_not_blamed_on_a_document() -> None:
    with pytest.raises(BadPlugin):
        only(Raw(source="a", data=b"x"), reader=reader_of(BadPlugin("odd")))


@pytest.mark.parametrize("text", ["", " \n\t", "\u3000"])
def test_a_document_without_text_is_refused(text: str) -> None:
    assert only(Raw(source="a", data=b"x"), reader=reader_of(document(text))) == Refusal("a", "no text in it")


def test_a_reader_that_gives_nothing_makes_no_file_vanish() -> None:
    assert only(Raw(source="a", data=b"x"), reader=reader_of()) == Refusal("a", "no text in it")


def test_a_second_document_from_one_file_is_refused() -> None:
    found = list(
        documents(Raw(source="a", data=b"x"), Limits(), readers=(reader_of(document(), document("more")),))
    )
    assert [type(each) for each in found] == [Found, Refusal]


def test_too_much_text_is_refused() -> None:
    found = only(Raw(source="a", data=b"x" * 11), limits=Limits(characters=10))
    assert found == Refusal("a", "its text has 11 characters, the limit is 10")


def test_too_many_bytes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    for raw in (Raw(source="a", data=b"x" * 101), Raw(source="a", path=tmp_path / "a.txt")):
        found = only(raw, limits=Limits(file_bytes=100))
        assert isinstance(found, Refusal)
        assert "larger than the limit" in found.reason


@pytest.mark.parametrize("spans", [[(0, 9)], [(2, 1)], [(0, 3), (2, 4)], [(3, 4), (0, 1)], [(-1, 1)]])
def test_blocks_that_do_not_fit_the_text_are_refused(spans: list[tuple[int, int]]) -> None:
    blocks = tuple(Block(start=start, end=end, kind="paragraph") for start, end in spans)
    found = only(Raw(source="a", data=b"x"), reader=reader_of(document("words", blocks=blocks)))
    assert found == Refusal("a", "its reader gave blocks that do not fit its text")


def test_half_a_surrogate_pair_is_replaced_and_offsets_stay() -> None:
    found = only(Raw(source="a", data=b"x"), reader=reader_of(document("a\ud800b", title="t\udfff")))
    assert isinstance(found, Found)
    assert found.document.text == "a\ufffdb"
    assert found.document.title == "t"
    assert "surrogate" in found.document.notes[0]


def test_a_date_that_is_no_date_is_dropped_and_noted() -> None:
    found = only(Raw(source="a", data=b"x"), reader=reader_of(document(published="last Tuesday", title="")))
    assert isinstance(found, Found)
    assert (found.document.published, found.document.title) == (None, None)
    assert "last Tuesday" in found.document.notes[0]


MAIL = b"""From: a@b.example
Content-Type: multipart/mixed; boundary=x

--x

body
--x
Content-Disposition: attachment; filename=a.txt

file
--x--
"""


def test_what_is_attached_to_a_known_mail_is_looked_at() -> None:
    def known(key: str, source: str) -> bool:
        return source == "m.eml"

    found = list(documents(Raw(source="m.eml", data=MAIL), Limits(), known, readers=READERS))
    assert [type(each) for each in found] == [AlreadyKnown, Found]


# ── files that are not what they were ─────────────────────────────────────────────────────────────


def changing(path: Path, change: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `change` happen between the look at a file's state before and the one after it is read."""
    fstat, calls = os.fstat, []

    def then(descriptor: int) -> os.stat_result:
        found = fstat(descriptor)
        calls.append(descriptor)
        if len(calls) == 2:  # first the size of the file, then the reading
            change()
        return found

    monkeypatch.setattr("whosays.read.files.os.fstat", then)


@pytest.mark.parametrize("how", ["grows", "shrinks", "is rewritten", "is replaced", "is removed"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "other"
    path.write_bytes(b"first words")
    other.write_bytes(b"other words")
    changes: dict[str, Callable[[], object]] = {
        "grows": lambda: path.write_bytes(b"first words and more"),
        "shrinks": lambda: os.truncate(path, 3),
        "is rewritten": lambda: (path.write_bytes(b"other words"), os.utime(path, ns=(1, 1))),
        "is replaced": lambda: other.replace(path),
        "is removed": lambda: path.unlink(),
    }
    changing(path, changes[how], monkeypatch)
    found = only(Raw(source="a.txt", path=path))
    assert found == Refusal("a.txt", "changed while it was read; run the command again")


def test_an_archive_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(zipped(a_txt=b"one", b_txt=b"two"))
    run = documents(Raw(source="p.zip", path=path), Limits(), readers=READERS)
    first = next(run)
    os.utime(path, ns=(1, 1))
    assert isinstance(first, Found)
    assert reasons(list(run))["p.zip"] == "changed while it was read; run the command again"


@pytest.mark.parametrize("what", ["missing", "folder", "fifo", "device"])
def test_what_is_no_file_any_more_is_refused_without_waiting(tmp_path: Path, what: str) -> None:
    path = tmp_path / "a.txt"
    if what == "folder":
        path.mkdir()
    elif what == "fifo":
        os.mkfifo(path)
    elif what == "device":
        path = Path("/dev/zero")
    got: list[object] = []
    reading = threading.Thread(target=lambda: got.append(only(Raw(source="a", path=path))), daemon=True)
    reading.start()
    reading.join(5)
    assert not reading.is_alive(), "it waits for somebody to write into the pipe"
    assert isinstance(got[0], Refusal)


def test_a_file_that_may_not_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path, flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_bytes(b"x")
    monkeypatch.setattr("whosays.read.files.os.open", denied)
    assert only(Raw(source="a", path=tmp_path / "a.txt")) == Refusal("a", "no permission to read it")


# ── containers ────────────────────────────────────────────────────────────────────────────────────


def test_containers_in_containers_are_opened() -> None:
    found = outcomes(Raw(source="p.zip", data=zipped(a_txt=b"one", in_zip=zipped(b_txt=b"two"))))
    assert texts(found) == {"p.zip!/a.txt": "one", "p.zip!/in.zip!/b.txt": "two"}


def nested(levels: int) -> bytes:
    data = zipped(a_txt=b"deep")
    for _ in range(levels - 1):
        data = zipped(in_zip=data, beside_txt=b"beside")
    return data


def test_nesting_twenty_deep_is_refused_at_the_limit() -> None:
    found = outcomes(Raw(source="p.zip", data=nested(20)))
    assert len(texts(found)) == 8
    assert list(reasons(found).values()) == ["nested more than 8 deep; what lies deeper was not read"]


def test_nesting_up_to_the_limit_is_read() -> None:
    assert "deep" in texts(outcomes(Raw(source="p.zip", data=nested(8)))).values()


def test_members_are_counted_through_all_levels() -> None:
    inner = zipped(a_txt=b"1", b_txt=b"2", c_txt=b"3")
    found = outcomes(Raw(source="p.zip", data=zipped(x_zip=inner, y_zip=inner)), Limits(members=4))
    assert len(texts(found)) == 3
    assert "more than 4 documents in it; the rest was not read" in reasons(found).values()


def test_unpacked_bytes_are_counted_through_all_levels() -> None:
    inner = zipped(a_txt=b"x" * 600_000, b_txt=b"y" * 600_000)
    found = outcomes(
        Raw(source="p.zip", data=zipped(x_zip=inner, y_zip=inner)), Limits(unpacked_bytes=2 << 20)
    )
    assert len(texts(found)) == 3
    assert "more than 2 MiB when unpacked; the rest was not read" in reasons(found).values()


def box_of(*items: Document | Raw | Refusal | BaseException) -> Reader:
    run = reader_of(*items).run
    return Reader(name="box", media_type="application/x-box", suffixes=(".box",), run=run, container=True)


def test_an_archive_that_holds_itself_twice_ends() -> None:
    again = Raw(source="again.box", data=b"x")
    limits = Limits(members=100)
    found = list(documents(Raw(source="a.box", data=b"x"), limits, readers=(box_of(again, again),)))
    assert 0 < len(found) <= 300
    assert all(isinstance(each, Refusal) for each in found)


def test_a_failing_member_costs_itself_alone() -> None:
    box = box_of(
        Raw(source="a!/1", data=b"one"),
        Refusal("a!/2", "encrypted (password)"),
        Raw(source="a!/3", data=b"3"),
    )
    found = list(documents(Raw(source="a.box", data=b"x"), Limits(), readers=(box, PLAIN)))
    assert texts(found) == {"a!/1": "one", "a!/3": "3"}
    assert reasons(found) == {"a!/2": "encrypted (password)"}


def test_a_failing_container_keeps_what_was_taken_out() -> None:
    box = box_of(Raw(source="a!/1", data=b"one"), OSError(5, "Input/output error"))
    found = list(documents(Raw(source="a.box", data=b"x"), Limits(), readers=(box, PLAIN)))
    assert texts(found) == {"a!/1": "one"}
    assert reasons(found)["a.box"].startswith("could not be read: OSError")


def test_a_sidecar_of_a_container_is_not_dropped_in_silence() -> None:
    found = outcomes(Raw(source="p.zip", data=zipped(a_txt=b"one"), given=Given(title="T")))
    (told,) = [each for each in found if isinstance(each, Refusal)]
    assert (told.kind, told.reason) == (
        "skipped",
        "its sidecar was not used: it holds more than one document",
    )


def test_the_order_of_members_changes_no_key() -> None:
    one = outcomes(Raw(source="p.zip", data=zipped(a_txt=b"one", b_txt=b"two")))
    other = outcomes(Raw(source="p.zip", data=zipped(b_txt=b"two", a_txt=b"one")))
    assert {each.key for each in one if isinstance(each, Found)} == {
        each.key for each in other if isinstance(each, Found)
    }


def test_a_container_with_nothing_in_it_is_told() -> None:
    assert outcomes(Raw(source="a.warc", data=b" ")) == [Refusal("a.warc", "no documents in it")]


@given(
    st.binary(max_size=300), st.sampled_from(["a.txt", "a.zip", "a.tar", "a.gz", "a.eml", "a.mbox", "a.warc"])
)
def test_any_bytes_under_any_name_are_accounted_for(data: bytes, name: str) -> None:
    found = outcomes(Raw(source=name, data=data))
    assert found
    for each in found:
        assert each.source.startswith(name)


@given(st.binary(max_size=60), st.integers(0, 200), st.sampled_from(["zip", "mail", "tar"]))
def test_damage_anywhere_is_told_and_nothing_else_happens(patch: bytes, at: int, form: str) -> None:
    whole = (
        zipped(a_txt=b"one", b_txt=b"two")
        if form != "mail"
        else b"From: a@b.example\nSubject: s\n\nwords here"
    )
    data = whole[:at] + patch + whole[at + len(patch) :]
    assert outcomes(Raw(source=f"a.{form}", data=data)) or not data
