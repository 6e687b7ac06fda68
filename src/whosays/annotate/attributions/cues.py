"""Cues: the words of one clause by which somebody is said to say something, with their source and content.

Three shapes are known: source first ("X said that …"), content first ("…, X said", "…," said X) and no source
("is reported to …", "allegedly"). Whatever fits none of them plainly is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from whosays.annotate.attributions.clauses import Word
from whosays.annotate.attributions.complements import (
    content_after,
    only_adjuncts,
    past_bare_hearer,
    second_piece,
)
from whosays.annotate.attributions.extents import (
    Range,
    Report,
    clause_end,
    clause_start,
    cut_at_later,
    without_marks,
)
from whosays.annotate.attributions.hedges import according_to, adverb, announced, given, noun, passive
from whosays.annotate.attributions.phrases import begins_phrase, has_finite
from whosays.annotate.attributions.reporting import Verb, auxiliaries, finite, signs, verbs, words
from whosays.annotate.attributions.sources import subject_after
from whosays.annotate.attributions.subjects import subject_before

_INVERTS = ("say", "add", "explain", "insist")
"""Verbs that may stand before their subject without a quotation: "The van was stolen, said the chief"."""


def reports(clause: Sequence[Word]) -> list[Report]:
    """The reports in a clause, in the order of their cues; contents may nest, never cross their cues."""
    known, interesting = words(), signs()
    lower = any(not word.capital and word.low.isalpha() for word in clause)
    found: list[Report] = []
    taken = 0
    for i, word in enumerate(clause):
        if i < taken or word.low not in interesting or (word.capital and lower and i > 0):
            continue  # a verb with a capital stands in a headline or a name
        report = None
        if word.low == "according":
            report = according_to(clause, i)
        elif word.low in known.adverbs_of_report:
            report = adverb(clause, i)
        else:
            report = given(clause, i) if word.low in known.handed_out else None
            if report is None and word.low in known.passives:
                report = passive(clause, i)
            verb = None if report is not None else _verb_at(clause, i)
            if verb is not None:
                report = _verb(clause, i, verb, found)
            if report is None and word.low in known.nouns:
                report = noun(clause, i) or announced(clause, i)
        if report is not None:
            taken = report.cue[1]
            found.append(report)
    cut_at_later(clause, found)
    return [r for r in found if r.left or r.right or r.wants_quotation]


def _verb_at(clause: Sequence[Word], i: int) -> Verb | None:
    for verb in verbs().get(clause[i].low, ()):
        if not verb.more:
            return _merged(clause[i].low)
        if tuple(w.low for w in clause[i + 1 : i + 1 + len(verb.more)]) == verb.more:
            return verb
    return None


def _merged(form: str) -> Verb:
    """All that a form of one word can take, whichever verbs it belongs to."""
    listed = [verb for verb in verbs()[form] if not verb.more]
    takes = frozenset().union(*(verb.takes for verb in listed))
    return msgspec.structs.replace(listed[0], takes=takes)


def _verb(clause: Sequence[Word], i: int, verb: Verb, earlier: list[Report]) -> Report | None:
    first = i
    while first > 0 and clause[first - 1].low in auxiliaries():
        first -= 1
    after = i + 1 + len(verb.more)
    if first > 0 and clause[first - 1].low == "to" and earlier and earlier[-1].cue[1] == first - 1:
        return _reported_to_have_said(clause, first, i, verb, earlier[-1])
    if not _affirmative(clause, first, i, verb):
        return None
    if verb.participle and not any(clause[k].low in words().be for k in range(first, i)):
        return _participle(clause, first, i, after, verb, earlier)
    inverted = _inverted(clause, i, after, verb)
    if inverted is not None:
        return inverted
    source, kind = subject_before(clause, first), "verb"
    if source is None:
        source, kind = _left_out(clause, first, earlier), "coordinated"
    if source is None or not _agrees(clause, source, i, first):
        return None
    if verb.ambiguous and kind == "verb" and has_finite(clause, *source):
        return None  # a noun after a whole clause: "the unit reached its figures that …"
    if source[0] > 0 and clause[source[0] - 1].low in ("if", "whether", "unless", "asked", "to"):
        return None
    if "whatever" in {clause[k].low for k in (max(0, source[0] - 1), source[0])}:
        return None  # "nine drowned, whatever the master claims"
    report = Report((first, after), source, stance=verb.stance, kind=kind)
    return _with_content(clause, report, verb, after)


def _reported_to_have_said(
    clause: Sequence[Word], first: int, i: int, verb: Verb, hedge: Report
) -> Report | None:
    """ "he is reported to have said": what he says stands in what nobody in particular reports."""
    if hedge.kind != "hedge" or hedge.left is None or [w.low for w in clause[first:i]] != ["have"]:
        return None
    report = Report((first - 1, i + 1), hedge.left, stance=verb.stance)
    return _with_content(clause, report, verb, i + 1)


def _affirmative(clause: Sequence[Word], first: int, i: int, verb: Verb) -> bool:
    """Said, not unsaid, future, wished or passive."""
    known = words()
    before = clause[first - 1].low if first > 0 else ""
    if before in ("to", "not", "if") or before.endswith(("n't", "n’t", "'ll", "’ll")):
        return False
    group = [clause[k].low for k in range(first, i)]
    if any(low in known.negations or low in known.modals for low in group):
        return False
    if any(low in known.be for low in group):
        return verb.participle
    if any(low in known.do for low in group):
        return not clause[i].low.endswith("ed")
    return not (
        before.endswith(("'s", "’s", "'re", "’re", "'m", "’m")) and not verb.participle and first == i
    )


def _agrees(clause: Sequence[Word], source: Range, i: int, first: int) -> bool:
    """A bare form ("say", "argue") has no subject in the singular that is a name."""
    form = clause[i].low
    if form.endswith(("s", "ed", "d", "ing", "t", "w")) or form in (
        "wrote",
        "swore",
        "sworn",
        "known",
        "shown",
        "found",
    ):
        return True
    last = clause[source[1] - 1]
    return (
        first < i
        or last.low.endswith("s")
        or last.low in words().speakers
        or last.low in ("i", "we", "they", "you", "who", "others")
    )


def _left_out(clause: Sequence[Word], first: int, earlier: list[Report]) -> Range | None:
    """The subject of "and said", "but added": that of the verb before."""
    if first < 2 or clause[first - 1].low not in ("and", "but", "then"):
        return None
    for report in reversed(earlier):
        if report.kind in ("verb", "coordinated") and report.source is not None:
            return report.source if report.source[0] < report.cue[0] else None
    return main_subject(clause, first - 1)


def main_subject(clause: Sequence[Word], before: int) -> Range | None:
    """The subject of a clause's first verb, if the clause begins with it; `before`: where to stop looking."""
    if not clause or not begins_phrase(clause[0]):
        return None
    known = words()
    if clause[0].low in known.subject_pronouns:
        return (0, 1)
    for k in range(1, min(before, 25)):
        word = clause[k]
        if word.quotation >= 0 or (word.low in known.subordinators and word.low != "who"):
            return None
        if word.low in finite() or word.low in verbs() or (word.low.endswith("ed") and not word.capital):
            subject = subject_before(clause, k)
            if subject is not None and subject[0] == 0:
                return subject
            if word.low in finite():
                return None
    return None


