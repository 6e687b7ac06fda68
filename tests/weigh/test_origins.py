"""Which reports of a claim are one origin, and which are not: each rule both ways."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.weigh.made import known, page, report
from whosays.records.across import Origin, Report
from whosays.weigh.background import Background
from whosays.weigh.origins import origins_of
from whosays.weigh.reports import in_order


def origins(*reports: Report, told: dict[str, object] | None = None) -> tuple[Origin, ...]:
    ordered = in_order(reports)
    given = [(told or {}).get(r.document.key) for r in ordered]
    return origins_of("c", ordered, given, Background(known=known(lamp="Dana Orvel")))


HERALD = page("herald-1", published="1998-05-03")
WIRE = page("wire-1", "Karst Local News", "1998-05-02")
POST = page("post-1", published="1998-05-04")


def test_papers_that_name_no_source_are_each_its_own() -> None:
    found = origins(report(HERALD, "Nine died"), report(POST, "Nine people died"))
    assert [origin.why.partition(":")[0] for origin in found] == ["own", "own"]


def test_one_passage_in_two_papers_is_a_copy() -> None:
    found = origins(report(HERALD, "Nine died", passages=["p1"]), report(POST, "Nine died", passages=["p1"]))
    (origin,) = found
    assert origin.why.startswith("copy: one passage in Herald, 1998-05-03")
    assert origin.links == ((1, 0, origin.why),)


def test_a_passage_with_two_sources_keeps_them_apart() -> None:
    lines = [
        report(paper, words, by, passages=["p"], at=at)
        for paper in (HERALD, POST)
        for at, (words, by) in enumerate(
            [("nine died", "Dana Orvel"), ("it was nine", "body:Harbour Office")]
        )
    ]
    assert len(origins(*lines)) == 2


def test_without_a_source_on_a_page_that_is_mostly_anothers() -> None:
    one, other = report(HERALD, "Nine died", "Dana Orvel", pages=["p+q"]), report(POST, "Nine", pages=["p+q"])
    (origin,) = origins(one, other)
    assert origin.why == "copy: Post, 1998-05-04 has other passages of Herald, 1998-05-03"
    named = report(POST, "Nine", "body:clinic", pages=["p+q"])
    assert len(origins(one, named)) == 2


def test_what_stands_twice_in_one_document_is_its_own() -> None:
    (origin,) = origins(report(HERALD, "Nine died", "Dana Orvel"), report(HERALD, "nine dead", at=90))
    assert origin.why == "own: only Herald, 1998-05-03 has it from Dana Orvel"


def test_other_passages_are_none() -> None:
    assert len(origins(report(HERALD, "x", passages=["p1"]), report(POST, "x", passages=["p2"]))) == 2


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("body:Harbour Office", "body:the Harbour Office", 1),
        ("body:interior ministry", "body:Ministry of the Interior", 1),
        ("Dana Orvel", "Dr Dana Orvel, head of the clinic", 1),
        ("body:Harbour Office", "body:Lighthouse Board", 2),
        ("Dana Orvel", "Milo Orvel", 2),
        ("unnamed:a clerk", "unnamed:a porter", 1),
        ("unnamed:a clerk", "Dana Orvel", 2),
    ],
)
def test_who_stands_behind_both_is_one_origin(one: str, other: str, number: int) -> None:
    assert len(origins(report(HERALD, "Nine died", one), report(POST, "Nine are dead", other))) == number


def test_two_persons_of_one_surname_that_are_known_as_two() -> None:
    import msgspec

    one, other = report(HERALD, "x", "Orvel"), report(POST, "x", "Milo Orvel")
    told = [
        msgspec.structs.replace(
            each, voice=(each.voice[0], msgspec.structs.replace(each.voice[1], entity=id_))
        )
        for each, id_ in ((one, "e-1"), (other, "e-2"))
    ]
    assert len(origins(*told)) == 2


def test_he_is_whom_the_document_means() -> None:
    import msgspec

    he = report(HERALD, "Nine died", "he")
    known_ = msgspec.structs.replace(
        he, voice=(he.voice[0], msgspec.structs.replace(he.voice[1], entity="lamp"))
    )
    assert len(origins(known_, report(POST, "It was nine", "Dana Orvel"))) == 1
    assert len(origins(he, report(POST, "It was nine", "Dana Orvel"))) == 2
    (origin,) = origins(known_)
    assert origin.why == "own: only Herald, 1998-05-03 has it from Dana Orvel"


def test_a_short_name_that_may_be_two_bodies_is_neither() -> None:
    found = origins(
        report(HERALD, "x", "body:Board"),
        report(POST, "x", "body:Lighthouse Board"),
        report(WIRE, "x", "body:Fisheries Board"),
    )
    assert len(found) == 3


def test_one_utterance_is_one_speech() -> None:
    words = "“we counted nine coffins in the hall”"
    (origin,) = origins(report(HERALD, words, "Dana Orvel"), report(POST, words, "Dana Orvel"))
    assert origin.why == "same-speech: both carry one saying of Dana Orvel"


def test_the_same_person_at_another_time_is_one_voice() -> None:
    later = page("post-2", published="1999-01-04")
    (origin,) = origins(report(HERALD, "Nine died", "Dana Orvel"), report(later, "It was nine", "Dana Orvel"))
    assert origin.why.startswith("same-voice: both have it from Dana Orvel")


def test_one_register_behind_both_is_one_record() -> None:
    (origin,) = origins(
        report(HERALD, "Nine died", "body:the parish register"),
        report(POST, "It was nine", "body:parish register"),
    )
    assert origin.why.startswith("same-record")


def test_a_body_that_publishes_for_itself_is_the_voice_of_those_who_quote_it() -> None:
    own = page("office-1", "Harbour Office of Karst", "1998-05-01")
    assert len(origins(report(own, "Nine died"), report(HERALD, "Nine died", "body:Harbour Office"))) == 1


def test_who_cites_an_outlet_goes_back_to_it() -> None:
    (origin,) = origins(report(WIRE, "Nine died"), report(HERALD, "Nine died", "agency:KLN"))
    assert origin.why == "cites: Herald, 1998-05-03 has it from KLN"
    assert origin.links[0][:2] == (1, 0)


def test_citing_an_outlet_for_what_it_has_from_another() -> None:
    found = origins(
        report(WIRE, "Nine died", "body:clinic"), report(HERALD, "Nine died", "agency:KLN", "Dana Orvel")
    )
    assert len(found) == 2


def test_a_circle_of_citations_is_one_origin_and_begins_with_the_earliest() -> None:
    one, two = page("almanac-1", published="2001"), page("chronicle-1", published="2003")
    (origin,) = origins(
        report(two, "born 1950", "publisher:Almanac"), report(one, "born 1950", "publisher:Chronicle")
    )
    assert origin.reports == (0, 1)
    assert [link[:2] for link in origin.links] == [(1, 0)]


def test_a_document_that_cites_itself() -> None:
    (origin,) = origins(report(HERALD, "Nine died", "publisher:Herald"))
    assert origin.links == ()


def test_an_outlet_that_repeats_without_a_source_what_it_had_from_a_named_one() -> None:
    later = page("herald-2", "Herald", "1998-05-09")
    assert len(origins(report(HERALD, "Nine died", "body:clinic"), report(later, "Nine died"))) == 1
    assert len(origins(report(HERALD, "Nine died", "unnamed:a caller"), report(later, "Nine died"))) == 2
    other = origins(
        report(HERALD, "x", "body:clinic"),
        report(later, "x"),
        told={"herald-1": "league", "herald-2": "leader"},
    )
    assert len(other) == 2


def test_organs_of_one_state_are_one_and_it_is_said_why() -> None:
    (origin,) = origins(
        report(HERALD, "x", "body:Karstian interior ministry"), report(POST, "x", "body:the police")
    )
    assert "can't be known" in origin.why
    found = origins(
        report(HERALD, "x", "body:Karstian interior ministry"), report(POST, "x", "body:Velmian police")
    )
    assert len(found) == 2
    assert len(origins(report(HERALD, "x", "body:interior ministry"), report(POST, "x", "body:court"))) == 2


def test_a_compilation_has_it_from_the_only_press_report_that_can_have_given_it() -> None:
    digest = page("digest-1", compiled=True)
    assert len(origins(report(HERALD, "Nine died"), report(digest, "nine dead"))) == 1
    assert len(origins(report(HERALD, "Nine died"), report(POST, "Nine"), report(digest, "nine dead"))) == 3
    undated = page("blog-1")
    assert len(origins(report(undated, "Nine died"), report(digest, "nine dead"))) == 2


def test_a_compilation_has_the_day_from_who_gives_the_day() -> None:
    digest = page("digest-1", compiled=True)
    found = origins(
        report(HERALD, "in May"),
        report(POST, "on 2 May"),
        report(digest, "2 May"),
        told={"herald-1": "1998-05", "post-1": "1998-05-02", "digest-1": "1998-05-02"},
    )
    assert [origin.reports for origin in found] == [(0,), (1, 2)]


def test_the_picture_never_has_a_circle_and_reaches_every_report() -> None:
    (origin,) = origins(
        report(WIRE, "x", passages=["p"]),
        report(HERALD, "x", "agency:KLN", passages=["p"]),
        report(POST, "x", "publisher:Herald", passages=["p"]),
    )
    assert len(origin.links) == 2


MOUTHS = ["body:clinic", "body:Harbour Office", "unnamed:a clerk", "agency:KLN", "publisher:Herald", "police"]


@st.composite
def piles(draw: st.DrawFn) -> list[Report]:
    made = []
    for number in range(draw(st.integers(1, 8))):
        outlet = draw(st.sampled_from(["Herald", "Karst Local News", "Post", "Harbour Office"]))
        document = page(
            f"d-{number}",
            outlet,
            draw(st.sampled_from([None, "1998-05-02", "1998-05-03", "1999"])),
            compiled=draw(st.booleans()),
        )
        by = draw(st.lists(st.sampled_from(MOUTHS), max_size=2))
        made.append(report(document, "Nine died", *by, passages=draw(st.sampled_from([[], ["p1"], ["p2"]]))))
    return made


@given(piles(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_any_order_of_reading_gives_the_same_origins(made: list[Report], shuffle) -> None:  # type: ignore[no-untyped-def]
    mixed = list(made)
    shuffle.shuffle(mixed)
    assert origins(*mixed) == origins(*made)


@given(piles())
@settings(max_examples=60, deadline=None)
def test_every_report_has_one_origin_and_every_link_leads_to_its_own(made: list[Report]) -> None:
    found = origins(*made)
    assert sorted(n for origin in found for n in origin.reports) == list(range(len(made)))
    for origin in found:
        assert len(origin.links) == len(origin.reports) - 1
        assert {n for late, early, _ in origin.links for n in (late, early)} <= set(origin.reports)
        assert origin.why.partition(":")[0] in {
            "copy",
            "same-speech",
            "same-voice",
            "same-record",
            "cites",
            "own",
        }


def test_ten_thousand_copies_take_seconds() -> None:
    many = [
        report(page(f"paper-{n:05}", f"Paper {n}"), "Nine died", f"Speaker {n} of {n % 100}", passages=["p"])
        for n in range(10_000)
    ]
    begin = time.perf_counter()
    assert len(origins(*many)) == 1
    assert time.perf_counter() - begin < 10
