"""Names and descriptions, and the things that they stand for: one entity for all mentions of one thing.

Two witnesses find names: rules and lists (`lexicon/names.yaml`, `places.yaml`, `words.yaml`), and the
language model, whose drafts the document brings along. Which names are names of one thing, rules decide
alone: they are careful, and a wrong merge is the error most regretted. Descriptions and pronouns are the
model's. All names of one thing share the type for which most is shown; what shows none is a `Thing`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from whosays.annotate.entities.aliases import Key, also_cue, grouped, key_of, used_of_both
from whosays.annotate.entities.arms import with_arms
from whosays.annotate.entities.coordinates import with_coordinates
from whosays.annotate.entities.found_names import MEDIUM, STRONG, Name, lines_of
from whosays.annotate.entities.known_names import Index
from whosays.annotate.entities.name_lexicon import Parts, known
from whosays.annotate.entities.names import Finder
from whosays.annotate.entities.read_names import described, offices_apart, read_names
from whosays.annotate.entities.telex import telex_names
from whosays.plugins import annotator
from whosays.records import Document, Entity, Mention

_MOST_ALIASES = 40
_QUOTES = {'"': '"', "“": "”", "‘": "’", "'": "'"}
_LONGEST_QUOTED = 60
_BODIES = frozenset({"Organization", "PublicBody", "Company"})


@annotator(
    gives={"mentions", "entities"},
    needs={"language", "sentences", "tokens", "syntax", "mentions", "entities"},
)
def entities(document: Document) -> Document:
    """The document with its mentions and the things they stand for; unchanged if it is not in English."""
    if document.language not in {"en", None}:
        return document
    drafts = offices_apart(document.text, document.mentions)
    document = document.having(mentions=drafts)
    names = read_names(document, _names(document))
    both = used_of_both(names)
    keys = [key_of(name, both) for name in names]
    types = _types(names, keys)
    groups = grouped(document.text, names, types)
    # What a word such as "Front" alone may stand for is known only now.
    full = {groups.root(key) for key, name in zip(keys, names, strict=True) if not name.head_only}
    kept = [i for i, name in enumerate(names) if not name.head_only or groups.root(keys[i]) in full]
    for name, key in zip(names, keys, strict=True):
        if types[key] == "Person":
            name.evidence = [*name.evidence, ("Person", MEDIUM)]
    written = _written(document, [names[i] for i in kept], [groups.root(keys[i]) for i in kept])
    return with_coordinates(with_arms(described(written, drafts)))


# ── finding ───────────────────────────────────────────────────────────────────────────────────────


def _names(document: Document) -> list[Name]:
    world = known()
    lines = lines_of(document, world.small)
    finder = Finder(world, lines)
    by_line: list[list[Name]] = []
    for line in lines:
        if line.style == "plain":
            by_line.append(finder.names(line))
        elif line.style == "upper":
            by_line.append(telex_names(line, world))
        else:
            by_line.append([])
    index = Index(world, _sure(by_line), finder.lows)
    for line, found in zip(lines, by_line, strict=True):
        if line.style != "plain":
            found += index.names(line, found)
    names = sorted((name for found in by_line for name in found), key=lambda n: (n.start, n.end))
    return _with_quoted(document, _apart(names))


def _sure(by_line: Sequence[Sequence[Name]]) -> list[Parts]:
    """Names with something to show for them: only these are looked for where capitals prove nothing."""
    sure: list[Parts] = []
    for found in by_line:
        for name in found:
            shown = any(weight >= MEDIUM for _, weight in name.evidence)
            if name.acronym or shown or len(name.parts) > 1:
                sure.append(name.parts)
            if shown and len(name.parts) > 1 and any(type_ == "Person" for type_, _ in name.evidence):
                sure.append(name.parts[-1:])
    return sure


def _apart(names: Sequence[Name]) -> list[Name]:
    apart: list[Name] = []
    for name in names:
        if not apart or name.start >= apart[-1].end:
            apart.append(name)
    return apart


def _with_quoted(document: Document, names: list[Name]) -> list[Name]:
    """Also the other names that stand in quotation marks after "also known as" and its like."""
    text = document.text
    added: list[Name] = []
    for name in names:
        start = also_cue(text, name.end)
        if start is None or text[start - 1] not in _QUOTES:
            continue
        end = text.find(_QUOTES[text[start - 1]], start, start + _LONGEST_QUOTED)
        words = text[start:end].rstrip(" ,.").split() if end > 0 else []
        if words and len(words) <= 5 and words[0][0].isupper():
            end = start + len(text[start:end].rstrip(" ,."))
            parts = tuple(word.lower().replace(".", "") for word in words)
            added.append(Name(start, end, parts, [], None, name.sentence, byname=True))
    # What stands in quotation marks is the name, not a part of it that was taken for one.
    return _apart(sorted([*added, *names], key=lambda n: (n.start, -n.end))) if added else names


# ── types ─────────────────────────────────────────────────────────────────────────────────────────


def _types(names: Sequence[Name], keys: Sequence[Key]) -> dict[Key, str | None]:
    """What most speaks for, for each name."""
    shown: dict[Key, dict[str, int]] = {}
    for name, key in zip(names, keys, strict=True):
        _count(shown.setdefault(key, {}), name)
    types = {key: _strongest(each) for key, each in shown.items()}
    surnames = {key[0][-1] for key, type_ in types.items() if type_ == "Person" and len(key[0]) > 1}
    for key, each in shown.items():
        if len(key[0]) == 1 and key[0][0] in surnames and max(each.values(), default=0) < STRONG * 1000:
            types[key] = "Person"  # whichever of those who bear it
    return types


def _count(types: dict[str, int], name: Name) -> None:
    for type_, weight in name.evidence:
        # One strong piece outweighs any number of hints, two medium ones do not outweigh a strong one.
        types[type_] = max(types.get(type_, 0), weight * 1000) + 1


def _count_read(types: dict[str, int], name: Name) -> None:
    """The model's word weighs like what stands beside a name; "a body" leaves open which sort of body."""
    type_ = name.read_as
    if type_ is None or (type_ in _BODIES and any(each in types for each in ("PublicBody", "Company"))):
        return
    types[type_] = max(types.get(type_, 0), MEDIUM * 1000) + 1


