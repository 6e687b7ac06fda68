"""`whosays export`: a casebook as a file."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whosays.cli.options import case_argument, not_the_casebook
from whosays.views.wording import one_line

if TYPE_CHECKING:
    from whosays.casebook import Reader
    from whosays.plugins import Exporter


@click.command(
    epilog="""\b
Examples:
  whosays export case.db --format html -o case.html
  whosays export case.db --format csv > chronology.csv
  whosays export case.db --format json -o case.json
  whosays export case.db --format casebook-json -o casebook.json

\b
html: one page with everything in it, for reading, printing and sending. csv: the chronology. json: documents,
entities, statements and what was not read. casebook-json: entities, and events with their reports, each with
its voices and its stance, in the form of docs/casebook_json.md. Plug-ins may add formats (whosays.exporters).
Exit codes: 0 written; 2 not done."""
)
@case_argument
@click.option(
    "--format", "format_", required=True, metavar="FORMAT", help="csv, json, casebook-json or html."
)
@click.option("-o", "--output", type=click.Path(), help="The file to write. [default: standard output]")
@click.option("--json", "as_json", is_flag=True, help="With -o: say what was written as JSON.")
def command(case: str, format_: str, output: str | None, as_json: bool) -> None:
    """Write the casebook as CSV, JSON or one HTML page."""
    from whosays import plugins
    from whosays.casebook import Reader

    exporters = plugins.load("exporters")
    exporter: Exporter | None = exporters.get(format_)
    if exporter is None:
        raise click.UsageError(f"There is no format {format_!r}. Known: {', '.join(exporters)}.")
    if output is not None:
        not_the_casebook(case, output)
    with Reader.open(case) as reader:
        if output is None:
            exporter(reader, sys.stdout.buffer)
        else:
            _write(exporter, reader, Path(output))
    if output is None:
        return
    if as_json:
        import msgspec

        told = {"written": output, "format": format_, "bytes": Path(output).stat().st_size}
        click.echo(msgspec.json.encode(told))
    else:
        click.echo(f"Wrote {one_line(output)}")


def _write(exporter: Exporter, reader: Reader, target: Path) -> None:
    """The whole file or none: written beside its place and moved there when it is done."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise click.UsageError(f"{target} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(handle, "wb") as out:
            exporter(reader, out)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
