"""`whosays lexicon`, and words of one's own on their way through the program."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.program import whosays

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "lexicon" / "pollution.yaml"
PAGE = (ROOT / "docs" / "lexicon.md").read_text(encoding="utf-8")
REPORTS = {
    "a.txt": "On 3 May 1999 Harbour Chemicals dumped acid into the bay, the mayor of Velm said.",
    "b.txt": "Gunmen killed two bakers in Lunesk on 4 May 1999.",
    "c.txt": "Ammonia leaked from the brewery of Ostrel on 6 May 1999.",
}


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.yaml"
    path.write_text("spill:\n  type: POLLUTION\n  verb: [spill]\n  examples: [A tanker spilled oil.]\n")
    return path


# ── test ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_example_passes_its_own_test():
    done = whosays("lexicon", "test", EXAMPLE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("sentences: all read as the entries say\n")


def test_a_file_with_a_fault_is_not_tried_and_says_where_the_fault_is(bad):
    done = whosays("lexicon", "test", bad)
    assert (done.returncode, done.stdout) == (2, "")
    assert "bad.yaml, line 3, entry 'spill': there is no key 'verb'. Did you mean 'verbs'?" in done.stderr
    told = json.loads(whosays("lexicon", "test", bad, "--json").stdout)
    assert [(fault["line"], fault["entry"]) for fault in told["faults"]] == [(1, "spill"), (3, "spill")]


def test_a_file_that_is_not_there_is_not_done(tmp_path):
    done = whosays("lexicon", "test", tmp_path / "no.yaml")
    assert done.returncode == 2
    assert "no.yaml cannot be read" in done.stderr


def test_the_page_on_event_words_shows_real_output(tmp_path):
    shown = re.search(r"```yaml\n(.*?)```.*?\$ whosays lexicon test pollution.yaml\n(.*?)```", PAGE, re.S)
    (tmp_path / "pollution.yaml").write_text(shown[1])
    done = whosays("lexicon", "test", "pollution.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, shown[2])


def test_what_came_of_each_sentence_is_there_as_json():
    told = json.loads(whosays("lexicon", "test", EXAMPLE, "--json").stdout)
    spill = next(entry for entry in told["entries"] if entry["entry"] == "spill")
    assert (spill["type"], spill["examples"], spill["read"], spill["wrong"]) == ("POLLUTION", 3, 3, [])


# ── list ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_word_in_any_form_leads_to_its_entries():
    done = whosays("lexicon", "list", "--word", "kidnapped")
    assert done.returncode == 0
    assert re.search(r"^kidnapping +ASSAULT.* lexicon/events/assault\.yaml$", done.stdout, re.M)


def test_a_type_has_its_entries_with_their_words():
    told = json.loads(whosays("lexicon", "list", "--type", "ASSAULT", "--json").stdout)
    killing = next(entry for entry in told["entries"] if entry["entry"] == "killing")
    assert "kill" in killing["words"]["verbs"]
    assert {entry["type"] for entry in told["entries"]} == {"ASSAULT"}


def test_own_entries_are_listed_with_their_file():
    done = whosays("lexicon", "list", "--type", "POLLUTION", "--lexicon", EXAMPLE)
    assert "spill                POLLUTION, spill  pollution.yaml\n" in done.stdout
    assert whosays("lexicon", "list", "--type", "POLLUTION").stdout == "No such entries.\n"


# ── read, timeline, show ──────────────────────────────────────────────────────────────────────────


def test_a_type_of_one_s_own_goes_from_a_pile_to_the_timeline(pile, tmp_path):
    case = tmp_path / "case.db"
    done = whosays("read", pile, "--case", case, "--workers", "2", "--lexicon", EXAMPLE)
    assert done.returncode == 0, done.stderr
    out = whosays("timeline", case, "--type", "POLLUTION", "--explain").stdout
    assert "coded by: dumping (POLLUTION, waste), pollution.yaml (yours): “dumped … into”\n" in out
    assert "coded by: spill (POLLUTION, spill), pollution.yaml (yours): “leaked”\n" in out
    assert whosays("check", case).returncode == 0
    (line, *_) = json.loads(whosays("timeline", case, "--json").stdout)["lines"]
    assert (line["code"], line["code_words"]) == ("pollution.yaml:dumping", "dumped … into")
    assert re.search(r"^  coded by +dumping \(POLL", whosays("show", case, line["id"]).stdout, re.M)


def test_a_line_of_ours_is_explained_by_its_file(pile, tmp_path):
    case = tmp_path / "case.db"
    assert whosays("read", pile / "b.txt", "--case", case).returncode == 0
    out = whosays("timeline", case, "--explain").stdout
    assert "coded by: killing (ASSAULT), lexicon/events/assault.yaml: “killed”\n" in out
    assert "coded by" not in whosays("timeline", case).stdout


def test_what_was_read_with_other_words_is_read_again(pile, tmp_path):
    case, words = tmp_path / "case.db", tmp_path / "words.yaml"
    words.write_text(EXAMPLE.read_text(encoding="utf-8"))

    def became(*options: str | Path) -> tuple[int, int, int]:
        told = json.loads(whosays("read", pile, "--case", case, "--json", *options).stdout)
        return told["new"], told["changed"], told["same"]

    assert became() == (3, 0, 0)
    assert became("--lexicon", words) == (0, 3, 0)
    assert became("--lexicon", words) == (0, 0, 3)
    words.write_text(words.read_text(encoding="utf-8").replace("leak, ", ""))
    assert became("--lexicon", words) == (0, 3, 0)
    assert became() == (0, 3, 0)


def test_the_casebook_is_the_same_whatever_the_number_of_workers(pile, tmp_path):
    digests = set()
    for workers in ("1", "2"):
        case = tmp_path / f"{workers}.db"
        assert (
            whosays("read", pile, "--case", case, "--workers", workers, "--lexicon", EXAMPLE).returncode == 0
        )
        digests.add(json.loads(whosays("info", case, "--json").stdout)["digest"])
    assert len(digests) == 1


def test_a_faulty_file_stops_before_anything_is_read(pile, tmp_path, bad):
    case = tmp_path / "case.db"
    done = whosays("read", pile, "--case", case, "--lexicon", bad)
    assert (done.returncode, done.stdout, case.exists()) == (2, "", False)
    assert "line 3, entry 'spill'" in done.stderr
    assert whosays("annotate", pile, "--lexicon", bad).returncode == 2


def test_annotations_say_what_made_each_statement(pile):
    out = whosays("annotate", pile / "c.txt", "--lexicon", EXAMPLE).stdout
    assert [s["code"] for s in json.loads(out)["statements"]] == ["pollution.yaml:spill"]
