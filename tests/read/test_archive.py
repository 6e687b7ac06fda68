from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import random
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.read.pile import outcomes, reasons, texts
from whosays.plugins import Limits, Raw, Refusal
from whosays.read.dispatch import Found
from whosays.read.zip_directory import overlapping
from whosays.records import Given

SIDE = b'{"publisher": "Harbour Post", "published": "2007-02"}'


def zipped(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return target.getvalue()


def tarred(members: Iterable[tuple[str, bytes]], mode: str = "w") -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


BOTH = pytest.mark.parametrize("pack", [zipped, tarred])
Pack = Callable[[Iterable[tuple[str, bytes]]], bytes]


def read(
    data: bytes, limits: Limits | None = None, name: str = "p.bin"
) -> tuple[dict[str, str], dict[str, str]]:
    found = outcomes(Raw(source=name, data=data), limits)
    strip = len(name)
    return (
        {source[strip:]: text for source, text in texts(found).items()},
        {source[strip:]: reason for source, reason in reasons(found).items()},
    )


@BOTH
def test_members_are_read_under_their_names(pack: Pack) -> None:
    found, refused = read(pack([("a.txt", b"one"), ("in/b.txt", b"two")]))
    assert found == {"!/a.txt": "one", "!/in/b.txt": "two"}
    assert refused == {}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_is_read_however_it_is_compressed(mode: str) -> None:
    found, refused = read(tarred([("./a.txt", b"one"), ("b.txt", b"two")], mode))
    assert found == {"!/a.txt": "one", "!/b.txt": "two"}
    assert refused == {}


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_single_compressed_document_is_read(compress: Callable[[bytes], bytes]) -> None:
    found, refused = read(compress(b"one"), name="a.txt.gz")
    assert found == {"!/a.txt": "one"}
    assert refused == {}


def test_what_is_known_of_a_compressed_document_is_known_of_it() -> None:
    (found,) = outcomes(Raw(source="a.txt.gz", data=gzip.compress(b"one"), given=Given(title="T")))
    assert isinstance(found, Found)
    assert found.document.title == "T"


def test_an_archive_on_disk_is_read_from_there(tmp_path: Path) -> None:
    (tmp_path / "p.tgz").write_bytes(tarred([("a.txt", b"one")], "w:gz"))
    found = outcomes(Raw(source="p.tgz", path=tmp_path / "p.tgz"))
    assert texts(found) == {"p.tgz!/a.txt": "one"}


@BOTH
@pytest.mark.parametrize("order", [1, -1])
def test_a_sidecar_goes_with_the_member_beside_it(pack: Pack, order: int) -> None:
    members = [("in/a.txt", b"one"), ("in/a.json", SIDE), ("a.txt", b"two")][::order]
    found = {each.source: each for each in outcomes(Raw(source="p", data=pack(members)))}
    inner, outer = found["p!/in/a.txt"], found["p!/a.txt"]
    assert isinstance(inner, Found)
    assert isinstance(outer, Found)
    assert (inner.document.publisher, inner.document.published) == ("Harbour Post", "2007-02")
    assert outer.document.publisher is None
    beside = found["p!/in/a.json"]
    assert isinstance(beside, Refusal)
    assert beside.kind == "skipped"


@BOTH
@pytest.mark.parametrize("side", [b"{", b"x" * ((1 << 20) + 1)])
def test_a_bad_sidecar_refuses_its_document_alone(pack: Pack, side: bytes) -> None:
    found, refused = read(pack([("a.txt", b"one"), ("a.json", side), ("b.txt", b"two")]))
    assert found == {"!/b.txt": "two"}
    assert "its sidecar a.json" in refused["!/a.txt"]


@BOTH
@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("../../evil.txt", "leads out"),
        ("in/../../evil.txt", "leads out"),
        ("..\\evil.txt", "leads out"),
        ("/etc/evil.txt", "absolute"),
        ("C:\\evil.txt", "absolute"),
        ("c:evil.txt", "absolute"),
        ("\\\\host\\evil.txt", "absolute"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_by_name(
    pack: Pack, name: str, because: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found, refused = read(pack([(name, b"evil"), ("a.txt", b"one")]))
    assert found == {"!/a.txt": "one"}
    assert because in refused[f"!/{name}"]
    assert list(tmp_path.iterdir()) == []


def test_a_name_with_a_nul_byte_is_refused() -> None:
    data = zipped([("aXtxt.html", b"one")]).replace(b"aXtxt.html", b"a\x00txt.html")
    found, refused = read(data)
    assert found == {}
    assert "NUL" in refused["!/a\\x00txt.html"]


@BOTH
def test_names_are_shown_on_one_line(pack: Pack) -> None:
    found, _ = read(pack([("two\nlines\x1b[31m.txt", b"one")]))
    assert list(found) == ["!/two\\nlines\\x1b[31m.txt"]


def test_names_that_are_no_utf8_are_shown_with_their_bytes() -> None:
    data = tarred([("cafX.txt", b"one")])
    header = bytearray(data[:512])
    header[3] = 0xE9
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\x00 " % sum(header)
    found, _ = read(bytes(header) + data[512:])
    assert list(found) == ["!/caf\\xe9.txt"]


@BOTH
def test_a_second_member_of_the_same_name_is_refused(pack: Pack) -> None:
    duplicate = pytest.warns(UserWarning, match="Duplicate")
    with duplicate if pack is zipped else contextlib.nullcontext():
        data = pack([("a.txt", b"one"), ("a.txt", b"two")])
    found, refused = read(data)
    assert found == {"!/a.txt": "one"}
    assert refused == {"!/a.txt": "a second member of the same name"}


@BOTH
def test_what_is_no_report_is_skipped(pack: Pack) -> None:
    found = outcomes(
        Raw(source="p", data=pack([("a.png", b"x"), (".git/b.txt", b"x"), ("__MACOSX/._c", b"x")]))
    )
    assert [(each.kind, each.reason) for each in found if isinstance(each, Refusal)] == [
        ("skipped", "not a report: image"),
        ("skipped", "hidden"),
        ("skipped", "hidden"),
    ]


# ── too much ──────────────────────────────────────────────────────────────────────────────────────


def test_a_zip_with_10_001_members_is_refused() -> None:
    found, refused = read(zipped(((f"{n}.txt", b"x") for n in range(10_001)), zipfile.ZIP_STORED))
    assert found == {}
    assert refused == {"": "10,001 members, the limit is 10,000"}


def test_a_tar_with_more_members_than_the_limit_is_refused() -> None:
    found, refused = read(tarred((f"{n}.txt", b"x") for n in range(101)), Limits(members=100))
    assert found == {}
    assert refused == {"": "more than 100 members, which is the limit"}


def zeros(size: int) -> bytes:
    """A ZIP file with a member of `size` zeros, made of pieces."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("zeros.txt", "w") as member:
            for _ in range(size >> 20):
                member.write(bytes(1 << 20))
        archive.writestr("a.txt", b"one")
    return target.getvalue()


def test_a_member_of_a_gigabyte_is_refused() -> None:
    found, refused = read(zeros(1 << 30))
    assert found == {"!/a.txt": "one"}
    assert "larger than the limit of 100 MiB" in refused["!/zeros.txt"]


def test_a_member_that_says_it_is_small_is_not_believed() -> None:
    data = zeros(4 << 20)
    data = data.replace(struct.pack("<L", 4 << 20), struct.pack("<L", 1000))
    found, refused = read(data, Limits(file_bytes=1 << 20))
    assert found == {"!/a.txt": "one"}
    assert "damaged" in refused["!/zeros.txt"]


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
def test_a_member_of_a_tar_that_is_too_large_is_refused(mode: str) -> None:
    found, refused = read(
        tarred([("z.txt", bytes(3 << 20)), ("a.txt", b"one")], mode), Limits(file_bytes=2 << 20)
    )
    assert found == {"!/a.txt": "one"}
    assert "larger than the limit of 2 MiB" in refused["!/z.txt"]


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_single_document_that_swells_is_refused(compress: Callable[[bytes], bytes]) -> None:
    found, refused = read(compress(bytes(3 << 20)), Limits(file_bytes=2 << 20))
    assert found == {}
    assert "larger than the limit" in refused[""]


@BOTH
def test_what_is_beyond_all_that_may_be_unpacked_is_not_read(pack: Pack) -> None:
    members = [(f"{n}.txt", b"x" * (1 << 20)) for n in range(5)]
    data = gzip.compress(pack(members), 1) if pack is tarred else pack(members)
    found, refused = read(data, Limits(unpacked_bytes=3 << 20))
    assert 2 <= len(found) <= 3
    assert "when unpacked; the rest was not read" in refused[""]


def test_a_tar_of_large_but_real_bytes_is_read() -> None:
    found, refused = read(
        tarred([("a.txt", b"x" * 5000), ("b.txt", b"y" * 5000)]), Limits(unpacked_bytes=4000)
    )
    assert len(found) == 2
    assert refused == {}


def test_an_extended_header_that_would_fill_the_memory_is_refused() -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 8 << 30
    found, refused = read(tarred([("a.txt", b"one")])[:1024] + info.tobuf(tarfile.GNU_FORMAT) + bytes(4096))
    assert found == {"!/a.txt": "one"}
    assert "extended header" in refused[""]


def test_members_that_overlap_are_refused() -> None:
    assert overlapping([(0, 10), (10, 20), (15, 30), (30, 40)]) == {15}
    data = bytearray(zipped([("a.txt", b"x" * 100), ("b.txt", b"y" * 100)], zipfile.ZIP_STORED))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<L", 0)  # its data are those of the first
    found, refused = read(bytes(data))
    assert len(found) + len(refused) == 2
    assert "damaged" in refused["!/b.txt"]


# ── links, locks, damage ──────────────────────────────────────────────────────────────────────────


def test_a_symbolic_link_in_a_zip_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.create_system = 3
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("a.txt", "one")
    assert read(target.getvalue()) == ({"!/a.txt": "one"}, {"!/link.txt": "a symbolic link"})


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (tarfile.SYMTYPE, "a symbolic link"),
        (tarfile.LNKTYPE, "a hard link"),
        (tarfile.CHRTYPE, "a device or a pipe"),
        (tarfile.BLKTYPE, "a device or a pipe"),
        (tarfile.FIFOTYPE, "a device or a pipe"),
    ],
)
def test_what_is_no_file_in_a_tar_is_refused(kind: bytes, reason: str) -> None:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        info = tarfile.TarInfo("thing.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
    assert read(target.getvalue()) == ({}, {"!/thing.txt": reason})


def test_a_wrong_checksum_costs_that_member() -> None:
    data = zipped([("a.txt", b"some words"), ("b.txt", b"two")], zipfile.ZIP_STORED)
    found, refused = read(data.replace(b"some words", b"same words"))
    assert found == {"!/b.txt": "two"}
    assert refused == {"!/a.txt": "damaged: wrong checksum (CRC)"}


def test_a_password_costs_that_member() -> None:
    data = bytearray(zipped([("a.txt", b"one"), ("b.txt", b"two")]))
    first = data.index(b"PK\x01\x02")
    data[first + 8] |= 1
    assert read(bytes(data)) == ({"!/b.txt": "two"}, {"!/a.txt": "encrypted (password)"})


def test_an_unknown_compression_costs_that_member() -> None:
    data = bytearray(zipped([("a.txt", b"one"), ("b.txt", b"two")]))
    first = data.index(b"PK\x01\x02")
    data[8:10] = data[first + 10 : first + 12] = struct.pack("<H", 98)
    found, refused = read(bytes(data))
    assert found == {"!/b.txt": "two"}
    assert "compressed in a way that cannot be read" in refused["!/a.txt"]


def test_a_zip_without_its_directory_is_refused() -> None:
    data = zipped([("a.txt", b"one")])
    assert read(data[:-30]) == ({}, {"": "a ZIP file without its directory: cut off or damaged"})


NOISE = random.Random(7).randbytes(40_000).hex().encode()


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_of_a_tar_that_is_cut_off_is_read_what_can_be(mode: str) -> None:
    data = tarred([("a.txt", b"one"), *((f"{n}.txt", NOISE) for n in range(25))], mode)
    found, refused = read(data[: len(data) * 3 // 5])
    assert found["!/a.txt"] == "one"
    assert len(found) < 26
    assert any("damaged or cut off" in reason for reason in refused.values())


@pytest.mark.parametrize("at", [600, 1024 + 20, 1024 + 150])
def test_a_damaged_header_is_not_taken_for_the_end(at: int) -> None:
    data = bytearray(tarred([("a.txt", b"one"), ("b.txt", b"two")]))
    data[at] ^= 0x55
    found, refused = read(bytes(data))
    assert len(found) == (2 if at == 600 else 1)
    assert bool(refused) == (at != 600)


def test_a_compressed_document_that_is_cut_off_is_refused() -> None:
    assert read(gzip.compress(NOISE)[:-2000])[1] == {"": "damaged or cut off"}


def test_a_compressed_document_with_a_wrong_checksum_is_refused() -> None:
    data = bytearray(gzip.compress(b"one"))
    data[-8] ^= 1
    assert read(bytes(data))[1] == {"": "damaged or cut off"}


def test_xz_that_asks_for_too_much_memory_is_refused() -> None:
    packing = lzma.LZMACompressor(format=lzma.FORMAT_XZ, filters=[{"id": lzma.FILTER_LZMA2, "preset": 0}])
    small = packing.compress(b"one") + packing.flush()
    assert read(small)[0] == {"!/p": "one"}
    header = bytearray(small[12 : 12 + (small[12] + 1) * 4])
    header[header.index(b"\x21\x01") + 2] = 34  # a dictionary of 512 MiB, in the numbers of the format
    header[-4:] = struct.pack("<L", zlib.crc32(header[:-4]))
    found, refused = read(small[:12] + bytes(header) + small[12 + len(header) :])
    assert found == {}
    assert refused == {"": "damaged or cut off"}
