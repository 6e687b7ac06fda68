"""`whosays conflicts`: what can't all be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whosays.cli.lines import INDENT, LONGEST, counted, page_end, wrapped
from whosays.cli.options import case_argument, json_option, paged
from whosays.views.chronology import told_once
from whosays.views.wording import one_line

if TYPE_CHECKING:
    from whosays.views.conflicts import ConflictEntry, ShownSide

KINDS = ("date", "count", "actor", "target", "place", "status", "denial", "retraction", "identity")


@click.command(
    epilog="""\b
Examples:
  whosays conflicts case.db
  whosays conflicts case.db --kind count
  whosays conflicts case.db --who "Mira Orlan" --json

\b
Nothing is merged away: every side is shown with its voices and the number of its independent origins.
Exit codes: 0 done; 2 not done."""
)
@case_argument
@click.option("--kind", type=click.Choice(KINDS), help="Only of this kind.")
@click.option("--who", metavar="NAME", help="Only about what this person, body or place takes part in.")
@click.option("--event", metavar="ID", help="Only on the event that this line or event is of.")
@paged(50)
@json_option
def command(
    case: str,
    kind: str | None,
    who: str | None,
    event: str | None,
    limit: int,
    offset: int,
    everything: bool,
    as_json: bool,
) -> None:
    """Conflicts: dates, counts, who did it, denials, what was taken back; side by side."""
    from whosays.casebook import Reader
    from whosays.views.conflicts import conflicts

    with Reader.open(case) as reader:
        page = conflicts(
            reader, kind=kind, who=who, event=event, limit=None if everything else limit, offset=offset
        )
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(page))
        return
    for conflict in page.conflicts:
        click.echo("\n".join(conflict_text(conflict)))
    then = f"Why: whosays why {one_line(case)} ID"
    fewer = "--kind, --who, --event"
    click.echo(page_end("conflict", len(page.conflicts), page.offset, page.total, then=then, fewer=fewer))


def conflict_text(conflict: ConflictEntry) -> list[str]:
    """A conflict, side after side, each with those who say it."""
    about = f" about {one_line(conflict.name)}" if conflict.name else ""
    note = f" ({one_line(conflict.note)})" if conflict.note else ""
    head = f"{conflict.kind}{about}{note}"
    out = [click.style(head, bold=True) + "  " + click.style(conflict.id, dim=True)]
    for side in conflict.sides:
        out += _side(side)
    return out


def _side(side: ShownSide) -> list[str]:
    from whosays.views.conflicts import side_words

    out = [f"  {one_line(side_words(side))}: {counted(side.origins, 'independent origin')}"]
    for line in told_once(side.lines):
        words = one_line(line.summary)
        words = words if len(words) <= LONGEST else words[:LONGEST] + " …"
        out += ["  " + INDENT + rest for rest in wrapped(words)]
        out += [
            "  " + INDENT + click.style(rest, dim=True) for rest in wrapped(f"— {line.voice} · {line.id}")
        ]
    return out
