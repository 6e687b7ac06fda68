"""What is found where nothing happened: `python -m benchmarks.harmless [--show]`.

The texts under `gold/harmless` (sports, finance, fiction, recipes, codes of law and the like) tell of no
assault, no coercion and no sanction: each such statement is a false alarm, whether asserted or denied, unless
the program itself marks it as hypothetical. A relation `Sanction` counts as well. Prints a line a file, then
the false alarms per 2,000 words of the half that the program is tuned on and of the half that nobody looks at
(`held/`). `--show` prints each false alarm of the first half with its sentence; of the second there are only
numbers.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from benchmarks.folders import annotated, name
from benchmarks.gold_files import GOLD
from whosays.records import Document, Statement

HARMLESS = GOLD / "harmless"
HALVES = {"tuned on": HARMLESS, "never looked at": HARMLESS / "held"}
TYPES = ("ASSAULT", "COERCE", "SANCTION")
PER, BAR = 2000, 1


def main(*, show: bool) -> None:
    print(f"{'':26}{'words':>7}" + "".join(f"{type_:>10}" for type_ in TYPES) + f"{'all':>6}")
    for half, folder in HALVES.items():
        total: Counter[str] = Counter()
        for document in annotated(sorted(folder.glob("*.txt"))):
            counts = _counts(document)
            print(_line(name(document), counts))
            total += counts
            if show and folder == HARMLESS:
                for statement in false_alarms(document):
                    print(_shown(document, statement))
        alarms = sum(total[type_] for type_ in TYPES)
        print(_line(half, total))
        print(f"{half}: {PER * alarms / total['words']:.2f} per {PER:,} words, wanted under {BAR}\n")


def false_alarms(document: Document) -> Iterator[Statement]:
    """Statements of assault, coercion or sanction that are told as more than a supposition."""
    for statement in document.statements:
        if statement.type in TYPES and statement.certainty != "hypothetical":
            yield statement


def _counts(document: Document) -> Counter[str]:
    counts = Counter(statement.type or "" for statement in false_alarms(document))
    return counts + Counter(words=len(document.text.split()), all=len(document.statements))


def _line(what: str, counts: Counter[str]) -> str:
    return (
        f"{what:26}{counts['words']:7,}"
        + "".join(f"{counts[type_]:10}" for type_ in TYPES)
        + f"{counts['all']:6}"
    )


def _shown(document: Document, statement: Statement) -> str:
    start, end = statement.trigger
    around = [document.words(one) for one in document.sentences if one[0] < end and start < one[1]]
    roles = "; ".join(
        f"{role}: " + ", ".join(document.words((m.start, m.end)) for m in (document.mentions[i] for i in at))
        for role, at in sorted(statement.roles.items())
    )
    told = " ".join(
        filter(None, (statement.type, statement.mode, statement.polarity, statement.certainty, roles))
    )
    return f"    {document.words(statement.trigger)!r} {told}\n        {' '.join(' '.join(around).split())}"


if __name__ == "__main__":
    main(show="--show" in sys.argv)
