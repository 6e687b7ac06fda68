"""Lines of a chronology on a terminal, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from whosays.views.wording import one_line

if TYPE_CHECKING:
    from whosays.views.chronology import Entry, Page

WIDTH = 100
INDENT = " " * 14


def print_lines(page: Page, *, as_json: bool) -> None:
    """A page of the chronology, with a word on what is not shown."""
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(page))
        return
    if not page.lines:
        click.echo("No such lines." if page.total == 0 else "No more lines.")
        return
    from whosays.views.chronology import folded

    click.echo("\n".join(text for group in folded(page.lines) for text in line_text(group)))
    last = page.offset + len(page.lines)
    if last < page.total:
        click.echo(
            f"\nStatements {page.offset + 1:,} to {last:,} of {page.total:,}. "
            f"More: --offset {last}, or --all; fewer: --from, --to, --who, --said-by, --type, --text."
        )


def line_text(group: Sequence[Entry]) -> list[str]:
    """Three or four lines of text: date and words; how it is said and by whom; when, as the text has it.

    `group`: statements made by the same words.
    """
    entry = group[0]
    date = click.style(f"{entry.date:<13}", bold=True)
    words = _wrapped(one_line(entry.summary))
    out = [f"{date} {words[0]}", *(INDENT + more for more in words[1:])]
    stance = f"[{entry.stance}] " if entry.stance else ""
    if stance:
        color = "red" if entry.stance.startswith("denied") else "yellow"
        stance = click.style(stance, fg=color)
    voice = _wrapped(f"— {entry.voice}")
    out.append(INDENT + stance + click.style(voice[0], dim=True))
    out += [INDENT + click.style(more, dim=True) for more in voice[1:]]
    when = f"“{one_line(entry.when)}” · " if entry.when else ""
    out.append(INDENT + click.style(f"{when}{' '.join(one.id for one in group)}", dim=True))
    return out


def _wrapped(text: str) -> Sequence[str]:
    import textwrap

    return textwrap.wrap(text, WIDTH - len(INDENT), break_long_words=False) or [""]
