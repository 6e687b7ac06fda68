"""By what a line was coded, in words."""

from __future__ import annotations

import pytest

from tests.views.by_hand import keep, report, said
from whosays.casebook import Reader
from whosays.views.chronology import Selection, chronology
from whosays.views.coding import coded_by


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("killing", "killing (ASSAULT), lexicon/events/assault.yaml: “killed”"),
        ("own.yaml:killing", "killing (ASSAULT), own.yaml (yours): “killed”"),
        ("some-rule", "some-rule (ASSAULT), a rule of whosays: “killed”"),
        (None, "nothing that is noted"),
    ],
)
def test_a_line_names_its_entry_the_file_of_it_and_the_words(tmp_path, code, told):
    line = said("Gunmen killed nine", code=code, code_words=None if code is None else "killed")
    with Reader.open(keep(tmp_path, report("Gunmen killed nine.", line))) as reader:
        (entry,) = chronology(reader, Selection(), limit=None).lines
    assert coded_by(entry).startswith(told)


@pytest.mark.parametrize("code", ["\x1b[2Jx", "\u202e.yaml:x"])
def test_a_hostile_name_does_nothing_to_a_terminal(tmp_path, code):
    line = said("Gunmen killed nine", code=code, code_words="\x1b[2J")
    with Reader.open(keep(tmp_path, report("Gunmen killed nine.", line))) as reader:
        (entry,) = chronology(reader, Selection(), limit=None).lines
    assert coded_by(entry).replace("\n", "").isprintable()
