"""ZIP and TAR files that mean harm."""

from __future__ import annotations

import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

REPORT = b"The army attacked the village of Karsk on 3 May 1994, police said.\n"


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    """A ZIP file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packing) as archive:
        for name, data in members:
            # Of no time of day: what is written over bytes below must not meet a date by chance.
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            archive.writestr(info, data, packing)
    return target.getvalue()


def report(name: str) -> tuple[str, bytes]:
    """A good member; its words tell it from the others."""
    return name, name.encode() + b". " + REPORT


def many() -> bytes:
    """10,001 members."""
    return zipped(*((f"{number}.txt", b"x") for number in range(10_001)))


def gigabyte() -> bytes:
    """A good member and one of 1 GiB of zeros, in a file of a megabyte: one packed piece again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = piece * 1024 + packer.flush()
    placeholder = bytes(range(251)) * (len(packed) // 251 + 1)
    # Stored first with bytes of the same length, so that `zipfile` writes the directory; then told otherwise.
    data = bytearray(zipped(report("good.txt"), ("huge.txt", placeholder[: len(packed)])))
    local = data.rindex(b"PK\x03\x04")
    central = data.rindex(b"PK\x01\x02")
    for method, size in ((local + 8, local + 22), (central + 10, central + 24)):
        data[method : method + 2] = struct.pack("<H", zipfile.ZIP_DEFLATED)
        data[size : size + 4] = struct.pack("<L", 1 << 30)
    begin = local + 30 + len("huge.txt")
    data[begin : begin + len(packed)] = packed
    return bytes(data)


def liar() -> bytes:
    """The same, but the directory says that it is a small member."""
    return gigabyte().replace(struct.pack("<L", 1 << 30), struct.pack("<L", 1000))


def nested() -> bytes:
    """ZIP in ZIP, 20 deep; a good report beside the first."""
    data = zipped(report("deepest.txt"))
    for depth in range(19):
        data = zipped(("in.zip", data)) if depth < 18 else zipped(("in.zip", data), report("beside.txt"))
    return data


def names() -> bytes:
    """Names that lead out of the archive."""
    return zipped(
        ("../../evil.txt", REPORT),
        ("..\\..\\evil.txt", REPORT),
        ("/etc/evil.txt", REPORT),
        ("C:\\evil.txt", REPORT),
        report("good.txt"),
    )


def links() -> bytes:
    """A symbolic link to a file of the system."""
    info = zipfile.ZipInfo("link.txt")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped((info, b"/etc/passwd"), report("good.txt"))


def wrong_crc() -> bytes:
    """One member is not what its checksum says."""
    return zipped(("changed.txt", REPORT), report("good.txt")).replace(b"attacked", b"defended", 1)


def password() -> bytes:
    """One member is encrypted."""
    data = bytearray(zipped(("secret.txt", REPORT), report("good.txt")))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def tar_links() -> bytes:
    """A TAR file with links, a device, and names that lead out of it."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, kind in (
            ("symbolic.txt", tarfile.SYMTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("device.txt", tarfile.CHRTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        for name, data in (("../../evil.txt", REPORT), ("/etc/evil.txt", REPORT), report("good.txt")):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


def shared_bytes() -> bytes:
    """Two members that are the same bytes of the file: how small files are made to unpack into petabytes."""
    data = bytearray(zipped(report("a.txt"), ("b.txt", REPORT)))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<L", 0)
    return bytes(data)


FILES: dict[str, Callable[[], bytes]] = {
    "many.zip": many,
    "gigabyte.zip": gigabyte,
    "liar.zip": liar,
    "nested.zip": nested,
    "names.zip": names,
    "links.zip": links,
    "crc.zip": wrong_crc,
    "password.zip": password,
    "links.tar": tar_links,
    "shared.zip": shared_bytes,
    "cut-off.zip": lambda: zipped(report("a.txt"))[:-40],
    "no-zip.zip": lambda: b"PK\x03\x04" + bytes(range(256)) * 8,
}
EXPECTED: dict[str, str | None] = {
    "many.zip": "10,001 members, the limit is 10,000",
    "gigabyte.zip!/huge.txt": "larger than the limit of 100 MiB",
    "gigabyte.zip!/good.txt": None,
    "liar.zip!/huge.txt": "damaged",
    "liar.zip!/good.txt": None,
    "nested.zip" + "!/in.zip" * 8: "nested more than 8 deep",
    "nested.zip!/beside.txt": None,
    "names.zip!/../../evil.txt": "unsafe name: it leads out of its container",
    "names.zip!/..\\..\\evil.txt": "unsafe name: it leads out of its container",
    "names.zip!//etc/evil.txt": "unsafe name: it is an absolute path",
    "names.zip!/C:\\evil.txt": "unsafe name: it is an absolute path",
    "names.zip!/good.txt": None,
    "links.zip!/link.txt": "a symbolic link",
    "links.zip!/good.txt": None,
    "crc.zip!/changed.txt": "wrong checksum (CRC)",
    "crc.zip!/good.txt": None,
    "password.zip!/secret.txt": "encrypted (password)",
    "password.zip!/good.txt": None,
    "links.tar!/symbolic.txt": "a symbolic link",
    "links.tar!/hard.txt": "a hard link",
    "links.tar!/device.txt": "a device",
    "links.tar!/../../evil.txt": "unsafe name: it leads out of its container",
    "links.tar!//etc/evil.txt": "unsafe name: it is an absolute path",
    "links.tar!/good.txt": None,
    "shared.zip!/a.txt": "overlap",  # which of the two the bytes are meant for cannot be told
    "shared.zip!/b.txt": "overlap",
    "cut-off.zip": "without its directory: cut off or damaged",
    "no-zip.zip": "without its directory: cut off or damaged",
}
