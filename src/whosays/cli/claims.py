"""`whosays claims`: what is said to be so, and how many independent origins stand behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from whosays.cli.lines import DATE, INDENT, LONGEST, counted, page_end, wrapped
from whosays.cli.options import MOST, case_argument, json_option, paged
from whosays.views.wording import date_words, one_line

if TYPE_CHECKING:
    from whosays.views.claims import ClaimEntry, Page, Said


@click.command(
    epilog="""\b
Examples:
  whosays claims case.db
  whosays claims case.db --who "Mira Orlan" --aspect dead
  whosays claims case.db --event s-3f2a91c04b7e
  whosays claims case.db --origins 2 --json

\b
Reports that are copies, carry one speech, quote one voice, draw on one record or cite each other have one
origin. What can't be known counts as not independent. Sorted by the number of origins.
`occurrence` is the claim that it happened at all. What becomes one claim, and what two: docs/claims.md.
Exit codes: 0 done; 2 not done."""
)
@case_argument
@click.option("--who", metavar="NAME", help="Only claims in which this person, body or place takes part.")
@click.option("--event", metavar="ID", help="Only claims on the event that this line or event is of.")
@click.option(
    "--aspect",
    metavar="WORD",
    help="Only of this sort: occurrence, date, dead, actor, money …",
)
@click.option(
    "--origins", type=click.IntRange(1, MOST), help="Only with at least so many independent origins."
)
@click.option("--reports", type=click.IntRange(1, MOST), help="Only with at least so many reports.")
@paged(20)
@json_option
def command(
    case: str,
    who: str | None,
    event: str | None,
    aspect: str | None,
    origins: int | None,
    reports: int | None,
    limit: int,
    offset: int,
    everything: bool,
    as_json: bool,
) -> None:
    """Claims with their independent origins: who has it from whom, and who denies it."""
    from whosays.casebook import Reader
    from whosays.views.claims import Wanted, claims

    wanted = Wanted(who=who, event=event, aspect=aspect, origins=origins, reports=reports)
    with Reader.open(case) as reader:
        page = claims(reader, wanted, limit=None if everything else limit, offset=offset)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(page))
    else:
        _print(page, case)


def _print(page: Page, case: str) -> None:
    for claim in page.claims:
        click.echo("\n".join(claim_text(claim)))
    then = f"Why: whosays why {one_line(case)} ID"
    fewer = "--who, --event, --aspect, --origins, --reports"
    click.echo(page_end("claim", len(page.claims), page.offset, page.total, then=then, fewer=fewer))


def claim_text(claim: ClaimEntry) -> list[str]:
    """A claim, its origins with the reports that go back to each, and the reports against it."""
    origins = counted(len(claim.origins), "independent origin")
    head = f"{origins}, {counted(claim.documents, 'document')}"
    words = one_line(claim.text)
    out = [click.style(head, bold=True) + "  " + click.style(claim.id, dim=True)]
    out += ["  " + line for line in wrapped(words if len(words) <= LONGEST else words[:LONGEST] + " …")]
    for number, origin in enumerate(claim.origins, 1):
        out += ["  " + line for line in wrapped(f"{number}. {one_line(origin.why)}")]
        for said in origin.reports:
            out += list(_report(said))
    for said in claim.against:
        out += list(_report(said))
    return out


def _report(said: Said) -> Iterator[str]:
    line = said.line
    date = date_words(line.published)
    mark = "" if said.stance == "asserts" else f"[{said.stance.upper()}] "
    first, *more = wrapped(f"{mark}{one_line(line.voice)} · {line.id}")
    yield f"    {date:<{DATE}} " + first
    for rest in more:
        yield "    " + INDENT + rest
    if said.why is not None:
        for rest in wrapped(f"← {one_line(said.why)}"):
            yield click.style("    " + INDENT + rest, dim=True)
