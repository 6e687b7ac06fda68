"""Two are tied where they take part in the same line; what is denied ties nobody."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.views.by_hand import entity_id, keep, report, said
from whosays.casebook import Reader
from whosays.records.derived import Reading
from whosays.views.ties import Ties, kinds_of, pairs, ties, weightiest

TEXT = (
    "Ana Reyl met Ots Marn. Ots Marn, Ana Reyl and Bir Oln marched. Bir Oln never met Ots Marn. "
    "Bir Oln is a cousin of Ana Reyl."
)
MEETINGS = report(
    TEXT,
    said("Ana Reyl met Ots Marn.", who=["Ana Reyl", "Ots Marn"], type="CONSULT"),
    said("Ots Marn, Ana Reyl and Bir Oln marched.", who=["Ots Marn", "Ana Reyl", "Bir Oln"]),
    said("Bir Oln never met Ots Marn.", who=["Bir Oln", "Ots Marn"], polarity="denied"),
    said(
        "Bir Oln is a cousin of Ana Reyl.",
        who=["Bir Oln", "Ana Reyl"],
        kind="relation",
        type="Family",
        certainty="possible",
    ),
)


def found(
    folder: Path, *readings: Reading, denied: bool = False
) -> dict[frozenset[str], tuple[int, int, tuple[tuple[str, int], ...]]]:
    with Reader.open(keep(folder, *readings)) as reader:
        table = reader.columns()
        every = pairs(table)
        flags = every.denied == denied
        made = ties(table, every, flags)
        kinds = kinds_of(every, flags, made, len(table.entities), 3)
        names = {id_: name for id_, (_, name) in reader.names_of(table.entities).items()}
        return {
            frozenset((names[table.entities[a]], names[table.entities[b]])): (lines, hedged, kind)
            for a, b, lines, hedged, kind in zip(made.a, made.b, made.lines, made.hedged, kinds, strict=True)
        }


def test_each_two_of_a_line_are_tied_by_it(tmp_path: Path):
    assert found(tmp_path, MEETINGS) == {
        frozenset(("Ana Reyl", "Ots Marn")): (2, 0, (("both actor", 2),)),
        frozenset(("Ana Reyl", "Bir Oln")): (2, 1, (("Family", 1), ("both actor", 1))),
        frozenset(("Ots Marn", "Bir Oln")): (1, 0, (("both actor", 1),)),
    }


def test_a_denial_is_apart(tmp_path: Path):
    assert found(tmp_path, MEETINGS, denied=True) == {
        frozenset(("Ots Marn", "Bir Oln")): (1, 0, (("both actor", 1),))
    }


def test_one_who_is_named_twice_is_not_tied_to_himself(tmp_path: Path):
    twice = report("Ana Reyl hurt Ana Reyl.", said("Ana Reyl hurt Ana Reyl.", who=["Ana Reyl", "Ana Reyl"]))
    assert found(tmp_path, twice) == {}


def test_the_weightiest_ties_are_drawn_first():
    numbers = np.array([0, 1, 2], np.int32)
    made = Ties(
        a=np.array([0, 1, 4], np.int32), b=np.array([3, 2, 5], np.int32), lines=numbers[::-1], hedged=numbers,
        origins=numbers,
    )  # fmt: skip
    assert weightiest(made, 2) == {0, 3}
    assert weightiest(made, 3, first=(9,)) == {9, 0, 3}


def test_a_tie_has_as_many_origins_as_the_best_founded_of_its_lines(tmp_path: Path):
    with Reader.open(keep(tmp_path, MEETINGS)) as reader:
        table = reader.columns()
        every = pairs(table)
        made = ties(table, every, ~every.denied)
        ana, ots = table.entity(entity_id("Ana Reyl")), table.entity(entity_id("Ots Marn"))
        among = {(a, b): n for a, b, n in zip(made.a, made.b, made.origins, strict=True)}
        rows = every.row[(every.a == min(ana, ots)) & (every.b == max(ana, ots)) & ~every.denied]
    assert among[min(ana, ots), max(ana, ots)] == max(table.origins[rows])
