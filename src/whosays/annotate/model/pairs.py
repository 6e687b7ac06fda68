"""Pairs of mentions that may be of one thing, and what can be told of a pair without reading the sentence.

Each mention is compared with the few dozen before it and, where it shares a word with earlier ones, with
the latest of these, however far; so the number of pairs grows with the text and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whosays.annotate.model.labels import KINDS, TYPES

NAME, NOMINAL, PRONOUN = range(len(KINDS))
REACH = 60
"""Mentions before one that are looked at, whatever they are."""
ALIKE = 12
"""Of those further off that share a word: the latest."""
FEATURES = 40

_PERSON, _BODY, _PLACE = (TYPES.index(t) for t in ("Person", "Organization", "Place"))
_PRONOUNS = {
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), 1),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), 2),
    **dict.fromkeys(("you", "your", "yours", "yourself", "yourselves"), 3),
    **dict.fromkeys(("he", "him", "his", "himself"), 4),
    **dict.fromkeys(("she", "her", "hers", "herself"), 5),
    **dict.fromkeys(("it", "its", "itself"), 6),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), 7),
    **dict.fromkeys(("who", "whom", "whose"), 8),
    **dict.fromkeys(("this", "that", "these", "those", "which"), 9),
}
PERSONAL = frozenset(word for word, person in _PRONOUNS.items() if person <= 7)
"""Personal and possessive pronouns, in lower case."""
_SMALL = frozenset(
    (
        "the",
        "a",
        "an",
        "of",
        "'s",
        "’s",
        "and",
        "in",
        "for",
        ",",
        ".",
        "'",
        "’",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
    )
)
_AFTER_HEAD = frozenset(
    (
        "of",
        "in",
        "for",
        "at",
        "on",
        "from",
        "to",
        "with",
        "by",
        "about",
        "against",
        "who",
        "which",
        "that",
        "whose",
        "where",
        ",",
        "(",
        "-",
        "–",
        "—",
        ":",
    )
)
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_INDEFINITE = frozenset(("a", "an", "another", "some", "any", "no", "every", "each"))


class Row(NamedTuple):
    """A mention as pairs see it: first and last word, kind and type by number, number of its sentence."""

    first: int
    last: int
    kind: int
    type: int
    sentence: int


class Pairs(NamedTuple):
    """`later[k]` and `earlier[k]` are the mentions of pair `k`; `told` is [pairs, `FEATURES`]."""

    later: NDArray[np.int64]
    earlier: NDArray[np.int64]
    told: NDArray[np.float32]


def pairs(words: Sequence[str], rows: Sequence[Row]) -> Pairs:
    """The pairs of mentions (in text order) worth a look; `words` are all words in lower case."""
    n = len(rows)
    described = [_describe(words[row.first : row.last + 1]) for row in rows]
    alike = _sharing([d.content if rows[k].kind != PRONOUN else frozenset() for k, d in enumerate(described)])
    later, earlier = [], []
    for i in range(1, n):
        near = range(max(0, i - REACH), i)
        far = [j for j in alike[i] if j < i - REACH][-ALIKE:]
        earlier += [*far, *near]
        later += [i] * (len(near) + len(far))
    at, to = np.array(later, np.int64), np.array(earlier, np.int64)
    return Pairs(at, to, _told(rows, described, alike, at, to))


class _Description(NamedTuple):
    text: str
    head: str
    content: frozenset[str]
    initials: str
    short: str
    pronoun: int
    definite: bool
    indefinite: bool
    length: int


def _describe(words: Sequence[str]) -> _Description:
    content = [w for w in words if w not in _SMALL] or list(words)
    upto = next((k for k, w in enumerate(words) if k and w in _AFTER_HEAD), len(words))
    inner = [w for w in words[:upto] if w not in _SMALL] or content
    return _Description(
        text=" ".join(content),
        head=inner[-1],
        content=frozenset(content),
        initials="".join(w[0] for w in content if w[0].isalnum()) if len(content) > 1 else "",
        short=content[0].replace(".", "") if len(content) == 1 else "",
        pronoun=_PRONOUNS.get(words[0], 0) if len(words) == 1 else 0,
        definite=words[0] in _DEFINITE,
        indefinite=words[0] in _INDEFINITE,
        length=len(content),
    )


def _sharing(contents: Sequence[frozenset[str]]) -> list[list[int]]:
    """For each mention the earlier ones with a word of its own, the latest of each word, in order."""
    latest: defaultdict[str, list[int]] = defaultdict(list)
    found: list[list[int]] = []
    for number, content in enumerate(contents):
        found.append(sorted({k for word in content for k in latest[word][-REACH:]}))
        for word in content:
            latest[word].append(number)
    return found


def _told(
    rows: Sequence[Row],
    described: Sequence[_Description],
    alike: Sequence[Sequence[int]],
    at: NDArray[np.int64],
    to: NDArray[np.int64],
) -> NDArray[np.float32]:
    n = len(rows)
    told = np.zeros((len(at), FEATURES), np.float32)
    if not len(at):
        return told
    table = np.array(rows, np.int64).reshape(n, 5)
    first, last, kind, type_, sentence = table.T
    text, head = _numbered([d.text for d in described]), _numbered([d.head for d in described])
    pronoun = np.array([d.pronoun for d in described])
    definite = np.array([d.definite for d in described])
    indefinite = np.array([d.indefinite for d in described])
    length = np.array([d.length for d in described])
    common = np.zeros(len(at), np.int64)
    ends = np.searchsorted(at, np.arange(n), "right").tolist()
    far = to < at - REACH
    further = {(int(at[k]), int(to[k])): int(k) for k in np.flatnonzero(far)}

    def place(i: int, j: int) -> int | None:
        """The number of the pair of `i` and `j`, if it is one."""
        return ends[i] - (i - j) if i - j <= REACH else further.get((i, j))

    for i, others in enumerate(alike):
        for j in others:
            k = place(i, j)
            if k is not None:
                common[k] = len(described[i].content & described[j].content)
    initials = np.zeros(len(at), bool)
    shorts: defaultdict[str, list[int]] = defaultdict(list)
    longs: defaultdict[str, list[int]] = defaultdict(list)
    for i, d in enumerate(described):
        for here, there in ((d.short, longs), (d.initials, shorts)):
            if len(here) > 1:
                for j in there[here][-REACH:]:
                    k = place(i, j)
                    if k is not None:
                        initials[k] = True
        shorts[d.short].append(i)
        longs[d.initials].append(i)

    k1, k2, t1, t2, p1, p2 = kind[at], kind[to], type_[at], type_[to], pronoun[at], pronoun[to]
    nouns = (k1 != PRONOUN) & (k2 != PRONOUN)
    names = (k1 == NAME) & (k2 == NAME)
    same, tail, shared = text[at] == text[to], head[at] == head[to], common > 0
    within = shared & (common == np.minimum(length[at], length[to]))
    apart = sentence[at] - sentence[to]
    third = (p1 == 4) | (p1 == 5)
    columns = (
        *(same & nouns, same & names, tail & nouns & ~same, names & shared & ~same, names & within & ~same),
        *(names & shared & ~within, nouns & ~shared & ~tail & ~initials, initials & nouns, names & ~shared),
        *((p1 > 0) & (p1 == p2), (p1 > 0) & (p2 > 0) & (p1 != p2), (k1 == PRONOUN) & (p2 == 0)),
        *(np.minimum(at - to, 30) / 30.0, np.log1p(apart) / 3.0, apart == 0, apart == 1, apart > 3),
        *(
            (first[at] <= last[to]) & (last[at] <= last[to]),
            (first[at] > last[to]) & (first[at] - last[to] <= 2),
        ),
        *(t1 == t2, (t1 != t2) & nouns, third & (t2 == _PERSON), third & (t2 != _PERSON)),
        *((p1 == 6) & (t2 == _PERSON), (p1 == 6) & ((t2 == _BODY) | (t2 == _PLACE))),
        *((p1 == 7) & (t2 == _BODY), (p1 == 8) & (t2 == _PERSON), definite[at] & (k1 == NOMINAL)),
        indefinite[at],
        *((k1 == a) & (k2 == b) for a in range(3) for b in range(3)),
        *(tail & names & ~same, np.ones(len(at))),
    )
    for number, column in enumerate(columns):
        told[:, number] = column
    return told


def _numbered(values: Sequence[str]) -> NDArray[np.int64]:
    """Equal numbers for equal strings."""
    seen: dict[str, int] = {}
    return np.array([seen.setdefault(value, len(seen)) for value in values])
