"""`whosays quotes`: who is quoted with which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whosays.cli.lines import DATE, INDENT, LONGEST, counted, wrapped
from whosays.cli.options import case_argument, json_option, paged
from whosays.views.wording import date_words, one_line

if TYPE_CHECKING:
    from whosays.views.quotations import Quotation, Quotations

NOBODY = "[NOBODY IS NAMED]"
"""Before a quotation that the text puts in nobody's mouth."""


@click.command(
    epilog="""\b
Examples:
  whosays quotes case.db
  whosays quotes case.db --by "Mira Orlan"
  whosays quotes case.db --unattributed
  whosays quotes case.db --from 1994 --to 1994-09 --json

\b
Sorted by the date of their documents, those without a date last. The speaker is given in the words of the
text and, where it is known who that is, by name and id. A quotation that the text puts in nobody's mouth is
marked.
Exit codes: 0 done; 2 not done."""
)
@case_argument
@click.option("--by", metavar="NAME", help="Only what this person or body is quoted with.")
@click.option("--unattributed", is_flag=True, help="Only quotations with nobody named as the speaker.")
@click.option("--from", "earliest", metavar="DATE", help="No document from before (EDTF: 1994, 1994-09 …).")
@click.option("--to", "latest", metavar="DATE", help="No document from after.")
@paged(50)
@json_option
def command(
    case: str,
    by: str | None,
    unattributed: bool,
    earliest: str | None,
    latest: str | None,
    limit: int,
    offset: int,
    everything: bool,
    as_json: bool,
) -> None:
    """Quotations: the words, who says them, and through whom they are known."""
    from whosays.casebook import Reader
    from whosays.views.quotations import Wanted, quotations

    if by is not None and unattributed:
        raise click.UsageError("--by NAME and --unattributed ask for what cannot be: give one of them.")
    wanted = Wanted(by=by, unattributed=unattributed, earliest=earliest, latest=latest)
    with Reader.open(case) as reader:
        found = quotations(reader, wanted, limit=None if everything else limit, offset=offset)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(found))
    else:
        _print(found, case)


def _print(found: Quotations, case: str) -> None:
    if not found.quotations:
        click.echo("No more quotations." if found.offset else "No such quotations.")
        return
    for quotation in found.quotations:
        click.echo("\n".join(quotation_text(quotation)))
    first, last = found.offset + 1, found.offset + len(found.quotations)
    if found.more or found.offset:
        # How many there are is not known: that would mean to read every document.
        more = f" More: --offset {last}, or --all." if found.more else " They are the last."
        fewer = "Fewer: --by, --unattributed, --from, --to."
        click.echo(f"\nQuotations {first:,} to {last:,}.{more} {fewer}")
    else:
        shown = counted(last, "quotation")
        click.echo(f"\n{shown}. Their documents: whosays show {one_line(case)} ID")


def quotation_text(quotation: Quotation) -> list[str]:
    """Three or more lines of text: date and words; by whom it is said; who that is, and where it stands."""
    date = date_words(quotation.published)
    words = one_line(quotation.words)
    if len(words) > LONGEST:
        words = words[:LONGEST] + " …"
    lines = wrapped(words if quotation.speaker is not None else f"{NOBODY} {words}")
    if quotation.speaker is None:
        lines[0] = click.style(NOBODY, fg="yellow", bold=True) + lines[0][len(NOBODY) :]
    out = [click.style(f"{date:<{DATE}} ", bold=True) + lines.pop(0)] if len(date) <= DATE else []
    out = out or [click.style(date, bold=True)]
    out += [INDENT + more for more in lines]
    out += [INDENT + click.style(more, dim=True) for more in wrapped(f"— {quotation.voice}")]
    who = f"{one_line(quotation.name or '')} {quotation.entity} · " if quotation.entity else ""
    where = f"{quotation.document}, characters {quotation.start:,} to {quotation.end:,}"
    return out + [INDENT + click.style(more, dim=True) for more in wrapped(who + where)]
