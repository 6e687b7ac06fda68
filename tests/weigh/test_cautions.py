"""Each caution both ways: where it is due, and where something like it is not."""

from __future__ import annotations

import random
import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import by_rules, doc, laid_out
from whosays.annotate.pipeline import default_pipeline
from whosays.records import Attribution, Credit, Document, Mention, Quantity, Statement, Time
from whosays.weigh.cautions import MOST, document_cautions

DATED = "2011-05-04"


def told(document: Document, kind: str) -> list[str | None]:
    """The words of each caution of a kind; `None`: the whole document."""
    return [
        None if caution.start is None else document.words((caution.start, caution.end or 0))
        for caution in document_cautions(document, "d-1")
        if caution.kind == kind
    ]


def read(*paragraphs: str, published: str | None = DATED, **fields: object) -> Document:
    """A document as it is read."""
    blank = laid_out(*(("paragraph", text) for text in paragraphs), published=published, **fields)
    return default_pipeline().annotate(blank)


def plain(text: str, **fields: object) -> Document:
    """Sentences only."""
    return doc(text, run=[by_rules], **{"published": DATED, **fields})


# ── by phrases ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (
            "unverified",
            "The Post could not independently verify the account.",
            ["could not independently verify"],
        ),
        ("unverified", "The claim could not be confirmed on Friday.", ["could not be confirmed"]),
        ("unverified", "“We could not verify the seal on the letter,” the clerk said.", []),
        ("unverified", "The court confirmed the sentence and the mayor could not be reached.", []),
        ("unverified", "The council will not confirm its new members before June.", []),
        ("unsourced", "He is said to have owned two mills.", ["is said to have"]),
        ("unsourced", "The bridge was built in 1902.[citation needed]", ["citation needed"]),
        ("unsourced", "The miller said that he owned two mills.", []),
        ("unsourced", "It is said in the report that the mill burned.", []),
        ("hearsay", "The council has been informed by the police that it rained.", ["has been informed by"]),
        ("hearsay", "The council has informed the police by letter.", []),
        ("unsourced", "The guards said that he was reportedly ill.", ["reportedly"]),
        ("unverified", "We have not been able to verify the seal.", ["have not been able to verify the"]),
        ("unsourced", "The mill is reputed to be haunted.", ["is reputed to"]),
        ("coerced", "After three nights I wrote what they wanted.", ["wrote what they wanted"]),
        ("correction", "The name was wrongly given as Lind.", ["was wrongly given"]),
        ("translated", "The interview was translated from Vardian.", ["translated from"]),
        ("translated", "She spoke to us through an interpreter.", ["spoke to us through an interpreter"]),
        ("translated", "The library translated its rules into action.", []),
        (
            "coerced",
            "He told the judge that the confession was beaten out of him.",
            ["confession was beaten out"],
        ),
        ("coerced", "They were made to sign papers in the cellar.", ["made to sign papers"]),
        ("coerced", "The minister was forced to sign the budget before the holiday.", []),
        (
            "correction",
            "An earlier version of this article gave another name.",
            ["An earlier version of this article"],
        ),
        ("correction", "The earlier version of the bridge stood for a year.", []),
        ("same-name", "The clerk, Ana Torv, is no relation to the general.", ["no relation to"]),
        ("same-name", "The clerk bears no grudge in relation to the general.", []),
        ("opinion", "In my view the bridge should never have been built.", ["In my view"]),
        ("opinion", "“In my view the bridge is safe,” the mayor said.", []),
        ("opinion", "The mayor spoke as if I had built the dam.", []),
        ("scare-quotes", "The so-called Republic of the Coast has no postage stamps.", ["so-called"]),
        ("scare-quotes", "The “General” Torv was a baker before the war.", ["“General”"]),
        ("scare-quotes", "Funds use a so-called carried interest.", []),
        ("scare-quotes", "The general Torv praised was “general” in name only.", []),
    ],
)
def test_phrases(kind, text, words):
    assert told(plain(text), kind) == words


def test_the_part_of_a_site_says_that_it_is_opinion():
    assert told(plain("A text.", url="https://herald.example/opinion/2011/bridge"), "opinion") == [None]
    assert told(plain("A text.", url="https://herald.example/news/opinion-poll-bridge"), "opinion") == []
    headed = laid_out(("paragraph", "OPINION"), ("paragraph", "The bridge must go."), run=[by_rules])
    assert told(headed, "opinion") == [None]


