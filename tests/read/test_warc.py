from __future__ import annotations

import gzip
import random
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.pile import outcomes, reasons, texts
from whosays.plugins import Limits, Raw, Refusal
from whosays.read.dispatch import Found
from whosays.read.warc import READERS, read_warc

PAGE = b"<html><p>The bridge was closed."
URL = "https://post.example/bridge"
NOISE = random.Random(7).randbytes(2000).hex().encode()
ANSWER = b"HTTP/1.1 200 OK\r\n"
NO_LENGTH = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
NO_ADDRESS = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 27\r\n\r\n"


class Captured:
    """A web archive, record by record."""

    def __init__(self, *, packed: bool = True) -> None:
        self._packed = packed
        self._records: list[bytes] = []

    def page(
        self,
        url: str = URL,
        payload: bytes = PAGE,
        *,
        status: str = "200 OK",
        kind: str = "text/html; charset=utf-8",
        record: str = "response",
        **headers: str,
    ) -> Captured:
        if record == "response":
            told = {
                "Content-Type": kind,
                **{name.replace("_", "-"): value for name, value in headers.items()},
            }
            lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
            payload = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + payload
            kind = "application/http; msgtype=response"
        head = (
            f"WARC/1.0\r\nWARC-Type: {record}\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(payload)}\r\n\r\n"
        )
        whole = head.encode() + payload + b"\r\n\r\n"
        self._records.append(gzip.compress(whole, mtime=0) if self._packed else whole)
        return self

    def data(self) -> bytes:
        return b"".join(self._records)


def read(data: bytes, limits: Limits | None = None) -> tuple[dict[str, str], dict[str, str]]:
    found = outcomes(Raw(source="w", data=data), limits)
    return texts(found), reasons(found)


@pytest.mark.parametrize("packed", [True, False])
def test_a_captured_page_is_read_with_its_address(packed: bool) -> None:
    (found,) = outcomes(Raw(source="x.warc.gz", data=Captured(packed=packed).page().data()))
    assert isinstance(found, Found)
    assert found.source == f"x.warc.gz!/{URL}"
    assert (found.document.url, found.document.text) == (URL, PAGE.decode())
    assert found.data == PAGE


def test_the_media_type_and_its_encoding_are_passed_on() -> None:
    data = Captured().page(kind='Text/HTML; x=y; charset="Windows-1256"').data()
    (raw,) = read_warc(Raw(source="w", data=data), Limits())
    assert isinstance(raw, Raw)
    assert raw.media_type == "text/html; charset=windows-1256"


def test_an_archive_on_disk_is_read_from_there(tmp_path: Path) -> None:
    (tmp_path / "x.warc.gz").write_bytes(Captured().page().data())
    found = outcomes(Raw(source="x.warc.gz", path=tmp_path / "x.warc.gz"))
    assert list(texts(found)) == [f"x.warc.gz!/{URL}"]


def test_a_resource_is_read_too() -> None:
    found, _ = read(
        Captured().page("https://post.example/a.txt", b"words", kind="text/plain", record="resource").data()
    )
    assert found == {"w!/https://post.example/a.txt": "words"}


def test_other_records_are_passed_over_in_silence() -> None:
    captured = (
        Captured().page(record="request", kind="application/http").page(record="metadata", kind="text/plain")
    )
    found, refused = read(captured.page().data())
    assert list(found) == [f"w!/{URL}"]
    assert refused == {}


def test_what_is_no_page_is_counted_by_kind() -> None:
    captured = Captured().page()
    for number in range(3):
        captured.page(f"https://post.example/{number}.png", b"x", kind="image/png")
    captured.page("https://post.example/x.css", b"x", kind="text/css")
    captured.page("https://post.example/gone", b"x", status="404 Not Found")
    captured.page("https://post.example/empty", b"")
    found = [each for each in outcomes(Raw(source="w", data=captured.data())) if isinstance(each, Refusal)]
    assert {each.kind for each in found} == {"skipped"}
    assert [each.reason for each in found] == [
        "captures that are no page (status other than 200): 1 records",
        "captures without content: 1 records",
        "not a report: image: 3 records",
        "not a report: style sheet: 1 records",
    ]


def test_a_page_captured_again_is_told_apart() -> None:
    found, _ = read(Captured().page().page(payload=PAGE + b" And opened.").data())
    assert list(found) == [f"w!/{URL}", f"w!/{URL} (capture 2)"]


