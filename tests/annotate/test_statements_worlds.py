"""Texts about other worlds: what sounds violent there is none; what is told plainly is."""

from __future__ import annotations

from whosays.annotate.pipeline import default_pipeline
from whosays.plugins import Limits, Raw
from whosays.read.dispatch import Found, documents

_MATCH = (
    "Rovers attacked from the first whistle and the midfield of the Ostrel club was massacred. The striker "
    "shot wide in the second half, the goalkeeper saved a penalty, and the referee ended the match before "
    "the fans could breathe. Their coach said that the defenders had been murdered on the wing. The league "
    "meets again in the stadium on Sunday, when the winger returns for the quarter-final of the cup. "
)
_MURDER = (
    "Police said that gunmen killed two soldiers and wounded a policeman outside the barracks of Lunesk. "
)
_REPORT = "Rebels attacked the barracks at Velm on Sunday and killed three soldiers, the ministry said. "


def _types(text: str) -> list[str | None]:
    (outcome,) = documents(Raw(source="page.txt", data=text.encode()), Limits())
    assert isinstance(outcome, Found)
    document = default_pipeline().annotate(outcome.document)
    return [statement.type for statement in document.statements if statement.kind == "event"]


def test_a_sports_page_tells_of_no_assault() -> None:
    assert "ASSAULT" not in _types(_MATCH)


def test_a_murder_on_a_sports_page_is_one() -> None:
    assert "ASSAULT" in _types(_MATCH + _MURDER)


def test_a_few_words_of_sports_do_not_make_a_report_of_war_a_sports_page() -> None:
    assert "ASSAULT" in _types(_REPORT + "The goalkeeper of the village club was among them.")
