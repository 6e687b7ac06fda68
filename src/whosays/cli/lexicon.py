"""`whosays lexicon`: what is coded as an event, and words of one's own."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
import msgspec

from whosays.cli.lines import counted, width
from whosays.cli.options import json_option, lexicon_option
from whosays.plugins import LexiconFile
from whosays.views.wording import one_line

if TYPE_CHECKING:
    from whosays.annotate.statements.own_faults import Fault
    from whosays.annotate.statements.senses import Entry
    from whosays.engines.lexicon_trials import Reading, Trial

NAME = 20
"""Columns of an entry's name."""
WORDS = ("verbs", "nouns", "adjectives")


@click.group(
    epilog="""\b
Examples:
  whosays lexicon list --word bomb            which entries the word leads to
  whosays lexicon list --type SANCTION        what is coded as a sanction
  whosays lexicon test pollution.yaml         is each of your sentences read as your entries say?
  whosays read reports/ --case case.db --lexicon pollution.yaml

\b
How to write such a file: docs/lexicon.md.
Exit codes: 0 all well; 1 (test) a sentence is not read as its entry says; 2 not done."""
)
def command() -> None:
    """What is coded as an event, by which words; test words of your own."""


# ── list ──────────────────────────────────────────────────────────────────────────────────────────


@command.command(
    "list",
    epilog="""\b
Examples:
  whosays lexicon list
  whosays lexicon list --type ASSAULT
  whosays lexicon list --word bomb
  whosays lexicon list --type POLLUTION --lexicon pollution.yaml --json

\b
Words stand in their basic form. With --word only the patterns that hold it are shown.
Exit codes: 0 done; 2 not done.""",
)
@click.option("--type", "type_", metavar="TYPE", help="Only entries of this type: ASSAULT, SANCTION …")
@click.option("--word", metavar="WORD", help="Only entries that this word may lead to.")
@lexicon_option
@json_option
def list_(type_: str | None, word: str | None, lexicon: tuple[LexiconFile, ...], as_json: bool) -> None:
    """Which entries there are, and which words lead to them."""
    from whosays.annotate.statements import own, senses

    wanted = None if word is None else _forms(word)
    told = [
        one
        for code, entry in own.all_entries(lexicon).items()
        if (type_ is None or entry.type == type_) and (one := _listed(code, entry, wanted)).words
    ]
    if as_json:
        click.echo(msgspec.json.encode({"entries": told, "classes": senses.classes()}))
        return
    for one in told:
        what = one_line(one.type + (f", {one.mode}" if one.mode else ""))
        click.echo(
            click.style(f"{one_line(one.entry):<{NAME}} ", bold=True) + f"{what}  {one_line(one.file)}"
        )
        for part, patterns in one.words.items():
            click.echo(_wrapped(f"  {part:<11}", one_line(", ".join(patterns))))
    click.echo(f"\n{len(told):,} {'entry' if len(told) == 1 else 'entries'}." if told else "No such entries.")


class Listed(msgspec.Struct, frozen=True):
    """An entry as it is listed."""

    entry: str
    type: str
    mode: str | None
    file: str
    words: dict[str, tuple[str, ...]]
    """Its patterns by part of speech, those that were asked for."""


def _forms(word: str) -> frozenset[str]:
    """A word as it was typed, and its basic form as a verb and as a noun: "bombed" is "bomb" too."""
    from whosays.annotate.model.lemmas import lemma

    return frozenset({word.lower(), lemma(word, "VERB"), lemma(word, "NOUN")})


def _listed(code: str, entry: Entry, wanted: frozenset[str] | None) -> Listed:
    from whosays import lexicon
    from whosays.annotate.statements import own

    file, _, _ = code.rpartition(":")
    name = own.name_of(code)
    words = {
        part: tuple(pattern for pattern in getattr(entry, part) if wanted is None or _holds(pattern, wanted))
        for part in WORDS
    }
    return Listed(
        entry=name,
        type=entry.type,
        mode=entry.mode,
        file=file or lexicon.place_of(name) or "",
        words={part: patterns for part, patterns in words.items() if patterns},
    )


def _holds(pattern: str, wanted: frozenset[str]) -> bool:
    """Does a pattern hold one of these words, by itself or in a class of words (`@troops`)?"""
    from whosays.annotate.statements import senses

    classes = senses.classes()
    for choice in (choice for part in pattern.split() for choice in part.split("|")):
        if not wanted.isdisjoint(classes[choice[1:]] if choice.startswith("@") else (choice,)):
            return True
    return False


def _wrapped(lead: str, text: str) -> str:
    return "\n".join(
        textwrap.wrap(
            text,
            width(),
            initial_indent=lead,
            subsequent_indent=" " * len(lead),
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


# ── test ──────────────────────────────────────────────────────────────────────────────────────────


@command.command(
    "test",
    epilog="""\b
Examples:
  whosays lexicon test pollution.yaml
  whosays lexicon test pollution.yaml procurement.yaml --json

\b
First the form: keys, types, roles, kinds, words. Then each entry's sentences are read with the files in
force: those under `examples` must be read as an event of its type and mode, those under `others` must not.
Exit codes: 0 all are read as the files say; 1 a sentence is not; 2 not done: a file cannot be used.""",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@json_option
@click.pass_context
def test(ctx: click.Context, files: Sequence[str], as_json: bool) -> None:
    """Check files of event words, and read their sentences with them."""
    from whosays.annotate.statements import own

    told = own.read(files)
    faults = own.faults(told)
    if faults:
        _print_faults(faults, as_json)
        ctx.exit(2)
    from whosays.engines.lexicon_trials import trials

    done = []
    for trial in trials(told):
        done.append(trial)
        if not as_json:
            _print_trial(trial)
    passed = all(trial.passes for trial in done)
    if as_json:
        click.echo(msgspec.json.encode({"faults": [], "entries": done}))
    else:
        sentences = sum(trial.examples + trial.others for trial in done)
        wrong = sum(len(trial.wrong) for trial in done)
        verdict = f"{wrong:,} not read as the entries say" if wrong else "all read as the entries say"
        click.echo(f"\n{counted(sentences, 'sentence')}: {verdict}")
    ctx.exit(0 if passed else 1)


def _print_faults(faults: Sequence[Fault], as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode({"faults": faults, "entries": []}))
    for fault in faults:
        click.echo(one_line(str(fault)), err=True)
    click.echo(f"{counted(len(faults), 'fault')}; no sentence was read.", err=True)


def _print_trial(trial: Trial) -> None:
    what = trial.type + (f", {trial.mode}" if trial.mode else "")
    told = [f"{trial.read} of {counted(trial.examples, 'example')} read"]
    if trial.others:
        told.append(f"{trial.left} of {trial.others} others left alone")
    if trial.replaces:
        told.append(f"in place of ours in {trial.replaces}")
    name = click.style(f"{one_line(trial.entry):<{NAME}} ", bold=True)
    click.echo(name + f"{one_line(what)}: {', '.join(told)}  {one_line(trial.file)}")
    for reading in trial.wrong:
        _print_reading(reading)
    for hint in trial.hints:
        click.echo(_wrapped("  hint      ", one_line(hint)))


def _print_reading(reading: Reading) -> None:
    found = "; ".join(map(one_line, reading.found)) or "nothing"
    if reading.under == "examples":
        lead, found = "not read", f"found instead: {found}; {reading.why}"
    else:
        lead, found = "wrong", f"read as {found}; {reading.why}"
    click.echo(click.style(_wrapped(f"  {lead:<9} ", f"“{one_line(reading.text)}”"), fg="red"))
    click.echo(_wrapped(" " * 12, found))
