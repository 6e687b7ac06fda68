"""The map in a browser: places that crowd open into their own, years narrow it, the list says the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.views.by_hand import keep, report, said
from whosays.records.derived import Reading
from whosays.records.parts import Where
from whosays.views.web import assets

pytestmark = pytest.mark.skipif(
    not assets.has("d3.min.js", "countries-50m.json"), reason="built without the files that draw pictures"
)
TOWNS = {"Velm": (47.5, -1.5), "Karsk": (47.52, -1.5), "Ost": (47.49, -1.52), "Tarn": (44.0, 3.0)}


def pile() -> Iterator[Reading]:
    """Each town burns in a year of its own, in one more document than the town after it."""
    for number, (name, (lat, lon)) in enumerate(TOWNS.items()):
        place = Where(
            start=0,
            end=len(name),
            kind="name",
            name=name,
            gazetteer=f"geonames:{number}",
            country="FR",
            lat=lat,
            lon=lon,
            radius_km=3.0,
            entity=None,
        )
        for copy in range(len(TOWNS) - number):
            words = f"{name} was burnt."
            line = said(words, day=str(1990 + number), where=(place,))
            yield report(words, line, source=f"{name}-{copy}.txt")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In place of the sample reports, whose country is on no map."""
    return Path(keep(tmp_path_factory.mktemp("towns"), *pile()))


@pytest.fixture
def drawn(page: Page) -> Page:
    """The map, drawn."""
    page.goto("/map")
    expect(page.locator(".mark").first).to_be_visible()
    return page


def test_places_that_crowd_open_into_their_own(drawn: Page):
    drawn.get_by_role("button", name="3 places near Velm").press("Enter")
    expect(drawn.get_by_role("link", name="Karsk, France: 3 statements, within 3 km")).to_be_visible()


def test_narrowed_years_leave_the_same_on_the_map_and_in_the_list(drawn: Page):
    drawn.get_by_role("slider", name="From").fill("1993")
    expect(drawn.locator("#places tbody tr")).to_have_count(1)
    expect(drawn.locator(".mark")).to_have_count(1)
    expect(drawn).to_have_url("/map?earliest=1993")


def test_all_of_the_map_is_reached_by_keyboard(drawn: Page):
    drawn.get_by_role("group", name="Map of the places").focus()
    drawn.keyboard.press("Tab")
    expect(drawn.locator(".mark:focus")).to_have_count(1)
    for name in ("Zoom in", "Zoom out", "Show all places"):
        drawn.keyboard.press("Tab")
        expect(drawn.get_by_role("button", name=name, exact=True)).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(drawn: Page, scheme: str):
    drawn.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert Axe().run(drawn).response["violations"] == []
