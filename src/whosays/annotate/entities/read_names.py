"""What the language model adds to the names that rules find: names, types, descriptions and pronouns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from whosays.annotate import numerals
from whosays.annotate.entities.found_names import Name
from whosays.annotate.entities.name_lexicon import known
from whosays.records import Document, Entity, Mention

_BODIES = frozenset({"Organization", "PublicBody", "Company"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "his", "her", "its", "their", "our", "my"})


def offices_apart(text: str, drafts: Sequence[Mention]) -> tuple[Mention, ...]:
    """The model's drafts; whom an office alone is for ("the Prime Minister") is described, not named."""
    return tuple(
        msgspec.structs.replace(draft, kind="nominal") if _is_office(text, draft) else draft
        for draft in drafts
    )


def _is_office(text: str, draft: Mention) -> bool:
    if draft.kind != "name" or draft.type != "Person":
        return False
    world = known()
    words = [word.lower().strip(".,") for word in text[draft.start : draft.end].split()]
    offices = [word in world.offices or word in world.titles for word in words]
    if words and words[0] in _DETERMINERS:
        return offices[-1]
    return bool(words) and all(offices)


def read_names(document: Document, names: Sequence[Name]) -> list[Name]:
    """The names by rule, each with what the model takes it for, and the names that the model alone has."""
    names = [_unglued(document.text, name) for name in names]
    drafts = [m for m in document.mentions if m.kind == "name"]
    starts = [name.start for name in names]
    added: list[Name] = []
    for draft in drafts:
        core = _core(document.text, draft)
        if core is None:
            continue
        start, end = core
        near = _overlapping(names, starts, start, end)
        if not near:
            added.append(_name(document, draft, start, end))
        for name in near:
            if name.end == end or (name.start == start and (name.end - name.start) * 2 > end - start):
                name.read_as = draft.type
    free: list[Name] = []
    for name in sorted(added, key=lambda n: (n.start, -n.end)):
        if not free or name.start >= free[-1].end:  # the outermost
            free.append(name)
    return sorted([*names, *free], key=lambda n: (n.start, n.end))


def _overlapping(names: Sequence[Name], starts: Sequence[int], start: int, end: int) -> list[Name]:
    first = max(0, bisect_left(starts, start) - 1)
    last = bisect_left(starts, end)
    return [name for name in names[first:last] if name.end > start]


def _core(text: str, draft: Mention) -> tuple[int, int] | None:
    """A name without the articles and titles before it and the possessive behind it."""
    start, end = draft.start, _before_participle(text, draft.start, draft.end)
    if text[start:end].lower().endswith(("'s", "’s")):
        end -= 2
    world = known()
    while start < end:
        word = text[start:end].split(maxsplit=1)[0]
        low = word.lower().strip(".,")
        if low not in _DETERMINERS and not (draft.type == "Person" and low in world.titles):
            break
        start += len(word)
        while start < end and text[start].isspace():
            start += 1
    return (start, end) if start < end and any(map(str.isalpha, text[start:end])) else None


def _unglued(text: str, name: Name) -> Name:
    """ "Velm-based", "Harbour League-led" without the participle."""
    end = _before_participle(text, name.start, name.end)
    if end == name.end:
        return name
    parts = (*name.parts[:-1], name.parts[-1].rpartition("-")[0]) if name.parts else name.parts
    return msgspec.structs.replace(name, end=end, parts=parts)


def _before_participle(text: str, start: int, end: int) -> int:
    """Where a name ends, of which a participle hangs by a hyphen."""
    named, hyphen, last = text[start:end].rpartition("-")
    return start + len(named) if hyphen and named and last in known().glued else end


def _name(document: Document, draft: Mention, start: int, end: int) -> Name:
    parts = tuple(
        word.lower().replace(".", "").replace("’", "'") for word in document.text[start:end].split()
    )
    sentence = max(0, bisect_left(document.sentences, (start + 1, 0)) - 1)
    return Name(start, end, parts, [], None, sentence, read_as=draft.type)


# ── descriptions and pronouns ─────────────────────────────────────────────────────────────────────


