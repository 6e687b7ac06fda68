from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.errors import Refused
from whosays.read.sidecar import Sidecars, decode
from whosays.records import Given


def test_all_keys_are_taken() -> None:
    told = b"""{"title": " A  report ", "publisher": "Harbour Post", "byline": ["Ana Brel", "Ivo Tam"],
    "published": "2007-02-05", "url": "https://post.example/a"}"""
    assert decode(told, "a.json") == Given(
        title="A report",
        publisher="Harbour Post",
        byline=("Ana Brel", "Ivo Tam"),
        published="2007-02-05",
        url="https://post.example/a",
    )


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (b'{"byline": "Ana Brel"}', Given(byline=("Ana Brel",))),
        (b'{"title": "", "byline": []}', Given()),
        (b'{"title": null}', Given()),
        (b'{"colour": {"deep": [1]}}', Given()),
        (b'\xef\xbb\xbf{"title": "T"}', Given(title="T")),
    ],
)
def test_keys_may_be_missing_empty_or_unknown(told: bytes, expected: Given) -> None:
    assert decode(told, "a.json") == expected


@pytest.mark.parametrize("date", ["2007", "2007-02", "2007-02-05", "200X", "2007-02~", "2007-02/2007-03"])
def test_a_date_is_edtf(date: str) -> None:
    assert decode(f'{{"published": "{date}"}}'.encode(), "a.json").published == date


@pytest.mark.parametrize(
    ("told", "because"),
    [
        (b"", "truncated"),
        (b"title: T", "malformed"),
        (b"[1, 2]", "Expected `object`"),
        (b'{"title": 3}', "title"),
        (b'{"byline": [1]}', "byline"),
        (b'{"published": "2007-02-30"}', "not a date"),
        (b'{"published": "5 February"}', "not a date"),
        (b'{"url": "javascript:alert(1)"}', "http"),
        (b'{"url": "http://[::1"}', "http"),
        (b'{"title": "\\ud800"}', ""),
        (b'{"title": "\xff"}', ""),
        (b'{"x":' * 100_000, ""),
        (b'{"title": "' + b"x" * (1 << 20) + b'"}', "1 MiB"),
    ],
)
def test_what_is_not_valid_refuses_the_document(told: bytes, because: str) -> None:
    with pytest.raises(Refused, match=r"its sidecar a\.json is not valid") as refused:
        decode(told, "a.json")
    assert because in refused.value.reason


@given(st.binary(max_size=200))
def test_any_bytes_are_told_or_refused(told: bytes) -> None:
    with contextlib.suppress(Refused):
        assert isinstance(decode(told, "a.json"), Given)


@pytest.mark.parametrize(
    ("document", "beside"),
    [
        ("a.txt", "a.json"),
        ("a.txt", "a.txt.json"),
        ("a", "a.json"),
        ("a.b.pdf", "a.b.json"),
        ("d/a.txt", "d/a.json"),
    ],
)
def test_a_sidecar_belongs_to_the_file_of_its_name(document: str, beside: str) -> None:
    sidecars = Sidecars([document, beside])
    assert sidecars.of(document) == beside
    assert "sidecar" in (sidecars.passed_over(beside) or "")


def test_the_closer_name_wins() -> None:
    sidecars = Sidecars(["a.txt", "a.json", "a.txt.json", "a.pdf"])
    assert sidecars.of("a.txt") == "a.txt.json"
    assert sidecars.of("a.pdf") == "a.json"


@pytest.mark.parametrize("other", ["b.txt", "d/a.txt", "a.json.json"])
def test_json_that_belongs_to_nothing_is_no_report(other: str) -> None:
    assert (
        Sidecars(["a.json", other]).passed_over("a.json") == "not a report: JSON without a document beside it"
    )


def test_other_files_are_not_passed_over() -> None:
    assert Sidecars(["a.txt", "a.json"]).passed_over("a.txt") is None
