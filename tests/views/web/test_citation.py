"""A passage as it is cited: its exact words, and where they stand."""

from __future__ import annotations

import json

from lxml import html

from tests.views.by_hand import report
from tests.views.web.conftest import Open

READING = report(
    "A bomb went off. “Nine died,” he said.",
    title="Bomb in Velm",
    publisher="The Velm Post",
    byline=("Ana Orl",),
    published="1994-05-04",
    url="https://velm.example/bomb",
)
ASKED = f"/document/{READING.key}/citation"


def test_a_passage_is_cited_in_its_exact_words_with_all_that_is_needed_to_find_it(room: Open):
    cited = room(READING).get(f"{ASKED}.json?start=17&end=29").json()["citation"]
    assert cited["words"] == "“Nine died,”"
    for told in (
        "Ana Orl",
        "The Velm Post",
        "1994-05-04",
        "https://velm.example/bomb",
        READING.document.id,
        "Characters 17 to 29",
        "Read 20",
        "Cited 20",
    ):
        assert told in cited["text"]


def test_the_annotation_selects_by_words_and_by_place(room: Open):
    annotation = room(READING).get(f"{ASKED}.json?start=17&end=29").json()["citation"]["annotation"]
    assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert annotation["type"] == "Annotation"
    quote, position = annotation["target"]["selector"]
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "“Nine died,”",
        "prefix": "A bomb went off. ",
        "suffix": " he said.",
    }
    assert position == {"type": "TextPositionSelector", "start": 17, "end": 29}
    assert annotation["target"]["source"] == "https://velm.example/bomb"


def test_a_document_without_an_address_is_named_by_its_hash(room: Open):
    reading = report("A bomb went off.")
    told = room(reading).get(f"/document/{reading.key}/citation.json?start=0&end=6").json()["citation"]
    assert told["annotation"]["target"]["source"] == f"urn:sha256:{reading.document.id}"


def test_the_page_gives_csl_json_to_copy(room: Open):
    page = html.document_fromstring(room(READING).get(f"{ASKED}?start=17&end=29").text)
    (item,) = json.loads(page.xpath("//pre")[2].text_content())
    assert item["issued"] == {"date-parts": [[1994, 5, 4]]}
    assert item["author"] == [{"literal": "Ana Orl"}]
    assert (item["type"], item["URL"]) == ("document", "https://velm.example/bomb")


def test_a_passage_that_is_not_there_is_told_in_words(room: Open):
    client = room(READING)
    assert client.get(f"{ASKED}.json?start=0&end=99").status_code == 404
    for asked in ("start=5&end=5", "start=9&end=3", "start=0", "start=a&end=b"):
        assert client.get(f"{ASKED}?{asked}").status_code == 400
