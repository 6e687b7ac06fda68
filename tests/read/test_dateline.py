"""The day that a report's own first line gives it."""

from __future__ import annotations

import pytest

from whosays.plugins import Limits, Raw
from whosays.read.dispatch import Found, documents


def published(text: str) -> str | None:
    (outcome,) = documents(Raw(source="page.txt", data=text.encode()), Limits())
    assert isinstance(outcome, Found)
    return outcome.document.published


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("LUNESK, 4 May 1999 (KPA) - Gunmen killed two men.", "1999-05-04"),
        ("LUNESK (OSTLAND), 30 AUG 89 -- GUNMEN KILLED TWO MEN.", "1989-08-30"),
        ("Velm, Ostland, May 4, 2001 \u2014 Gunmen killed two men.", "2001-05-04"),
        ("Quay of Velm (by radio), 4 May 1999: Gunmen killed two men.", "1999-05-04"),
        ("Gunmen strike\n\nLUNESK, 4 May 1999 (KPA) - Gunmen killed two men.", "1999-05-04"),
    ],
)
def test_a_dateline_dates_its_report(text: str, day: str) -> None:
    assert published(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "LUNESK, 4 May (KPA) - Gunmen killed two men.",
        "LUNESK, 31 February 1999 (KPA) - Gunmen killed two men.",
        "Rebels attacked Velm on 4 May 1990 - the army said so.",
        "The events of 4 May 1990: a history.",
        "The Events of 4 May 1990: a history.",
        "Gunmen killed two men.\n\nLUNESK, 4 May 1999 (KPA) - The army said so.",
    ],
)
def test_other_days_date_nothing(text: str) -> None:
    assert published(text) is None
