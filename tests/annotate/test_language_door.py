"""The door for another language model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from tests.factories import doc
from whosays.annotate import language as module
from whosays.annotate.check import checked
from whosays.errors import BadPlugin
from whosays.plugins import Analysis
from whosays.records import Span, Word


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    module.model.cache_clear()
    yield
    module.model.cache_clear()


def guest(threads: int = 1) -> object:
    def read(text: str, areas: Sequence[Span]) -> Analysis:
        (start, end), *_ = areas
        return Analysis(sentences=((start, end),), syntax=(Word(start, end, "NOUN", "x", 7, "root"),))

    return read


def test_a_guest_takes_the_place_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load", lambda group: {"encoder": None, "theirs": guest})
    assert module.language(doc("He left.")).sentences == ((0, 8),)


def test_two_guests_are_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load", lambda group: {"encoder": None, "one": guest, "two": guest})
    with pytest.raises(BadPlugin, match="one and two"):
        module.language(doc("He left."))


def test_words_whose_heads_are_not_there_are_refused_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load", lambda group: {"theirs": guest})
    document = checked(module.language(doc("He left.")), module.language.gives, name="language")
    assert document.syntax == ()
    assert document.notes == ("language: 1 finding refused: words and trees that do not hold together",)
