"""Cautions about time: no date, dates that can't be placed, and dates that can't be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from whosays.records import Time
from whosays.records.edtf import bounds, is_edtf
from whosays.weigh.cautions.found import Found
from whosays.weigh.cautions.look import Look
from whosays.weigh.cautions.words import Finder, words

_WORD = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def undated(look: Look) -> Iterator[Found]:
    """The document has no date, and what it says of "Tuesday" or "now" hangs in the air."""
    document = look.document
    if document.published is not None:
        return
    yield Found("undated", None, "The document has no date of its own.")
    loose = [
        time
        for time in sorted(document.times, key=lambda time: time.start)
        if (time.edtf is None or time.edtf.startswith("XXXX")) and _is_relative(look, time)
    ]
    if loose:
        first = loose[0]
        more = f" So are {len(loose) - 1} more." if len(loose) > 1 else ""
        note = f"A relative date in a document without a date: it can't be told which day is meant.{more}"
        yield Found("relative-date", (first.start, first.end), note)
    for span in _present().spans(look):
        if not look.is_quoted(span[0]):
            yield Found("undated-present", span, "It says how things stand, and not when.")
            break


def ambiguous(look: Look) -> Iterator[Found]:
    """Day and month, or month and day: 03/04/2004, where no other date of the document tells."""
    if "/" not in look.document.text:
        return
    found = [m for m in _NUMBERS.finditer(look.document.text) if int(m[1]) and int(m[3])]
    if any(int(m[1]) > 12 or int(m[3]) > 12 for m in found):
        return
    for match in found:
        if match[1].lstrip("0") != match[3].lstrip("0") and match[2] == "/":
            note = f"Day {match[1]} of month {match[3]}, or day {match[3]} of month {match[1]}?"
            yield Found("ambiguous-date", match.span(), note)


def anachronism(look: Look) -> Iterator[Found]:
    """Something told as past that lies after the day of the document."""
    published = look.document.published
    if published is None or not is_edtf(published):
        return
    _, written = bounds(published)
    if written is None:
        return
    for time in look.document.times:
        shown = look.document.words((time.start, time.end))
        if time.type not in {"DATE", "TIME"} or not re.search(r"(?<!\d)\d{4}(?!\d)", shown):
            continue
        first = _first_day(time)
        number = look.sentence_at(time.start)
        if first is None or first <= written or number is None:
            continue
        said = set(_WORD.findall(look.lower(look.sentence(number))))
        if not said & words().coming:
            note = f"The document is of {published}, and this of {time.edtf}."
            yield Found("anachronism", (time.start, time.end), note)


def wrong_weekday(look: Look) -> Iterator[Found]:
    """A date whose weekday is another's."""
    for time in look.document.times:
        if time.edtf is None or not _DAY.fullmatch(time.edtf):
            continue
        shown = look.lower((time.start, time.end))
        named = [day for day in _WORD.findall(shown) if day in _WEEKDAYS]
        if len(named) != 1 or not re.search(r"(?<!\d)\d{4}(?!\d)", shown):
            continue
        try:
            day = _WEEKDAYS[date.fromisoformat(time.edtf).weekday()]
        except ValueError:
            continue
        if named[0] != day:
            note = f"{time.edtf} was a {day.capitalize()}."
            yield Found("inconsistent", (time.start, time.end), note)


def _is_relative(look: Look, time: Time) -> bool:
    if time.type not in {"DATE", "TIME"}:
        return False
    return not words().relative.isdisjoint(_WORD.findall(look.lower((time.start, time.end))))


def _first_day(time: Time) -> str | None:
    return bounds(time.edtf)[0] if time.edtf is not None and is_edtf(time.edtf) else None


@cache
def _present() -> Finder:
    return Finder(words().present)
