"""Whether a clause tells of certain ones at some time, or of a kind: habits, definitions, anybody's deeds."""

from __future__ import annotations

from whosays.annotate.statements.frames import Frame, form_of
from whosays.annotate.statements.tree import Tree, base

_ANYBODY = frozenset(
    {"all", "any", "every", "each", "anyone", "anybody", "everyone", "everybody", "whoever", "those"}
)

_SOMEBODY = frozenset({"somebody", "someone", "anybody", "anyone", "people"})


def whenever(tree: Tree, i: int) -> bool:
    """ "When X criticises him, he lashes out": both in the simple present, which tells what always is so."""
    if not in_simple_present(tree, i):
        return False
    around = [i, *tree.below(i, "advcl"), *([tree.head[i]] if base(tree.rel[i]) == "advcl" else [])]
    if base(tree.rel[i]) == "conj":  # "…, he lashes out and blames them"
        around += [c for c in tree.below(tree.head[i], "advcl") if c < tree.head[i]]
    return any(tree.lemma[c] in {"when", "whenever"} for k in around for c in tree.below(k, "advmod", "mark"))


def defines(tree: Tree, i: int) -> bool:
    """ "Two shots at one car are one attack": what a word means."""
    determined = tree.has(i, "det", "a", "an") or tree.has(i, "nummod", "one")
    return (
        determined
        and tree.has(i, "cop")
        and all(tree.lower[c] in {"is", "are"} for c in tree.below(i, "cop"))
        and not tree.has(i, "nmod")
    )


def of_any(tree: Tree, frame: Frame) -> bool:
    """ "The sentence of any man": of no certain one."""
    return any(tree.has(i, "det", "any") for i in frame.of("of", "on", "against"))


def of_anybody(tree: Tree, frame: Frame) -> bool:
    """ "If you agree on that", "when a town has been besieged for years": it may be anybody's."""
    verb = frame.verb
    if not tree.has(verb, "mark", "if", "when") and not tree.has(verb, "advmod", "when"):
        return False
    who = [c for c in tree.below(verb, "nsubj") if tree.sentence[c] == tree.sentence[verb]]
    past = any(tree.lower[c] in {"was", "were", "had", "did"} for c in tree.below(verb, "aux"))
    if past or (form_of(tree, verb) == "past" and not tree.has(verb, "aux")):
        return False
    return any(tree.lower[c] == "you" or tree.has(c, "det", "a", "an") for c in who)


def of_whoever(tree: Tree, i: int) -> bool:
    """ "A driver who takes a coin is fined", "we don't march against anybody": now as ever."""
    return _of_who_does(tree, i) or _never_done_to_any(tree, i)


def _of_who_does(tree: Tree, i: int) -> bool:
    """Who does the one suffers or does the other, both in the simple present."""
    return in_simple_present(tree, i) and any(
        tree.has(who, "det", "a", "an") and in_simple_present(tree, clause)
        for who in tree.below(i, "nsubj")
        for clause in tree.below(who, "acl")
        if tree.rel[clause] == "acl:relcl"
    )


def _never_done_to_any(tree: Tree, i: int) -> bool:
    """Denied in the simple present of whomever."""
    return (
        any(tree.lower[c] in {"do", "does"} for c in tree.below(i, "aux"))
        and any(tree.lemma[c] in {"not", "never"} for c in tree.below(i, "advmod"))
        and any(tree.lower[c] in _SOMEBODY for c in tree.below(i, "obj", "obl"))
    )


def of_a_kind(tree: Tree, frame: Frame) -> bool:
    """ "Companies complain that taxes are high": what many of a kind do at all times."""
    who = frame.of("subject")
    return bool(who) and in_simple_present(tree, frame.verb) and all(_is_bare(tree, i) for i in who)


def _is_bare(tree: Tree, i: int) -> bool:
    """A noun in the plural with nothing that says which ones."""
    if tree.upos[i] != "NOUN" or i in tree.named or i in tree.counted or tree.lower[i] == tree.lemma[i]:
        return False
    return not tree.below(i, "det", "nmod", "amod", "acl", "compound", "appos", "nummod")


def in_simple_present(tree: Tree, i: int) -> bool:
    """ "Rebels attack …", "is kidnapped": a habit, plot or caption; not "is attacking", "has attacked"."""
    auxiliaries = [c for c in tree.children[i] if base(tree.rel[c]) == "aux"]
    if not auxiliaries:
        first = tree.head[i] if tree.rel[i] == "conj" and form_of(tree, i) == "base" else i
        infinitive = tree.has(i, "mark", "to") or tree.has(first, "mark", "to")  # "to degrade and defeat"
        return form_of(tree, i) in {"present", "base"} and not infinitive
    words = {tree.lower[c] for c in auxiliaries}  # "is held", but not "is being held"
    bare = words == {"being"} and not tree.has(i, "mark", "after")  # "after being held": that is past
    return form_of(tree, i) != "ing" and (words <= {"is", "are", "am"} or bare)


def denied_of_any(tree: Tree, i: int) -> bool:
    """Is it "one" or "any" of a kind that something is denied of?"""
    above = tree.head[i]
    return (
        tree.lower[i] in {"one", "any", "anyone", "anybody", "anything"}
        and above >= 0
        and any(tree.lemma[c] in {"not", "never"} for c in tree.below(above, "advmod"))
    )


def of_no_certain_one(tree: Tree, i: int) -> bool:
    """ "all prisoners sentenced for …", "will release men arrested there": a kind of people, none certain."""
    determiners = {tree.lemma[c] for c in tree.below(i, "det")}
    if determiners & _ANYBODY or tree.lemma[i] in _ANYBODY:
        return True
    if determiners or i in tree.named or i in tree.counted:
        return False
    return tree.lower[i] != tree.lemma[i] or tree.lemma[i] in {"people", "person"}