def _strongest(types: dict[str, int]) -> str | None:
    """The type with most to show for it; none where two have as much."""
    if not types:
        return None
    first, *others = sorted(types.items(), key=lambda item: (-item[1], item[0]))
    if others and others[0][1] // 1000 == first[1] // 1000 and others[0][1] * 2 > first[1] % 1000 * 2000:
        bodies = first[0] in _BODIES and others[0][0] in _BODIES
        return first[0] if bodies or first[1] > others[0][1] else None
    return first[0]


# ── writing down ──────────────────────────────────────────────────────────────────────────────────


def _written(document: Document, names: Sequence[Name], roots: Sequence[Key]) -> Document:
    members: dict[Key, list[Name]] = {}
    for name, root in zip(names, roots, strict=True):
        members.setdefault(root, []).append(name)
    made: dict[Key, Entity] = {}
    for number, (root, group) in enumerate(members.items(), start=1):
        shown: dict[str, int] = {}
        for name in group:
            _count(shown, name)
            _count_read(shown, name)
        made[root] = _entity(f"e{number}", _strongest(shown) or _most_read(group), group, document.text)
    mentions = tuple(
        Mention(start=n.start, end=n.end, type=_type_here(n, made[r].type), kind="name", entity=made[r].id)
        for n, r in zip(names, roots, strict=True)
    )
    return document.having(mentions=mentions, entities=tuple(made.values()))


def _most_read(group: Sequence[Name]) -> str:
    """What the model takes most of them for; a `Thing` where two have as many."""
    (type_, most), *others = [*Counter(n.read_as for n in group if n.read_as).most_common(2), (None, 0)]
    return type_ if type_ is not None and most > others[0][1] else "Thing"


def _type_here(name: Name, type_: str) -> str:
    """A country stands for its government where it acts, and a people for those of it who are meant."""
    may = type_ == "Nationality" or (type_ == "Place" and name.parts in known().gazetteer)
    return "Organization" if may and name.read_as == "Organization" else type_


def _entity(identifier: str, type_: str, group: Sequence[Name], text: str) -> Entity:
    """The fullest name, and the others in the order of their first use."""
    ways: dict[str, str] = {}
    for name in group:
        written = " ".join(text[name.start : name.end].split())
        ways.setdefault(" ".join(name.parts), written)
        if ways[" ".join(name.parts)].isupper() and not written.isupper():
            ways[" ".join(name.parts)] = written  # a heading in capitals is not how a name is written
    forms = list(ways.values())
    bynames = {" ".join(name.parts) for name in group if name.byname}
    own = [form for key, form in ways.items() if key not in bynames]
    fullest = max(own or forms, key=lambda form: (len(form.split()), len(form)))
    others = [form for form in forms if form != fullest]
    return Entity(id=identifier, type=type_, name=fullest, aliases=tuple(others[:_MOST_ALIASES]))
