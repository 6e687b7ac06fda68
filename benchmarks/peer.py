"""spaCy with its own small CNN on the same treebanks: `python -m benchmarks.peer SHARED FOLDER [STEPS]`.

Needs `pip install spacy`. Trains a tagger and a parser on EWT and GUM train with spaCy's own recommended
settings for speed on a processor, then parses the dev texts from raw and prints `parse.py`'s lines and words
a second on one thread. FOLDER keeps the pipeline; a second run only measures.
"""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any


def main(shared: Path, folder: Path, steps: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    best = folder / "out" / "model-best"
    if not best.exists():
        train(shared / "data", folder, steps)
    import spacy

    read = spacy.load(best)
    for name in ("ewt", "gum"):
        gold = shared / "data" / name / "dev.conllu.gz"
        pile = folder / f"{name}-texts"
        export = [sys.executable, shared / "data" / "export.py", gold, pile]
        subprocess.run(export, check=True, stdout=subprocess.DEVNULL)
        texts = {file.stem: file.read_bytes().decode() for file in sorted(pile.iterdir())}
        began = time.perf_counter()
        parsed = {name: read(text) for name, text in texts.items()}
        rate = sum(len(text.split()) for text in texts.values()) / (time.perf_counter() - began)
        found = folder / f"{name}.conllu"
        found.write_text("".join(_conllu(name, doc) for name, doc in parsed.items()), encoding="utf-8")
        print(f"── spaCy on {name}/dev, {rate:,.0f} words a second")
        score = [sys.executable, shared / "score" / "parse.py", gold, found, "--by-document"]
        lines = subprocess.run(score, capture_output=True, text=True, check=True).stdout.splitlines()
        print("\n".join(line for line in lines if re.search(r"Words|Sentences|UPOS|UAS|LAS|skipped", line)))


def train(data: Path, folder: Path, steps: int) -> None:
    """A pipeline with a tagger of parts of speech and a parser."""
    for split in ("train", "dev"):
        whole = b"".join(
            gzip.decompress((data / name / f"{split}.conllu.gz").read_bytes()) for name in ("ewt", "gum")
        )
        (folder / f"{split}.conllu").write_bytes(whole)
        _spacy("convert", folder / f"{split}.conllu", folder, "--converter", "conllu", "--n-sents", "10")
    config = folder / "config.cfg"
    _spacy(
        "init", "config", config, "--pipeline", "morphologizer,parser", "--optimize", "efficiency", "--force"
    )
    paths = ["--paths.train", folder / "train.spacy", "--paths.dev", folder / "dev.spacy"]
    limits = ["--training.max_steps", steps, "--training.patience", 0, "--training.eval_frequency", 1000]
    _spacy("train", config, "--output", folder / "out", *paths, *limits)


def _spacy(*words: object) -> None:
    subprocess.run([sys.executable, "-m", "spacy", *map(str, words)], check=True)


def _conllu(name: str, doc: Any) -> str:
    lines = [f"# newdoc id = {name}"]
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        number = {token.i: k for k, token in enumerate(words, start=1)}
        for token in words:
            head = number.get(token.head.i, 0) if token.head.i != token.i else 0
            relation = token.dep_.lower() if head else "root"
            form = "".join(token.text.split())
            lines.append(f"{number[token.i]}\t{form}\t_\t{token.pos_}\t_\t_\t{head}\t{relation}\t_\t_")
        if words:
            lines.append("")
    return "\n".join(lines) + "\n\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 6000)
