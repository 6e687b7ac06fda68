"""A small pile about one fire, as a careful reader would weigh it.

The ferry terminal of Orlev burns on 2 May 1998. A wire grows its toll, papers copy it, a council denies, an
almanac and a yearbook cite each other, a paper corrects itself, two men are called Tarn.
"""

from __future__ import annotations

import msgspec
import pytest

from tests.weigh.made import event, known, page, report
from whosays.records.across import Claim, Conflict, DocumentFacts, Report
from whosays.weigh.background import Background
from whosays.weigh.weighing import weigh
from whosays.weigh.why import picture

WIRE_1 = page("wire-1", "Orlev Telegraph Union", "1998-05-02")
WIRE_2 = page("wire-2", "Orlev Telegraph Union", "1998-05-03")
HERALD = page("herald-1", "Sund Herald", "1998-05-03")
HERALD_CORR = msgspec.structs.replace(page("herald-2", "Sund Herald", "1998-05-06"), is_correction=True)
PILOT = page("pilot-1", "The Pilot", "1998-05-03")
OFFICE = page("office-1", "Harbour Office of Orlev", "1998-05-03")
COUNCIL = page("council-1", "Brothers of the Oar", "1998-05-04")
ALMANAC = page("almanac-1", "Coast Almanac")
YEARBOOK = page("yearbook-1", "Yearbook of the Isles", "2001")
DIGEST = page("digest-1", "Islands Portal", compiled=True)

NAMES = known(oar="Brothers of the Oar", p_tarn="Milo Tarn", p_tarn2="Jurek Tarn")


def pile() -> list[Report]:
    def said(document: DocumentFacts, words: str, *by: str, **more: object) -> Report:
        return report(document, words, *by, at=len(words), **more)  # type: ignore[arg-type]

    return [
        said(WIRE_1, "at least four died on Saturday", "police", dead=4, date="1998-05-02"),
        said(WIRE_2, "the toll rose to seven", "body:the Harbour Office", dead=7, passages=["toll"]),
        said(HERALD, "the number of dead has risen to seven", dead=7, passages=["toll"]),
        said(PILOT, "seven dead", "body:harbour office", dead=7),
        said(OFFICE, "Seven persons have died.", dead=7),
        said(PILOT, "we carried nine of them ourselves", "Anna Reed", dead=9),
        said(HERALD, "we carried nine of them ourselves", "docker Anna Reed", dead=9),
        said(HERALD, "on Friday", date="1998-05-01"),
        said(HERALD_CORR, "it was on Saturday, not on Friday", date="1998-05-02"),
        said(HERALD, "the Brothers did it", "unnamed:a caller", actor="oar"),
        said(COUNCIL, "we had no part in it", stance="denies", actor="oar"),
        said(ALMANAC, "the Brothers burnt the terminal", "publisher:Yearbook of the Isles", actor="oar"),
        said(YEARBOOK, "burnt by the Brothers", "publisher:Coast Almanac", actor="oar"),
        said(PILOT, "Milo Tarn died", victim="p_tarn"),
        said(OFFICE, "it was not Milo Tarn", stance="denies", victim="p_tarn"),
        said(OFFICE, "the dead man is Jurek Tarn", victim="p_tarn2"),
        said(DIGEST, "2 May: fire at Orlev, four dead", dead=4),
    ]


@pytest.fixture(scope="module")
def weighed() -> tuple[dict[tuple[str, object], Claim], list[Conflict]]:
    claims, conflicts = weigh(event(*pile()), Background(known=NAMES))
    return {(claim.aspect, claim.value): claim for claim in claims}, list(conflicts)


def kinds(claim: Claim) -> list[str]:
    return [origin.why.partition(":")[0] for origin in claim.origins]


def test_wire_paper_and_office_are_one_voice(weighed) -> None:  # type: ignore[no-untyped-def]
    claim = weighed[0]["dead", 7]
    assert len(claim.reports) == 4
    assert kinds(claim) == ["same-voice"]


def test_one_press_conference_in_two_papers(weighed) -> None:  # type: ignore[no-untyped-def]
    assert kinds(weighed[0]["dead", 9]) == ["same-speech"]


def test_the_digest_has_it_from_the_wire(weighed) -> None:  # type: ignore[no-untyped-def]
    assert kinds(weighed[0]["dead", 4]) == ["cites"]


def test_the_circle_is_one_origin_and_the_caller_another(weighed) -> None:  # type: ignore[no-untyped-def]
    claim = weighed[0]["actor", "oar"]
    assert sorted(kinds(claim)) == ["cites", "own"]
    assert [stance for _, stance in claim.reports].count("denies") == 1


def test_the_conflicts(weighed) -> None:  # type: ignore[no-untyped-def]
    found = sorted((c.kind, tuple(side.value for side in c.sides)) for c in weighed[1])
    assert found == [
        ("count", (4, 7, 9)),
        ("denial", ("oar", "denied")),
        ("identity", ("p_tarn", "p_tarn2")),
        ("retraction", ("1998-05-01", "withdrawn")),
    ]


def test_a_person_can_follow_the_chain(weighed) -> None:  # type: ignore[no-untyped-def]
    reports = {each.line: each for each in pile()}
    shown = "\n".join(picture(weighed[0]["actor", "oar"], reports))
    assert shown == (
        "Who did it: Brothers of the Oar: “the Brothers did it” (2 independent origins)\n"
        "  own: only Sund Herald, 1998-05-03 has it from a caller\n"
        "    Sund Herald, 1998-05-03 < a caller: “the Brothers did it”\n"
        "  cites: Coast Almanac (undated) has it from Yearbook of the Isles\n"
        "    Yearbook of the Isles, 2001 < Coast Almanac: “burnt by the Brothers”\n"
        "      Coast Almanac (undated) < Yearbook of the Isles: “the Brothers burnt the terminal” "
        "[cites: Coast Almanac (undated) has it from Yearbook of the Isles]\n"
        "  denies: Brothers of the Oar, 1998-05-04: “we had no part in it”"
    )
