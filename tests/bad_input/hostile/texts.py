"""Texts in strange encodings, with strange signs, and made to wear patterns out."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

ARABIC = (
    "قالت الشرطة يوم الثلاثاء إن مجموعة مسلحة هاجمت القرية الواقعة قرب الحدود الشمالية. وأضاف المتحدث باسم "
    "الوزارة أن شخصين أصيبا بجروح طفيفة، ونقلا إلى المستشفى القريب. ولم تعلن أي جهة مسؤوليتها عن الهجوم.\n"
)
FRENCH = "L'armée a attaqué le village de Belîn le 3 mai 1994, a déclaré la police. Un blessé a été évacué.\n"
GREEK = "Η αστυνομία ανακοίνωσε ότι ο στρατός επιτέθηκε στο χωριό στις 3 Μαΐου 1994. "
TYPESET = (
    "“The café in Dölen stayed open,” the mayor’s office said later — nobody was hurt, and the road to the "
    "lake was open again before noon, according to the people who live there. "
)
_END = "The army attacked the village of Belin on 3 May 1994, police said.\n"


class Kept(msgspec.Struct, frozen=True):
    """Bytes, the text that they hold, and words that a note on it has."""

    data: bytes
    text: str
    note: str = ""


def _same(text: str, encoding: str = "utf-8", note: str = "") -> Kept:
    return Kept(text.encode(encoding), text, note)


KEPT: dict[str, Kept] = {
    "utf-16.txt": _same(TYPESET + _END, "utf-16-le", "guessed"),
    "utf-16-mark-le.txt": Kept(b"\xff\xfe" + (TYPESET + _END).encode("utf-16-le"), TYPESET + _END),
    "utf-16-mark-be.txt": Kept(b"\xfe\xff" + (ARABIC + _END).encode("utf-16-be"), ARABIC + _END),
    "utf-8-mark.txt": Kept(b"\xef\xbb\xbf" + (TYPESET + _END).encode(), TYPESET + _END),
    "windows-1256.txt": _same(ARABIC + "\n", "cp1256", "windows-1256, guessed"),
    "greek.txt": _same(GREEK),
    "latin-1.txt": _same(FRENCH, "latin-1", "guessed"),
    "mixed.txt": Kept(
        TYPESET.encode() + "Café on fire. ".encode("latin-1") + _END.encode(),
        TYPESET + "Caf\ufffd on fire. " + _END,
        "1 invalid byte replaced by U+FFFD",
    ),
    "invalid.txt": Kept(
        TYPESET.encode() + b"bad \xff\xfe\xc0\x80 bytes. " + _END.encode(),
        TYPESET + "bad \ufffd\ufffd\ufffd\ufffd bytes. " + _END,
        "4 invalid bytes replaced by U+FFFD",
    ),
    "nul.txt": _same("Nul \x00 here, and\x00there. Nothing else was reported from the valley. " + _END),
    "surrogate.txt": Kept(
        TYPESET.encode() + b"half \xed\xa0\x80 a pair. " + _END.encode(),
        TYPESET + "half \ufffd\ufffd\ufffd a pair. " + _END,
        "replaced by U+FFFD",
    ),
    "direction.txt": _same("A \u202egnirts\u202c that turns \u2067back\u2069. " + _END),
    "zero-width.txt": _same("Zero\u200bwidth\u200c and\u200d joi\u2060ned \ufeffsigns. " + _END),
    "combining.txt": _same("Ve\u0301sk and O\u0308rlan" + "\u0301" * 50 + " met in Ka\u030arsk. " + _END),
    "astral.txt": _same("\U0001f3f4\U000e0067\U000e007f and \U00020000 stand here. " + _END),
    "line-ends.txt": _same("One line\r\nanother\rthird\u2028fourth\u2029fifth\x85sixth.\r\n\r\n" + _END),
    "controls.txt": _same("A bell \x07 and colours \x1b[31mred\x1b[0m, and \x7f. " + _END),
}


# ── patterns worn out ─────────────────────────────────────────────────────────────────────────────

_SIZE = 64_000
_FINAL = "\n\nEnd. " + _END
EXPLOSIVE: dict[str, str] = {
    "quotes": '" "“”\'‘’"" ',
    "open-quotes": "“a ",
    "quotes-in-quotes": "He said “she said ‘they said ",
    "quoted-said": '"x" said ',
    "said-that": "said that ",
    "according": "according to ",
    "capitals": "Aaa Bbb Ccc ",
    "upper-case": "AAAA BBBB ",
    "acronyms": "A.B.C. ",
    "aliases": "also known as ",
    "digits": "1",
    "numbers": "12 34 ",
    "grouped": "1,000.",
    "percent": "5% ",
    "money": "US$ ",
    "number-words": "twenty one hundred thousand ",
    "dates": "3 May 1994, ",
    "slashes": "1/2/3-4-5/",
    "months": "May June July ",
    "brackets": "[(",
    "pairs": "(a) [b] ",
    "blanks": " ",
    "tabs": "\t \t",
    "empty-lines": "\n\n a\n",
    "items": "- a\n",
    "dashes": "-",
    "dots": "......",
    "commas": "a, ",
    "addresses": "a@",
    "hyphens": "a-a-",
    "apostrophes": "a's ",
    "prepositions": "of the ",
    "claims": "claimed responsibility for the attack on ",
    "casualties": "killed 3 people in the attack ",
    "negations": "not ",
    "colons": "A: ",
    "rules": "=====",
    "accents": "a\u0301\u0301\u0301\u0301",
    "joiners": "\u200d",
    "turned": "\u202e",
    "one-word": "a",
    "ideographs": "說",
}
EXPLOSIVE_MARKUP: dict[str, str] = {
    "brackets.md": "[(",
    "stars.md": "*a_b",
    "ticks.md": "`",
    "hashes.md": "# ",
    "tables.md": "| a | b |\n|---|---|\n",
    "links.md": "[a](",
    "open.md": "<a ",
    "quotes.md": "> ",
    "ands.md": "&amp",
    "open.html": "<a ",
    "comments.html": "<!-- ",
    "doctypes.html": "<!doctype html>",
    "quotes.html": "<p title='",
    "cells.html": "<table><td>",
    "braces.rtf": "{\\b ",
    "controls.rtf": "\\'e9",
    "headers.eml": "From: a\r\n",
    "folded.eml": " a\r\n",
    "boundaries.eml": "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
}
_OPENINGS = {
    "html": "<!doctype html><p>",
    "rtf": "{\\rtf1 ",
    "eml": "Subject: Karsk\r\n",
    "md": "",
}


def _again(unit: str, size: int) -> str:
    return unit * (size // len(unit))


def explosive() -> dict[str, Callable[[], bytes]]:
    """Every unit again and again, then a sentence; and all of them one after the other."""
    files: dict[str, Callable[[], bytes]] = {}
    for name, unit in EXPLOSIVE.items():
        files[f"{name}.txt"] = lambda unit=unit: (_again(unit, _SIZE) + _FINAL).encode()
    for name, unit in EXPLOSIVE_MARKUP.items():
        form = name.rpartition(".")[2]
        closing = "}" if form == "rtf" else ""
        files[name] = lambda unit=unit, form=form, closing=closing: (
            _OPENINGS[form] + _again(unit, _SIZE) + _FINAL + closing
        ).encode()
    each = (1 << 20) // len(EXPLOSIVE)
    files["all.txt"] = lambda: (
        "\n\n".join(_again(unit, each) for unit in EXPLOSIVE.values()) + _FINAL
    ).encode()
    return files


UNREADABLE = {
    "open.html": "no text in it",
    "comments.html": "no text in it",
    "quotes.html": "no text in it",
    "cells.html": "its elements are nested more than 256 deep",
    "braces.rtf": "its groups are nested more than 500 deep",
    "boundaries.eml": "more than 1,000 parts",
}
"""Of these nothing is left to read; none of them for having taken too long."""


# ── what stands in the pile ───────────────────────────────────────────────────────────────────────


def _bytes_of(kept: Kept) -> Callable[[], bytes]:
    return lambda: kept.data


FILES: dict[str, Callable[[], bytes]] = {
    **{name: _bytes_of(kept) for name, kept in KEPT.items()},
    "long-line.txt": lambda: b"x" * 20_000_000,
    "long-line-of-words.txt": lambda: b"word " * 4_000_000,
    "long-line.html": lambda: b"<!doctype html><p>" + b"word " * 4_000_000,
    "long-line.md": lambda: b"word " * 4_000_000,
}
EXPECTED: dict[str, str | None] = {
    **dict.fromkeys(KEPT),
    "long-line.txt": "its text has 20,000,000 characters, the limit is 10,000,000",
    "long-line-of-words.txt": "characters, the limit is 10,000,000",
    "long-line.html": "longer than can be parsed",
    "long-line.md": "characters, the limit is 10,000,000",
}
