"""`whosays match`: a list of known people and bodies, held against the casebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whosays.cli.lines import page_end, wrapped
from whosays.cli.options import case_argument, json_option, paged, read_bounded
from whosays.errors import UsageError
from whosays.views.wording import one_line

if TYPE_CHECKING:
    from whosays.resolve.entities.reference import Listed


@click.command(
    epilog="""\b
Examples:
  whosays match case.db watchlist.csv
  whosays match case.db entities.ftm.json --sure --json

\b
LIST is FollowTheMoney, an entity a line, or CSV with the columns id and name and, if there are any, schema,
aliases (parted by semicolons) and birth_date, as OpenSanctions gives them out. A match is sure where one
entry bears the name, nobody else in the casebook does, and nothing that documents tell contradicts. A list
joins nobody: to join two that it shows to be one, decide so (whosays decide --help).
Exit codes: 0 done; 2 not done."""
)
@case_argument
@click.argument("list_", metavar="LIST", type=click.Path())
@click.option("--sure", is_flag=True, help="Only sure matches.")
@paged(200)
@json_option
def command(
    case: str, list_: str, sure: bool, limit: int, offset: int, everything: bool, as_json: bool
) -> None:
    """Whom of the casebook the entries of LIST name: their known ids, surely or possibly, and why."""
    from whosays.casebook import Reader
    from whosays.views.matches import matches

    listed = _listed(list_)
    with Reader.open(case) as reader:
        most = None if everything else limit
        page = matches(reader, listed, sure=sure, limit=most, offset=offset)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(page))
        return
    for match in page.matches:
        head = f"{one_line(match.listed)}  {one_line(match.names[0])}"
        click.echo(click.style(head, bold=True) + ("" if match.sure else "  (possible)"))
        told = f"{match.name} ({match.type}) {match.entity}: {match.reason}"
        click.echo("\n".join("  " + line for line in wrapped(one_line(told))))
    entries = f"{page.entries:,} {'entry' if page.entries == 1 else 'entries'}"
    if not page.total:
        click.echo(f"None of {entries}.")
        return
    if page.offset or len(page.matches) < page.total:
        click.echo(page_end("pair", len(page.matches), page.offset, page.total, fewer="--sure"))
    click.echo(f"\n{page.matched:,} of {entries} may be in the casebook.")


MOST_BYTES = 1 << 30
"""Of a list; it is read whole."""


def _listed(path: str) -> list[Listed]:
    from whosays.resolve.entities.reference import read_list

    try:
        return read_list(read_bounded(path, MOST_BYTES).decode("utf-8"))
    except ValueError as error:  # UnicodeDecodeError is one
        why = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        raise UsageError(f"{path} is no list of people and bodies: {why}.") from error
