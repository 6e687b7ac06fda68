"""The guest's own tests: run `pytest` in this folder after `pip install .`."""

# ruff: noqa: D103

from whosays_barrels import barrels

from whosays.records import Document, Quantity


def document(text: str, **fields: object) -> Document:
    return Document(id="0" * 64, source="by-hand.txt", format="text/plain", text=text, **fields)


def test_barrels_of_oil_are_a_quantity_with_its_unit() -> None:
    text = "The refinery lost about 1,200 barrels of crude oil."
    (quantity,) = barrels(document(text)).quantities
    assert text[quantity.start : quantity.end] == "about 1,200 barrels of crude oil"
    assert (quantity.value, quantity.unit, quantity.approximate) == (1200, "[bbl_us]", True)


def test_a_count_inside_the_barrels_gives_way_and_others_stay() -> None:
    text = "Two men stole 40 barrels."
    counts = (
        Quantity(start=0, end=3, kind="count", value=2, unit="man"),
        Quantity(start=14, end=16, kind="count", value=40, unit="barrel"),
    )
    kept = barrels(document(text, quantities=counts)).quantities
    assert [(q.value, q.unit) for q in kept] == [(2, "man"), (40, "[bbl_us]")]


def test_another_language_is_left_alone() -> None:
    given = document("40 barrels", language="fr")
    assert barrels(given) is given
