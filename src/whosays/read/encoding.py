"""Bytes to text. UTF-8 first, whatever else is said; a guess is called a guess.

The text is what the bytes hold, with nothing changed: line ends, NUL, U+202E, zero-width and combining
characters stay. Bytes that are no characters become U+FFFD, one for one, and are counted.
"""

from __future__ import annotations

import codecs
import contextlib
import re
from collections import Counter

import charset_normalizer

from whosays.errors import Refused

SAMPLE = 64 << 10
"""Bytes from each of the beginning, middle and end that an encoding is guessed from."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16's: looked for first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BAD = re.compile("[\udc80-\udcff]")
_SURROGATE_BYTES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_NOT_TEXT = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\b\x1b") + b"\x7f"
_NO_ENCODINGS = frozenset(
    {"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "utf-7"}
)
"""Codecs of Python that are no encodings of documents, or cost more than time in proportion."""
_WINDOWS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
"""Who writes the one means the other (WHATWG Encoding Standard)."""


def text_from(data: bytes, *, charset: str | None = None, most: int) -> tuple[str, tuple[str, ...]]:
    """The text in `data` and notes on how it was had; `Refused` where there is none.

    `charset`: what the carrier says of it, a hint. `most`: code points that the text may have.
    """
    if not data:
        raise Refused("empty file")
    if len(data) > 4 * most:
        raise Refused(f"its text has more than {most:,} characters")
    text, note = decode(data, charset=charset)
    if not text.strip():
        raise Refused("no text in it")
    if len(text) > most:
        raise Refused(f"its text has {len(text):,} characters, the limit is {most:,}")
    return text, (note,) if note else ()


def decode(data: bytes, *, charset: str | None = None) -> tuple[str, str | None]:
    """The text in `data`, a byte-order mark aside, and a note where it was guessed or did not hold."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _whole(data[len(mark) :], name, None)
    wide = _wide(data)
    if wide is not None:
        return _whole(data, wide, f"decoded as {wide.upper()}, guessed")
    _refuse_binary(data)
    told = usable(charset)
    if told is not None and told.startswith(("iso2022", "hz")):
        return _whole(data, told, None)  # escapes in plain ASCII: valid UTF-8, and yet not it
    if b"\x1b$" in data[:SAMPLE] and told is None:
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode("iso2022_jp_2"), "decoded as ISO-2022-JP, guessed"
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        first_bad = error.start
    if _mostly_utf8(data, first_bad):
        return _whole(data, "utf-8", None)
    if told is not None:
        for name in (_WINDOWS.get(told, told), told):
            try:
                return _clean(data.decode(name)), None
            except (LookupError, ValueError):
                continue
    return _guessed(data)


def usable(charset: str | None) -> str | None:
    """The name of an encoding as Python knows it; `None` where it is none for documents."""
    if not charset:
        return None
    try:
        info = codecs.lookup(charset.strip()[:60])
    except (LookupError, ValueError):
        return None
    return info.name if info._is_text_encoding and info.name not in _NO_ENCODINGS else None


def _whole(data: bytes, name: str, note: str | None) -> tuple[str, str | None]:
    """All of `data`; what does not hold becomes U+FFFD and is counted."""
    try:
        return _clean(data.decode(name)), note
    except UnicodeDecodeError:
        pass
    if name == "utf-8":
        text, bad = _BAD.subn("\ufffd", data.decode("utf-8", "surrogateescape"))
    else:
        text = data.decode(name, "replace")
        bad = text.count("\ufffd")
    if bad > len(text) / 3:
        raise Refused(f"not text: {bad:,} of its characters are not valid {name.upper()}")
    unit = "byte" if name == "utf-8" else "character"
    lost = f"{bad:,} invalid {unit}{'' if bad == 1 else 's'} replaced by U+FFFD"
    return _clean(text), f"{note}; {lost}" if note else f"decoded as {name.upper()}, {lost}"


def _clean(text: str) -> str:
    """Half surrogate pairs, which some codecs let through, are no characters."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: most of every second (or of three in four) bytes are zero."""
    head = data[:4096]
    if len(head) < 4 or 0 not in head:
        return None
    share = [head[at::4].count(0) / max(1, len(head[at::4])) for at in range(4)]
    if min(share[2:]) > 0.9 and share[0] < 0.3:
        return "utf-32-le"
    if min(share[:2]) > 0.9 and share[3] < 0.3:
        return "utf-32-be"
    even, odd = (share[0] + share[2]) / 2, (share[1] + share[3]) / 2
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    if even > 0.3 and odd < 0.05:
        return "utf-16-be"
    return next((f"utf-16-{end}" for end in ("le", "be") if _one_script(head, end)), None)


def _one_script(head: bytes, end: str) -> bool:
    """Would these be UTF-16 units of one script, with its spaces and line ends between them?"""
    high, low = (head[1::2], head[0::2]) if end == "le" else (head[0::2], head[1::2])
    units = min(len(high), len(low))
    spaces = sum(1 for page, sign in zip(high, low, strict=False) if page == 0 and sign in b" \r\n")
    common = sum(count for byte, count in Counter(high).most_common(2))
    return spaces >= units / 30 and common >= 0.9 * units and len(set(low)) > 8


