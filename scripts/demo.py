"""`make demo`: the sample reports become a casebook, a chronology, a dossier, quotations and a page."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "demo"
CASE = "demo/sarn.db"
PAGE = "demo/sarn.html"
PARTY = "samples/1979-05-14-herald-founding.txt"
CHOIR = "samples/2014-web-pages.warc!/https://sarnculture.example/about"
SIGNED = ("--by", "the demo", "--why", "the page says: not the politician")
PROGRAM = Path(sys.executable).parent / "whosays"


def main() -> None:
    """Read, show, export."""
    DEMO.mkdir(exist_ok=True)
    say("Read a folder of reports. One is a scan without text: it is named, and costs nothing but itself.")
    # 1: something was refused. The second time nothing is read again.
    whosays("read", "samples", "--case", CASE, expect=1)

    say("The chronology: what is said to have happened, and who says so.")
    whosays("timeline", CASE)

    say("One line, opened: its exact words in their context, and every mouth that they came through.")
    whosays("show", CASE, longest_chain())

    say("What is said of one man, and what he says, under all his names.")
    whosays("who", CASE, "Emil Haas")

    say("Every quotation with its speaker; one that nobody is named for is shown as that, never guessed.")
    whosays("quotes", CASE, "--to", "1994")
    whosays("quotes", CASE, "--unattributed")

    say("A denial: the Front on the bombing in Belin, and who says it for the Front.")
    whosays("timeline", CASE, "--text", "denies")

    say("How many died in Belin? Each figure, with the independent origins that really stand behind it.")
    whosays("claims", CASE, "--who", "Belin", "--aspect", "dead")

    say("The figure of 30 comes from two pages that cite each other: one origin, and each is flagged.")
    whosays("cautions", CASE, "--kind", "circular-source")

    say("What can't all be right is put side by side: the growing toll, and who did it and who denies it.")
    whosays("conflicts", CASE, "--who", "Belin")

    say("Two men called Vesk are kept apart, and the casebook says why.")
    whosays("why", CASE, entity_called("Petar Vesk"), "--all")

    say("The head of a choir only bears the chairman's name: somebody decides that, and takes it back.")
    whosays("decide", CASE, "apart", f"Davit Orlan@{PARTY}", f"Davit Orlan@{CHOIR}", *SIGNED)
    whosays("who", CASE, "Davit Orlan")
    whosays("undo", CASE, last_decision(), "--by", "the demo")

    say("Is every hash, offset and link still what it was?")
    whosays("check", CASE)

    say("All of it as one page, for a browser, a telephone or paper; it needs no network.")
    whosays("export", CASE, "--format", "html", "-o", PAGE)

    farewell()


def farewell() -> None:
    """Where to go on from here."""
    print(f"\n# The page: {(ROOT / PAGE).as_uri()}")
    print("\n# Better still, open the casebook itself in a browser (Ctrl-C ends it):")
    print(f"  {shlex.join((_near(PROGRAM), 'serve', CASE, '--open'))}")
    print("# The chronology as a picture, each claim with its origins, what can't all be right side by side,")
    print("# every word in its document; search, network, map; and what you decide, shown before it is done.")


def _near(program: Path) -> str:
    """How it is called from here."""
    return str(program.relative_to(ROOT) if program.is_relative_to(ROOT) else program)


def say(words: str) -> None:
    """A word on what comes next."""
    print(f"\n# {words}")


def whosays(*arguments: str, expect: int = 0) -> None:
    """Run a command as a newcomer would type it, and show it."""
    print(f"$ {shown(arguments)}", flush=True)
    done = subprocess.run([PROGRAM, *arguments], cwd=ROOT)
    if done.returncode != expect:
        sys.exit(f"whosays {arguments[0]} ended with exit code {done.returncode}, not {expect}.")


def shown(arguments: tuple[str, ...]) -> str:
    """A command as it is typed."""
    return shlex.join(("whosays", *arguments))


def longest_chain() -> str:
    """The id of the dated line that came through the most mouths; of several the first."""
    dated = [line for line in asked("timeline", CASE, "--all")["lines"] if line["when"]]
    return str(max(dated, key=lambda line: len(line["chain"]))["id"])


def entity_called(name: str) -> str:
    """The id of who bears a name."""
    return str(asked("who", CASE, name)["dossiers"][0]["entity"]["id"])


def last_decision() -> str:
    """The id of the decision made last."""
    return str(asked("decisions", CASE, "--all")["decisions"][-1]["id"])


def asked(*arguments: str) -> Any:
    """What a command answers as JSON."""
    answer = subprocess.run([PROGRAM, *arguments, "--json"], cwd=ROOT, capture_output=True)
    if answer.returncode:
        sys.exit(answer.stderr.decode())
    return json.loads(answer.stdout)


if __name__ == "__main__":
    main()
