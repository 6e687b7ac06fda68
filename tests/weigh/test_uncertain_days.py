"""What reports can differ from: a day that is only carried on is nothing that they can differ in."""

from __future__ import annotations

from tests.annotate.by_hand import document
from whosays.annotate.statements import statements
from whosays.resolve.derive import derive
from whosays.weigh.values import values_of


def test_an_uncertain_day_is_nothing_that_reports_can_differ_in() -> None:
    text = "Gunmen attacked the mill at Velm on 4 May 2001. They killed Edvin Maur and wounded two guards."
    made = derive(statements(document(text, published="2001-05-06")), "d" * 16)
    values = {v.value for line in made.lines for v in values_of(line, {}) if v.kind == "date"}
    assert {line.edtf for line in made.lines} >= {"2001-05-04", "2001-05-04?"}
    assert values == {"2001-05-04"}
