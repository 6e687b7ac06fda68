"""`whosays why`: why two are one, and why so many reports are one origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whosays.cli.claims import claim_text
from whosays.cli.conflicts import conflict_text
from whosays.cli.lines import counted, line_text, wrapped
from whosays.cli.options import MOST, case_argument, json_option
from whosays.views.wording import one_line

if TYPE_CHECKING:
    from whosays.casebook import Reader
    from whosays.views.why import Judged, Why

SHOWN = 40
"""Parts, verdicts and lines, unless all are asked for."""
_SAID = {"same": "the same", "weak": "the same if no other can be meant", "apart": "not the same"}


@click.command(
    epilog="""\b
Examples:
  whosays why case.db e-04b7e3f2a91c
  whosays why case.db c-91c04b7e3f2a
  whosays why case.db s-3f2a91c04b7e --json

\b
ID is of an entity, an event, a line, a claim or a conflict. What was wrongly joined is parted by
`whosays decide CASE apart ID ID`, and what was wrongly parted joined by `… same ID ID`.
Exit codes: 0 done; 2 nothing has this id, or not done."""
)
@case_argument
@click.argument("id_", metavar="ID")
@click.option(
    "--limit",
    type=click.IntRange(1, MOST),
    default=SHOWN,
    show_default=True,
    help="At most so many parts, verdicts and lines.",
)
@click.option("--all", "everything", is_flag=True, help="No limit, and also what was not joined.")
@json_option
def command(case: str, id_: str, limit: int, everything: bool, as_json: bool) -> None:
    """Why ID is one thing, or has so many origins: every verdict with its reason."""
    from whosays.casebook import Reader

    with Reader.open(case) as reader:
        show_why(reader, id_, as_json=as_json, limit=None if everything else limit)


def show_why(reader: Reader, id_: str, *, as_json: bool, limit: int | None = SHOWN) -> None:
    """Print why an id is one thing; `limit`: `None` for everything, and what was not joined."""
    from whosays.views.why import why

    found = why(reader, id_, limit=limit)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(found))
        return
    _print(found, limit is None)


def _print(found: Why, everything: bool) -> None:
    if found.claim is not None:
        click.echo("\n".join(claim_text(found.claim)))
    if found.conflict is not None:
        click.echo("\n".join(conflict_text(found.conflict)))
    if found.claim is not None or found.conflict is not None:
        return
    click.echo(click.style(f"{found.kind} {found.id}", bold=True))
    names = {part.id: one_line(part.words) for part in found.parts}
    for part in found.parts:
        where = ", ".join(one_line(name) for name in part.documents if name)
        for line in wrapped(f"{part.id}  {one_line(part.words)}" + (f" · {where}" if where else "")):
            click.echo("  " + line)
    _rest(len(found.parts), found.parts_total, "part")
    inside = [verdict for verdict in found.verdicts if verdict.inside]
    outside = [verdict for verdict in found.verdicts if not verdict.inside]
    if inside:
        click.echo("Because:")
        _verdicts(inside, names)
        _rest(len(inside), found.verdicts_inside, "verdict")
    if outside and everything:
        click.echo("And not, or not surely, with others:")
        _verdicts(outside, names)
    elif found.verdicts_outside:
        click.echo(f"{counted(found.verdicts_outside, 'verdict')} on others: --all")
    for entry in found.lines:
        click.echo("\n".join(line_text((entry,))))
    _rest(len(found.lines), found.lines_total, "line")


def _rest(shown: int, total: int, noun: str) -> None:
    if shown < total:
        click.echo(f"  … and {counted(total - shown, f'more {noun}')}: --limit, or --all")


def _verdicts(verdicts: list[Judged], names: dict[str, str]) -> None:
    for verdict in verdicts:
        a, b = (f"{id_} ({names[id_]})" if id_ in names else id_ for id_ in (verdict.a, verdict.b))
        decided = f" · decision {verdict.decided}" if verdict.decided else ""
        told = f"{a} and {b}: {_SAID[verdict.verdict]} ({verdict.score:.2f}): {verdict.reason}{decided}"
        for line in wrapped(one_line(told)):
            click.echo("  " + line)
