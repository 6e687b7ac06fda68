"""`whosays timeline`: the chronology."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from whosays.cli.lines import print_lines
from whosays.cli.options import case_argument, json_option, paged

if TYPE_CHECKING:
    from whosays.views.chronology import Kind


@click.command(
    epilog="""\b
Examples:
  whosays timeline case.db
  whosays timeline case.db --from 1994-09 --to 1994-12
  whosays timeline case.db --who "People's Front" --type ASSAULT
  whosays timeline case.db --said-by "Ministry of Defence" --json
  whosays timeline case.db --type ASSAULT --explain

\b
Sorted by the earliest day that the text allows: a known day before "that month" before "that year"; what the
text leaves open comes last. Each line ends with its id: whosays show CASE ID opens it.
What is not plainly asserted is marked before its words: [DENIED], [planned or announced] …
Exit codes: 0 done; 2 not done."""
)
@case_argument
@click.option("--from", "earliest", metavar="DATE", help="Nothing that ended before (EDTF: 1994, 1994-09 …).")
@click.option("--to", "latest", metavar="DATE", help="Nothing that began after.")
@click.option("--who", "entity", metavar="NAME", help="Only with this person, organisation or place.")
@click.option("--said-by", "voice", metavar="NAME", help="Only in this voice.")
@click.option("--source", metavar="WORDS", help="Only documents with this publisher, title or path.")
@click.option("--type", "type_", metavar="TYPE", help="Only this type: ASSAULT, SANCTION, Directorship …")
@click.option("--text", metavar="WORDS", help="Only lines with these words.")
@click.option(
    "--kind",
    type=click.Choice(["chronicle", "event", "relation", "state", "all"]),
    default="chronicle",
    show_default=True,
    help="chronicle: events, and relations and states that have a date.",
)
@paged(200)
@click.option(
    "--explain", is_flag=True, help="Say by which entry of the lexicon each line was coded, and which words."
)
@json_option
def command(
    case: str,
    earliest: str | None,
    latest: str | None,
    entity: str | None,
    voice: str | None,
    source: str | None,
    type_: str | None,
    text: str | None,
    kind: str,
    limit: int,
    offset: int,
    everything: bool,
    explain: bool,
    as_json: bool,
) -> None:
    """The chronology: what is said to have happened, when, and who says so."""
    from whosays.casebook import Reader
    from whosays.views.chronology import Selection, chronology

    selection = Selection(
        earliest=earliest,
        latest=latest,
        who=entity,
        said_by=voice,
        source=source,
        type=type_,
        text=text,
        kind=cast("Kind", kind),
    )
    with Reader.open(case) as reader:
        page = chronology(reader, selection, limit=None if everything else limit, offset=offset)
    print_lines(page, case=case, as_json=as_json, explain=explain)
