"""`whosays info`: what is in a casebook."""

from __future__ import annotations

import click

from whosays.cli.options import case_argument, json_option
from whosays.views.wording import one_line


@click.command(
    epilog="""\b
Examples:
  whosays info case.db
  whosays info case.db --json

\b
`digest` is a hash of the whole content: the same for the same documents, decisions and version.
`version` (with --json) is the whosays that answers, `versions` those that annotated the documents.
Exit codes: 0 done; 2 not done."""
)
@case_argument
@json_option
def command(case: str, as_json: bool) -> None:
    """What is in a casebook: counts, dates, what was not read, and its digest."""
    import msgspec

    from whosays import __version__
    from whosays.casebook import Reader

    with Reader.open(case) as reader:
        info = reader.info()
        refusals = list(reader.refusals())
    if as_json:
        told = {"version": __version__, **msgspec.to_builtins(info), "not_read": refusals}
        click.echo(msgspec.json.encode(told))
        return
    for name, value in msgspec.to_builtins(info).items():
        if isinstance(value, dict):
            value = ", ".join(f"{key} {number:,}" for key, number in value.items())
        elif isinstance(value, tuple | list):
            value = ", ".join(value)
        elif isinstance(value, int):
            value = f"{value:,}"
        if value not in (None, "", "0"):
            click.echo(f"  {name.replace('_', ' '):<17} {value}")
    not_read = [refusal for refusal in refusals if refusal.kind == "refused"]
    if not_read:
        click.echo("  not read:")
    for refusal in not_read:
        click.echo(f"    {one_line(refusal.source)}: {one_line(refusal.reason)}")
