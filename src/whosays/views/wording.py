"""How voices, dates and stances are put into words, the same everywhere: terminal, report, dossier."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from whosays.casebook.rows import AspectWeight, DocumentRow, WeightRow
from whosays.records.derived import Line, Voice
from whosays.records.edtf import is_edtf
from whosays.weigh.words import words

_SPACES = re.compile(r"\s+")
_UNSEEN = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks of writing direction
    "\ufeff\U000e0000-\U000e007f]"  # marks that show nothing: byte order, tags
)
_LAID_OUT = {"\n", "\t"}


def one_line(text: str) -> str:
    """Document text for a line of output: white space folded, and as `harmless`."""
    return harmless(_SPACES.sub(" ", text)).strip()


def harmless(text: str) -> str:
    """Document text with nothing in it that a terminal would obey; lines and tabs are kept.

    Control characters become U+FFFD and marks of writing direction are left out, so that hostile text can
    neither move the cursor nor turn round the line that it stands in. Joiners stay: scripts need them.
    """
    seen = _UNSEEN.sub("", text)
    if seen.isprintable():  # the common case, and quick
        return seen
    return "".join(
        "\ufffd" if unicodedata.category(c) in {"Cc", "Cs"} and c not in _LAID_OUT else c for c in seen
    )


# ── documents and voices ──────────────────────────────────────────────────────────────────────────


def document_words(document: DocumentRow, shown: str | None = None) -> str:
    """A document as the place where something stands: "The Melsk Herald (1988-06-19)".

    `shown`: the name of its voice. A title is put in quotation marks, so that it is not read as a speaker.
    """
    name = shown or document.publisher or ", ".join(document.byline) or document.title or document.source
    if name == document.title and name != document.publisher and name not in document.byline:
        name = f"“{one_line(name)}”"
    return f"{one_line(name)} ({one_line(document.published or 'undated')})"


def voice_words(voices: Sequence[Voice], document: DocumentRow) -> str:
    """The chain in words, innermost first: "the Ministry, quoted in The Courier (2004-03-10)".

    `voices`: outermost first, the document at the head.
    """
    outlets = list(takewhile(_is_outlet, voices[1:]))
    mouths = voices[1 + len(outlets) :]
    where = document_words(document, voices[0].name)
    carried = [voice for voice in outlets if voice.name != voices[0].name]
    for voice in carried:
        where = f"{one_line(voice.name)}, {_carried(voice)} {where}"
    if not mouths:
        return where if carried else f"{where}, in its own voice"
    told = [_first(mouths[-1])]
    told += [f"{_joint(outer, inner)} {_further(outer)}" for inner, outer in pairwise(reversed(mouths))]
    return f"{', '.join(told)}, {_stands(mouths[0])} {where}"


def _joint(outer: Voice, inner: Voice) -> str:
    """How the inner voice reached the outer: one report may give two, a spokesman and for whom he speaks."""
    if outer.cue is None or outer.cue != inner.cue:
        return "according to"
    if outer.kind == "agency":
        return "as told to"
    within = outer.span and inner.span and inner.span[0] <= outer.span[0] < inner.span[1]
    return "for" if within or outer.kind == "body" else "according to"


def _is_outlet(voice: Voice) -> bool:
    """Is it whom the document has its text from, and nobody who is quoted?"""
    return voice.kind in {"publisher", "agency"} and voice.cue is None


def _carried(voice: Voice) -> str:
    if voice.span is None:
        return "republished in"
    return "carried by" if voice.kind == "agency" else "cited by"


def _stands(voice: Voice) -> str:
    """How the outermost mouth is in the document: quoted, or its words are those of the text."""
    if voice.kind == "unnamed" and voice.span is None:
        return "in"
    if voice.cue is not None:
        return "quoted in"
    return "named as the source by" if voice.kind == "body" else "in"


def _first(voice: Voice) -> str:
    if voice.kind != "unnamed":
        return one_line(voice.name)
    if voice.span is not None:
        return f"{one_line(voice.name)} (not named)"
    if voice.cue is None:
        return "in quotation marks, nobody named as the speaker"
    return f"it is said, by nobody named (“{one_line(voice.name)}”)"


def _further(voice: Voice) -> str:
    if voice.kind != "unnamed":
        return one_line(voice.name)
    if voice.span is not None:
        return f"{one_line(voice.name)} (not named)"
    if voice.cue is None:
        return "a quotation whose speaker is not named"
    return f"a source that is not named (“{one_line(voice.name)}”)"


def link_words(voice: Voice) -> str:
    """What a link of a chain of voices is, seen from the one before it: "quoting", "republished from" …"""
    if voice.kind == "document":
        return "document"
    if _is_outlet(voice):
        return {"carried by": "carrying", "republished in": "republished from", "cited by": "citing"}[
            _carried(voice)
        ]
    if voice.kind == "unnamed":
        return "quoting nobody named" if voice.span is None else "quoting somebody not named:"
    if voice.kind == "agency":
        return "through"
    if voice.cue is None:
        return {"body": "with information from"}.get(voice.kind, "in the words of")
    return "quoting"


def link_name(voice: Voice) -> str:
    """Who the link is; empty where nobody is named or described."""
    return "" if voice.kind == "unnamed" and voice.span is None else voice.name


# ── stances ───────────────────────────────────────────────────────────────────────────────────────

CERTAINTY = {
    "fact": "",
    "probable": "put as probable, not as fact",
    "possible": "put as possible, not as fact",
    "planned": "planned or announced",
    "hypothetical": "only under a condition",
}


MEANT = {"asserts": "", "denies": "denied", "doubts": "doubted", "retracts": "taken back"}
"""How a report means a claim; empty where it says that it is so."""


def stance_words(line: Line) -> str:
    """How it is said: denied, taken back, possible, planned …; empty where it is plainly asserted.

    Of a sentence such as "the ministry rejects that a bridge was blown up" the words assert, and the voice
    denies: nobody should read it as a report.
    """
    words = [MEANT["denies"]] if line.polarity == "denied" or line.stance == "denies" else []
    if line.stance in {"doubts", "retracts"}:
        words.append(MEANT[line.stance])
    if CERTAINTY[line.certainty]:
        words.append(CERTAINTY[line.certainty])
    return ", ".join(words)


# ── what stands behind a line ─────────────────────────────────────────────────────────────────────


def weight_words(weights: Iterable[WeightRow | None]) -> str:
    """How many independent origins say so, in how many documents, and which conflicts there are.

    Then what of the line rests on fewer of them ("9 dead: 1"). Empty where one document says it and nothing
    speaks against it. `weights`: of lines that are read as one.
    """
    there = list(dict.fromkeys(weight for weight in weights if weight is not None))
    told: dict[str, dict[str, int]] = {}
    for weight in there:
        if weight.documents > 1:
            what = "that it happened: " if weight.aspect == "occurrence" else ""
            whole = f"{what}{origins_words(weight.origins)} in {weight.documents} documents ({weight.claim})"
            less = told.setdefault(whole, {})
            for one in weight.less:
                aspect = aspect_words(one)
                less[aspect] = min(one.origins, less.get(aspect, one.origins))
    lines = ["; ".join([whole, *(f"{a}: {n}" for a, n in less.items())]) for whole, less in told.items()]
    opposed = dict.fromkeys(conflict for weight in there for conflict in weight.conflicts)
    return " · ".join([*lines, *(f"{conflict_words(kind)} ({id_})" for id_, kind in opposed)])


def conflict_words(kind: str, aspect: str | None = None) -> str:
    """What is in conflict."""
    return f"conflict about {conflict_about(kind, aspect)}"


def conflict_about(kind: str, aspect: str | None = None) -> str:
    """What a conflict of a kind is about; `aspect`: of the claims on its sides, where they have one."""
    if kind == "count" and aspect:
        return SUMS.get(aspect, f"the number of {aspect}")
    return CONFLICTS.get(kind, kind)


def why_words(why: str) -> str:
    """Why reports go back to one another, without the sort of each reason: that is for programs."""
    return _SORT.sub(r"\1", why)


def origins_words(number: int) -> str:
    """ "2 independent origins"."""
    return f"{number} independent origin{'' if number == 1 else 's'}"


def aspect_words(weight: AspectWeight) -> str:
    """What of a line it is: "9 dead", "who did it"."""
    if weight.aspect in _WHO:
        return _WHO[weight.aspect]
    return f"{weight.value} {weight.aspect}"


def value_words(value: str | int | float | None, name: str | None = None, unit: str | None = None) -> str:
    """What a claim or a side of a conflict says: the name, the date or the number."""
    if name:
        return name
    if isinstance(value, str):
        return date_words(value) if is_edtf(value) else value
    if value is None:
        return "it is so"
    return f"{value:,}" + (f" {unit}" if unit else "")


def aspect_name(aspect: str) -> str:
    """How a claim of this aspect is put: "When", "Who did it", "Dead"."""
    return words().aspects.get(aspect, aspect.capitalize())


_WHO = {"actor": "who did it", "victim": "to whom", "recipient": "to what", "target": "to what"}
CONFLICTS = {
    "count": "the count",
    "actor": "who did it",
    "target": "whom it was done to",
    "denial": "what is denied",
    "retraction": "what was taken back",
    "identity": "who is meant",
    "date": "the date",
    "place": "the place",
    "status": "whether it holds",
}
"""What a conflict is about, after "conflict about"."""
SUMS = {"money": "the sum", "sentence": "the length of the sentence"}
"""What is not counted by heads."""
_SORT = re.compile(r"(^|; )(?:copy|same-speech|same-voice|same-record|cites|own): ")
"""What each reason for an origin begins with (`records.across.Origin.why`)."""


# ── dates ─────────────────────────────────────────────────────────────────────────────────────────

UNDATED = "undated"
# fmt: off
_PARTS = {
    "21": "spring", "22": "summer", "23": "autumn", "24": "winter",
    "33": "1st quarter", "34": "2nd quarter", "35": "3rd quarter", "36": "4th quarter",
    "40": "1st half", "41": "2nd half",
}
# fmt: on
_PART = re.compile(r"([0-9X]{4})-(2[1-4]|3[3-6]|4[01])")
_DECADE = re.compile(r"([0-9]{3})X")
_DAY_OF_NO_YEAR = re.compile(r"XXXX-([0-9X]{2}-[0-9X]{2})")
_DOUBT = {"?": "{}, uncertain", "~": "about {}", "%": "about {}, uncertain"}


def date_words(edtf: str | None) -> str:
    """A date in EDTF so that a newcomer can read it: `1986-21` is "1986 spring"; no date is "undated"."""
    if edtf is None or edtf == UNDATED:
        return UNDATED
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one_date(first)
    if first == "..":
        return f"until {_one_date(last)}"
    if last == "..":
        return f"from {_one_date(first)} on"
    return f"{_one_date(first) if first else '?'} to {_one_date(last) if last else '?'}"


def when_words(when: str, *, of_document: bool) -> str:
    """The words by which a text gives a time; of an undated page they say of which day they speak."""
    quoted = f"“{one_line(when)}”"
    return f"{quoted}, as of the document, {UNDATED}" if of_document else quoted


def _one_date(edtf: str) -> str:
    if edtf[-1:] in _DOUBT:
        return _DOUBT[edtf[-1]].format(_one_date(edtf[:-1]))
    if part := _PART.fullmatch(edtf):
        return f"{part[1]} {_PARTS[part[2]]}"
    if decade := _DECADE.fullmatch(edtf):
        return f"{decade[1]}0s"
    if day := _DAY_OF_NO_YEAR.fullmatch(edtf):
        return f"{day[1]}, year open"
    return edtf.replace("T", " ", 1)
