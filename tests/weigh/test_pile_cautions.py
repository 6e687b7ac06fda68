"""Cautions that take more than one document to see, each both ways."""

from __future__ import annotations

import random
import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import by_rules, laid_out
from tests.weigh.made import page, report, voice
from whosays.engines.flagging import of_topic
from whosays.records import Attribution, Credit, Document
from whosays.records.across import Cite, Claim, DocumentFacts, Origin, Report, Topic
from whosays.weigh.cautions.circular import circles_of_claims, circles_of_works
from whosays.weigh.cautions.copied import Standing, copy_cautions
from whosays.weigh.cautions.overstated import overstated
from whosays.weigh.cautions.spelt import Spelling, two_spellings
from whosays.weigh.cautions.withdrawn import withdrawn_claims, withdrawn_documents
from whosays.weigh.citations import MOST, cited_by, withdrawn_by


def facts(key: str, published: str | None = None, **fields: object) -> DocumentFacts:
    return msgspec.structs.replace(page(key, published=published), **fields)


# ── copies ────────────────────────────────────────────────────────────────────────────────────────


def copies(*documents: DocumentFacts, passages: int = 1) -> dict[str, str]:
    """The notes on copies by document, where all of these share some passages."""
    clusters = [
        [Standing(document=document, start=100 * n, end=100 * n + 90) for document in documents]
        for n in range(passages)
    ]
    return {caution.document: caution.note for caution in copy_cautions(clusters)}


def test_the_later_is_the_copy():
    found = copies(facts("herald-1", "2003-05-02"), facts("mail-1", "2003-05-01"), passages=3)
    assert found == {"herald-1": "3 passages have the words of Mail, 2003-05-01, without credit."}


def test_a_copy_that_is_credited_says_so():
    mail = facts("mail-1", "2003-05-01")
    assert "which it credits" in copies(facts("herald-1", "2003-05-02", cites=("Mail",)), mail)["herald-1"]
    again = copies(facts("herald-1", "2003-05-02", republished_from="Mail"), mail)
    assert list(again) == ["herald-1"]


def test_who_is_credited_has_it_first_whatever_the_dates():
    found = copies(facts("herald-1", "2003-05-01", cites=("Mail",)), facts("mail-1", "2003-05-02"))
    assert list(found) == ["herald-1"]


def test_on_one_day_the_agency_is_the_source():
    wire = facts("wire-1", "2003-05-01", publisher="Vardian News Agency")
    assert list(copies(facts("herald-1", "2003-05-01"), wire)) == ["herald-1"]


def test_of_a_page_without_a_date_it_can_not_be_told():
    found = copies(facts("herald-1"), facts("mail-1", "2003-05-01"))
    assert list(found) == ["herald-1"]
    assert "can't be told" in found["herald-1"]
    assert sorted(copies(facts("herald-1"), facts("mail-1"))) == ["herald-1", "mail-1"]


def test_an_outlet_may_repeat_itself():
    assert copies(facts("herald-1", "2003-05-01"), facts("herald-2", "2003-05-02")) == {}
    assert copies(facts("herald-1", "2003-05-01")) == {}


DATES = ["2003-05-01", "2003-05", None]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcde"), st.sampled_from(["2003-05-01", "2003-05", None])), max_size=9
    ),
    st.randoms(),
)
def test_the_order_of_documents_changes_no_copy(told: list[tuple[str, str | None]], chance: random.Random):
    documents = [facts(f"{name}-{number}", published) for number, (name, published) in enumerate(told)]
    shuffled = list(documents)
    chance.shuffle(shuffled)
    assert copies(*documents) == copies(*shuffled)


def test_ten_thousand_copies_take_little_time():
    documents = [facts(f"paper{n}-1", f"{1900 + n // 365}-05-02") for n in range(10_000)]
    start = time.process_time()
    found = copies(*documents)
    assert time.process_time() - start < 10
    assert set(found) >= {document.key for document in documents[365:]}


# ── what is taken back ────────────────────────────────────────────────────────────────────────────


def test_a_correction_takes_back_what_it_names():
    correction = facts("herald-9", "2003-05-03", withdraws=(Cite(name="Mill chief drowned", start=0, end=9),))
    drowned = facts("herald-1", "2003-05-01", title="Mill chief drowned")
    other = facts("mail-1", "2003-05-01", title="Mill chief drowned")
    (caution,) = withdrawn_documents([drowned, correction, other])
    assert (caution.document, caution.kind) == ("herald-1", "retracted")
    assert "2003-05-03" in caution.note
    assert withdrawn_documents([drowned, other]) == ()