def test_a_writer_who_speaks_for_himself_and_asks():
    text = "I walked to the bridge. I ask myself: who pays? I know the answer. And who else would it be?"
    assert told(plain(text, byline=("Ana Torv",)), "opinion") == [None]
    assert told(plain(text), "opinion") == []
    assert told(plain(f"“{text}”", byline=("Ana Torv",)), "opinion") == []
    assert told(plain("I walked to the bridge. Who pays?", byline=("Ana Torv",)), "opinion") == []


def test_a_document_that_is_a_correction_says_so():
    assert told(plain("A text.", title="Correction: the mill"), "correction") == [None]
    assert told(plain("A text.", title="The mill"), "correction") == []


# ── time ──────────────────────────────────────────────────────────────────────────────────────────


def test_without_a_date_tuesday_can_not_be_told():
    loose = read("The mill burned on Tuesday. It was rebuilt last week.", published=None)
    assert told(loose, "undated") == [None]
    assert told(loose, "relative-date") == ["Tuesday"]
    dated = read("The mill burned on Tuesday.")
    assert told(dated, "undated") == told(dated, "relative-date") == []
    assert told(read("The mill burned on 3 May 2004.", published=None), "relative-date") == []


def test_without_a_date_now_is_never():
    text = "The mill is now a museum. It currently has three rooms."
    assert told(plain(text, published=None), "undated-present") == ["is now"]
    assert told(plain(text), "undated-present") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mill burned on 03/04/2004.", ["03/04/2004"]),
        ("The mill burned on 23/04/2004.", []),
        ("The mill burned on 03/04/2004 and again on 25/04/2004.", []),
        ("The mill burned on 04/04/2004.", []),
        ("Version 3.4.2004 of the program was used.", []),
    ],
)
def test_day_and_month_may_be_month_and_day(text, words):
    assert told(plain(text), "ambiguous-date") == words


def _dated(text: str, words: str, edtf: str, **fields: object) -> Document:
    start = text.index(words)
    when = Time(start=start, end=start + len(words), type="DATE", value=edtf, edtf=edtf)
    return plain(text, **fields).having(times=(when,))


def test_nothing_is_told_of_what_has_not_happened_yet():
    assert told(_dated("The mill burned in 2013.", "2013", "2013"), "anachronism") == ["2013"]
    assert told(_dated("The mill burned in 2010.", "2010", "2010"), "anachronism") == []
    assert told(_dated("The mill will close in 2013.", "2013", "2013"), "anachronism") == []
    assert told(_dated("The mill burned in 2013.", "2013", "2013", published=None), "anachronism") == []


def test_a_weekday_must_be_that_of_its_date():
    wrong = _dated("It began on Monday 4 May 2011.", "Monday 4 May 2011", "2011-05-04")
    assert told(wrong, "inconsistent") == ["Monday 4 May 2011"]
    right = _dated("It began on Wednesday 4 May 2011.", "Wednesday 4 May 2011", "2011-05-04")
    assert told(right, "inconsistent") == []


# ── sources ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A senior official said that the mill had burned.", ["A senior official"]),
        (
            "A senior official said that the mill had burned. The official added that nobody was hurt.",
            ["A senior official"],
        ),
        ("Two residents told the Herald that they saw smoke.", ["Two residents"]),
        ("Ana Torv said that the mill had burned.", []),
        ("A spokesman for the council said that the mill had burned.", []),
        ("Most people said that the mill was ugly.", []),
        ("A report said that the mill had burned.", []),
        ("The ministry said that the mill had burned.", []),
    ],
)
def test_sources_that_are_only_described(text, words):
    assert told(read(text), "unnamed-source") == words


def test_a_named_office_that_asks_for_silence_is_no_name():
    text = "The diplomat, who spoke on condition of anonymity, said that the mill was safe."
    assert len(told(read(text), "unnamed-source")) == 1


