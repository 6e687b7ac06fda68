"""`whosays remove`: a document out of a casebook."""

from __future__ import annotations

import click

from whosays.cli.options import case_argument, json_option, wait_option
from whosays.views.wording import one_line


@click.command(
    epilog="""\b
Examples:
  whosays remove case.db d-3f2a91c04b7e
  whosays remove case.db reports/letter.txt

\b
Everything that rests on the document alone goes with it; the file itself is not touched.
Exit codes: 0 removed; 2 not done."""
)
@case_argument
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@wait_option
@json_option
def command(case: str, documents: tuple[str, ...], wait: float, as_json: bool) -> None:
    """Take documents out, with all that rests on them alone."""
    import msgspec

    from whosays.casebook import Reader, Writer
    from whosays.engines.comparing import bring_up_to_date

    with Reader.open(case) as reader:
        rows = [reader.document(document)[0] for document in documents]
    with Writer.open(case, wait=wait) as writer:
        for row in rows:
            writer.remove(row.key)
        bring_up_to_date(writer)
    if as_json:
        click.echo(msgspec.json.encode({"removed": [row.key for row in rows]}))
        return
    for row in rows:
        click.echo(f"Removed {row.key}  {one_line(row.title or '(no title)')}")
