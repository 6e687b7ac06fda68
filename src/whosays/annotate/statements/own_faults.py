"""What is wrong with a file of event words that somebody wrote, said so that he can mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args

import msgspec

from whosays import lexicon
from whosays.annotate.check import EVENT_TYPES
from whosays.annotate.statements import senses
from whosays.annotate.statements.kinds import Kind
from whosays.annotate.statements.senses import Context, Entry
from whosays.plugins import LexiconFile

FUNCTIONS = ("subject", "object", "indirect", "by", "of", "possessive", "modifier")
"""What stands round an event word; any other function is a preposition."""
PREPOSITIONS = frozenset(
    {"about", "above", "across", "after", "against", "along", "alongside", "amid", "among", "around", "as",
     "at", "before", "behind", "below", "beneath", "beside", "between", "beyond", "down", "during", "for",
     "from", "in", "inside", "into", "like", "near", "off", "on", "onto", "out", "outside", "over", "past",
     "per", "round", "since", "through", "throughout", "to", "toward", "towards", "under", "until", "up",
     "upon", "via", "with", "within", "without"}
)  # fmt: skip
ROLES = ("actor", "recipient", "victim", "target", "instrument", "place", "none")
_KINDS: tuple[str, ...] = get_args(Kind)
_CONTEXTS: tuple[str, ...] = get_args(Context)
_KEYS = Entry.__struct_fields__
_WORDS = ("verbs", "nouns", "adjectives")
_LISTS = (*_WORDS, "requires", "unless", "examples", "others")
_OWN_TYPE = re.compile(r"[A-Z][A-Z_-]{1,30}")
_TOO_LIKE = 0.85  # a type of the user's own is not as like one of PLOVER's as ASAULT is like ASSAULT
_SHOWN = 40  # characters of a value that a message repeats


class Fault(msgspec.Struct, frozen=True):
    """Something in a file that has to be mended."""

    file: str
    line: int | None
    entry: str | None
    what: str

    def __str__(self) -> str:
        where = [self.file]
        where += [f"line {self.line}"] if self.line else []
        where += [f"entry {self.entry!r}"] if self.entry is not None else []
        return f"{', '.join(where)}: {self.what}"


@cache
def examined(file: LexiconFile) -> tuple[dict[str, Entry], tuple[Fault, ...]]:
    """The entries that can be used, by name, and what is wrong with the others."""
    try:
        told = lexicon.marked(file.text)
    except ValueError as error:
        return {}, (Fault(file.name, None, None, f"this is no YAML: {error}."),)
    if not isinstance(told.data, dict) or not told.data:
        what = "write entries: a name, a colon, and below it, indented, its keys (type, verbs, examples …)."
        return {}, (Fault(file.name, None, None, what),)
    found: dict[str, Entry] = {}
    faults = [
        Fault(file.name, told.lines[path], path[0], _twice(path))
        for path in told.twice
        if len(path) == 1 or path[:1] not in told.twice
    ]
    for name, value in told.data.items():
        wrong = list(_of_entry(name, value))
        if not wrong:
            try:
                found[name] = msgspec.convert(value, Entry)
                continue
            except msgspec.ValidationError as error:
                wrong = [("", f"{error}.")]
        for key, what in wrong:
            line = told.lines.get((str(name), key), told.lines.get((str(name),)))
            faults.append(Fault(file.name, line, str(name), what))
    return found, tuple(sorted(faults, key=lambda fault: fault.line or 0))


def _twice(path: tuple[str, ...]) -> str:
    what = f"{path[1]!r} stands here twice" if len(path) > 1 else "there are two entries of this name"
    return f"{what}. Rename one, or make one of the two."


Wrong = tuple[str, str]
"""The key that a fault is of, and what to say of it."""


def _of_entry(name: Any, value: Any) -> Iterator[Wrong]:
    if not isinstance(name, str) or not name.strip() or ":" in name or not name.isprintable():
        yield (
            "",
            "the name of an entry is words without a colon; one that is a number goes in quotation marks.",
        )
        return
    if not isinstance(value, dict):
        yield "", "write its keys below it, indented: type, verbs, examples …"
        return
    for key in value:
        if key not in _KEYS:
            yield str(key), _unknown("key", key, _KEYS)
    yield from _of_type(value)
    for key in _LISTS:
        if key in value:
            yield from _of_list(key, value[key])
    yield from _of_maps(value)
    for key in ("mode", "context"):
        if value.get(key) is not None and not isinstance(value[key], str):
            yield key, f"{key!r} is a word, not {_shown(value[key])}."
    if isinstance(value.get("context"), str) and value["context"] not in _CONTEXTS:
        yield "context", _unknown("context", value["context"], _CONTEXTS)
    yield from _of_what_is_missing(name, value)


def _of_what_is_missing(name: str, value: dict[str, Any]) -> Iterator[Wrong]:
    wordless = not any(value.get(key) for key in _WORDS)
    if wordless and name in senses.entries():
        return  # it switches ours off
    if wordless:
        yield (
            "",
            "it has no words: give verbs, nouns or adjectives, each in its basic form: [dump, leak into].",
        )
    if not value.get("examples"):
        yield "examples", "give at least one sentence under 'examples' that it is to read: that is its test."


def _of_type(value: dict[str, Any]) -> Iterator[Wrong]:
    kind = value.get("type")
    if kind is None:
        yield (
            "",
            f"it has no type. Give one of PLOVER's ({', '.join(sorted(EVENT_TYPES))}) or one of your own.",
        )
    elif not isinstance(kind, str) or not _OWN_TYPE.fullmatch(kind):
        near = _nearest(str(kind).upper(), EVENT_TYPES)
        hint = f" Did you mean {near}?" if near else ""
        yield (
            "type",
            f"the type {_shown(kind)} is neither one of PLOVER's nor a word in capitals (POLLUTION).{hint}",
        )
    elif kind not in EVENT_TYPES and (like := get_close_matches(kind, EVENT_TYPES, 1, _TOO_LIKE)):
        yield "type", f"the type {kind} is too like PLOVER's {like[0]}. Write that, or take another word."


# ── words ─────────────────────────────────────────────────────────────────────────────────────────


def _of_list(key: str, value: Any) -> Iterator[Wrong]:
    if not isinstance(value, list):
        yield key, f"{key!r} is a list: [one, another], or a line with '- ' for each; not {_shown(value)}."
        return
    for item in value:
        if not isinstance(item, str):
            yield key, f"{_shown(item)} under {key!r} is not read as words: put it in quotation marks."
        elif not item.strip():
            yield key, f"there is nothing between two commas, or after '- ', under {key!r}."
        elif key in _WORDS:
            yield from _of_pattern(key, item)
        elif key == "requires" and not _is_function(item):
            yield key, _unknown("function", item, FUNCTIONS)
        elif key == "unless" and (item != item.lower() or " " in item):
            yield key, f"{_shown(item)} under 'unless': single words, in lower case and their basic form."


def _of_pattern(key: str, pattern: str) -> Iterator[Wrong]:
    said = f"the pattern {_shown(pattern)} under {key!r}"
    words = [word for word in pattern.split() if word != "_"]
    if not words:
        yield key, f"{said} has no word."
    for choice in (choice for word in words for choice in word.split("|")):
        if not choice:
            yield key, f"{said}: a word is missing beside '|'."
        elif choice.startswith("@"):
            if choice[1:] not in senses.classes():
                known = [f"@{name}" for name in senses.classes()]
                yield key, f"{said}: {_unknown('class of words', choice, known)}"
        elif choice != choice.lower():
            yield key, f"{said}: write it in lower case."


# ── functions, roles, kinds ───────────────────────────────────────────────────────────────────────


def _of_maps(value: dict[str, Any]) -> Iterator[Wrong]:
    for key in ("roles", "kinds"):
        told = value.get(key, {})
        if not isinstance(told, dict):
            yield key, f"{key!r} is written {{subject: …, object: …}}, not {_shown(told)}."
            continue
        for function, given in told.items():
            if not _is_function(function):
                yield key, f"under {key!r}: {_unknown('function', function, FUNCTIONS)} Else a preposition."
            if key == "roles" and given not in ROLES:
                yield key, _unknown("role", given, ROLES)
            if key == "kinds":
                yield from _of_kinds(function, given)


def _of_kinds(function: Any, given: Any) -> Iterator[Wrong]:
    if not isinstance(given, list):
        yield "kinds", f"what {function!r} may be is a list: [person, body]; not {_shown(given)}."
        return
    for kind in given:
        if kind not in _KINDS:
            yield "kinds", _unknown("kind", kind, _KINDS)


def _is_function(word: Any) -> bool:
    return isinstance(word, str) and (word in FUNCTIONS or word in PREPOSITIONS)


# ── wording ───────────────────────────────────────────────────────────────────────────────────────


def _unknown(what: str, word: Any, known: Iterable[str]) -> str:
    options = list(known)
    near = _nearest(str(word), options)
    hint = f"Did you mean {near!r}?" if near else f"Known: {', '.join(options)}."
    return f"there is no {what} {_shown(word)}. {hint}"


def _nearest(word: str, known: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(word, list(known), 1, 0.6)), None)


def _shown(value: Any) -> str:
    told = repr(value)
    return told if len(told) <= _SHOWN else told[: _SHOWN - 1] + "…"