def _nested(
    text: str, outer: tuple[str, str, str], inner: tuple[str, str, str], **fields: object
) -> Document:
    def place(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    one, other = (
        Attribution(source=place(s), cue=place(c), content=place(t), speaker=s) for s, c, t in (outer, inner)
    )
    return plain(text, **fields).having(attributions=(one, msgspec.structs.replace(other, parent=0)))


def test_hearsay_is_what_one_says_that_another_says():
    text = "Ana Torv said that the miller had told her the river was poisoned."
    content = "the miller had told her the river was poisoned"
    inner = ("the miller", "had told", "the river was poisoned")
    assert told(_nested(text, ("Ana Torv", "said", content), inner), "hearsay") == [content]
    thought = _nested(
        text.replace("told her", "thought"),
        ("Ana Torv", "said", "the miller had thought the river"),
        ("the miller", "had thought", "the river was poisoned"),
    )
    assert told(thought, "hearsay") == []


def test_what_anybody_says_is_no_hearsay():
    text = "Ana Torv said that people say that the river was poisoned."
    inner = ("people", "say", "the river was poisoned")
    document = _nested(text, ("Ana Torv", "said", "people say that the river was poisoned"), inner)
    assert told(document, "hearsay") == []


def test_what_a_letter_has_from_others_is_hearsay():
    text = "The police have told me that the river was poisoned by the mill."
    attribution = Attribution(
        source=((0, 10),), cue=((11, 20),), content=((29, len(text) - 1),), speaker="e1"
    )
    letter = plain(text).having(attributions=(attribution,))
    assert told(letter, "hearsay") == []
    credit = Credit(kind="author", name="Ana Torv", covers=((0, len(text)),))
    assert told(letter.having(credits=(credit,)), "hearsay") == [text[:-1]]


QUOTE = "“Nobody in this town ever saw the plan.”"


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [
        (["The mill burned.", QUOTE, "It will be rebuilt."], [QUOTE]),
        (["The mill burned.", f"{QUOTE[:-2]},” said Ana Torv.", "It will be rebuilt."], []),
        (["Ana Torv told the council this:", QUOTE, "It will be rebuilt."], []),
        (["“We asked for the plan,” said Ana Torv. “We asked twice.”", QUOTE], []),
        (["The mill burned.", QUOTE, "— Ana Torv"], []),
        (["The mill burned.", "“The Old Mill”", "It will be rebuilt."], []),
        (["The mill burned.", f"That was the answer. {QUOTE}", "It will be rebuilt."], []),
    ],
)
def test_quotations_that_nobody_says(paragraphs, words):
    assert told(read(*paragraphs), "unattributed-quote") == words


# ── parties, names, figures ───────────────────────────────────────────────────────────────────────


def test_a_party_that_takes_its_own_part():
    text = "The Front did not burn the mill. The Front rejects the accusation as baseless."
    assert told(plain(text, publisher="Liberation Front of Vardia"), "interested-party") == ["rejects the"]
    assert told(plain(text, publisher="The Vardian Herald"), "interested-party") == []
    assert told(plain("The Front met.", publisher="Liberation Front of Vardia"), "interested-party") == []


def test_who_speaks_of_himself_as_we_is_a_party_whatever_his_name():
    text = "We, the Grey Heron, opened the sluice. It was our hand."
    assert told(plain(text, publisher="The Grey Heron"), "interested-party") == ["It was our"]
    assert told(plain(text, publisher="Grey Mill Notes"), "interested-party") == []


def test_who_denies_what_is_laid_at_his_door():
    denied = read("Colonel Marek Torv denied that he had killed the miller.")
    assert len(told(denied, "interested-party")) == 1
    assert told(read("Ana Torv denied that the rebels had killed the miller."), "interested-party") == []


def test_a_surname_that_two_bear():
    two = read("Marek Torv met Ana Lind. Later Irina Torv came. They talked until Torv left.")
    assert told(two, "same-name") == ["Torv"]
    assert told(read("Marek Torv met Ana Lind. They talked until Torv left."), "same-name") == []


def _counted(first: float, second: float, *, event: str = "v1", **fields: object) -> Document:
    text = "The fire killed 11 people. In all 13 people died."
    counts = tuple(
        Quantity(
            start=text.index(n), end=text.index(n) + 2, kind="count", value=v, unit="person", role="dead", **f
        )
        for n, v, f in (("11", first, {}), ("13", second, fields))
    )
    statements = tuple(
        Statement(
            id=f"s{i}",
            start=0,
            end=26,
            kind="event",
            type="ASSAULT",
            trigger=(9, 15),
            event=e,
            quantities=(i,),
        )
        for i, e in enumerate(("v1", event))
    )
    return plain(text).having(quantities=counts, statements=statements)


