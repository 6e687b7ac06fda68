"""`whosays annotate --conllu`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import whosays


def test_trees_are_printed_a_document_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The men don't know.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("It ended.", encoding="utf-8")
    done = whosays("annotate", tmp_path, "--conllu", "--workers", "1")
    assert done.returncode == 0
    assert [line for line in done.stdout.split("\n") if line.startswith("#")] == [
        "# newdoc id = a",
        "# text = The men don't know.",
        "# newdoc id = b",
        "# text = It ended.",
    ]
    assert "3-4\tdon't\t" in done.stdout


def test_two_forms_at_once_are_refused(tmp_path: Path) -> None:
    done = whosays("annotate", tmp_path, "--conllu", "--jsonl")
    assert done.returncode == 2
    assert "ask for one" in done.stderr
