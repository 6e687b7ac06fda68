"""What readers see while somebody writes."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.views.by_hand import keep, report, said
from tests.views.web.conftest import Open
from whosays.casebook import Reader, Writer
from whosays.engines.comparing import bring_up_to_date
from whosays.records.derived import Reading
from whosays.views.web import following
from whosays.views.web.following import Following
from whosays.views.web.held import Held

MARKET = report(
    "A bomb went off in Velm on 3 May 1994.",
    said("A bomb went off in Velm on 3 May 1994.", day="1994-05-03"),
    source="market.txt",
)
BRIDGE = report(
    "The bridge of Velm fell on 4 May 1994.",
    said("The bridge of Velm fell on 4 May 1994.", day="1994-05-04"),
    source="bridge.txt",
)
FERRY = report(
    "The ferry of Velm sank on 5 May 1994.",
    said("The ferry of Velm sank on 5 May 1994.", day="1994-05-05"),
    source="ferry.txt",
)
SOON = 10.0
"""Seconds within which a thread does what it does at once, however busy the machine is."""


class Slow:
    """What takes as long to make as the test wants."""

    def __init__(self) -> None:
        self.made: list[int] = []
        self.may = threading.Event()
        self.may.set()

    def __call__(self, reader: Reader, held: Held) -> None:
        self.may.wait(SOON)
        self.made.append(held.get("lines", reader.count_lines))


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    monkeypatch.setattr(following, "QUICK", -1.0)
    monkeypatch.setattr(following, "LOOK", 0.05)
    return Slow()


@pytest.fixture
def follow(slow: Slow) -> Iterator[Callable[[str], Following]]:
    opened: list[Following] = []

    def begin(case: str) -> Following:
        opened.append(Following(case, 1, [slow]))
        until(lambda: slow.made == [1])
        return opened[0]

    yield begin
    slow.may.set()
    opened[0].close()


def until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not there():
        assert time.monotonic() < end
        time.sleep(0.005)


def write(case: str, reading: Reading = BRIDGE) -> None:
    with Writer.open(case) as writer:
        writer.put(reading.document.source, reading, f"print of {reading.document.source}")


def state(seen: Following) -> str:
    return asyncio.run(seen.now()).state


def lines(seen: Following) -> tuple[int, int]:
    """Counted by the Reader, and as it is held."""
    with seen.lent() as (reader, held):
        return reader.count_lines(), held.get("lines", reader.count_lines)


def test_while_the_next_state_is_made_the_last_is_shown_whole(
    tmp_path: Path, slow: Slow, follow: Callable[[str], Following]
):
    seen = follow(case := keep(tmp_path, MARKET))
    before = state(seen)
    slow.may.clear()
    write(case)
    assert state(seen) == before
    assert lines(seen) == (1, 1)
    slow.may.set()
    until(lambda: state(seen) != before)
    assert lines(seen) == (2, 2)
    assert slow.made == [1, 2]


def test_a_state_is_shown_to_the_end_to_one_who_began_with_it(
    tmp_path: Path, follow: Callable[[str], Following]
):
    seen = follow(case := keep(tmp_path, MARKET))
    with seen.lent() as (reader, held):
        write(case)
        asyncio.run(seen.caught_up())
        assert held.state != state(seen)
        assert (reader.count_lines(), held.get("lines", reader.count_lines)) == (1, 1)
    assert lines(seen) == (2, 2)


def test_one_who_waits_sees_his_change(tmp_path: Path, follow: Callable[[str], Following]):
    seen = follow(case := keep(tmp_path, MARKET))
    write(case)
    asyncio.run(seen.caught_up())
    assert lines(seen) == (2, 2)


def test_nobody_waits_longer_than_he_has_patience(
    tmp_path: Path, slow: Slow, follow: Callable[[str], Following], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(following, "PATIENCE", 0.05)
    seen = follow(case := keep(tmp_path, MARKET))
    slow.may.clear()
    write(case)
    asyncio.run(seen.caught_up())
    assert lines(seen) == (1, 1)


def test_a_change_that_nobody_asks_for_is_followed_too(
    tmp_path: Path, slow: Slow, follow: Callable[[str], Following]
):
    follow(case := keep(tmp_path, MARKET))
    write(case)
    until(lambda: slow.made == [1, 2])


def test_between_two_states_it_is_rested_unless_somebody_waits(
    tmp_path: Path, slow: Slow, follow: Callable[[str], Following], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(following, "REST", 1e6)
    seen = follow(case := keep(tmp_path, MARKET))
    write(case)
    asyncio.run(seen.caught_up())
    write(case, FERRY)
    time.sleep(0.2)
    assert slow.made == [1, 2]
    asyncio.run(seen.caught_up())
    assert slow.made == [1, 2, 3]


def test_what_can_not_be_made_beforehand_does_not_end_the_following(tmp_path: Path):
    def fails(reader: Reader, held: Held) -> None:
        raise KeyError(held.state)

    seen = Following(case := keep(tmp_path, MARKET), 1, [fails])
    write(case)
    asyncio.run(seen.caught_up())
    assert lines(seen) == (2, 2)
    seen.close()


def test_readers_do_not_let_the_file_beside_the_casebook_grow_for_ever(
    tmp_path: Path, follow: Callable[[str], Following]
):
    seen = follow(case := keep(tmp_path, MARKET))
    sizes = []
    for day in range(1, 6):
        with Writer.open(case) as writer:
            text = f"The bridge of Velm fell on {day} May 1994."
            writer.put(f"{day}.txt", report(text, said(text, day=f"1994-05-0{day}")), f"print {day}")
            bring_up_to_date(writer)
        asyncio.run(seen.caught_up())
        until(lambda: seen._settled)
        sizes.append(Path(f"{case}-wal").stat().st_size)
    assert sizes[-1] < 2 * sizes[0], sizes


def test_a_page_is_kept_under_the_state_it_was_made_of(room: Open, tmp_path: Path):
    client = room(MARKET)
    before = client.get("/chronology")
    write(str(tmp_path / "case.db"))
    after = client.get("/chronology", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert "bridge" in after.text
    assert after.headers["etag"] != before.headers["etag"]
    assert client.get("/chronology").headers["etag"] == after.headers["etag"]