def test_an_item_is_known_by_its_number():
    correction = facts("wire-9", withdraws=(Cite(name="V114", start=0, end=9),))
    found = withdrawn_documents([facts("wire-1", url="https://wire.example/2003/V114"), correction])
    assert [caution.document for caution in found] == ["wire-1"]


def _claim(*reports: Report, links: tuple[tuple[int, int, str], ...] = ()) -> tuple[Claim, dict[str, Report]]:
    asserting = [n for n, each in enumerate(reports) if each.stance == "asserts"]
    claim = Claim(
        id="c-1",
        topic="v-1",
        aspect="occurrence",
        value=None,
        unit=None,
        text="",
        reports=tuple((each.line, each.stance) for each in reports),
        origins=(Origin(id="c-1.1", reports=tuple(asserting), why="", links=links),),
    )
    return claim, {each.line: each for each in reports}


def test_who_repeats_what_an_outlet_took_back():
    said = report(page("herald-1", published="2003-05-01"), "The chief drowned")
    again = report(page("portal-1"), "chief drowned")
    back = report(page("herald-9", published="2003-05-03"), "We withdraw it", stance="retracts")
    found = {c.document: c.note for c in withdrawn_claims(*_claim(said, again, back))}
    assert found["herald-1"].startswith("Taken back by its own outlet")
    assert found["portal-1"].startswith("It says what Herald, 2003-05-03")
    assert list(withdrawn_claims(*_claim(said, again))) == []


def test_what_somebody_took_back_is_his_only():
    his = report(page("herald-1"), "Nine drowned", "body:Harbour Office")
    own = report(page("mail-1"), "Nine drowned", at=5)
    back = report(page("herald-9"), "It took nine back", "body:Harbour Office", stance="retracts")
    assert [c.document for c in withdrawn_claims(*_claim(his, own, back))] == ["herald-1"]


# ── more than was said ────────────────────────────────────────────────────────────────────────────


def _by(key: str, published: str, certainty: str, who: str = "e-1", **fields: object) -> Report:
    spoken = (voice("publisher:x"), msgspec.structs.replace(voice("Ana Torv"), entity=who))
    made = report(page(key, published=published), f"He {certainty} drowned")
    return msgspec.structs.replace(made, voice=spoken, certainty=certainty, **fields)


def _over(*reports: Report) -> list[str]:
    topic = Topic(id="v-1", kind="event", type="ASSAULT", about=(), reports=reports)
    return [caution.document for caution in overstated(topic)]


def test_who_makes_a_fact_of_what_may_be():
    guarded = _by("radio-1", "2003-05-01", "possible")
    assert _over(guarded, _by("herald-1", "2003-05-02", "fact")) == ["herald-1"]
    assert _over(guarded, _by("herald-1", "2003-05-02", "possible")) == []
    assert _over(guarded, _by("herald-1", "2003-05-02", "fact", who="e-2")) == []
    assert _over(guarded, _by("herald-1", "2003-04-30", "fact")) == []
    assert _over(guarded, _by("herald-1", "2003-07-30", "fact")) == []
    assert _over(guarded, _by("herald-1", "2003-05-02", "fact", stance="denies")) == []


# ── circles ───────────────────────────────────────────────────────────────────────────────────────


def _cites(name: str, *, work: bool = False) -> tuple[Cite, ...]:
    return (Cite(name=name, start=3, end=3 + len(name), work=work),)


def test_a_work_and_an_outlet_that_cite_each_other():
    almanac = facts("almanac-1", publisher="Open Almanac", cited=_cites("The Herald, 1999", work=True))
    herald = facts("herald-1", publisher="The Herald", cited=_cites("the almanac Open Almanac", work=True))
    named = {"almanac-1": frozenset({"e-1", "e-2"}), "herald-1": frozenset({"e-1", "e-2", "e-3"})}
    found = circles_of_works([almanac, herald], named)
    assert sorted((c.document, c.kind) for c in found) == [
        ("almanac-1", "circular-source"),
        ("herald-1", "circular-source"),
    ]
    assert circles_of_works([almanac, herald], {"almanac-1": frozenset({"e-1"})}) == ()
    assert circles_of_works([almanac, facts("mail-1", cited=_cites("Open Almanac"))], named) == ()


