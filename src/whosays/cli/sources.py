"""`whosays sources`: who brings the reports."""

from __future__ import annotations

import click

from whosays.cli.lines import counted, wrapped
from whosays.cli.options import case_argument, json_option
from whosays.views.wording import one_line


@click.command(
    epilog="""\b
Examples:
  whosays sources case.db
  whosays sources case.db --json
  whosays decide case.db letter "Northern Wire" B --why "twice corrected itself within a day"

\b
The letter is a person's judgement of a source, in the Admiralty code: A completely reliable to E unreliable,
F cannot be judged. Nothing gives one by itself.
Exit codes: 0 done; 2 not done."""
)
@case_argument
@json_option
def command(case: str, as_json: bool) -> None:
    """Sources: their documents and statements, what is flagged in them, their Admiralty letter."""
    from whosays.casebook import Reader
    from whosays.views.sources import LETTERS, sources

    with Reader.open(case) as reader:
        found = sources(reader)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(found))
        return
    if not found:
        click.echo("No sources.")
    for source in found:
        letter = f"{source.letter} ({LETTERS[source.letter]})" if source.letter in LETTERS else "no letter"
        days = f", {source.first} to {source.last}" if source.first else ", undated"
        click.echo(click.style(one_line(source.name), bold=True) + f"  {letter}")
        told = f"{counted(source.documents, 'document')}, {counted(source.statements, 'statement')}{days}"
        flagged = ", ".join(f"{kind} {number}" for kind, number in source.cautions.items())
        for text in (
            told,
            f"flagged: {flagged}" if flagged else "",
            source.decided and f"letter by {source.decided}",
        ):
            for line in wrapped(one_line(text)) if text else []:
                click.echo("  " + line)
