"""The reader: a document as it was laid out, with its layers."""

from __future__ import annotations

import msgspec
from lxml import html

from tests.views.by_hand import derived, quoting, report, said
from tests.views.web.conftest import Open
from whosays.records import Attribution, Block, Document, Entity, Mention, Place, Quantity, Time
from whosays.records.derived import Reading
from whosays.views.laid_out import PART

TEXT = "Karim Vesk said on 3 May 1994 that nine died in Velm."


def spanning(words: str, text: str = TEXT) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def layered(text: str = TEXT, **metadata: object) -> Reading:
    values = {"id": "", "source": "pile/vesk.txt", "format": "text/plain", "text": text, **metadata}
    return derived(
        Document(
            **values,  # type: ignore[arg-type]
            entities=(Entity(id="p", type="Person", name="Karim Vesk"),),
            mentions=(Mention(**spanning("Karim Vesk", text), type="Person", kind="name", entity="p"),),
            times=(Time(**spanning("3 May 1994", text), type="DATE", value="1994-05-03", edtf="1994-05-03"),),
            quantities=(
                Quantity(**spanning("nine", text), kind="count", value=9, unit="person", role="dead"),
            ),
            places=(
                Place(**spanning("Velm", text), kind="name", name="Velm", lat=31.5, lon=65.0, radius_km=3),
            ),
            attributions=(
                Attribution(
                    source=((0, 10),),
                    cue=((11, 15),),
                    content=((35, 52),),
                    speaker="p",
                ),
            ),
        )
    )


def shown(page: str) -> str:
    """The text of the document on a page."""
    (article,) = html.document_fromstring(page).xpath("//article")
    return article.text_content()


def test_the_text_on_the_page_is_the_text_of_the_document(room: Open):
    text = "One & <b>two</b>.\n\nThree “four” 5 < 6\n\nלחם"
    reading = report(text)
    assert shown(room(reading).get(f"/document/{reading.key}").text) == text


def test_each_mark_has_its_reading(room: Open):
    reading = layered(publisher="The Velm Post")
    article = html.document_fromstring(room(reading).get(f"/document/{reading.key}").text).xpath("//article")[
        0
    ]
    titles = {each.get("class").split()[0]: each.get("title") for each in article.xpath(".//*[@title]")}
    assert titles["mention"] == "Person: Karim Vesk"
    assert titles["time"] == "1994-05-03 · DATE 1994-05-03"
    assert titles["quantity"] == "9 dead"
    assert titles["place"].startswith("Velm (31.50, 65.00")
    assert titles["attribution"] == "Karim Vesk, quoted in The Velm Post (undated) · cue “said”"


def test_a_mention_leads_to_its_entity(room: Open):
    reading = layered()
    page = html.document_fromstring(room(reading).get(f"/document/{reading.key}").text)
    (link,) = page.xpath("//article//a[contains(@class, 'mention')]/@href")
    assert link == f"/entity/{reading.derived.entities[0].id}"


def test_a_line_leads_to_its_page_and_can_be_cited(room: Open):
    words = "A bomb went off in Velm."
    reading = report(f"Yesterday. {words}", said(words, day="1994-05-03"))
    page = html.document_fromstring(room(reading).get(f"/document/{reading.key}").text)
    assert page.xpath("//article//a[@class='nth']/@href") == [f"/line/{reading.derived.lines[0].id}"]
    assert page.xpath("//aside//a[starts-with(@aria-label, 'Cite')]/@href") == [
        f"/document/{reading.key}/citation?start=11&end=35"
    ]


def test_marks_that_overlap_leave_the_text_whole(room: Open):
    text = "Velm city council met."
    entities = (
        Entity(id="a", type="Place", name="Velm"),
        Entity(id="b", type="PublicBody", name="Velm city"),
    )
    reading = derived(
        Document(
            id="",
            source="x.txt",
            format="text/plain",
            text=text,
            entities=entities,
            mentions=(
                Mention(start=0, end=9, type="PublicBody", kind="name", entity="b"),
                Mention(start=5, end=17, type="PublicBody", kind="name", entity="b"),
                Mention(start=0, end=4, type="Place", kind="name", entity="a"),
            ),
        )
    )
    page = room(reading).get(f"/document/{reading.key}").text
    assert shown(page) == text
    assert not html.document_fromstring(page).xpath("//article//a//a")


def test_only_the_layers_that_are_asked_for_are_on(room: Open):
    reading = layered()
    page = html.document_fromstring(
        room(reading).get(f"/document/{reading.key}?layers=none&layers=times").text
    )
    assert page.xpath("//form[@class='layers']//input[@checked]/@value") == ["times"]


def test_an_offset_marks_the_line_that_begins_there(room: Open):
    words = "A bomb went off in Velm."
    reading = report(f"Yesterday. {words} It rained.", said(words, day="1994-05-03"))
    page = html.document_fromstring(room(reading).get(f"/document/{reading.key}?at=11").text)
    (mark,) = page.xpath("//mark[@id='passage']")
    assert mark.text_content() == words
    assert "autofocus" in mark.attrib


