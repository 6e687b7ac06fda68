"""What a source does with what it says."""

from __future__ import annotations

import pytest

from tests.annotate.reported import found
from whosays.annotate.attributions.stances import stance_of


@pytest.mark.parametrize(
    ("text", "cue", "stance"),
    [
        ("Vance said that it fell", "said", "asserts"),
        ("Vance denied that it fell", "denied", "denies"),
        ("her denial that it fell", "denial", "denies"),
        ("Vance rejected claims that it fell", "rejected", "denies"),
        ("Vance rejected claims that it fell", "rejected claims", "denies"),
        ("Vance disputed that it fell", "disputed", "denies"),
        ("Vance rejected the plan to close it", "rejected", "doubts"),
        ("Vance doubted that it fell", "doubted", "doubts"),
        ("Vance questioned whether it fell", "questioned", "doubts"),
        ("Vance confirmed that it fell", "confirmed", "confirms"),
        ("Vance withdrew her claim that it fell", "withdrew", "retracts"),
        ("Vance called for it to be closed", "called for", "demands"),
        ("Vance called it old", "called", "asserts"),
        ("Vance asked whether it fell", "asked", "asks"),
        ("Vance asked to close it", "asked", "demands"),
        ("Vance vowed to close it", "vowed", "promises"),
        ("Vance warned that it might fall", "has warned", "warns"),
    ],
)
def test_the_cue_tells_the_stance(text, cue, stance):
    at = text.find(cue.split()[-1]) + len(cue.split()[-1])
    start = at - len(cue) if text[:at].endswith(cue) else text.index(cue.split()[-1])
    assert stance_of(text, [(start, at)], [(at + 1, len(text))]) == stance


def test_a_quotation_that_nobody_says_asserts():
    assert stance_of("“It fell last night.”", [], [(0, 21)]) == "asserts"


def test_each_report_of_a_text_carries_its_stance():
    text = "Vance denied that it fell. Kroll confirmed that it fell. Police said it was old."
    assert [a.stance for a in found(text)] == ["denies", "confirms", "asserts"]
    assert [a.denies for a in found(text)] == [True, False, False]
