"""A page is HTML, JSON and CSV of one answer."""

from __future__ import annotations

from tests.views.by_hand import report, said
from tests.views.web.conftest import Open
from whosays.views.web.held import Bodies

MARKET = report(
    "A bomb went off in Velm on 3 May 1994.", said("A bomb went off in Velm on 3 May 1994.", day="1994-05-03")
)


def test_a_list_is_html_json_and_csv(room: Open):
    client = room(MARKET)
    html, json, csv = (client.get(f"/chronology{end}") for end in ("", ".json", ".csv"))
    assert "A bomb went off in Velm" in html.text
    assert json.json()["lines"][0]["statements"][0]["summary"] == "A bomb went off in Velm on 3 May 1994."
    assert csv.text.splitlines()[0].startswith("id,date")


def test_a_question_that_is_not_understood_is_told_in_the_form_it_was_asked_in(room: Open):
    client = room(MARKET)
    assert client.get("/chronology?limit=many").status_code == 400
    assert "limit" in client.get("/chronology.json?limit=many").json()["error"]


def test_a_page_that_has_not_changed_is_not_sent_again(room: Open):
    client = room(MARKET)
    tag = client.get("/chronology").headers["etag"]
    assert client.get("/chronology", headers={"If-None-Match": tag}).status_code == 304


def test_long_addresses_of_short_pages_count_for_what_is_kept():
    kept = Bodies(most=100_000)
    for number in range(1_000):
        kept.put(("html", f"{number}{'x' * 8_000}"), b"short")
    assert sum(kept.get(("html", f"{number}{'x' * 8_000}")) is not None for number in range(1_000)) < 15


def test_what_is_kept_anew_is_counted_once():
    kept = Bodies(most=100_000)
    for _ in range(100):
        kept.put(("html", "/"), b"x" * 20_000)
    kept.put(("html", "/other"), b"x" * 20_000)
    assert kept.get(("html", "/")) is not None
