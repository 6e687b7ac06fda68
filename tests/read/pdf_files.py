"""PDF files made by hand: a line of text is `(x, y, size, words)`, in points from the lower left corner."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

Line = tuple[float, float, float, str]
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def file_of(objects: Sequence[str], trailer: str = "") -> bytes:
    """The objects, numbered from 1, with their cross-reference table; object 1 is the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n".encode("latin-1")
    return bytes(out + f"startxref\n{table}\n%%EOF\n".encode())


def pdf(pages: Sequence[Sequence[Line]], *, info: str = "", kids: Sequence[int] = ()) -> bytes:
    """Pages of text in Helvetica. `info`: what the file says of itself. `kids`: further pages by number."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    objects.append(f"<< {info} >>")
    numbers = []
    for lines in pages:
        stream = "\n".join(
            f"BT /F1 {size} Tf {x} {y} Td ({_escaped(words)}) Tj ET" for x, y, size, words in lines
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {len(objects)} 0 R >>"
        )
        numbers.append(len(objects))
    named = " ".join(f"{number} 0 R" for number in [*numbers, *kids])
    objects[1] = f"<< /Type /Pages /Kids [{named}] /Count {len(numbers) + len(kids)} >>"
    return file_of(objects, "/Info 4 0 R" if info else "")


def column(
    *words: str, top: float = 700, size: float = 11, left: float = 60, pitch: float = 14
) -> list[Line]:
    """Lines one below the other."""
    return [(left, top - number * pitch, size, line) for number, line in enumerate(words)]


def empty_pages(count: int) -> bytes:
    """Pages without anything on them."""
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + count))
    pages = f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"
    return file_of(["<< /Type /Catalog /Pages 2 0 R >>", pages, *[page] * count])


def encrypted(password: bytes) -> bytes:
    """One page behind a password (RC4, 40 bit; PDF 1.4, section 3.5)."""
    key = (password + _PADDING)[:32]
    identity = bytes(range(16))
    owner = _rc4(hashlib.md5(key).digest()[:5], key)
    secret = hashlib.md5(key + owner + (-4).to_bytes(4, "little", signed=True) + identity).digest()[:5]
    user = _rc4(secret, _PADDING)
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    lock = f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P -4 >>"
    return file_of(
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, lock],
        f"/Encrypt 4 0 R /ID [<{identity.hex()}> <{identity.hex()}>]",
    )


def _escaped(words: str) -> str:
    for sign in "\\()":
        words = words.replace(sign, "\\" + sign)
    return words.encode("cp1252").decode("latin-1")


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
