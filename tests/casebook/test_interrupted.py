"""Whatever happens to the writer, the casebook opens, with every finished document whole and no half one."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.casebook.conftest import content, keep, settled
from tests.casebook.factories import PRINT, reading
from whosays.casebook import Reader, Writer
from whosays.errors import CasebookError

WRITE = """
import sys
from tests.casebook.factories import PRINT
from tests.casebook.test_interrupted import pile
from whosays.casebook import Writer, writer
writer.GROUP_SECONDS = float(sys.argv[2])
print("ready", flush=True)
with Writer.open(sys.argv[1]) as casebook:
    for number, made in enumerate(pile(int(sys.argv[3]))):
        if not casebook.has(made.key, PRINT):
            casebook.put(f"/pile/{made.document.source}", made, PRINT)
"""
ROOT = Path(__file__).parents[2]


def pile(number: int):  # type: ignore[no-untyped-def]
    for n in range(number):
        yield reading(
            f"Orlan{n % 7} left Karsk.",
            f"Vesk{n} stayed {'long ' * 40}.",
            source=f"{n}.txt",
            title=f"Report {n}",
        )


def writer_of(case: str, seconds: float, number: int) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE, case, str(seconds), str(number)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    with process.stdout as said:
        said.readline()
    return process


def test_a_writer_killed_at_any_moment_leaves_whole_documents(case: str, tmp_path: Path) -> None:
    rng = random.Random(7)
    kept = 0
    for _ in range(6):
        process = writer_of(case, 0.02, 400)
        time.sleep(rng.uniform(0.0, 0.4))
        process.kill()
        process.wait()
        if not Path(case).exists() or not Path(case).stat().st_size:
            continue
        with Writer.open(case):
            pass  # a casebook killed while it was made is made again
        assert settled(case) == []
        with Reader.open(case) as casebook:
            number = casebook.info().documents
        assert number >= kept
        kept = number
    assert writer_of(case, 0.02, 400).wait() == 0
    never = str(tmp_path / "never.db")
    keep(never, *pile(400))
    assert content(case) == content(never)


def test_a_reader_sees_whole_documents_while_they_are_written(case: str) -> None:
    keep(case, *pile(1))
    process = writer_of(case, 0.0, 150)
    seen = set()
    while process.poll() is None:
        with Reader.open(case) as casebook:
            lines = casebook.lines(limit=1000)
            seen.add(len(lines))
            assert len(lines) % 2 == 0
    assert process.returncode == 0
    assert len(seen) > 2


FULL = """
import resource, sys
from tests.casebook.factories import PRINT
from tests.casebook.test_interrupted import pile
from whosays.casebook import Writer, writer
from whosays.errors import CasebookError
writer.GROUP_SECONDS = float(sys.argv[2])
casebook = Writer.open(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    with casebook:
        for number, made in enumerate(pile(4000)):
            casebook.put(f"/pile/{number}.txt", made, PRINT)
except CasebookError as error:
    print(error)
"""


@pytest.mark.parametrize("seconds", [0.0, 60.0])
def test_a_full_disk_stops_the_writer_and_harms_nothing(case: str, seconds: float) -> None:
    keep(case, *pile(20))
    done = subprocess.run(
        [sys.executable, "-c", FULL, case, str(seconds), "700000"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "room" in done.stdout
    assert settled(case) == []
    with Reader.open(case) as casebook:
        assert 20 <= casebook.info().documents < 4000
    more = reading("Brandt came.", source="more.txt")
    assert keep(case, more) == ["new"]
    assert settled(case) == []


def test_no_page_left_is_no_space_left(case: str) -> None:
    keep(case, *pile(5))

    def fill() -> None:
        with Writer.open(case) as writer:
            pages = writer._connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            writer._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
            for made in pile(500):
                writer.put(f"/pile/{made.document.source}", made, PRINT)

    with pytest.raises(CasebookError, match="no space left"):
        fill()
    assert settled(case) == []
    assert keep(case, reading("Brandt came.", source="more.txt")) == ["new"]
