"""Deaths that stand near words of violence and are none."""

from __future__ import annotations

import pytest

from tests.annotate.by_hand import told


def deaths(text):
    return [word for kind, word, _ in told(text) if kind == "ASSAULT" and word in {"death", "died"}]


@pytest.mark.parametrize(
    "text",
    [
        "Mikal Dorn hanged himself in his cell. Mikal Dorn died while police guarded the prison.",
        "Police found the prisoner. He had taken his own life. The prisoner died in the barracks.",
        "Jonas Rell commanded the rebels. After Jonas Rell's death the militia took orders from Karl Ebers.",
    ],
)
def test_a_death_that_nobody_has_caused_is_no_violence(text):
    assert deaths(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers shot Jonas Rell in Velm. After Jonas Rell's death the militia took orders from Karl Ebers.",
        "A rebel shot himself in the barracks. Mikal Dorn died in the attack of the rebels on the prison.",
        "A suicide bomber came to the prison of Velm. A guard died in the barracks on 4 May 1985.",
        "The rebels attacked the barracks. Three soldiers died, and a rebel killed himself.",
    ],
)
def test_a_death_that_somebody_has_caused_stays(text):
    assert len(deaths(text)) == 1
