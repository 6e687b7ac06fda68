"""A casebook in which every word that comes from outside tries to be something else."""

from __future__ import annotations

from pathlib import Path

from tests.engines.reports import happened
from tests.engines.reports import report as told
from tests.views.by_hand import keep, report, said
from whosays.casebook import Reader, Writer
from whosays.engines.comparing import bring_up_to_date
from whosays.records.decisions import Decision
from whosays.records.derived import Reading
from whosays.views import deciding

MARK = "mark-er"
"""An element of this name came from a text."""
SCRIPT = f"\"'><script>{MARK}()</script><{MARK} onclick='x()'><img src=x onerror=alert(1)></{MARK}>"
ALIAS = f"Ida {SCRIPT}"
FORMULA = '=HYPERLINK("http://elsewhere.example/","here")'
CALCULATED = "@SUM(1+1)*cmd|' /C calc'!A0"
WHERE = "javascript:alert(document.domain)"
NAME = "Vera Tomin </title></script><svg onload=alert(2)>"
FIRST = f"{NAME} said on 3 May 1994 that {SCRIPT} 9 people died in Velm."
SECOND = f"-1+2 people died in Velm on 4 May 1994, {CALCULATED}, said {NAME}."
THIRD = f"{NAME} denied it on 5 May 1994. {{{{ 7919*7907 }}}} {{% raw %}} ${{7919*7907}} \u202e {SCRIPT}"
GUILD = "=Guild <script>alert(3)</script>"
VICTIM = 'Edvin "><img src=x onerror=alert(4)>'
PLACE = "Ostrel <b onmouseover=alert(5)>"


def attack() -> tuple[Reading, ...]:
    """One attack, of which three tell and two figures are given: an event, claims and a conflict."""
    roles = {"actor": GUILD, "victim": VICTIM, "place": PLACE}
    return tuple(
        told(
            happened(
                f"{GUILD} killed {VICTIM} and {dead} guards in {PLACE} on 4 May 1985, {NAME} said.",
                "killed",
                "1985-05-04",
                said_by=NAME,
                dead=dead,
                **roles,
            ),
            source=f"pile/attack{number}.txt",
            publisher=f"@Paper {number} {SCRIPT}",
            published=f"1985-05-0{5 + number}",
        )
        for number, dead in enumerate((9, 9, 11))
    )


def readings() -> tuple[Reading, ...]:
    """Reports whose texts, names, titles, file names, bylines and addresses are all hostile."""
    outside: dict[str, object] = {
        "title": f"{FORMULA} {SCRIPT}",
        "publisher": f"+Herald {SCRIPT}",
        "byline": (f"@{NAME}",),
        "url": WHERE,
        "canonical_url": WHERE,
        "republished_from": f"-Wire {SCRIPT}",
    }
    aliases = {NAME: (ALIAS, FORMULA)}
    return (
        report(
            FIRST,
            said(FIRST, day="1994-05-03", when="on 3 May 1994", by=[(NAME, "said")], who=[NAME]),
            source=f"pile/{SCRIPT.replace('/', '_')}.txt",
            aliases=aliases,
            published="1994-05-04",
            **outside,
        ),
        report(
            SECOND,
            said(SECOND, day="1994-05-04", by=[(NAME, "said")]),
            source="pile/=cmd|x.txt",
            aliases=aliases,
            **{**outside, "title": CALCULATED, "byline": (), "publisher": None},
        ),
        report(
            THIRD,
            said(THIRD, day="1994-05-05", who=[NAME], polarity="denied"),
            source=f"pile/{NAME.replace('/', '_')}.txt",
            aliases=aliases,
            title=f"\t{FORMULA}",
        ),
        *attack(),
    )


def casebook(folder: Path) -> str:
    """Those reports, and decisions and notes with words that are no better."""
    case = keep(folder, *readings())
    with Reader.open(case) as reader:
        lines = [line.id for line in reader.lines()]
        entities = [entity.id for entity in reader.entities()]
        made: list[Decision] = [
            deciding.one(reader, "note", lines[0], by=ALIAS, why=SCRIPT, text=f"{FORMULA} {SCRIPT}"),
            deciding.one(reader, "note", entities[0], by=FORMULA, why=None, text=SCRIPT),
            deciding.one(reader, "reject", lines[1], by=SCRIPT, why=f"={SCRIPT}"),
        ]
    with Writer.open(case) as writer:
        writer.decide(made)
        bring_up_to_date(writer)
    return case
