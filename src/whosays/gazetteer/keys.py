"""How a place name is looked up: spellings that differ in nothing but writing have one key.

Imported by the build as a file by itself (`scripts/build_gazetteer.py`): the standard library only.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_APART = re.compile(r"[^0-9a-z]+")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼʻ`´ʿʾˌ.")
_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
)
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLES = frozenset({"al", "el", "an", "ar", "as", "ash", "at", "ad", "adh", "az", "the"})
_FULL = 64


def spelt(name: str) -> str:
    """A name in small Latin letters without accents, apostrophes and hyphens; empty where none are left."""
    name = unicodedata.normalize("NFKD", name.casefold().translate(_APOSTROPHES).translate(_PLAIN))
    name = "".join(letter for letter in name if not unicodedata.combining(letter))
    return " ".join(_SHORT.get(word, word) for word in _APART.sub(" ", name).split())


def keys(name: str) -> tuple[int, ...]:
    """The keys of a name: as it is spelt, and without an Arabic article before it ("Al-Qaim", "Qaim").

    64-bit hashes: of a million names two share one by chance once in thirty million gazetteers.
    """
    full = spelt(name)
    if len(full) < 2:
        return ()
    words = full.split()
    short = " ".join(words[1:]) if len(words) > 1 and words[0] in _ARTICLES else ""
    return tuple(_hash(each) for each in (full, short) if len(each) >= 2)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=_FULL // 8).digest(), "big")
