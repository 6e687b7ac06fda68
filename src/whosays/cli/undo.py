"""`whosays undo`: a decision no longer holds."""

from __future__ import annotations

import click

from whosays.cli.decide import keep, signed
from whosays.cli.options import case_argument


@click.command(
    epilog="""\b
Examples:
  whosays undo case.db j-3f2a91c04b7e --why "the second birth certificate"

\b
The decision stays in the list, marked as withdrawn; a withdrawal can be undone itself.
Exit codes: 0 done; 2 there is no such decision, or not done."""
)
@case_argument
@click.argument("id_", metavar="ID")
@signed
def command(case: str, id_: str, by: str, why: str | None, wait: float) -> None:
    """Withdraw decision ID (j-…); what followed from it is worked out again without it."""
    from whosays.views import deciding

    keep(case, wait, lambda reader: deciding.withdraw(reader, id_, by=by, why=why))
