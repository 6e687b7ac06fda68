"""`whosays check`: is everything in a casebook still what it was?"""

from __future__ import annotations

import click

from whosays.cli.lines import counted
from whosays.cli.options import case_argument, json_option
from whosays.views.wording import one_line


@click.command(
    epilog="""\b
Examples:
  whosays check case.db
  whosays check case.db --json

\b
Exit codes: 0 everything verifies; 1 something does not (it is listed); 2 not done."""
)
@case_argument
@json_option
@click.pass_context
def command(ctx: click.Context, case: str, as_json: bool) -> None:
    """Verify every hash, offset and link of a casebook."""
    import msgspec

    from whosays.casebook import Reader
    from whosays.engines.deriving import derive

    with Reader.open(case) as reader:
        problems = list(reader.check(derive))
        documents = reader.info().documents
    if as_json:
        click.echo(msgspec.json.encode({"documents": documents, "problems": problems}))
    else:
        for problem in problems:
            click.echo(f"{problem.kind}: {one_line(problem.where)}: {one_line(problem.what)}")
        verdict = counted(len(problems), "problem") if problems else "every hash, offset and link verifies"
        click.echo(f"{counted(documents, 'document')}: {verdict}")
    ctx.exit(1 if problems else 0)
