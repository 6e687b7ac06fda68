"""Lines of a chronology on a terminal, or as JSON."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from whosays.views.figures import measures
from whosays.views.wording import date_words, one_line, weight_words, when_words

if TYPE_CHECKING:
    from whosays.views.chronology import Entry, Page

WIDTH = 100
"""Columns, where the output is no terminal or a wide one."""
NARROW = 50
"""No narrower than this, however narrow the terminal."""
DATE = 13
"""Columns of the date; a longer one has a line of its own."""
INDENT = " " * (DATE + 1)
LONGEST = 1200
"""Code points of the words of one line; `show` gives them all."""


def print_lines(page: Page, *, case: str, as_json: bool, explain: bool = False) -> None:
    """A page of the chronology, with a word on what is not shown; `explain`: and by what each was coded."""
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(page))
        return
    from whosays.views.chronology import folded

    for group in folded(page.lines):
        click.echo("\n".join(line_text(group) + (_explained(group) if explain else [])))
    then = f"Open one: whosays show {one_line(case)} ID"
    fewer = "--from, --to, --who, --said-by, --type, --text"
    click.echo(page_end("statement", len(page.lines), page.offset, page.total, then=then, fewer=fewer))


def page_end(noun: str, shown: int, offset: int, total: int, *, then: str = "", fewer: str = "") -> str:
    """The last line of a list: how many there are, which of them were shown, and how the others are had.

    `then`: what to do with one; `fewer`: options that pick out some.
    """
    if not shown:
        which = "No more" if total else "No such" if fewer else "No"
        return f"{which} {noun}s."
    first, last = offset + 1, offset + shown
    if first == 1 and last == total:
        return f"\n{counted(total, noun)}. {then}".rstrip()
    others = f" More: --offset {last}, or --all." if last < total else ""
    return f"\n{noun.capitalize()}s {first:,} to {last:,} of {total:,}.{others}" + (
        f" Fewer: {fewer}." if fewer else ""
    )


def line_text(group: Sequence[Entry]) -> list[str]:
    """Three or more lines of text: date, stance and words; by whom it is said; when, as the text has it.

    `group`: statements made by the same words.
    """
    entry = group[0]
    date = date_words(entry.date)
    tag = stance_tag(entry)
    summary = one_line(entry.summary)
    if len(summary) > LONGEST:
        summary = summary[:LONGEST] + " …"
    words = wrapped(f"{tag} {summary}" if tag else summary)
    if tag:
        words[0] = styled_tag(entry) + words[0][len(tag) :]
    out = [click.style(f"{date:<{DATE}} ", bold=True) + words.pop(0)] if len(date) <= DATE else []
    out = out or [click.style(date, bold=True)]
    out += [INDENT + more for more in words]
    out += [INDENT + click.style(more, dim=True) for more in wrapped(f"— {entry.voice}")]
    told = [when_words(entry.when, of_document=entry.of_document)] if entry.when else []
    where = dict.fromkeys(place for one in group for place in one.where)
    figures = dict.fromkeys(figure for one in group for figure in one.figures)
    told += [known] if (known := measures(where, figures)) else []
    told += [weight] if (weight := weight_words(one.weight for one in group)) else []
    told.append(" ".join(one.id for one in group))
    return out + [INDENT + click.style(more, dim=True) for more in wrapped(" · ".join(told))]


def _explained(group: Sequence[Entry]) -> list[str]:
    """By what each statement of a line was coded."""
    from whosays.views.coding import coded_by

    told = [f"coded by: {coded_by(one)}" + (f" · {one.id}" if len(group) > 1 else "") for one in group]
    return [INDENT + click.style(more, dim=True) for each in told for more in wrapped(each)]


def stance_tag(entry: Entry) -> str:
    """The stance before the words that it is about: nobody should read a denial as a report."""
    told = entry.stance.replace("denied", "DENIED").replace("taken back", "TAKEN BACK")
    return f"[{told}]" if told else ""


def styled_tag(entry: Entry) -> str:
    """The same in colour, where there is colour."""
    tag = stance_tag(entry)
    return click.style(tag, fg="red" if entry.denied else "yellow", bold=True) if tag else ""


def counted(number: int, noun: str) -> str:
    """`1 statement`, `2 statements`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def width() -> int:
    """Columns to write in."""
    columns = shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH
    return max(NARROW, min(columns, WIDTH))


def wrapped(text: str) -> list[str]:
    """Text in lines that fit behind a date."""
    return textwrap.wrap(text, width() - len(INDENT), break_long_words=False, break_on_hyphens=False) or [""]
