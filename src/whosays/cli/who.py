"""`whosays who`: the dossier of a person, an organisation or a place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from whosays.cli.lines import line_text
from whosays.cli.options import case_argument, json_option
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
@click.option("--all", "everything", is_flag=True, help="All statements and all that bear the name.")
@json_option
def command(case: str, name: str, everything: bool, as_json: bool) -> None:
    """The dossier of NAME: names, first and last seen, what is said of it and what it says."""
    from whosays.casebook import Reader

    with Reader.open(case) as reader:
        show_dossier(reader, name, as_json=as_json, everything=everything)


def show_dossier(reader: Reader, name: str, *, as_json: bool, everything: bool = False) -> None:
    """Print the dossiers of all that bear `name` (or have it as id)."""
    from whosays.views.chronology import EVERYTHING, named
    from whosays.views.dossier import dossier

    found = named(reader, name)
    first = found if everything else found[:CANDIDATES]
    dossiers = [dossier(reader, entity, limit=EVERYTHING if everything else SHOWN) for entity in first]
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(dossiers))
        return
    if len(found) > 1:
        same = "the same name is no proof that they are one"
        click.echo(f"{len(found)} entities may be meant; {same}.\n")
    for number, one in enumerate(dossiers):
        if number:
            click.echo()
        _print(one)
    if len(found) > len(first):
        click.echo(f"\n{len(found) - len(first)} more bear this name or words of it:")
        for other in found[len(first) :]:
            click.echo(f"  {one_line(other.name)}  {other.type}  {other.id}")


def _print(one: Dossier) -> None:
    entity = one.entity
    click.echo(f"{click.style(one_line(entity.name), bold=True)}  {entity.type}  {entity.id}")
    names = ", ".join(f"{one_line(n.name)} ({n.documents})" for n in entity.names)
    click.echo(f"  names        {names}   (in so many documents)")
    click.echo(f"  documents    {entity.documents}, {_seen(one)}")
    _section(f"Said of {one_line(entity.name)}", one.said_of)
    _section(f"Said by {one_line(entity.name)}", one.said_by)
    if one.quotations:
        click.echo(click.style(f"\nIn the words of {one_line(entity.name)}", bold=True))
        for quotation in one.quotations:
            click.echo("\n".join(f"  {text}" for text in quotation_text(quotation)))
    click.echo(click.style("\nNamed in", bold=True))
    for document, places in groupby(one.sightings, key=lambda sighting: sighting.document):
        title = f": {one_line(document.title)}" if document.title else ""
        click.echo(f"  {document_words(document)}{title}  {document.key}")
        for place in places:
            click.echo(f"      “{one_line(place.words)}”, character {place.start:,}")


def _seen(one: Dossier) -> str:
    if one.first is None:
        return "none with a date"
    return f"of {one.first}" if one.first == one.last else f"from {one.first} to {one.last}"


def _section(title: str, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    click.echo(click.style(f"\n{title}", bold=True))
    from whosays.views.chronology import folded

    for group in folded(entries):
        click.echo("\n".join(f"  {text}" for text in line_text(group)))
