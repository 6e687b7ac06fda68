"""`make demo`: the sample reports become a casebook, a chronology, a dossier, quotations and a page."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "demo"
CASE = "demo/sarn.db"
PAGE = "demo/sarn.html"
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

    say("Is every hash, offset and link still what it was?")
    whosays("check", CASE)

    say("All of it as one page, for a browser, a telephone or paper; it needs no network.")
    whosays("export", CASE, "--format", "html", "-o", PAGE)

    print(f"\nOpen it in a browser: {(ROOT / PAGE).as_uri()}")


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
    answer = subprocess.run([PROGRAM, "timeline", CASE, "--all", "--json"], cwd=ROOT, capture_output=True)
    if answer.returncode:
        sys.exit(answer.stderr.decode())
    dated = [line for line in json.loads(answer.stdout)["lines"] if line["when"]]
    return str(max(dated, key=lambda line: len(line["chain"]))["id"])


if __name__ == "__main__":
    main()
