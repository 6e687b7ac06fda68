"""`whosays decide`: a person's judgement, kept for ever, and what follows from it."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from whosays.cli.options import case_argument, wait_option
from whosays.views.wording import one_line

if TYPE_CHECKING:
    from whosays.casebook import Reader
    from whosays.records.decisions import Decision


def login_name() -> str:
    """Who works here, as the machine knows him."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such user in this container
        return ""


def signed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Who decides, and why; how long to wait for another writer."""
    for option in (
        wait_option,
        click.option("--why", metavar="TEXT", help="On what grounds: shown wherever the decision counts."),
        click.option(
            "--by", default=login_name, metavar="NAME", help="Who decides. [default: your login name]"
        ),
    ):
        function = option(function)
    return function


@click.group(
    name="decide",
    epilog="""\b
Examples:
  whosays decide case.db same e-04b7e3f2a91c e-91c04b7e3f2a --why "one birth date"
  whosays decide case.db apart e-04b7e3f2a91c e-91c04b7e3f2a
  whosays decide case.db apart "Jon Marr@pile/a.txt" "Jon Marr@pile/b.txt" --why "grandfather and grandson"
  whosays decide case.db reject s-3f2a91c04b7e --why "a caption, not the report"
  whosays decide case.db correct s-3f2a91c04b7e date 1994-09-03
  whosays decide case.db letter "Northern Wire" B

\b
Decisions are never deleted; `whosays undo CASE ID` withdraws one. They are tied to the words of a document,
so they hold when it is read again. Afterwards what they touch is compared and weighed anew.
Exit codes: 0 done; 2 not done.""",
)
@case_argument
@click.pass_context
def command(ctx: click.Context, case: str) -> None:
    """Keep a person's judgement of what CASE holds. What COMMAND takes: whosays decide CASE COMMAND --help"""
    ctx.obj = case


@command.command("same")
@click.argument("a", metavar="ID")
@click.argument("b", metavar="ID")
@signed
@click.pass_obj
def same(case: str, a: str, b: str, by: str, why: str | None, wait: float) -> None:
    """Two entities (or two events) are one.

    ID is of an entity (e-…), an event (v-…) or a line that tells of one (s-…). An entity may be given by its
    name, if only one bears it.
    """
    from whosays.views import deciding

    keep(case, wait, lambda reader: deciding.two(reader, "same", a, b, by=by, why=why))


@command.command("apart")
@click.argument("a", metavar="ID")
@click.argument("b", metavar="ID")
@signed
@click.pass_obj
def apart(case: str, a: str, b: str, by: str, why: str | None, wait: float) -> None:
    """Two entities (or two events) are not one.

    ID is of an entity (e-…), an event (v-…) or a line that tells of one (s-…). An entity may be given by its
    name, if only one bears it. Two who bear one name have one id until they are told apart: give each as
    NAME@DOCUMENT, whom that document calls so.
    """
    from whosays.views import deciding

    keep(case, wait, lambda reader: deciding.two(reader, "apart", a, b, by=by, why=why))


@command.command("accept")
@click.argument("id_", metavar="ID")
@signed
@click.pass_obj
def accept(case: str, id_: str, by: str, why: str | None, wait: float) -> None:
    """A line says what its document says.

    ID is of a line (s-…), as it stands at its end in the timeline.
    """
    from whosays.views import deciding

    keep(case, wait, lambda reader: deciding.one(reader, "accept", id_, by=by, why=why))


@command.command("reject")
@click.argument("id_", metavar="ID")
@signed
@click.pass_obj
def reject(case: str, id_: str, by: str, why: str | None, wait: float) -> None:
    """A line does not say what its document says: it counts for no claim.

    ID is of a line (s-…), as it stands at its end in the timeline.
    """
    from whosays.views import deciding

    keep(case, wait, lambda reader: deciding.one(reader, "reject", id_, by=by, why=why))


@command.command("correct")
@click.argument("id_", metavar="ID")
@click.argument("what")
@click.argument("value")
@signed
@click.pass_obj
def correct(case: str, id_: str, what: str, value: str, by: str, why: str | None, wait: float) -> None:
    """A line gives another value: date 1994-09-03, dead 17, money 40000.

    ID is of a line (s-…). WHAT is date (1994, 1994-09 or 1994-09-03: EDTF); dead, injured, abducted,
    detained, released or disarmed (a whole number); money or sentence (a number).
    """
    from whosays.views import deciding

    keep(case, wait, lambda reader: deciding.correct(reader, id_, what, value, by=by, why=why))


@command.command("letter")
@click.argument("source")
@click.argument("value", metavar="LETTER")
@signed
@click.pass_obj
def letter(case: str, source: str, value: str, by: str, why: str | None, wait: float) -> None:
    """How reliable a source is: A (completely) to E (not at all), F (cannot be judged).

    SOURCE is a publisher, or the title of a document without one, as `whosays sources CASE` lists them.
    """
    from whosays.views import deciding

    keep(case, wait, lambda reader: deciding.letter(reader, source, value, by=by, why=why))


@command.command("note")
@click.argument("id_", metavar="ID")
@click.argument("text")
@signed
@click.pass_obj
def note(case: str, id_: str, text: str, by: str, why: str | None, wait: float) -> None:
    """A note on a line, an entity or an event.

    ID is of a line (s-…), an event (v-…) or an entity (e-…, or the name, if only one bears it).
    """
    from whosays.views import deciding

    keep(case, wait, lambda reader: deciding.one(reader, "note", id_, by=by, why=why, text=text))


def keep(case: str, wait: float, decide: Callable[[Reader], Decision]) -> None:
    """Keep what `decide` makes, and bring the casebook up to date with it."""
    from whosays.casebook import Reader, Writer
    from whosays.engines.comparing import bring_up_to_date

    with Reader.open(case) as reader:
        decision = decide(reader)
    with Writer.open(case, wait=wait) as writer:
        writer.decide([decision])
        bring_up_to_date(writer)
    back = f"whosays undo {one_line(case)} {decision.id}"
    click.echo(f"{decision.id}  {decision.kind}. To take it back: {back}")
