"""Originals are taken away, never shown; pages of a PDF are drawn apart."""

from __future__ import annotations

import io
import time
import zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from tests.views.by_hand import report
from tests.views.web.conftest import Open
from whosays.engines import picturing
from whosays.engines.picture import Order, bare
from whosays.engines.picturing import draw
from whosays.errors import Refused
from whosays.records.derived import Reading
from whosays.views.web.pages import originals
from whosays.views.web.pages.originals import unpacked

PDF = (Path(__file__).parents[3] / "samples" / "1995-02-14-centre-belin.pdf").read_bytes()
WORDS = "The Centre has seen the registers"


def pdf(data: bytes = PDF, **metadata: object) -> Reading:
    reading = report(f"Summary\n{WORDS} of the hospital.", source="pile/a.pdf", **metadata)
    return msgspec.structs.replace(
        reading,
        document=reading.document.having(format="application/pdf"),
        packed=zlib.compress(data),
        size=len(data),
    )


def yellow(png: bytes) -> int:
    """How many points have the colour of the marker."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return sum(1 for r, _, b in picture.get_flattened_data() if r > 200 and b < 120)


def test_the_original_is_taken_away_as_it_was(room: Open):
    reading = report("<script>alert(1)</script>", source="pile/page.html")
    answer = room(reading).get(f"/document/{reading.key}/original")
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith('attachment; filename="page.html"')
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("source", "plain", "whole"),
    [
        ('pile/a"b\r\nX: y.txt', "a_b_X_y.txt", "a%22b%0D%0AX%3A%20y.txt"),
        ("pile/گزارش.txt", "txt", "%DA%AF%D8%B2%D8%A7%D8%B1%D8%B4.txt"),
        ("a.zip!/../../etc/passwd", "passwd", "passwd"),
        ("https://velm.example/x/report.html?q=1", "report.html", "report.html"),
    ],
)
def test_the_name_of_a_download_can_do_no_harm(room: Open, source: str, plain: str, whole: str):
    reading = report("Text.", source=source)
    told = room(reading).get(f"/document/{reading.key}/original").headers["content-disposition"]
    assert told == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}"


def test_no_more_is_unpacked_than_there_should_be():
    assert sum(map(len, unpacked(zlib.compress(bytes(10_000_000)), 1_000))) == 1_000


def test_a_page_is_a_picture_with_the_passage_marked(room: Open):
    reading = pdf()
    client = room(reading)
    address = f"/document/{reading.key}/page/1.png"
    plain, marked = client.get(address), client.get(f"{address}?at=8&end={8 + len(WORDS)}")
    assert plain.headers["content-type"] == "image/png"
    assert yellow(plain.content) == 0
    assert yellow(marked.content) > 1_000
    again = client.get(address, headers={"If-None-Match": plain.headers["etag"]})
    assert again.status_code == 304


def test_the_pictures_stand_beside_the_words(room: Open):
    reading = pdf()
    page = room(reading).get(f"/document/{reading.key}?at=8&end=20").text
    assert f'src="/document/{reading.key}/page/1.png?at=8&amp;end=20" alt="Page 1' in page


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\nnothing", PDF[:400]])
def test_a_page_that_cannot_be_drawn_is_told_in_words(room: Open, data: bytes):
    reading = pdf(data)
    answer = room(reading).get(f"/document/{reading.key}/page/1.png")
    assert answer.status_code == 422
    assert "can’t be shown" in answer.text


def test_a_page_that_is_not_there_is_told_in_words(room: Open):
    reading = pdf()
    assert "it has 2 pages" in room(reading).get(f"/document/{reading.key}/page/9.png").text


def test_many_pictures_at_once_are_not_read_at_once(room: Open, monkeypatch: pytest.MonkeyPatch):
    reading = pdf()
    client = room(reading)
    there, most = [], []

    def slowly(data: bytes, order: Order) -> bytes:
        there.append(order)
        most.append(len(there))
        time.sleep(0.05)
        there.pop()
        return b"\x89PNG"

    monkeypatch.setattr(originals, "draw", slowly)
    with ThreadPoolExecutor(30) as many:
        told = many.map(
            lambda at: client.get(f"/document/{reading.key}/page/1.png?at={at}&end=90"), range(30)
        )
        statuses = Counter(answer.status_code for answer in told)
    assert max(most) <= picturing.AT_ONCE
    assert set(statuses) == {200, 503}
    assert client.get(f"/document/{reading.key}/page/1.png").status_code == 200


def test_only_a_pdf_has_pages_to_draw(room: Open):
    reading = report("Text.")
    client = room(reading)
    assert client.get(f"/document/{reading.key}/page/1.png").status_code == 404
    assert client.get(f"/document/{reading.key}/page/x.png").status_code == 400


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(picturing, "SECONDS", 0.01)
    with pytest.raises(Refused, match="longer than"):
        draw(PDF, Order(page=1))


def page_of(width: str, height: str) -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 "
        + f"{width} {height}".encode()
        + b"]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


@pytest.mark.parametrize("size", [("90000", "90000"), ("14400", "90000000"), ("1", "90000000")])
def test_a_page_of_monstrous_size_costs_no_more_than_another(size: tuple[str, str]):
    try:
        drawn = Image.open(io.BytesIO(draw(page_of(*size), Order(page=1))))
    except Refused:
        return
    assert drawn.width * drawn.height <= 4_100_000


def test_words_are_found_whatever_parts_them():
    assert bare("Re-\ngisters, OF")[0] == bare("registers of")[0]
