"""A removed document was never there; and nothing depends on the order in which documents were read."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casebook.conftest import content, digest, settled
from tests.casebook.factories import PRINT, reading
from whosays.casebook import Writer

NAMES = ["Orlan", "ORLAN", "orlan", "Vesk", "Brandt", "Holt"]
sentences = st.builds("{} {}.".format, st.sampled_from(NAMES), st.sampled_from(["left", "met Lind", "slept"]))
readings = st.builds(
    lambda lines, published, denied, said_by, alias: reading(
        *lines,
        published=published,
        polarity="denied" if denied else "asserted",
        said_by=said_by,
        aliases={lines[0].split()[0]: (alias,)} if alias else None,
        dates=(published,),
    ),
    st.lists(sentences, min_size=1, max_size=3),
    st.sampled_from([None, "1994", "1994-09-05", "2001-02/2001-03"]),
    st.booleans(),
    st.sampled_from([None, "Holt", "Marsh"]),
    st.sampled_from([None, "the Old One", "Vesk"]),
)
piles = st.lists(readings, min_size=1, max_size=6, unique_by=lambda made: made.key)


@settings(max_examples=20, deadline=None)
@given(piles, st.data())
def test_removed_is_never_added_in_any_order(pile: list, data: st.DataObject) -> None:  # type: ignore[type-arg]
    gone = data.draw(st.sets(st.integers(0, len(pile) - 1)))
    order = data.draw(st.permutations(range(len(pile))))
    stop = data.draw(st.integers(0, len(pile)))
    with TemporaryDirectory() as folder:
        one, other = (str(Path(folder) / name) for name in ("one.db", "other.db"))
        for part in (order[:stop], order[stop:]):
            with Writer.open(one) as writer:
                for n in part:
                    writer.put(f"/pile/{n}", pile[n], PRINT)
        with Writer.open(one) as writer:
            for n in sorted(gone):
                writer.remove(pile[n].key)
        with Writer.open(other) as writer:
            for n, made in enumerate(pile):
                if n not in gone:
                    writer.put(f"/pile/{n}", made, PRINT)
        assert content(one) == content(other)
        assert digest(one) == digest(other)
        assert settled(one) == []


@settings(max_examples=20, deadline=None)
@given(piles, st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5)), max_size=8), st.integers(0, 5))
def test_removed_was_never_a_version_of_a_file(pile: list, moves: list, gone: int) -> None:  # type: ignore[type-arg]
    gone %= len(pile)
    with TemporaryDirectory() as folder:
        one, other = (str(Path(folder) / name) for name in ("one.db", "other.db"))
        with Writer.open(one) as with_it, Writer.open(other) as without:
            with_it.put("/pile/gone", pile[gone], PRINT)
            for place, n in moves:
                made = pile[n % len(pile)]
                with_it.put(f"/pile/{place}", made, PRINT)
                if made is not pile[gone]:
                    without.put(f"/pile/{place}", made, PRINT)
            with_it.remove(pile[gone].key)
        assert content(one) == content(other)
        assert digest(one) == digest(other)
        assert settled(one) == []
