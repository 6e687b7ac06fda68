"""The language model on whole texts: what holds whatever the text. Not how well it reads."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.factories import doc, laid_out
from whosays.annotate.language import language, model
from whosays.annotate.model.encoder import Encoder, load
from whosays.annotate.sentences import areas
from whosays.errors import UsageError
from whosays.plugins import Analysis
from whosays.records import Document

REPORT = (
    "Col. Edvar Marn, the commander of the Harbour League, said on Tuesday that his fighters had not "
    "attacked Velm.\n\nThe group denied the report. “We were never there,” a spokeswoman, Ana Brenn, told "
    "reporters."
)
PERSIAN = "این یک متن فارسی است که باید به حال خود رها شود و خوانده نشود."
ARABIC = "قال المتحدث باسم الوزارة إن القوات غادرت المدينة في الليل."

ODD = {
    "nothing": "",
    "white space": " \n\t \n\n ",
    "one character": "a",
    "one mark": ".",
    "emoji": "😀😀 👩‍👩‍👧 said 🇸🇪.",
    "capitals": REPORT.upper(),
    "no stops": REPORT.replace(".", "").replace(",", ""),
    "figures": "\n".join("\t".join(str(n * k) for k in range(9)) for n in range(40)),
    "worn print": "Th3 gr0up d3n|ed tbe rep0rt. l t sa1d n0th ing; 'vve vvere ' ,,neve r the re",
    "control characters": "He\u0000 said\u0007 it\u200b was\u202e done.",
    "accents apart": "Ele\u0301na said it.",
    "one long word": "w" * 300_000,
    "brackets": "(" * 3_000,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_any_text_is_read_whole_and_every_finding_stands_in_it(text: str) -> None:
    document = language(doc(text))
    read = "".join(document.words((w.start, w.end)) for w in document.syntax)
    assert read == "".join(text[s:e] for s, e in areas(document) for text in [document.text]).translate(
        {ord(c): None for c in set(text) if c.isspace()}
    )
    spans = [(m.start, m.end) for m in document.mentions]
    spans += [s for a in document.attributions for part in (a.source, a.cue, a.content) for s in part]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    _assert_trees(document)


def _assert_trees(document: Document) -> None:
    words = document.syntax
    for start, end in document.sentences:
        inside = [k for k, w in enumerate(words) if start <= w.start < end]
        for k in inside:
            seen, at = {k}, words[k].head
            while at >= 0:
                assert at not in seen
                seen.add(at)
                at = words[at].head
    assert all(-1 <= w.head < len(words) for w in words)


def test_each_sentence_has_one_root_and_no_sentence_runs_over_a_block() -> None:
    document = laid_out(("heading", "What happened"), ("paragraph", REPORT.split("\n")[0]), run=[language])
    blocks = [(block.start, block.end) for block in document.blocks]
    for start, end in document.sentences:
        assert any(a <= start and end <= b for a, b in blocks)
        assert sum(w.head < 0 for w in document.syntax if start <= w.start < end) == 1


def test_time_grows_with_the_text_and_not_with_its_square() -> None:
    def spent(count: int) -> float:
        began = time.process_time()
        model()(text := "word " * count, [(0, len(text))])
        return time.process_time() - began

    spent(500)
    assert spent(20_000) < 16 * max(spent(5_000), 0.2)


@pytest.mark.parametrize(("text", "code"), [(PERSIAN, "fa"), (ARABIC, "ar")])
def test_a_paragraph_in_another_language_is_marked_and_left_alone(text: str, code: str) -> None:
    whole = f"{REPORT}\n\n{text}\n\nThe army left the town on Monday."
    document = language(doc(whole))
    (left,) = document.foreign
    assert (document.words((left.start, left.end)), left.language) == (text, code)
    for layer in (document.syntax, document.mentions, document.tokens):
        assert not any(left.start <= item.start < left.end for item in layer)
    assert not any(left.start <= start < left.end for start, _ in document.sentences)


def test_a_document_in_another_language_has_sentences_and_nothing_deeper() -> None:
    document = language(doc(PERSIAN + " " + PERSIAN, language="fa"))
    assert document.sentences
    assert (document.syntax, document.mentions, document.attributions) == ((), (), ())


def _told(text: str, read: object = None) -> Analysis:
    return (read or model())(text, list(areas(doc(text))))  # type: ignore[operator, no-any-return]


def test_what_is_found_does_not_depend_on_what_was_read_before() -> None:
    alone = _told(REPORT, load())
    shared = load()
    _told("Nobody came. " * 50, shared)
    assert _told(REPORT, shared) == alone == _told(REPORT)


def test_what_is_found_does_not_depend_on_the_number_of_threads() -> None:
    assert _told(REPORT, load(threads=2)) == _told(REPORT, load(threads=1))


def test_a_window_is_read_the_same_at_any_place() -> None:
    other = "The bridge was closed for a week. " * 3
    one = _told(f"{other}\n\n{REPORT}")
    assert [w.upos for w in one.syntax][-len(_told(REPORT).syntax) :] == [
        w.upos for w in _told(REPORT).syntax
    ]


def test_the_weights_load_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("it asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    assert _told("He said it was over.", load()).sentences == ((0, 20),)


def test_torch_is_not_needed() -> None:
    program = "import sys; from whosays.annotate.language import model; model()('He left.', [(0, 8)]); "
    program += "sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_plain_report_is_read() -> None:
    found = _told(REPORT)
    names = {REPORT[m.start : m.end] for m in found.mentions if m.kind == "name"}
    assert any("Edvar Marn" in name for name in names)
    assert any("Harbour League" in name for name in names)
    said = [REPORT[slice(*a.content[0])] for a in found.attributions]
    assert any("his fighters had not attacked" in content for content in said)
    (attacked,) = [w for w in found.syntax if REPORT[w.start : w.end] == "attacked"]
    assert (attacked.upos, attacked.lemma, attacked.event) == ("VERB", "attack", "occurrence")


def test_weights_that_are_not_there_are_named(tmp_path: Path) -> None:
    (tmp_path / "labels.json").write_text("{}")
    with pytest.raises(UsageError, match=r"no model\.onnx, heads\.npz, vocab\.txt"):
        Encoder(tmp_path)
