"""`whosays show`: a passage in its context, with its voice."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import click

from whosays.cli.lines import counted, styled_tag, width
from whosays.cli.options import case_argument, json_option
from whosays.views.coding import coded_by
from whosays.views.figures import figure_words, place_words
from whosays.views.wording import (
    UNDATED,
    aspect_words,
    conflict_words,
    date_words,
    document_words,
    harmless,
    link_name,
    link_words,
    one_line,
    origins_words,
    when_words,
)

if TYPE_CHECKING:
    from whosays.casebook import Reader
    from whosays.casebook.rows import DocumentRow, WeightRow
    from whosays.records import Document
    from whosays.views.chronology import Entry
    from whosays.views.passage import Passage


DEEP = 12
"""Steps by which a chain of voices is indented, at most."""


_OF_SEVERAL = re.compile(r"[ckv]-[0-9a-f]{12}")
"""Ids of claims, conflicts and events. No document is given by one: a path may begin so, but goes on."""


@click.command(
    epilog="""\b
Examples:
  whosays show case.db s-3f2a91c04b7e     a statement
  whosays show case.db d-91c04b7e3f2a     a document
  whosays show case.db e-04b7e3f2a91c     an entity: the same as `whosays who`
  whosays show case.db c-91c04b7e3f2a     a claim (conflict, event): the same as `whosays why`

\b
A document may also be given by its path or URL. The beginning of the id of a statement, document or entity is
enough where only one has it.
Exit codes: 0 done; 2 not done."""
)
@case_argument
@click.argument("id_", metavar="ID")
@json_option
def command(case: str, id_: str, as_json: bool) -> None:
    """A statement or document: the exact words in their context, and the chain of voices."""
    from whosays.casebook import Reader

    with Reader.open(case) as reader:
        if id_.startswith("e-"):
            from whosays.cli.who import show_dossier

            show_dossier(reader, id_, as_json=as_json)
        elif id_.startswith("s-"):
            _show_statement(reader, id_, as_json)
        elif _OF_SEVERAL.fullmatch(id_):
            from whosays.cli.why import show_why

            show_why(reader, id_, as_json=as_json)
        else:
            _show_document(reader, id_, as_json)


def _show_statement(reader: Reader, id_: str, as_json: bool) -> None:
    import msgspec

    from whosays.views.chronology import entry
    from whosays.views.passage import passage

    line = reader.line(id_)
    row, document = reader.document(line.document)
    shown = entry(line, row, reader.weighed.weights([line.id]).get(line.id))
    context = passage(document, shown.start, shown.end)
    if as_json:
        click.echo(msgspec.json.encode({"statement": shown, "passage": context}))
        return
    _print_passage(shown, context)
    _print_chain(shown, row, document)
    click.echo()
    for party in shown.parties:
        words = one_line(document.words((party.start, party.end)))
        click.echo(f"  {party.role:<11} {words}  {party.entity}")
    if shown.when:
        words = when_words(shown.when, of_document=shown.of_document)
        dated = f": {date_words(shown.date)}" if not shown.of_document else ""
        click.echo(f"  {'when':<11} {words}{dated}")
    elif shown.date != UNDATED:
        click.echo(f"  {'when':<11} {date_words(shown.date)}")
    for place in shown.where:
        click.echo(f"  {'where':<11} {place_words(place)}  {place.gazetteer or place.kind}")
    for figure in shown.figures:
        words = one_line(document.words((figure.start, figure.end)))
        click.echo(f"  {'how many':<11} “{words}”: {figure_words(figure)}")
    if shown.weight is not None:
        _print_weight(shown.weight)
    click.echo(f"  {'coded by':<11} {coded_by(shown)}")
    click.echo(f"  {'document':<11} {row.key}  {one_line(shown.title or '(no title)')}")
    click.echo(f"  {'source':<11} {one_line(shown.source)}, characters {shown.start} to {shown.end}")
    click.echo(f"  {'SHA-256':<11} {shown.sha256}")


def _print_weight(weight: WeightRow) -> None:
    """What stands behind each thing that the line says, with the ids that `whosays why` explains."""
    what = "it happened" if weight.aspect == "occurrence" else "it is so"
    documents = counted(weight.documents, "document")
    click.echo(f"  {'claims':<11} {what}: {origins_words(weight.origins)} in {documents}  {weight.claim}")
    for one in weight.less:
        click.echo(f"  {'':<11} {aspect_words(one)}: {origins_words(one.origins)}  {one.claim}")
    for id_, kind in weight.conflicts:
        click.echo(f"  {'':<11} {conflict_words(kind)}  {id_}")


def _print_passage(shown: Entry, context: Passage) -> None:
    what = " ".join(part for part in (shown.type or shown.kind, shown.mode) if part)
    click.echo(click.style(f"{date_words(shown.date)}  {one_line(what)}", bold=True) + f"  {shown.id}")
    if shown.stance:
        click.echo(styled_tag(shown))
    click.echo(f"— {shown.voice}")
    under = [f"under “{one_line(context.heading)}”"] if context.heading else []
    under += [f"page {context.page}"] if context.page else []
    if under:
        click.echo(", ".join(under))
    click.echo()
    # Marked by signs as well as by weight: colour is not there when the output is a file.
    marked = f"›{click.style(one_line(context.words), bold=True)}‹"
    before = ("… " if context.cut_before else "") + harmless(context.before)
    after = harmless(context.after) + (" …" if context.cut_after else "")
    for paragraph in f"{before}{marked}{after}".splitlines():
        if words := " ".join(paragraph.split()):
            click.echo("\n".join(_wrapped(words)))


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(
        words,
        width() - 2,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _print_chain(shown: Entry, row: DocumentRow, document: Document) -> None:
    click.echo(click.style("\nWho says so, from the page inwards", bold=True))
    click.echo(f"  {document_words(row, shown.chain[0].name)}")
    for depth, voice in enumerate(shown.chain[1:]):
        cue = one_line(document.words(voice.cue)) if voice.cue else ""
        said = f" (“{cue}”)" if cue else ""
        name = f" {one_line(link_name(voice))}" if link_name(voice) else ""
        click.echo(f"  {'  ' * min(depth, DEEP)}└ {link_words(voice)}{name}{said}")


def _show_document(reader: Reader, id_: str, as_json: bool) -> None:
    import msgspec

    row, document = reader.document(id_)
    if as_json:
        click.echo(msgspec.json.encode({"key": row.key, **document.contract()}))
        return
    click.echo(click.style(one_line(document.title or "(no title)"), bold=True))
    facts = {
        "id": row.key,
        "publisher": document.publisher,
        "byline": ", ".join(document.byline),
        "published": document.published or "undated",
        "address": document.url,
        "republished from": document.republished_from,
        "language": document.language,
        "source": document.source,
        "format": document.format,
        "SHA-256": document.id,
    }
    for name, value in facts.items():
        if value:
            click.echo(f"  {name:<17} {one_line(value)}")
    for credit in document.credits:
        click.echo(f"  {'credited to':<17} {one_line(credit.name)} ({credit.kind})")
    for note in document.notes:
        click.echo(f"  {'note':<17} {one_line(note)}")
    click.echo()
    for block in document.blocks:
        if block.kind != "page-break":
            lead = {"heading": "# ", "item": "- ", "quote": "> "}.get(block.kind, "")
            click.echo(lead + one_line(document.words((block.start, block.end))))
