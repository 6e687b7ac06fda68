"""The language model against gold, and its cost: `python -m benchmarks.language SHARED`.

SHARED holds `data/` and `score/`. Trees from raw text (EWT, GUM, EWT in capitals), mentions (re3d), what is
one thing (GUM), attributions (PolNeAR), each by the scorer's own lines; words a second on one thread with all
heads and decoding; size of the weights, resident memory and time to load. Without SHARED the cost alone.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

from benchmarks.articles import article

PROGRAM = Path(sys.executable).parent / "whosays"
ARTICLES = 60


def main(shared: Path | None) -> None:
    if shared is not None:
        with tempfile.TemporaryDirectory(prefix="whosays-bench-") as scratch:
            quality(shared, Path(scratch))
    cost()


# ── quality ───────────────────────────────────────────────────────────────────────────────────────


def quality(shared: Path, scratch: Path) -> None:
    """Every scorer on raw text."""
    data, score = shared / "data", shared / "score"
    for name, capitals in (("ewt", False), ("ewt", True), ("gum", False)):
        print(f"── parse.py on {name}/dev{' in capitals' if capitals else ''}")
        gold = data / name / "dev.conllu.gz"
        pile = _texts(data, name, gold, scratch / f"{name}{capitals}")
        if capitals:
            gold = _shouted(gold, pile, scratch / "shouted.conllu")
        found = _annotated(pile, scratch / f"{name}{capitals}.conllu", "--conllu")
        _report(
            score / "parse.py", gold, found, r"Words|Sentences|UPOS|Lemmas|UAS|LAS|skipped", "--by-document"
        )
    for scorer, name, file, shown in (
        ("entities.py", "re3d", "dev.jsonl", r"^(names|things|all)$|typed overlap"),
        ("coref.py", "gum", "dev.jsonl", r"singletons|conll_f1"),
        ("attributions.py", "polnear", "dev.jsonl.gz", r"found|match|linked|\.soft"),
    ):
        print(f"── {scorer} on {name}/{file}")
        pile = _texts(data, name, data / name / file, scratch / f"{name}-{scorer}")
        _report(
            score / scorer, data / name / file, _annotated(pile, scratch / f"{name}.jsonl", "--jsonl"), shown
        )


def _texts(data: Path, name: str, gold: Path, pile: Path) -> Path:
    """The documents of a file of gold as texts."""
    subprocess.run(
        [sys.executable, data / "export.py", gold, pile], cwd=data, check=True, stdout=subprocess.DEVNULL
    )
    return pile


def _annotated(pile: Path, out: Path, form: str) -> Path:
    with out.open("wb") as file:
        subprocess.run([PROGRAM, "annotate", pile, form], stdout=file, check=True)
    return out


def _report(scorer: Path, gold: Path, found: Path, shown: str, *more: str) -> None:
    command = [sys.executable, scorer, gold, found, *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in (done.stdout or done.stderr).splitlines() if not line.startswith("{")]
    print("\n".join(line for line in lines if re.search(shown, line)), flush=True)


def _shouted(gold: Path, pile: Path, out: Path) -> Path:
    """Gold and texts in capitals, letter for letter."""
    for file in pile.iterdir():
        file.write_bytes(_capitals(file.read_bytes().decode()).encode())
    with gzip.open(gold, "rt", encoding="utf-8") as lines, out.open("w", encoding="utf-8") as written:
        for line in lines:
            columns = line.split("\t")
            if len(columns) == 10:
                columns[1] = _capitals(columns[1])
            written.write("\t".join(columns))
    return out


def _capitals(text: str) -> str:
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


# ── cost ──────────────────────────────────────────────────────────────────────────────────────────

_LOAD = """
import json, resource, time
began = time.perf_counter()
from whosays.annotate.language import model
read = model()
read("Warm.", [(0, 5)])
loaded = time.perf_counter() - began
for text in json.load(open({texts!r})):
    read(text, [(0, len(text))])
print(loaded, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def cost() -> None:
    """Words a second, megabytes and seconds."""
    from whosays.annotate.language import model
    from whosays.annotate.sentences import areas
    from whosays.records import Document

    texts = [article(n)[0] for n in range(ARTICLES)]
    documents = [Document(id="", source="", format="text/plain", text=text) for text in texts]
    read = model(threads=1)
    read(texts[0], [(0, len(texts[0]))])
    words = sum(len(text.split()) for text in texts)
    began = time.perf_counter()
    for document in documents:
        read(document.text, list(areas(document)))
    rate = words / (time.perf_counter() - began)
    print(f"speed: {rate:,.0f} words a second, one thread, all heads and decoding")
    folder = files("whosays.annotate.model").joinpath("weights")
    size = sum(Path(str(file)).stat().st_size for file in folder.iterdir())
    print(f"weights: {size / 1e6:.1f} MB")
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(texts[:20], file)
        file.flush()
        command = [sys.executable, "-c", _LOAD.format(texts=file.name)]
        loaded, memory = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    print(f"cold load: {float(loaded):.2f} s; resident: {float(memory):.0f} MiB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
