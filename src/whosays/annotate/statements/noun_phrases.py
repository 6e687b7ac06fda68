"""Noun phrases before and after a word, and whom they name: read by small words, without a parser."""

from __future__ import annotations

import msgspec

from whosays.annotate.statements.sentence import Words, grammar

_LONGEST = 10  # words of a noun phrase that are looked at
_ASIDE = 22  # words of an aside between commas that are looked over
_BODIES = frozenset({"Organization", "PublicBody", "Company"})


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """A noun phrase; positions are indexes of words."""

    start: int
    end: int
    head: str
    """Its last word."""
    names: tuple[int, ...] = ()
    """Mentions that the phrase as a whole stands for (several where they are joined by "and")."""
    body: int | None = None
    """The body for whose members the phrase stands ("HLF gunmen", "members of the HLF")."""
    modifiers: tuple[int, ...] = ()
    """Mentions inside it that it does not stand for ("the Velm barracks")."""
    quantities: tuple[int, ...] = ()

    @property
    def parties(self) -> tuple[int, ...]:
        """Who takes part: the names, else the body whose members do."""
        return self.names or ((self.body,) if self.body is not None else ())


# ── before a verb ─────────────────────────────────────────────────────────────────────────────────


def before(w: Words, end: int, low: int = 0, depth: int = 3) -> Phrase | None:
    """The noun phrase that a verb at `end` has for its subject; `None` where that is not plain."""
    end = _over_asides(w, w.left_over_times(end), low)
    if end <= low or depth == 0:
        return None
    start = end
    while start > low and end - start < _LONGEST and not w.stops(start - 1):
        start -= 1
    start = last_determiner(w, start, end)
    if start == end:
        return None
    preposition = w.lower[start - 1] if start > low and w.mention[start - 1] < 0 else ""
    if preposition in grammar().prepositions:
        if preposition in {"of", "from"} and start > 1 and w.lower[start - 2] in grammar().members:
            return _members_of(w, start - 2, start, end)
        return before(w, start - 1, low, depth - 1)
    phrase = _read(w, start, end)
    if not phrase.names or preposition not in {"and", ","}:
        return phrase
    return _joined_before(w, phrase, low)


def last_determiner(w: Words, start: int, end: int) -> int:
    """A determiner inside begins the phrase: "told reporters the army" is about the army."""
    for at in range(end - 1, start, -1):
        if (
            w.mention[at] < 0
            and w.lower[at] in grammar().determiners
            and w.lower[at - 1] not in grammar().determiners
        ):
            return at
    return start


def _over_asides(w: Words, end: int, low: int) -> int:
    """Leaves out, leftwards, "who", a bracket and an aside between commas."""
    if end > low and w.lower[end - 1] in {"who", "which", "that"}:
        end -= 1
        return end - 1 if end > low and w.lower[end - 1] == "," else end
    if end > low and w.lower[end - 1] in {")", "]"}:
        opening = (at for at in range(end - 2, max(low, end - _ASIDE), -1) if w.lower[at] in {"(", "["})
        return next(opening, low)
    if end > low and w.lower[end - 1] == ",":
        comma = (at for at in range(end - 2, max(low, end - _ASIDE), -1) if w.lower[at] == ",")
        at = next(comma, low)
        return at if at > low and _is_aside(w, at) else low
    return end


def _is_aside(w: Words, comma: int) -> bool:
    opens = w.lower[comma + 1]
    told = opens in {"the", "a", "an", "who", "which", "whose", "his", "her"} or opens.isdigit()
    return told and w.mention[comma - 1] >= 0


def _members_of(w: Words, head: int, start: int, end: int) -> Phrase:
    inner = _read(w, start, end)
    first = head
    while first > 0 and head - first < 6 and not w.stops(first - 1):
        first -= 1
    outer = _read(w, first, head + 1)
    return Phrase(
        start=first, end=end, head=outer.head, body=_only_body(w, inner), quantities=outer.quantities
    )


def _joined_before(w: Words, phrase: Phrase, low: int) -> Phrase:
    """ "A, B and C": the names before the last one, as long as nothing but names is joined."""
    names = list(phrase.names)
    start = phrase.start
    if w.lower[start - 1] != "and":
        return phrase
    while start - 1 > low and w.lower[start - 1] in {"and", ","} and w.mention[start - 2] >= 0:
        names.insert(0, w.mention[start - 2])
        start, _ = w.run(start - 2)
        titles = 0
        while start > low and titles < 3 and not w.stops(start - 1) and w.mention[start - 1] < 0:
            start -= 1
            titles += 1
    return msgspec.structs.replace(phrase, names=tuple(dict.fromkeys(names)), start=start)


# ── after a verb or a preposition ─────────────────────────────────────────────────────────────────


def after(w: Words, start: int, high: int) -> Phrase | None:
    """The noun phrase that begins at `start` (adverbs skipped): the object of a verb, or of a preposition."""
    while start < high and w.is_adverb(start):
        start += 1
    if start >= high:
        return None
    if w.mention[start] < 0 and w.lower[start] in grammar().pronouns:
        return Phrase(start=start, end=start + 1, head=w.lower[start])
    end = start
    # Words of a quantity end no phrase: "at least nine people".
    while (
        end < high
        and end - start < _LONGEST + 4
        and (w.quantity[end] >= 0 or not _ends_phrase(w, end, start))
    ):
        end += 1
    if end == start:
        return None
    phrase = _read(w, start, end)
    if phrase.names and _goes_on(w, phrase):
        phrase = msgspec.structs.replace(phrase, names=(), modifiers=(*phrase.modifiers, *phrase.names))
    return _joined_after(w, phrase, high) if phrase.names else _looked_into(w, phrase, high)


