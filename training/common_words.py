"""How common words are in reports: `python -m training.common_words DATA` writes `common_words.yaml`.

Counted are the documents of PolNeAR and MUC-4 (train) in which a word stands, by its lemmas as noun and as
verb, so that no model is needed. Only how many is kept, as a class from 1 (in every document) to 9; a word in
fewer than eight documents is left out.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from whosays.annotate.model.lemmas import lemma
from whosays.annotate.model.words import words

CORPORA = ("polnear", "muc4")
FEWEST = 8
TARGET = Path(__file__).parents[1] / "src/whosays/lexicon/common_words.yaml"
HEAD = """\
# How common a word (lemma, lower case) is in reports: 1, in every one, to 9. A word that is not here is rare.
# Used to weigh what two reports have in common (whosays.resolve.events). Made by training/common_words.py
# from counts over news texts; edit there, or here for a word of your own.
"""


def texts(data: Path) -> Iterator[str]:
    """The documents that are counted."""
    for corpus in CORPORA:
        with gzip.open(data / corpus / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def lemmas(text: str) -> set[str]:
    """What the words of a text may be lemmas of."""
    found = set()
    for start, end, _ in words(text):
        word = text[start:end].lower()
        if any(map(str.isalpha, word)):
            found |= {lemma(word, "NOUN").lower(), lemma(word, "VERB").lower()}
    return found


def main(data: Path) -> None:
    """Count, and write the lexicon's file."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts(data):
        counts.update(lemmas(text))
        total += 1
    classes: dict[int, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if count >= FEWEST and word.isascii():
            rarity = math.log(total / count) / math.log(total / 2)
            classes[max(1, round(10 * rarity))].append(word)
    with TARGET.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for number, members in sorted(classes.items()):
            out.write(f"\n{number}: >-\n")
            out.write(_lines(" ".join(sorted(members))))


def _lines(words: str) -> str:
    return "\n".join(f"  {line}" for line in textwrap.wrap(words, 114, break_on_hyphens=False)) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