def test_two_figures_for_one_thing_in_one_mouth():
    assert told(_counted(11, 13), "inconsistent") == ["13"]
    assert told(_counted(11, 11), "inconsistent") == []
    assert told(_counted(11, 13, event="v2"), "inconsistent") == []
    assert told(_counted(11, 13, bound="min"), "inconsistent") == []


@pytest.mark.parametrize(("value", "words"), [(50_000, ["11"]), (51_300, []), (500, [])])
def test_very_many_by_a_round_figure(value, words):
    document = _counted(value, 13)
    assert told(document, "round-figure") == words


# ── all ───────────────────────────────────────────────────────────────────────────────────────────


def test_every_caution_is_of_the_document_and_has_its_place_in_it():
    document = read(
        "A senior official said on Tuesday that the mill had burned.",
        QUOTE,
        "It could not be verified.",
        published=None,
    )
    found = document_cautions(document, "d-7")
    assert {caution.document for caution in found} == {"d-7"}
    places = [caution.start for caution in found if caution.start is not None]
    assert len(places) >= 3
    assert places == sorted(places)
    assert [caution.start is None for caution in found] == sorted(caution.start is None for caution in found)[
        ::-1
    ]


def test_one_kind_is_told_so_many_times_only():
    text = " ".join(f"He is said to have owned mill {number}." for number in range(40))
    assert len(told(plain(text), "unsourced")) == MOST


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(3)), st.randoms())
def test_the_order_in_which_attributions_were_found_changes_nothing(order: list[int], chance: random.Random):
    text = "A clerk said that it rained. A guard said that it snowed. A baker said that it froze."
    parts = [text.index("A clerk"), text.index("A guard"), text.index("A baker")]
    found = [
        Attribution(source=((p, p + 7),), cue=((p + 8, p + 12),), content=((p + 13, p + 25),)) for p in parts
    ]
    document = plain(text)
    expected = document_cautions(document.having(attributions=tuple(found)), "d")
    assert document_cautions(document.having(attributions=tuple(found[i] for i in order)), "d") == expected


@st.composite
def worn(draw: st.DrawFn) -> Document:
    """A document whose layers point anywhere in its text, sensibly or not."""
    text = draw(st.text(alphabet=" .,“”\"'/aAsdİß\n2", max_size=120))
    place = st.integers(0, len(text))
    spans = st.lists(st.tuples(place, place).map(lambda pair: (min(pair), max(pair))), max_size=3).map(tuple)
    attribution = st.builds(
        Attribution,
        source=spans,
        cue=spans,
        content=spans,
        quoted=st.booleans(),
        parent=st.none() | st.integers(-1, 4),
        speaker=st.none() | st.sampled_from(["e1", "e2"]),
    )
    mention = st.builds(
        lambda span, type_, kind, entity: Mention(
            start=span[0], end=span[1], type=type_, kind=kind, entity=entity
        ),
        st.tuples(place, place).map(lambda pair: (min(pair), max(pair))),
        st.sampled_from(["Person", "Organization", "Place"]),
        st.sampled_from(["name", "pronoun"]),
        st.sampled_from(["e1", "e2", "e3"]),
    )
    return plain(
        text,
        attributions=tuple(draw(st.lists(attribution, max_size=5))),
        mentions=tuple(draw(st.lists(mention, max_size=5))),
        published=draw(st.sampled_from([None, "2011", "soon"])),
    )


@settings(max_examples=150, deadline=None)
@given(worn())
def test_whatever_the_layers_say_a_caution_lies_in_the_text(document: Document):
    for caution in document_cautions(document, "d"):
        assert caution.start is None or 0 <= caution.start <= (caution.end or 0) <= len(document.text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“" * 40_000,
        '"a ' * 40_000,
        "could not " * 40_000,
        "so-called " * 40_000,
        "1/2/2004 " * 40_000,
        "İ said to be " * 9_000,
    ],
)
def test_hostile_text_takes_little_time(text):
    document = plain(text, published=None)
    start = time.process_time()
    found = document_cautions(document, "d")
    assert time.process_time() - start < 5
    assert all(c.start is None or 0 <= c.start < (c.end or 0) <= len(text) for c in found)