def _goes_on(w: Words, phrase: Phrase) -> bool:
    """ "criticised Velm, Ostland, police officer X", "by Ostland-led aircraft": the names only begin it."""
    at = phrase.end
    if at < len(w) and w.lower[at] == "-" and w.spans[at][0] == w.spans[at - 1][1]:
        return True
    if _hyphenated(w, at - 1):
        return True
    if w.kind(phrase.names[-1]) != "Place" or at + 1 >= len(w) or w.lower[at] != "," or w.mention[at + 1] < 0:
        return False
    _, end = w.run(at + 1)
    while end < len(w) and w.lower[end] == ".":
        end += 1
    if end + 1 >= len(w) or w.lower[end] != ",":
        return False
    return w.mention[end + 1] < 0 and not w.stops(end + 1)


def _hyphenated(w: Words, at: int) -> bool:
    """Does the word go on after the name in it ("Ostland-led")? The whole is an adjective then."""
    name = w.document.mentions[w.mention[at]]
    return "-" in w.document.text[name.end : w.spans[at][1]]


def _looked_into(w: Words, phrase: Phrase, high: int) -> Phrase:
    """Members of a body, or a person named in apposition, after a phrase that names nobody itself."""
    following = w.lower[phrase.end] if phrase.end < high else ""
    if following in {"of", "from"} and phrase.head in grammar().members:
        inner = after(w, phrase.end + 1, high)
        body = _only_body(w, inner) if inner is not None else None
        return phrase if body is None else msgspec.structs.replace(phrase, body=body)
    at = phrase.end + 1
    if following != "," or phrase.head not in grammar().people or at >= high:
        return phrase
    if w.mention[at] < 0 or w.kind(w.mention[at]) != "Person":
        return phrase
    _, end = w.run(at)
    closed = end >= len(w) or w.is_mark(end)
    return msgspec.structs.replace(phrase, names=(w.mention[at],)) if closed else phrase


def _ends_phrase(w: Words, at: int, start: int) -> bool:
    if w.stops(at):
        return True
    # A determiner begins the next phrase, save after another one ("all the men").
    late = at > start and w.lower[at] in grammar().determiners and w.mention[at] < 0
    return late and w.lower[at - 1] not in grammar().determiners


def _joined_after(w: Words, phrase: Phrase, high: int) -> Phrase:
    names, end = list(phrase.names), phrase.end
    verbs = grammar().be | grammar().have | grammar().do | frozenset(grammar().modals)
    joined = False
    while end < high and w.lower[end] in {",", "and"}:
        start = end + 1
        joined = joined or w.lower[end] == "and"
        if start < high and w.lower[end] == "," and w.lower[start] == "and":
            start, joined = start + 1, True
        stop = start
        while stop < high and stop - start < _LONGEST and not w.stops(stop):
            stop += 1
        further = _read(w, start, stop) if stop > start else None
        if further is None or not further.names or (stop < len(w) and w.lower[stop] in verbs):
            return phrase
        names.extend(further.names)
        end = stop
        if joined:
            break
    # "X, Y," may be an aside on X as well: several names count only where an "and" joins them.
    return msgspec.structs.replace(phrase, names=tuple(dict.fromkeys(names)), end=end) if joined else phrase


# ── both ──────────────────────────────────────────────────────────────────────────────────────────


def _read(w: Words, start: int, end: int) -> Phrase:
    head = w.lower[end - 1]
    tail = w.mention[end - 1]
    inside = list(dict.fromkeys(m for m in w.mention[start:end] if m >= 0))
    quantities = tuple(dict.fromkeys(q for q in w.quantity[start:end] if q >= 0))
    names: tuple[int, ...] = ()
    body = None
    if tail >= 0:
        names = () if (end - 1) in w.possessive or _runs_on(w, start, end) else (tail,)
    elif inside and head in grammar().members | grammar().state_heads:
        kind = w.kind(inside[-1])
        of_state = head in grammar().state_heads and kind in {"Nationality", "Place"}
        last = max(at for at in range(start, end) if w.mention[at] == inside[-1])
        fits = (kind in _BODIES or of_state) and not _hyphenated(w, last)
        body = inside[-1] if fits else None
    modifiers = tuple(m for m in inside if m != body and m not in names)
    return Phrase(
        start=start, end=end, head=head, names=names, body=body, modifiers=modifiers, quantities=quantities
    )


def _runs_on(w: Words, start: int, end: int) -> bool:
    """ "the Harbour League shook Velm": a word not known between two names may be a verb."""
    known = grammar().members | grammar().people | grammar().state_heads | grammar().context
    tail = w.mention[end - 1]
    body = False
    for at in range(start, end):
        mention = w.mention[at]
        if mention == tail:
            return False
        if mention >= 0:
            body = w.kind(mention) not in {"Nationality", "Place"} and at not in w.possessive
        elif body and w.lower[at] not in known:
            return True
    return False


def _only_body(w: Words, phrase: Phrase) -> int | None:
    if len(phrase.names) == 1 and w.kind(phrase.names[0]) in _BODIES:
        return phrase.names[0]
    return None


def means_people(w: Words, phrase: Phrase) -> bool:
    """Does the phrase stand for human beings, or for a body of them?"""
    if phrase.names:
        return w.kind(phrase.names[0]) in _BODIES | {"Person", "Nationality"}
    people = grammar().people | {"nobody", "none", "one"}
    if phrase.head in people or phrase.head.removesuffix("s") in people or phrase.body is not None:
        return True
    last = w.quantity[phrase.end - 1]
    counted = w.document.quantities[last] if last >= 0 else None
    bare = counted is not None and counted.kind == "count" and counted.unit in {None, "person"}
    return phrase.head.replace(",", "").isdigit() or bare
