from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from tests.read.reading import (
    ENTITY_BOMB,
    EXTERNAL,
    gigabyte_of_zeros,
    with_password,
    with_wrong_sum,
    zipped,
)
from whosays.errors import Refused
from whosays.plugins import Limits, Raw
from whosays.read.package import Package


def opened(data: bytes, limits: Limits | None = None) -> Package:
    return Package(Raw(source="x", data=data), limits or Limits())


def reason(data: bytes, name: str = "a.xml", *, doctype: bool = False, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused, opened(data, limits) as package:
        package.xml(name, doctype=doctype)
    return refused.value.reason


def test_a_part_is_parsed() -> None:
    with opened(zipped({"a.xml": "<a>\u0628e\u0301</a>"})) as package:
        assert package.xml("a.xml").text == "\u0628e\u0301"
        assert "a.xml" in package
        assert "b.xml" not in package


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declaration", [ENTITY_BOMB, EXTERNAL])
@pytest.mark.parametrize("doctype", [True, False])
def test_entities_are_never_read(encoding: str, declaration: str, doctype: bool) -> None:
    data = f"{declaration}<a>&l9;</a>".encode(encoding)
    assert reason(zipped({"a.xml": data}), doctype=doctype) == "its XML declares entities: not read"


def test_an_external_document_type_is_refused_in_office_files_and_not_loaded_elsewhere() -> None:
    data = zipped(
        {"a.xml": '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://a.example/x.dtd"><a>b</a>'}
    )
    assert reason(data) == "its XML declares entities: not read"
    with opened(data) as package:
        assert package.xml("a.xml", doctype=True).text == "b"


def test_an_encoding_that_could_hide_a_declaration_is_refused() -> None:
    hidden = b'<?xml version="1.0" encoding="UTF-7"?><a/>'
    assert "encoding that such files do not use (UTF-7)" in reason(zipped({"a.xml": hidden}))


def test_entities_hidden_in_another_encoding_are_found_after_parsing() -> None:
    hidden = f'<?xml version="1.0" encoding="IBM037"?>{EXTERNAL}<a>&l9;</a>'.encode("cp037")
    assert reason(zipped({"a.xml": hidden}), doctype=True)


def test_damaged_xml_is_refused() -> None:
    assert reason(zipped({"a.xml": "<a><b></a>"})) == "damaged: its part a.xml is not well-formed XML"


def test_deeply_nested_xml_is_refused() -> None:
    assert "not well-formed" in reason(zipped({"a.xml": "<a>" * 100_000 + "</a>" * 100_000}))


def test_a_wrong_checksum_is_told() -> None:
    assert reason(with_wrong_sum(zipped({"a.xml": "<a/>"}), "a.xml")) == "damaged: wrong checksum (CRC)"


def test_a_password_is_told() -> None:
    assert reason(with_password(zipped({"a.xml": "<a/>"}))) == "encrypted (password)"


def test_ten_thousand_and_one_members_are_refused() -> None:
    data = zipped({f"{number}.xml": b"" for number in range(10_001)})
    assert reason(data) == "10,001 members, the limit is 10,000"


def test_a_gigabyte_of_zeros_is_not_unpacked() -> None:
    data = gigabyte_of_zeros("a.xml")
    tracemalloc.start()
    begin = time.perf_counter()
    assert "swells 1," in reason(data)
    seconds, (_, peak) = time.perf_counter() - begin, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 1
    assert peak < 20 << 20


def test_a_part_beyond_the_limit_for_markup_is_refused() -> None:
    data = zipped({"a.xml": "<a>" + "ab cd" * 1000 + "</a>"})
    assert "its part a.xml is larger" in reason(data, limits=Limits(markup_bytes=1000))


def test_more_than_all_members_may_take_is_refused() -> None:
    data = zipped({"a.xml": "<a/>", "b.xml": b"b" * 5000})
    assert "when unpacked" in reason(data, limits=Limits(unpacked_bytes=4000))


def test_names_that_lead_elsewhere_are_only_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    with opened(zipped({"a.xml": "<a/>", "../../evil.txt": b"evil", "/tmp/evil.txt": b"evil"})) as package:
        assert package.xml("a.xml").tag == "a"
        package.only(lambda name: True)
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b"]


def test_a_file_that_is_cut_off_is_refused() -> None:
    data = zipped({"a.xml": "<a>" + "ab" * 1000 + "</a>"})
    assert "cut off or damaged" in reason(data[: len(data) // 2])


def test_what_is_no_package_is_refused() -> None:
    assert reason(b"") == "empty file"
    assert reason(b"plain text").startswith("not a ZIP package")
    assert reason(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)).startswith("encrypted (password), or")


def test_a_copy_holds_what_was_asked_for_and_nothing_else() -> None:
    with opened(zipped({"a.xml": "<a/>", "picture.png": b"\x89PNG"})) as package:
        copy = package.only(lambda name: name.endswith(".xml"), lambda name, data: data + b"<!---->")
    with opened(copy.getvalue()) as package:
        assert package.read("a.xml") == b"<a/><!---->"
        assert package.read("picture.png") == b""