def test_two_papers_that_cite_each_other_now_and_then_are_no_circle():
    one, other = facts("herald-1", cited=_cites("Mail")), facts("mail-1", cited=_cites("Herald"))
    both = dict.fromkeys(("herald-1", "mail-1"), frozenset({"e-1", "e-2"}))
    assert circles_of_works([one, other], both) == ()


def test_a_claim_that_comes_back_to_its_own_outlet():
    first, between, last = (
        report(page(key), "Born in Ostrel") for key in ("herald-1", "almanac-1", "herald-2")
    )
    links = ((1, 0, "cites: a"), (2, 1, "cites: b"))
    found = circles_of_claims(*_claim(first, between, last, links=links))
    assert sorted(caution.document for caution in found) == ["almanac-1", "herald-2"]
    denial = report(page("post-1"), "Not born in Ostrel", stance="denies")
    moved = tuple((late + 1, early + 1, why) for late, early, why in links)
    after = circles_of_claims(*_claim(denial, first, between, last, links=moved))
    assert sorted(caution.document for caution in after) == ["almanac-1", "herald-2"]
    other = report(page("mail-1"), "Born in Ostrel")
    assert list(circles_of_claims(*_claim(first, between, other, links=links))) == []
    assert (
        list(circles_of_claims(*_claim(first, between, last, links=((1, 0, "copy: a"), (2, 1, "copy")))))
        == []
    )


# ── spellings ─────────────────────────────────────────────────────────────────────────────────────


def _spelt(*names: str) -> list[str]:
    spellings = [Spelling(document=f"d-{n}", name=name, start=0, end=9) for n, name in enumerate(names)]
    return [caution.document for caution in two_spellings(spellings)]


def test_a_name_in_two_spellings():
    assert _spelt("Marek Torv", "Mareck Torv", "Marek Torv") == ["d-1"]
    assert _spelt("Marek Torv", "Col. Marek Torv", "Torv", "M. Torv") == []
    assert _spelt("Marek Torv", "The Old Fox", "Marek Torv") == []


# ── all ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_cautions_of_a_topic_are_each_told_once():
    said = report(page("herald-1", published="2003-05-01"), "The chief drowned")
    back = report(page("herald-9", published="2003-05-03"), "We withdraw it", stance="retracts")
    claim, _ = _claim(said, back)
    topic = Topic(id="v-1", kind="event", type="ASSAULT", about=(), reports=(said, back))
    found = of_topic(topic, (claim, claim))
    assert [(caution.document, caution.kind) for caution in found] == [("herald-1", "retracted")]


# ── where they are named ──────────────────────────────────────────────────────────────────────────


def _paper(*paragraphs: str, **fields: object) -> Document:
    return laid_out(*(("paragraph", text) for text in paragraphs), run=[by_rules], **fields)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('On Monday (page 2, "Mill chief drowned at night") we reported this. We withdraw the report.',
         ["Mill chief drowned at night"]),
        ("Item V114 is withdrawn. Please use item V116.", ["V114"]),
        ('We withdraw it. Please use our other text ("Mill chief found alive and well").', []),
        ('On Monday we reported ("Mill chief drowned at night") that he was 50. He is 51.', []),
    ],
)  # fmt: skip
def test_what_a_correction_takes_back(text, names):
    assert [cite.name for cite in withdrawn_by(_paper(text, title="Corrections"))] == names
    assert withdrawn_by(_paper(text, title="The mill")) == ()


def test_outlets_and_works_that_are_cited():
    sources = ("The newspaper Ostrel Mail", "The almanac of mills", "Ana Torv")
    text = ", ".join(f"{source} says so" for source in sources)
    places = [(text.index(source), text.index(source) + len(source)) for source in sources]
    told = tuple(Attribution(source=(place,), content=((0, 5),)) for place in places)
    credit = Credit(kind="publisher", name="Varn Post", span=(0, 9), covers=((0, 9),))
    document = _paper(text, attributions=told, credits=(credit,))
    assert [(cite.name, cite.work) for cite in cited_by(document)] == [
        ("Varn Post", True),
        ("The newspaper Ostrel Mail", False),
        ("The almanac of mills", True),
    ]
    many = tuple(Credit(kind="agency", name=f"A{n}", span=(n, n + 1), covers=((0, 9),)) for n in range(500))
    assert len(cited_by(_paper(text, credits=many))) == MOST
