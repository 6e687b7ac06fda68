"""Who wrote it and when it came out, where a line under the heading says so. Nothing is guessed.

A line counts only where it is a date or a byline from end to end; a date in a sentence is the sentence's.
"""

from __future__ import annotations

import re
from email.utils import parsedate

from whosays.read.web_words import words
from whosays.records.edtf import is_edtf

LONGEST = 160
"""Code points of a line that may be a byline or a date."""

_PARTS = re.compile(r"[|·•]|\s[-–—/]\s|\.\s(?=[A-Z])|\n")
_WORD = re.compile(r"[^\W\d_]+\.?|\d+(?:st|nd|rd|th)?|[,:/.-]")
_CLOCK = re.compile(
    r"(?:,|\bat)?\s*\b\d{1,2}[:.]\d{2}(?::\d{2})?\s{0,2}(?:[ap]\.?m\b\.?)?\s{0,2}(?:[A-Z]{2,4}\b|[+-]\d{4})?",
    re.I,
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?=$|[T\s,])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?")
_ADDRESS = re.compile(r"https?:|www\.|[^\s@]@|[<>{}]")
_NAME_WORD = re.compile(r"[^\W\d_]")


def date_from_metadata(value: str) -> str | None:
    """A date as metadata write it (ISO 8601, RFC 2822, or a plain date), as EDTF: a day, a month or a year.

    The hour is left out: the day is the one that the page itself gives. `09/03/2004` may be either of two
    days and is none. So is the epoch, which stands where a program had no date.
    """
    value = value.strip()[:LONGEST]
    found: str | None = None
    if match := _ISO.match(value) or _COMPACT.fullmatch(value):
        year, month, day = match.groups()
        found = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    elif re.fullmatch(r"[12]\d{3}", value):
        found = value
    elif mail := _mail_date(value):
        found = mail
    else:
        found = date_line(value)
    return found if found and is_edtf(found) and not found.startswith(("1970-01-01", "000")) else None


def _mail_date(value: str) -> str | None:
    if not re.match(r"[A-Za-z]{3}, \d", value):
        return None
    try:
        parsed = parsedate(value)
    except (ValueError, IndexError, TypeError):
        return None
    return f"{parsed[0]:04}-{parsed[1]:02}-{parsed[2]:02}" if parsed else None


def date_line(line: str) -> str | None:
    """The date that a line is, from end to end: "Thursday 11 March 2004", "March 9, 2008", "May 2004"."""
    line = line.strip()
    if not line or len(line) > LONGEST:
        return None
    if match := _ISO.fullmatch(line):
        year, month, day = match.groups()
        found = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
        return found if day and is_edtf(found) else None
    tokens = [token.lower().rstrip(".") for token in _WORD.findall(_CLOCK.sub("", line, count=1))]
    tokens = [token for token in tokens if token and token not in {",", ":"}]
    if tokens and tokens[0] in words().weekdays:
        tokens = tokens[1:]
    found_words = _month_date(tokens)
    return found_words if found_words and is_edtf(found_words) else None


def _month_date(tokens: list[str]) -> str | None:
    months = words().months
    day: str | None = None
    if len(tokens) == 3 and tokens[1] in months:
        day, month, year = tokens
    elif len(tokens) == 3 and tokens[0] in months:
        month, day, year = tokens
    elif len(tokens) == 2 and tokens[0] in months:
        month, year = tokens
    else:
        return None
    if not re.fullmatch(r"[12]\d{3}", year):
        return None
    if day is None:
        return f"{year}-{months[month]:02}"
    number = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", day)
    return f"{year}-{months[month]:02}-{int(number[1]):02}" if number else None


def dates_in(line: str) -> tuple[list[str], list[str]]:
    """Dates that are whole parts of a line, parts being set off by bars, dots, dashes or full stops.

    Returns those that are said to be of publication, and those that stand there without a word; what is
    said to be something else ("Updated …") is in neither.
    """
    if len(line) > LONGEST:
        return [], []
    told: list[str] = []
    bare: list[str] = []
    for part in [line, *_PARTS.split(line)]:
        part = part.strip().rstrip(".")
        label, rest = _label(part)
        found = date_line(rest)
        if found is None or label in words().not_published:
            continue
        (told if label else bare).append(found)
    return told, bare


def _label(part: str) -> tuple[str, str]:
    """A word such as "Published" before a date, and the date."""
    lower = part.lower()
    for known in sorted(words().published | words().not_published, key=len, reverse=True):
        if lower.startswith(known) and not lower[len(known) : len(known) + 1].isalnum():
            return known, part[len(known) :].lstrip(": ,")
    return "", part


def byline(line: str) -> tuple[str, ...]:
    """The names in a line such as "By Anna Sorel and Tomas Rell", or in a part of it set off by bars."""
    if len(line) > LONGEST:
        return ()
    for part in [line, *_PARTS.split(line)]:
        part = part.strip()
        lower = part.lower()
        for opening in sorted(words().by, key=len, reverse=True):
            if lower.startswith(opening) and lower[len(opening) : len(opening) + 1] in {" ", ":"}:
                return names(part[len(opening) :].strip(" :"), typed=True)
    return ()


def names(value: str, *, typed: bool = False) -> tuple[str, ...]:
    """The names in what a byline or metadata hold; nothing where it does not look like names.

    `typed`: it is running text, so each must begin as a name does.
    """
    value = " ".join(value.split()).strip(" ,;|")
    if not value or len(value) > LONGEST or _ADDRESS.search(value) or value[-1] in "!?:":
        return ()
    for opening in ("by ", "By ", "BY "):
        value = value.removeprefix(opening)
    found = [part.strip(" ,") for part in re.split(r"[;,]|\s&\s", value)]
    found = [name for part in found for name in _parted(part)]
    if typed and not all(_may_be_name(name) for name in found):
        return ()
    return tuple(dict.fromkeys(name.rstrip(".") if name.count(".") == 1 else name for name in found if name))


def _parted(part: str) -> list[str]:
    """ "Anna Sorel and Tomas Rell" are two, "Staff and KPA" may be one."""
    sides = [side.strip() for side in re.split(r"\sand\s", part)]
    return sides if all(len(side.split()) >= 2 for side in sides) else [part]


def _may_be_name(name: str) -> bool:
    parts = name.split()
    if not parts or len(parts) > 8 or not _NAME_WORD.match(parts[0]):
        return False
    first = parts[0].lower().rstrip(".,")
    if first in words().months or first in words().weekdays:
        return False
    if first in words().nobody:
        return len(parts) > 1
    if len(parts) == 1:
        return True
    capital = sum(part[0].isupper() or not part[0].isalpha() for part in parts)
    return parts[0][0].isupper() and capital * 2 >= len(parts)
