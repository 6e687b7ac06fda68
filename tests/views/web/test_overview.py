"""The first page: the casebook in figures, by year, and where to begin."""

from __future__ import annotations

import re

from tests.views.by_hand import entity_id, report, said
from tests.views.web.conftest import Open
from whosays.views.web.pages.overview import years

MARKET = report(
    "A bomb went off on 3 May 1994, Mira Orlan said. Nine died, Mira Orlan said.",
    said("A bomb went off on 3 May 1994", day="1994-05-03", by=[("Mira Orlan", "said")]),
    said("Nine died", day="1994", by=[("Mira Orlan", "said")]),
)


def test_the_casebook_is_told_in_figures_that_lead_on(room: Open):
    client = room(MARKET)
    counts = client.get("/index.json").json()["counts"]
    assert (counts["documents"], counts["lines"], counts["entities"]) == (1, 2, 1)
    html = client.get("/").text
    assert re.search(r'<a href="/chronology\?kind=all"><strong>2</strong> lines</a>', html)
    assert re.search(r'<a href="/documents"><strong>1</strong> document</a>', html)


def test_years_lead_to_their_lines_in_the_picture_and_in_the_list(room: Open):
    html = room(MARKET).get("/").text
    assert html.count('href="/chronology?earliest=1994&amp;latest=1994"') == 2


def test_who_is_spoken_of_and_who_speaks_most_is_linked(room: Open):
    page = room(MARKET).get("/index.json").json()
    assert [(one["entity"], one["times"]) for one in page["heard"]] == [(entity_id("Mira Orlan"), 2)]
    assert [(one["name"], one["times"]) for one in page["named"]] == [("Mira Orlan", 1)]


def test_bars_have_as_few_years_as_there_is_room_for_and_lose_no_line():
    lines = {1700: 1, **dict.fromkeys(range(1900, 1990), 20)}
    told = years(lines, 1_810)
    assert (told.bars[0].first, told.bars[-1].last, told.undated) == (1900, 1989, 9)
    assert told.before is not None
    assert (told.before.first, told.before.last, told.before.lines) == (1700, 1899, 1)
    assert sum(bar.lines for bar in told.bars) == 1_800
    assert len(told.bars) <= 48


def test_an_empty_casebook_says_how_to_begin(room: Open):
    html = room().get("/").text
    assert "There is nothing in it yet" in html
    assert '<a href="/bring-in">' in html