def _refuse_binary(data: bytes) -> None:
    """Text has hardly any control characters; of random bytes one in ten is one."""
    sample = data[:SAMPLE]
    strange = len(sample) - len(sample.translate(None, _NOT_TEXT))
    # A few stray ones in a short note are no proof.
    if strange > max(4, 0.04 * len(sample)) or strange == len(sample):
        raise Refused(f"not text: {strange:,} of its first {len(sample):,} bytes are control characters")


def _mostly_utf8(data: bytes, first_bad: int) -> bool:
    """Do most of the characters beyond ASCII hold as UTF-8? In other encodings hardly any does by chance.

    Half surrogate pairs written as three bytes (CESU-8) speak for it, although they do not hold.
    """
    near = max(0, first_bad - SAMPLE)
    data = data[:SAMPLE] + b"\n" + data[max(near, SAMPLE) : first_bad + SAMPLE]
    text = data.decode("utf-8", "surrogateescape")
    bad = len(_BAD.findall(text))
    halves = len(_SURROGATE_BYTES.findall(data))
    good = sum(1 for _ in _BEYOND_ASCII.finditer(text)) + halves
    return good >= bad - 3 * halves and good > 0


def _guessed(data: bytes) -> tuple[str, str | None]:
    sample = _sample(data)
    best = charset_normalizer.from_bytes(sample, cp_exclusion=_NEVER_GUESSED).best()
    name = best.encoding if best is not None else None
    if name is None or name.startswith(_LATIN) or _mostly_alone(sample):
        name = _latin(sample)
    try:
        text = data.decode(name)
    except (LookupError, ValueError):
        text = data.decode(name, "replace")
    start = text[: 3 * SAMPLE]
    strange = sum(1 for _ in _STRANGE.finditer(start))
    if strange > max(4, 0.04 * len(start)):
        raise Refused("not text: it is in no known encoding")
    lost = text.count("\ufffd")
    note = f"decoded as {_SHOWN.get(name, name.replace('_', '-'))}, guessed"
    return _clean(text), f"{note}; {lost:,} invalid characters replaced by U+FFFD" if lost else note


def _mostly_alone(data: bytes) -> bool:
    """Are the bytes beyond ASCII few and mostly single? So it is in Latin script with its accents."""
    beyond = len(data) - len(data.translate(None, _HIGH))
    return beyond < max(5, 0.2 * len(data)) and len(_ALONE.findall(data)) > beyond / 2


def _latin(sample: bytes) -> str:
    """Which of the code pages of Latin script: the language tells, which the plain letters give away."""
    from py3langid import classify

    language, _ = classify(sample.translate(None, _HIGH).decode("ascii", "ignore")[:20_000])
    found = next((page for page, languages in _LATIN_PAGES.items() if language in languages), "cp1252")
    if found == "cp1250" and not sample.translate(None, _NOT_C1) and _ISO_LETTERS.search(sample):
        found = "iso8859_2"
    try:
        sample.decode(found)
    except UnicodeDecodeError:
        return "latin_1" if found == "cp1252" else "cp1252"
    return found


_HIGH = bytes(range(128, 256))
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")
_STRANGE = re.compile("[\x00-\x08\x0e-\x1a\x7f-\x9f\ufffd]")
_NOT_C1 = bytes(byte for byte in range(256) if not 0x80 <= byte < 0xA0)
_ISO_LETTERS = re.compile(rb"[\xa1\xa6\xac\xb1\xb6\xbc]")
"""Letters in ISO 8859-2, signs hardly anybody writes in Windows-1250."""
_LATIN = (
    "cp1250",
    "cp1252",
    "cp1254",
    "cp1257",
    "latin",
    "iso8859_1",
    "iso8859_2",
    "iso8859_9",
    "mac_",
    "cp4",
    "cp7",
    "cp8",
    "hp_",
)
_LATIN_PAGES = {
    "cp1250": frozenset(["bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"]),
    "cp1254": frozenset(["az", "tr"]),
    "cp1257": frozenset(["et", "lt", "lv"]),
}
_NEVER_GUESSED = ["utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be", "utf_7", "utf_8"]
_SHOWN = {
    **{f"cp125{digit}": f"windows-125{digit}" for digit in range(9)},
    "latin_1": "ISO-8859-1",
    "iso8859_2": "ISO-8859-2",
    "gb18030": "GB18030",
    "shift_jis": "Shift_JIS",
    "cp932": "Shift_JIS",
    "big5": "Big5",
    "euc_jp": "EUC-JP",
    "euc_kr": "EUC-KR",
    "koi8_r": "KOI8-R",
}


def _sample(data: bytes) -> bytes:
    """Beginning, middle and end, cut at line ends or spaces so that no character is cut."""
    if len(data) <= 3 * SAMPLE:
        return data
    pieces = []
    for start in (0, len(data) // 2, len(data) - SAMPLE):
        piece = data[start : start + SAMPLE]
        first = 0 if start == 0 else max(piece.find(b"\n"), piece.find(b" "), 0)
        last = max(piece.rfind(b"\n"), piece.rfind(b" "))
        pieces.append(piece[first : last if last > first else None])
    return b"\n".join(pieces)
