"""Lines after which the words of a message are another's (`lexicon/mail.yaml`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from whosays.lexicon import load

HEADERS = 8
"""Lines within which the subject of a message passed on follows its sender."""
LONGEST = 300
"""Code points of such a line."""


class PassedOn(msgspec.Struct, frozen=True):
    """The form of `lexicon/mail.yaml`."""

    forwarded: tuple[str, ...]
    begins: tuple[str, ...]
    sender: tuple[str, ...]
    subject: tuple[str, ...]


@cache
def _passed_on() -> PassedOn:
    passed_on: PassedOn = load("mail", PassedOn)
    return passed_on


def opens_message(lines: Sequence[str], number: int) -> bool:
    """Does a mail program open a message passed on with this line?"""
    line = lines[number][: LONGEST + 1].strip()
    if len(line) > LONGEST or not line:
        return False
    told = _passed_on()
    words = line.strip("-_=* :").casefold()
    if words in told.begins:
        return True
    if line.startswith(("--", "__", "==", "**")):
        return words.startswith(told.forwarded)
    if not _names(line, told.sender):
        return False
    return any(
        _names(other[:LONGEST].strip(), told.subject) for other in lines[number + 1 : number + HEADERS]
    )


def sender_in(line: str) -> str | None:
    """What a line such as "From: Anna Sorel <sorel@wire.example>" names as sender."""
    line = line[:LONGEST].strip()
    return line.replace("*", "").partition(":")[2].strip() if _names(line, _passed_on().sender) else None


def _names(line: str, headers: tuple[str, ...]) -> bool:
    """Does the line begin with one of these words and a colon (bold, as some programs have it)?"""
    name, colon, _ = line.replace("*", "").partition(":")
    return bool(colon) and name.strip().casefold() in headers