def chunked(payload: bytes, size: int = 7) -> bytes:
    pieces = [payload[at : at + size] for at in range(0, len(payload), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def deflated(data: bytes) -> bytes:
    return zlib.compress(data)[2:-4]


@pytest.mark.parametrize(
    ("payload", "headers"),
    [
        (chunked(PAGE), {"Transfer_Encoding": "chunked"}),
        (PAGE, {"Transfer_Encoding": "chunked"}),
        (gzip.compress(PAGE, mtime=0), {"Content_Encoding": "gzip"}),
        (PAGE, {"Content_Encoding": "gzip"}),
        (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
        (deflated(PAGE), {"Content_Encoding": "deflate"}),
        (chunked(gzip.compress(PAGE, mtime=0)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (gzip.compress(gzip.compress(PAGE, mtime=0), mtime=0), {"Content_Encoding": "gzip, gzip"}),
        (PAGE, {"Content_Encoding": "identity"}),
    ],
)
def test_a_page_is_taken_out_of_what_it_travelled_in(payload: bytes, headers: dict[str, str]) -> None:
    found, refused = read(Captured().page(payload=payload, **headers).data())
    assert found == {f"w!/{URL}": PAGE.decode()}
    assert refused == {}


@pytest.mark.parametrize(
    ("payload", "encoding", "reason"),
    [
        (b"xyz", "br", "compressed in a way that cannot be read (br)"),
        (gzip.compress(PAGE, mtime=0)[:-9], "gzip", "damaged or cut off"),
        (gzip.compress(bytes(3 << 20), mtime=0), "gzip", "larger than the limit of 1 MiB for one document"),
    ],
)
def test_a_page_that_cannot_be_taken_out_costs_itself(payload: bytes, encoding: str, reason: str) -> None:
    captured = Captured().page(payload=payload, Content_Encoding=encoding).page("https://post.example/next")
    found, refused = read(captured.data(), Limits(file_bytes=1 << 20))
    assert list(found) == ["w!/https://post.example/next"]
    assert refused == {f"w!/{URL}": reason}


def test_a_page_that_is_too_large_costs_itself() -> None:
    captured = Captured().page(payload=b"<html>" + b"x" * 200_000).page("https://post.example/next")
    run = read_warc(Raw(source="w", data=captured.data()), Limits(file_bytes=100_000))
    assert [type(each) for each in run] == [Refusal, Raw]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("cut", [30, 300])
def test_of_an_archive_that_is_cut_off_is_read_what_can_be(packed: bool, cut: int) -> None:
    captured = Captured(packed=packed).page().page("https://post.example/next", NOISE)
    found, refused = read(captured.data()[:-cut])
    assert list(found) == [f"w!/{URL}"]
    assert any("cut off" in reason for reason in refused.values())


def test_a_damaged_record_ends_the_reading_and_is_told() -> None:
    whole = Captured().page().data()
    found, refused = read(whole + whole[:40] + b"\xff" * 60 + whole[100:])
    assert list(found) == [f"w!/{URL}"]
    assert "the rest was not read" in refused["w"]


@pytest.mark.parametrize(
    "data",
    [
        NO_LENGTH + b"\r\n" + ANSWER + b"\r\nx",
        NO_ADDRESS + ANSWER + b"A: b\r\n\r\nx\r\n\r\n",
        b"WARC/1.0\r\n" + b"x" * 1_000_000,
        b"WARC/1.0\r\n" + b"A: b\r\n" * 100_000,
        NO_LENGTH + b"Content-Length: 900000\r\n\r\n" + ANSWER + b"x" * 900_000,
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n",
        b"words",
    ],
)
def test_records_that_are_none_are_refused(data: bytes) -> None:
    run = list(read_warc(Raw(source="w", data=data), Limits()))
    assert all(isinstance(each, Refusal) for each in run)
    assert run or b"-5" in data


def test_an_address_that_is_no_web_address_is_not_given() -> None:
    found = outcomes(
        Raw(
            source="w", data=Captured().page("urn:x:a", b"words", kind="text/plain", record="resource").data()
        )
    )
    (each,) = found
    assert isinstance(each, Found)
    assert each.document.url is None


def test_web_archives_are_told_by_their_content() -> None:
    (reader,) = READERS
    assert reader.sniff(Captured().page().data()[:4096])
    assert reader.sniff(Captured(packed=False).page().data()[:4096])
    assert not reader.sniff(gzip.compress(PAGE, mtime=0))
    assert not reader.sniff(b"\x1f\x8bnonsense")


@given(st.binary(max_size=40), st.integers(0, 400))
def test_damage_anywhere_is_no_crash(patch: bytes, at: int) -> None:
    whole = Captured(packed=False).page().data()
    outcomes(Raw(source="a.warc", data=whole[:at] + patch + whole[at + len(patch) :]))