def test_an_offset_beyond_the_end_is_told_in_words(room: Open):
    reading = layered()
    client = room(reading)
    for asked in ("at=53", "at=3&end=99", "from=99"):
        answer = client.get(f"/document/{reading.key}.json?{asked}")
        assert answer.status_code == 404
        assert "53 characters" in answer.json()["error"]
    assert client.get(f"/document/{reading.key}?at=5&end=5").status_code == 400
    assert client.get(f"/document/{reading.key}?at=-1").status_code == 400


def test_a_long_document_comes_in_parts_that_are_the_whole(room: Open):
    text = "\n".join(f"Paragraph {number} tells of nothing." for number in range(2_500))
    reading = report(text)
    client = room(reading)
    told, at = [], 0
    while at is not None:
        page = client.get(f"/document/{reading.key}.json?from={at}").json()
        assert len(page["text"]) <= PART
        told.append(page["text"])
        at = page["part"]["next"]
    assert len(told) > 1
    assert "".join(told) == text
    last = client.get(f"/document/{reading.key}?at={len(text) - 3}").text
    assert f"Part {len(told)} of {len(told)}" in last


def test_the_layers_of_a_part_keep_their_numbers(room: Open):
    filler = "Nothing here.\n" * (PART // 14 + 1)
    text = filler + TEXT
    blocks = tuple(
        Block(start=at, end=at + len(words), kind="paragraph")
        for at, words in [(0, filler[: PART // 2]), (len(filler), TEXT)]
    )
    reading = layered(text, blocks=blocks)
    client = room(reading)
    assert client.get(f"/document/{reading.key}.json").json()["layers"]["times"] == {}
    part = client.get(f"/document/{reading.key}.json?at={len(filler)}").json()
    assert part["layers"]["times"]["0"]["value"] == "1994-05-03"


def test_a_document_from_right_to_left_runs_so(room: Open):
    reading = report("לחם ומים.", language="he")
    (article,) = html.document_fromstring(room(reading).get(f"/document/{reading.key}").text).xpath(
        "//article"
    )
    assert (article.get("dir"), article.get("lang")) == ("rtl", "he")
    assert article.xpath("./p/@dir") == ["auto"]


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def test_nothing_that_a_document_says_of_itself_is_run(room: Open):
    text = f"Karim Vesk spoke. {HOSTILE}"
    reading = report(
        text,
        said("Karim Vesk spoke.", who=["Karim Vesk"], by=[("Karim Vesk", "spoke")]),
        source=f"pile/{HOSTILE.replace('/', '')}.txt",
        title=HOSTILE,
        publisher=HOSTILE,
        byline=(HOSTILE,),
        republished_from=HOSTILE,
        language=HOSTILE,
        notes=(HOSTILE,),
        url=f"javascript:{HOSTILE}",
        aliases={"Karim Vesk": (HOSTILE,)},
    )
    client = room(reading)
    for path in (
        "/documents",
        f"/document/{reading.key}?at=19",
        f"/document/{reading.key}/citation?start=0&end={len(text)}",
    ):
        page = html.document_fromstring(client.get(path).text)
        assert not page.xpath("//script[not(@src)]")
        assert not page.xpath("//img")
        assert not page.xpath("//@*[starts-with(name(), 'on')]")
        assert not page.xpath("//a[starts-with(@href, 'javascript:')]")


def test_an_address_that_is_no_web_address_is_text_only(room: Open):
    reading = report("Text.", url="ftp://velm.example/x", source="a.txt")
    web = report("Other text.", url="https://velm.example/x", source="b.txt")
    client = room(reading, web)
    assert 'href="ftp:' not in client.get(f"/document/{reading.key}").text
    assert 'href="https://velm.example/x" rel="noreferrer' in client.get(f"/document/{web.key}").text


def test_a_document_is_found_by_its_id_only(room: Open):
    reading = report("Text.", source="pile/secret.txt")
    client = room(reading)
    for name in ("pile", "%2Fpile%2F0", "..%2F..%2Fetc%2Fpasswd", "e-000000000000", "d-", "d-zz", "%00"):
        for end in ("", ".json", "/original", "/page/1.png", "/citation?start=0&end=1"):
            assert client.get(f"/document/{name}{end}").status_code in {400, 404}, name + end


def test_folders_are_told_nowhere(room: Open):
    reading = report("Text.", source="/home/anna/pile/report.txt")
    client = room(reading)
    for end in ("", ".json", "/citation?start=0&end=1", "/citation.json?start=0&end=1"):
        assert "anna" not in client.get(f"/document/{reading.key}{end}").text
    assert "report.txt" in client.get(f"/document/{reading.key}").text


def test_cautions_are_marked_where_they_stand(room: Open):
    reading = quoting("“We burned it,” said a man.", (None, "We burned it,"))
    page = room(reading).get(f"/document/{reading.key}.json").json()
    assert {mark["layer"] for mark in page["marks"]} >= {"attributions"}
    assert "undated" in {caution["kind"] for caution in page["cautions"]}


def test_the_json_holds_the_layers_as_the_contract_has_them(room: Open):
    reading = layered()
    layers = room(reading).get(f"/document/{reading.key}.json").json()["layers"]
    contract = msgspec.json.decode(msgspec.json.encode(reading.document.contract()))
    for name in ("mentions", "times", "places", "quantities", "attributions"):
        assert [layers[name][str(number)] for number in range(len(contract[name]))] == contract[name]
    assert layers["entities"] == contract["entities"]