def described(document: Document, drafts: Sequence[Mention]) -> Document:
    """With the model's descriptions and pronouns.

    Each is of the thing that its chain named last before it, or else first after it; where the chain names
    nothing, of a thing of its own that has no name. So are "seventeen people" where the chain names a person:
    several are not one of them.
    """
    names = document.mentions
    starts = [m.start for m in names]
    chains = _named_chains(document.text, names, starts, drafts)
    types = {entity.id: entity.type for entity in document.entities}
    added: list[Mention] = []
    unnamed: dict[str, Entity] = {}
    several = {draft.entity for draft in drafts if _counts(document.text, draft)}
    for draft in drafts:
        if draft.kind == "name" or _is_name(names, starts, draft) or _is_letter(names, starts, draft):
            continue
        named = chains.get(draft.entity)
        entity = ""
        if named is not None:
            at = bisect_left(named, (draft.start + 1, ""))
            entity = named[max(0, at - 1)][1]
            if types[entity] == "Person" and draft.entity in several and _are_several(document.text, draft):
                entity = ""
        if not entity:
            entity = f"d{draft.entity[1:]}"
            if entity not in unnamed:
                words = " ".join(document.words((draft.start, draft.end)).split())
                unnamed[entity] = Entity(id=entity, type=draft.type, name=words)
                types[entity] = draft.type
        added.append(msgspec.structs.replace(draft, entity=entity, type=types[entity]))
    mentions = sorted([*names, *added], key=lambda m: (m.start, m.end))
    return document.having(mentions=tuple(mentions), entities=(*document.entities, *unnamed.values()))


def _counts(text: str, draft: Mention) -> bool:
    """ "Seventeen people", "the 11 soldiers": does it begin with a number of more than one?"""
    words = text[draft.start : draft.end].lower().split()
    if draft.kind != "nominal" or not words:
        return False
    number = numerals.value(words[1:2] if words[0] in _DETERMINERS else words[:1])
    return number is not None and number > 1


def _are_several(text: str, draft: Mention) -> bool:
    return _counts(text, draft) or text[draft.start : draft.end].lower() in _THEY


def _named_chains(
    text: str, names: Sequence[Mention], starts: Sequence[int], drafts: Sequence[Mention]
) -> dict[str, list[tuple[int, str]]]:
    """For each chain of drafts where it names something, and which entity that is, in text order."""
    chains: dict[str, list[tuple[int, str]]] = {}
    for draft in drafts:
        if draft.kind == "name":
            start, end = _core(text, draft) or (draft.start, draft.end)
            inside = [m for m in names[bisect_left(starts, start) : bisect_left(starts, end)] if m.end <= end]
            if inside:
                chains.setdefault(draft.entity, []).append((inside[-1].start, inside[-1].entity))
        elif draft.kind == "nominal" and (own := _named_at_its_head(text, names, starts, draft)) is not None:
            chains.setdefault(draft.entity, []).append((own.start, own.entity))
    return {chain: sorted(named) for chain, named in chains.items()}


def _named_at_its_head(
    text: str, names: Sequence[Mention], starts: Sequence[int], draft: Mention
) -> Mention | None:
    """ "The Harbour Brigade of the police": the name that a description begins with, or is."""
    begin = draft.start
    first, _, rest = text[draft.start : draft.end].partition(" ")
    if first.lower() == "the" and rest:
        begin += len(first) + 1
    at = bisect_left(starts, begin)
    if at == len(names) or names[at].start != begin or names[at].type not in _BODIES:
        return None
    rest = text[names[at].end : draft.end]
    return names[at] if not rest or rest.startswith(" of ") else None


def _is_letter(names: Sequence[Mention], starts: Sequence[int], draft: Mention) -> bool:
    """ "I. Dorn": a letter of a name is no pronoun."""
    at = bisect_left(starts, draft.start + 1) - 1
    return draft.kind == "pronoun" and at >= 0 and names[at].end > draft.end


def _is_name(names: Sequence[Mention], starts: Sequence[int], draft: Mention) -> bool:
    """Is it a name by the rules?"""
    at = bisect_left(starts, draft.start)
    return at < len(names) and (names[at].start, names[at].end) == (draft.start, draft.end)
