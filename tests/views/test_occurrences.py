"""What the reports of an event say that others can differ from."""

from __future__ import annotations

from tests.annotate.by_hand import document
from whosays.annotate.statements import statements
from whosays.views.occurrences import events_of


def test_an_uncertain_day_is_nothing_that_reports_can_differ_in() -> None:
    text = "Gunmen attacked the mill at Velm on 4 May 2001. They killed Edvin Maur and wounded two guards."
    made = statements(document(text, published="2001-05-06"))
    events = list(events_of(made, "d" * 16))
    values = [
        value["value"]
        for event in events
        for report in event["reports"]
        for value in report["values"]
        if value["kind"] == "date"
    ]
    assert {day for event in events for day in event["edtf"]} == {"2001-05-04", "2001-05-04?"}
    assert values == ["2001-05-04"]
