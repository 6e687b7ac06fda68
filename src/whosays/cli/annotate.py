"""`whosays annotate`: what is found in reports, as JSON lines or as trees."""

from __future__ import annotations

import sys

import click
import msgspec

from whosays.cli.options import reading_options
from whosays.cli.pile import pile
from whosays.plugins import LexiconFile, Limits
from whosays.views.wording import one_line


@click.command(
    epilog="""\b
Examples:
  whosays annotate report.html --jsonl
  whosays annotate reports/ --jsonl > annotations.jsonl
  whosays annotate report.txt --conllu
  whosays annotate report.txt --lexicon pollution.yaml

\b
One JSON object a document, in the order of the paths (folders in sorted order), in the form of the annotation
contract: docs/annotate.md. With --conllu words, sentences and trees instead, in CoNLL-U. Nothing is kept.
Exit codes: 0 everything was read; 1 something was refused (named on standard error); 2 not done."""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option("--jsonl", "--json", is_flag=True, help="JSON lines: the form that is printed anyhow.")
@click.option("--conllu", "trees", is_flag=True, help="Words, sentences and trees in CoNLL-U instead.")
@reading_options
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    jsonl: bool,
    trees: bool,
    workers: int | None,
    lexicon: tuple[LexiconFile, ...],
    fetch: bool,
    allow_private: bool,
    limits: Limits,
) -> None:
    """Print what is found in reports, as JSON lines or as trees; nothing is kept."""
    if jsonl and trees:
        raise click.UsageError("--jsonl and --conllu are two forms of output: ask for one.")
    from whosays.engines import local
    from whosays.engines.messages import NotRead, Read
    from whosays.views.conllu import conllu

    raws = pile(paths, fetch=fetch, allow_private=allow_private, limits=limits)
    refused = False
    out = sys.stdout.buffer
    outcomes = local.run(raws, workers=workers, limits=limits, derive=False, ordered=True, lexicon=lexicon)
    for outcome in outcomes:
        if isinstance(outcome, NotRead):
            if outcome.refusal.kind == "refused":
                refused = True
                source, reason = one_line(outcome.refusal.source), one_line(outcome.refusal.reason)
                click.echo(f"{source}: {reason}", err=True)
        elif isinstance(outcome, Read) and outcome.document is not None:
            if trees:
                out.write(conllu(outcome.document).encode())
            else:
                out.write(msgspec.json.encode(outcome.document.contract()) + b"\n")
    ctx.exit(1 if refused else 0)
