"""Names brought to one form, so that the same name is the same wherever it is written."""

from __future__ import annotations

import re
import unicodedata

_POSSESSIVE = re.compile(r"['\u2019]s$|(?<=s)['\u2019]$")
_SPACE = re.compile(r"\s+")
_EDGES = " \t\n\r.,;:!?\"'\u201c\u201d\u2018\u2019\u00ab\u00bb()[]{}<>*_"
_LETTERS = 3  # of a name that may be one across documents

# fmt: off
_TITLES = frozenset(
    {
        "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "lord", "lady", "gen", "general",
        "col", "colonel", "maj", "major", "capt", "captain", "lt", "lieutenant", "sgt", "sergeant",
        "president", "minister", "senator", "judge", "bishop", "father", "sheikh", "mullah", "imam",
        "don", "dona", "señor", "señora",
    }
)
# fmt: on


def normal_name(name: str, kind: str) -> str:
    """`name` as it is compared: NFKC, case and white space folded; no marks at its edges, no "'s", no "the".

    `kind` is the entity's type: of a person's name, titles before it are left out.
    """
    text = _SPACE.sub(" ", unicodedata.normalize("NFKC", name)).strip(_EDGES)
    text = _POSSESSIVE.sub("", text).casefold()
    # Case folding may undo the normal form; once more makes this a fixed point.
    text = unicodedata.normalize("NFKC", text).strip(_EDGES)
    words = text.split(" ")
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if kind == "Person":
        while len(words) > 1 and words[0].rstrip(".") in _TITLES:
            words = words[1:]
    return " ".join(words).strip(_EDGES)


def is_safe(normal: str, kind: str) -> bool:
    """May two documents' things of this type be taken for one because they bear this normal name?

    A person needs two words, each of two letters or more: a lone surname is many people's. Any other needs
    three letters. Things that are no bodies, places or people (a weapon, a date's event) never are.
    """
    if sum(letter.isalpha() for letter in normal) < _LETTERS:
        return False
    if kind == "Person":
        return sum(_full(word) for word in normal.split(" ")) >= 2
    return kind in {"Organization", "PublicBody", "Company", "Place", "Nationality"}


def _full(word: str) -> bool:
    return sum(letter.isalpha() for letter in word) >= 2
