"""`whosays cautions`: what a careful reader flags."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from whosays.cli.lines import page_end, wrapped
from whosays.cli.options import case_argument, json_option, paged
from whosays.views.wording import document_words, one_line

if TYPE_CHECKING:
    from whosays.views.flagged import Flag

QUOTED = 200
"""Code points of a passage that are shown."""


@click.command(
    epilog="""\b
Examples:
  whosays cautions case.db
  whosays cautions case.db --kind unnamed-source
  whosays cautions case.db --document report.txt --json

\b
All kinds, and when each is given: docs/weigh.md.
Exit codes: 0 done; 2 not done."""
)
@case_argument
@click.option("--kind", metavar="WORD", help="Only of this kind: undated, copy, hearsay, retracted …")
@click.option("--document", metavar="DOCUMENT", help="Only of this document (key, path or URL).")
@paged(200)
@json_option
def command(
    case: str,
    kind: str | None,
    document: str | None,
    limit: int,
    offset: int,
    everything: bool,
    as_json: bool,
) -> None:
    """Cautions by document: undated, unnamed sources, copies, circles, what was taken back …"""
    from whosays.casebook import Reader
    from whosays.views.flagged import flags

    with Reader.open(case) as reader:
        most = None if everything else limit
        page = flags(reader, kind=kind, document=document, limit=most, offset=offset)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(page))
        return
    for _, some in groupby(page.cautions, key=lambda flag: flag.document.key):
        _print(list(some))
    fewer = "--kind, --document"
    click.echo(page_end("caution", len(page.cautions), page.offset, page.total, fewer=fewer))


def _print(found: list[Flag]) -> None:
    row = found[0].document
    title = f" · {one_line(row.title)}" if row.title and row.title != row.publisher else ""
    click.echo(click.style(document_words(row) + title, bold=True) + "  " + click.style(row.key, dim=True))
    for flag in found:
        quote = one_line(flag.words or "")
        quote = quote if len(quote) <= QUOTED else quote[:QUOTED] + " …"
        told = f"{flag.kind}: {one_line(flag.note)}" + (f" “{quote}”" if quote else "")
        for line in wrapped(told):
            click.echo("  " + line)