def _participle(
    clause: Sequence[Word], first: int, i: int, after: int, verb: Verb, earlier: list[Report]
) -> Report | None:
    """ "…, adding that": the source is that of the verb before, or the subject that opens the clause."""
    before = clause[first - 1] if first > 0 else None
    if before is None or (before.low not in (",", "by", "and", "while") and before.quotation < 0):
        return None
    if before.low == "by" and verb.lemma not in ("say", "tell", "claim", "argue"):
        return None  # "by adding the two"
    source = None
    for report in reversed(earlier):
        if report.kind in ("verb", "coordinated", "participle") and report.source is not None:
            source = report.source
            break
    source = source or main_subject(clause, first)
    if source is None:
        return None
    report = Report((first, after), source, stance=verb.stance, kind="participle")
    found = content_after(clause, verb, after, source)
    if found is None:
        return None
    report.right = found
    return report


def _inverted(clause: Sequence[Word], i: int, after: int, verb: Verb) -> Report | None:
    """ "…," said NAME."""
    if i < 1 or ("quote" not in verb.takes and "clause" not in verb.takes):
        return None
    before = clause[i - 1]
    quoted = before.quotation >= 0 or (
        before.low in (",", "—", "-", "–") and i > 1 and clause[i - 2].quotation >= 0
    )
    if not quoted and before.low != ",":
        return None
    if after < len(clause) and clause[after].low == "that":
        return None
    source = subject_after(clause, after)
    if source is None:
        return None
    report = Report((i, after), source, stance=verb.stance)
    last = i if before.quotation >= 0 else i - 1
    start = clause_start(clause, i)
    if quoted:
        report.left = (start, last)
    elif verb.lemma in _INVERTS and _says_something(clause, start, last):
        rest = clause[source[1]].low if source[1] < len(clause) else "."
        if rest not in (".", ",", "?", "!", ";") and rest not in words().adjunct_prepositions | words().days:
            return None
        report.left = (start, last)
    else:
        return None
    report.right = second_piece(clause, source[1])
    return report


