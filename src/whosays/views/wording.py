"""How voices, dates and stances are put into words, the same everywhere: terminal, report, dossier."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from whosays.records.derived import Line, Voice

_BIDI = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"))
_SPACES = re.compile(r"\s+")


def one_line(text: str) -> str:
    """Document text for a line of output: white space folded, nothing that a terminal would obey.

    Control characters become U+FFFD and marks of writing direction are left out, so that hostile text can
    neither move the cursor nor turn round the line that it stands in.
    """
    folded = _SPACES.sub(" ", text).strip().translate(_BIDI)
    return "".join("\ufffd" if unicodedata.category(c) in {"Cc", "Cs"} else c for c in folded)


def voice_words(voices: Sequence[Voice], published: str | None) -> str:
    """The chain in words, innermost first: "the FBI, quoted in The Courier (2004-03-10)"."""
    page = voices[0]
    dated = f"{one_line(page.name)} ({published or 'undated'})"
    publishers = [one_line(v.name) for v in voices[1:] if v.kind == "publisher"]
    mouths = [_mouth(v) for v in voices[1:] if v.kind in {"speaker", "unnamed"}]
    places = [*reversed(publishers), dated]
    where = places[0] if len(places) == 1 else f"{places[0]}, republished in {', in '.join(places[1:])}"
    if not mouths:
        return where if publishers else f"{where}, in its own voice"
    chain = ", according to ".join(reversed(mouths))
    return f"{chain}, quoted in {where}"


def _mouth(voice: Voice) -> str:
    name = one_line(voice.name)
    return name if voice.kind == "speaker" else f"unnamed source (“{name}”)"


CERTAINTY = {
    "fact": "",
    "probable": "said to be probable",
    "possible": "said to be possible",
    "planned": "planned or announced",
    "hypothetical": "under a condition",
}


def stance_words(line: Line) -> str:
    """How it is said: denied, possible, planned …; empty where it is plainly asserted."""
    words = ["denied"] if line.polarity == "denied" else []
    if CERTAINTY[line.certainty]:
        words.append(CERTAINTY[line.certainty])
    return ", ".join(words)


def date_words(line: Line) -> str:
    """The date in EDTF, or "undated" where the text leaves it open."""
    return line.edtf or "undated"
