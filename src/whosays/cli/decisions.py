"""`whosays decisions`: what people decided; to and from a file that two people can exchange."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whosays.cli.lines import counted, page_end, wrapped
from whosays.cli.options import case_argument, json_option, not_the_casebook, paged, read_bounded, wait_option
from whosays.errors import UsageError
from whosays.views.wording import one_line

if TYPE_CHECKING:
    from whosays.records.decisions import Decision
    from whosays.views.deciding import Kept


@click.command(
    epilog="""\b
Examples:
  whosays decisions case.db
  whosays decisions case.db --export decisions.jsonl
  whosays decisions case.db --import theirs.jsonl

\b
Where two decisions contradict each other the later one counts, and the list says so. One about a document
that is not here is kept and counts once it is read.
Exit codes: 0 done; 2 not done (nothing of a file with a bad line is taken)."""
)
@case_argument
@click.option(
    "--export",
    "out",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write all of them to FILE as JSON lines; - is standard output.",
)
@click.option(
    "--import",
    "source",
    type=click.Path(),
    metavar="FILE",
    help="First take in the decisions in FILE that are not here.",
)
@wait_option
@paged(200)
@json_option
def command(
    case: str,
    out: str | None,
    source: str | None,
    wait: float,
    limit: int,
    offset: int,
    everything: bool,
    as_json: bool,
) -> None:
    """List decisions, with who made them, when and why; export and import them as JSON lines."""
    from whosays.casebook import Reader
    from whosays.records.decisions import encode
    from whosays.views.deciding import listed

    if source is not None:
        _take_in(case, source, wait)
    with Reader.open(case) as reader:
        whole = everything or out is not None
        page = listed(reader, limit=None if whole else limit, offset=0 if out is not None else offset)
    if out is not None:
        data = b"".join(encode(one.decision) + b"\n" for one in page.decisions)
        if out == "-":
            sys.stdout.buffer.write(data)
        else:
            not_the_casebook(case, out)
            try:
                Path(out).write_bytes(data)
            except OSError as error:
                raise UsageError(f"{out} cannot be written: {error.strerror}.") from error
            click.echo(f"Wrote {counted(page.total, 'decision')} to {one_line(out)}")
        return
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(page))
        return
    for one in page.decisions:
        click.echo("\n".join(_text(one)))
    click.echo(page_end("decision", len(page.decisions), page.offset, page.total))


MOST_BYTES = 64 << 20
"""Of a file of decisions."""


def _take_in(case: str, source: str, wait: float) -> None:
    from whosays.casebook import Writer
    from whosays.engines.comparing import bring_up_to_date

    decisions = _read(source)
    with Writer.open(case, wait=wait) as writer:
        new = writer.decide(decisions)
        bring_up_to_date(writer)
    click.echo(f"{counted(new, 'decision')} taken in, {len(decisions) - new:,} were here already.", err=True)


def _read(source: str) -> list[Decision]:
    import msgspec

    from whosays.records.decisions import decode

    found = []
    data = read_bounded(source, MOST_BYTES).removeprefix(b"\xef\xbb\xbf")
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            try:
                found.append(decode(line))
            except msgspec.MsgspecError as error:
                raise UsageError(
                    f"{source}, line {number}: no decision ({error}). Nothing was taken in."
                ) from error
    return found


def _text(one: Kept) -> list[str]:
    decision = one.decision
    named = [subject for subject in decision.subjects if isinstance(subject, str)]
    about = ", ".join(one_line(name) for name in named or one.about)
    state = "WITHDRAWN " if one.withdrawn else f"OVERRULED by {one.overruled} " if one.overruled else ""
    sleeping = "" if one.about or one.withdrawn else "(what it is about is not here) "
    value = f" {one_line(decision.value)}" if decision.value else ""
    head = f"{one.id}  {state}{sleeping}{decision.kind}{value} {about}".rstrip()
    out = wrapped(head)
    quotes = " | ".join(f"“{one_line(s.quote)[:80]}”" for s in decision.subjects if not isinstance(s, str))
    out += ["  " + line for line in wrapped(quotes)] if quotes else []
    why = f": {one_line(decision.why)}" if decision.why else ""
    return out + [
        "  " + line for line in wrapped(f"{one_line(decision.made_by)}, {decision.made_at[:19]}{why}")
    ]