def _says_something(clause: Sequence[Word], first: int, after: int) -> bool:
    """Is this a clause or a quotation, not only "In May" or a name?"""
    return has_finite(clause, first, after) or any(word.quotation >= 0 for word in clause[first:after])


def _with_content(clause: Sequence[Word], report: Report, verb: Verb, after: int) -> Report | None:
    """Content before or after an active verb with its subject before it."""
    assert report.source is not None
    before = report.source[0] - 1
    comma = before >= 0 and clause[before].low in (",", "—", "-", "–")
    last = before if comma else before + 1
    quoted = report.kind == "verb" and last > 0 and clause[last - 1].quotation >= 0
    if quoted and not clause[0].mark and clause[last - 1] is not clause[0]:
        # 'On "The Hour," X said that …': a quotation inside an introduction
        right = content_after(clause, verb, after, report.source)
        if right is not None and clause[right[0]].quotation < 0:
            report.right = right
            return report
    if quoted and verb.takes & {"quote", "clause", "hearer"}:
        report.left = (clause_start(clause, report.source[0]), last)
        report.right = second_piece(clause, after)
        return report
    report.right = content_after(clause, verb, after, report.source)
    if report.right is not None:
        return report
    return _content_first(clause, report, verb, after, last if comma else 0)


def _told_in_passing(clause: Sequence[Word], verb: Verb, after: int) -> bool:
    """ "…, he told me, …": the hearer, and nothing more before the comma or the end."""
    past = past_bare_hearer(clause, after) if "hearer" in verb.takes else None
    return past is not None and (past == len(clause) or clause[past].low in (",", "."))


def _content_first(
    clause: Sequence[Word], report: Report, verb: Verb, after: int, last: int
) -> Report | None:
    """ "CLAUSE, X said": nothing, or only when and where, follows the verb."""
    assert report.source is not None
    if (
        report.kind != "verb"
        or verb.stance not in ("asserts", "promises")
        or not only_adjuncts(clause, after, verb)
    ):
        return None
    colon = after == len(clause) - 1 and clause[after].low == ":"
    if last > 0 and not colon:
        start = clause_start(clause, report.source[0])
        put_in = "clause" in verb.takes or _told_in_passing(clause, verb, after)
        if not put_in or verb.ambiguous or clause[last].low != ",":
            return None
        if not _says_something(clause, start, last):
            if after < len(clause) and clause[after].low == "," and start < last:
                report.left = (start, last)  # "The van, police said, had been stolen"
                report.right = without_marks(clause, after + 1, clause_end(clause, after + 1))
                return report if report.right else None
            return None
        report.left = (start, last)
        return report
    opens = colon or (report.source[0] == 0 and not verb.ambiguous)
    if opens and verb.takes & {"quote", "clause"} and clause[report.cue[1] - 1].low in verbs():
        report.wants_quotation = True
        report.right = second_piece(clause, after)
        return report
    return None
