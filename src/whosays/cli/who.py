"""`whosays who`: the dossier of a person, an organisation or a place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from whosays.cli.lines import line_text
from whosays.cli.options import MOST, case_argument, json_option
from whosays.cli.quotes import quotation_text
from whosays.views.wording import document_words, one_line

if TYPE_CHECKING:
    from whosays.casebook import Reader
    from whosays.views.chronology import Entry
    from whosays.views.dossier import Dossier

SHOWN = 50
"""Statements of each sort, unless all are asked for."""
CANDIDATES = 5
"""Dossiers printed where a name fits several entities; the rest are listed."""


@click.command(
    epilog="""\b
Examples:
  whosays who case.db "Mira Orlan"
  whosays who case.db HLF --json
  whosays who case.db e-04b7e3f2a91c --all

\b
A name that several things bear gives a dossier for each: the same name is no proof that they are one.
Exit codes: 0 done; 2 nobody of that name, or not done."""
)
@case_argument
@click.argument("name")
@click.option(
    "--limit",
    type=click.IntRange(1, MOST),
    default=SHOWN,
    show_default=True,
    help="At most so many statements of it, statements by it, and quotations.",
)
@click.option("--all", "everything", is_flag=True, help="No limit: also on the passages that name it.")
@json_option
def command(case: str, name: str, limit: int, everything: bool, as_json: bool) -> None:
    """The dossier of NAME (or an entity's id): names, first and last seen, what is said of and by it."""
    from whosays.casebook import Reader

    with Reader.open(case) as reader:
        show_dossier(reader, name, as_json=as_json, limit=None if everything else limit)


def show_dossier(reader: Reader, name: str, *, as_json: bool, limit: int | None = SHOWN) -> None:
    """Print the dossiers of those that bear `name` (or have it as id); `limit`: `None` for everything."""
    from whosays.views.dossier import dossiers

    found = dossiers(reader, name, most=None if limit is None else CANDIDATES, limit=limit)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(found))
        return
    number = len(found.dossiers) + len(found.others)
    if number > 1:
        same = "the same name is no proof that they are one"
        click.echo(f"{number} entities may be meant; {same}.\n")
    for place, one in enumerate(found.dossiers):
        if place:
            click.echo()
        _print(one)
    if found.others:
        click.echo(f"\n{len(found.others)} more bear this name or words of it:")
        for other in found.others:
            click.echo(f"  {one_line(other.name)}  {other.type}  {other.id}")


def _print(one: Dossier) -> None:
    entity = one.entity
    click.echo(f"{click.style(one_line(entity.name), bold=True)}  {entity.type}  {entity.id}")
    names = ", ".join(f"{one_line(n.name)} ({n.documents})" for n in entity.names)
    click.echo(f"  names        {names}   (in so many documents)")
    click.echo(f"  documents    {entity.documents}, {_seen(one)}")
    _section(f"Said of {one_line(entity.name)}", one.said_of, one.said_of_total)
    _section(f"Said by {one_line(entity.name)}", one.said_by, one.said_by_total)
    if one.quotations:
        cut = f" (the first {len(one.quotations):,}; more: --limit, or --all)" if one.more_quotations else ""
        click.echo(click.style(f"\nIn the words of {one_line(entity.name)}{cut}", bold=True))
        for quotation in one.quotations:
            click.echo("\n".join(f"  {text}" for text in quotation_text(quotation)))
    click.echo(click.style(f"\nNamed in{_of(len(one.sightings), one.sightings_total, '--all')}", bold=True))
    for document, places in groupby(one.sightings, key=lambda sighting: sighting.document):
        title = f": {one_line(document.title)}" if document.title else ""
        click.echo(f"  {document_words(document)}{title}  {document.key}")
        for place in places:
            click.echo(f"      “{one_line(place.words)}”, character {place.start:,}")


def _seen(one: Dossier) -> str:
    if one.first is None:
        return "none with a date"
    return f"of {one.first}" if one.first == one.last else f"from {one.first} to {one.last}"


def _of(shown: int, total: int, more: str) -> str:
    """Where not all are shown: how many there are, and how they are had."""
    return f" (the first {shown:,} of {total:,}; more: {more})" if shown < total else ""


def _section(title: str, entries: Sequence[Entry], total: int) -> None:
    if not entries:
        return
    click.echo(click.style(f"\n{title}{_of(len(entries), total, '--limit, or --all')}", bold=True))
    from whosays.views.chronology import folded

    for group in folded(entries):
        click.echo("\n".join(f"  {text}" for text in line_text(group)))
