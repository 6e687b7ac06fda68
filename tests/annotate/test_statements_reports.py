"""Reports of violence: days that go on, the country, background, what the language model sees besides."""

from __future__ import annotations

from types import SimpleNamespace

import msgspec
import pytest

from tests.annotate.by_hand import document, read, reported, told
from tests.annotate.test_relations import annotated
from whosays.annotate.statements import scene, statements
from whosays.annotate.statements.participants import participants
from whosays.records import Document, Entity, Mention, Place

REPORT = {"published": "2001-05-06"}
FORCE = {"ASSAULT", "COERCE"}


def days(text: str, **fields: object) -> list[str | None]:
    """The day of each event of force."""
    return [event.edtf for event in read(text, **{**REPORT, **fields}) if event.type in FORCE]


def marked(text: str, part: str, *phrases: str) -> Document:
    """A document in which the language model takes these phrases for a part of an incident."""
    made = document(text, **REPORT)
    spans = [(text.index(phrase), text.index(phrase) + len(phrase)) for phrase in phrases]
    syntax = tuple(
        msgspec.structs.replace(word, part=part if any(a <= word.start < b for a, b in spans) else None)
        for word in made.syntax
    )
    return participants(made.having(syntax=syntax))


def roles(made: Document) -> list[dict[str, list[str]]]:
    """The roles of each event in words."""
    return [
        {
            role: [made.words((made.mentions[m].start, made.mentions[m].end)) for m in ms]
            for role, ms in statement.roles.items()
        }
        for statement in statements(made).statements
        if statement.kind == "event"
    ]


# ── days ──────────────────────────────────────────────────────────────────────────────────────────

DATED = "Gunmen attacked the mill at Velm on 4 May 2001."


def test_the_day_of_a_report_goes_on_as_uncertain() -> None:
    assert days(f"{DATED} They killed Edvin Maur and wounded two guards.") == [
        "2001-05-04",
        "2001-05-04?",
        "2001-05-04?",
    ]


@pytest.mark.parametrize("after", ["They also killed Edvin Maur.", "Another attack killed Edvin Maur."])
def test_more_that_is_told_was_on_the_same_day(after: str) -> None:
    assert days(f"{DATED} {after}")[-1] == "2001-05-04?"


@pytest.mark.parametrize(
    "after",
    [
        "They had previously killed Edvin Maur.",
        "They have killed many guards.",
        "They killed many guards since 1980.",
        "They killed Karl Ebers on 3 May 2001. The trial began on 2 May 2001. They killed Edvin Maur.",
    ],
)
def test_a_day_does_not_go_on_to_what_is_of_another_time(after: str) -> None:
    assert days(f"{DATED} {after}")[-1] is None


def test_a_day_does_not_go_on_outside_of_reports() -> None:
    assert days(f"{DATED} They killed Edvin Maur.", published=None) == ["2001-05-04", None]


def test_no_day_after_that_of_the_report_is_carried_back() -> None:
    assert days("Gunmen killed Edvin Maur. The court meets on 9 May 2001.") == [None]


def test_the_day_of_what_is_only_spoken_of_is_its_own() -> None:
    assert days("The mayor cited the killing of the guard in Velm on 3 May 2001 as proof.") == ["2001-05-03"]


# ── background ────────────────────────────────────────────────────────────────────────────────────


def test_force_that_a_report_only_speaks_of_is_no_event() -> None:
    text = "The army spoke of the guerrilla attacks by the Harbour League."
    assert not [kind for kind, _, _ in told(text, **REPORT) if kind in FORCE]
    assert [kind for kind, _, _ in told(text) if kind in FORCE]


@pytest.mark.parametrize(
    "text",
    [
        "The army spoke of the guerrilla attacks by the Harbour League on 4 May 2001.",
        "The army spoke of the guerrilla attacks in Velm by the Harbour League.",
        "The army spoke of three guerrilla attacks by the Harbour League.",
        "The army spoke of the guerrilla attacks by the Harbour League on Edvin Maur.",
        "Soldiers condemned the attack by Harbour League rebels.",
    ],
)
def test_force_with_a_day_a_place_or_a_name_is_told(text: str) -> None:
    assert [kind for kind, _, _ in told(text, **REPORT) if kind in FORCE]


# ── the country ───────────────────────────────────────────────────────────────────────────────────


def placed(text: str, *names: tuple[str, str, float], **fields: object) -> list[list[str]]:
    """Where each event of force and each threat is; `names`: places with their country and size."""
    places = tuple(
        Place(
            start=at,
            end=at + len(name),
            kind="name",
            name=name,
            country=country,
            lat=0,
            lon=0,
            radius_km=size,
        )
        for name, country, size in names
        if (at := text.index(name)) >= 0
    )
    made = document(text, places=tuple(sorted(places, key=lambda p: p.start)), **{**REPORT, **fields})
    found = statements(made)
    return [
        [made.words((made.mentions[m].start, made.mentions[m].end)) for m in s.roles.get("place", ())]
        for s in found.statements
        if s.type in {*FORCE, "THREATEN"}
    ]


ABROAD = "Velm, 6 May 2001 (KPA) - Gunmen killed Edvin Maur. He came from Ostrel. His party sat in Ostland."


def test_a_report_from_abroad_is_about_the_country_that_it_speaks_of() -> None:
    known = (("Velm", "XA", 5), ("Ostrel", "XB", 5), ("Ostland", "XB", 300))
    assert placed(ABROAD, *known) == [["Ostland"]]


def test_a_threat_is_in_the_country_of_the_report() -> None:
    known = (("Velm", "XA", 5), ("Ostrel", "XB", 5), ("Ostland", "XB", 300))
    text = ABROAD.replace("Gunmen killed Edvin Maur.", "The gunmen threatened to kill Edvin Maur.")
    assert placed(text, *known) == [["Ostland"]]


def test_the_one_place_of_a_dateline_abroad_is_nowhere_that_anything_happened() -> None:
    assert placed("Velm, 6 May 2001 (KPA) - Gunmen killed Edvin Maur.", ("Velm", "XA", 5)) == [["Velm"]]
    assert placed("Gunmen killed Edvin Maur. He came from Ostrel.", ("Ostrel", "XB", 5)) == [[]]


def test_what_is_told_with_another_country_is_not_placed() -> None:
    text = (
        "Velm, 6 May 2001 (KPA) - It was quiet in Lunesk. "
        "In a speech about Ostland he spoke of the gunmen who killed Edvin Maur."
    )
    known = (("Velm", "XA", 5), ("Lunesk", "XA", 5), ("Ostland", "XB", 300))
    assert placed(text, *known) == [[]]


def test_nationalities_tell_the_country(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "Velm, 6 May 2001 (KPA) - Ostish rebels met Ostish farmers. Gunmen killed Edvin Maur. "
        "He was born in Lunesk. His brother lives in Ostrel."
    )
    made = document(text)
    people = tuple(
        Mention(start=at, end=at + 6, type="Nationality", kind="name", entity="n1")
        for at in (text.index("Ostish"), text.rindex("Ostish"))
    )
    mentions = tuple(sorted((*made.mentions, *people), key=lambda m: (m.start, m.end)))
    entities = (*made.entities, Entity(id="n1", type="Nationality", name="Ostish"))
    fields = {"mentions": mentions, "entities": entities}
    known = (("Velm", "XA", 5), ("Lunesk", "XA", 5), ("Ostrel", "XB", 5))
    monkeypatch.setattr(scene, "known", lambda: SimpleNamespace(nations={"ostish": "ostland"}))
    monkeypatch.setattr(
        scene.gazetteer, "country", lambda code: SimpleNamespace(name={"XB": "Ostland"}.get(code, "Arvan"))
    )
    assert placed(text, *known, **fields) == [["Ostrel"]]


# ── what the language model sees ──────────────────────────────────────────────────────────────────


def test_what_a_bomb_went_off_at_may_be_its_target() -> None:
    text = "A bomb exploded outside the police station in Velm and killed Edvin Maur."
    assert "target" not in roles(marked(text, "target"))[0]
    found = roles(marked(text, "target", "police station"))[0]
    assert any("police station" in target for target in found["target"])


def test_nobody_takes_part_in_what_is_only_planned() -> None:
    text = "Rebels planned to attack the mill. The guards of the dam slept."
    assert all("guards" not in str(found) for found in roles(marked(text, "victim", "guards")))


def test_who_stands_far_off_in_a_sentence_takes_no_part() -> None:
    near = "Gunmen attacked the mill of Karl Ebers in Velm."
    far = (
        "Gunmen attacked the mill in Velm, said the clerk of the office of the head of the union of the "
        "friends of the widow of Karl Ebers."
    )
    assert any(
        "Karl Ebers" in found.get("victim", ()) for found in roles(marked(near, "victim", "Karl Ebers"))
    )
    assert not any(
        "Karl Ebers" in found.get("victim", ()) for found in roles(marked(far, "victim", "Karl Ebers"))
    )


def test_who_does_something_else_in_its_sentence_did_not_do_it() -> None:
    text = "The villagers carried the two clerks who were killed in Velm."
    assert all("actor" not in found for found in roles(marked(text, "perpetrator", "villagers")))
    text = "Two clerks were killed in Velm. The gunmen fled."
    assert any("gunmen" in str(found.get("actor")) for found in roles(marked(text, "perpetrator", "gunmen")))


def test_what_the_model_sees_hit_was_attacked() -> None:
    text = "Two wagons were attacked in Velm."
    assert roles(marked(text, "target")) == []
    assert roles(marked(text, "target", "wagons")) == [
        {"place": ["Velm"], "target": ["Two wagons"]}
    ] or roles(marked(text, "target", "wagons")) == [{"place": ["Velm"], "target": ["wagons"]}]


def test_described_bodies_that_the_model_sees_are_bodies() -> None:
    text = "The Undaunted killed Edvin Maur."
    made = document(text, **REPORT)
    person = Mention(start=0, end=13, type="Person", kind="nominal", entity="u1")
    made = made.having(
        mentions=tuple(sorted({*made.mentions, person}, key=lambda m: (m.start, m.end))),
        entities=(*made.entities, Entity(id="u1", type="Person", name="The Undaunted")),
        syntax=tuple(
            msgspec.structs.replace(word, part="organisation" if word.start == 4 else None)
            for word in made.syntax
        ),
    )
    types = {m.type for m in participants(made).mentions if m.start == 0}
    assert types == {"Organization"}


# ── roles ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The bomb destroyed the roof of the depot at Velm.", "depot"),
        ("Gunmen burned the front part of a wagon at Velm.", "wagon"),
    ],
)
def test_what_is_struck_is_the_whole(text: str, target: str) -> None:
    assert [target] in [
        [phrase.split()[-1] for phrase in found["target"]] for _, _, found in told(text) if "target" in found
    ]


def test_the_body_that_troops_are_of_acts_with_them() -> None:
    [(_, _, found)] = told("Harbour League troops killed Edvin Maur.")
    assert found["actor"] == ["Harbour League troops", "Harbour League"]


@pytest.mark.parametrize("who", ["Army troops", "A group of six gunmen", "A patrol"])
def test_described_bands_are_people(who: str) -> None:
    text = f"{who} killed Edvin Maur."
    made = document(text)
    band = Mention(start=0, end=len(who), type="Organization", kind="nominal", entity="b1")
    others = tuple(m for m in made.mentions if m.start > 0)
    made = participants(
        made.having(
            mentions=(band, *others),
            entities=(*made.entities, Entity(id="b1", type="Organization", name=who)),
        )
    )
    assert made.mentions[0].type == "Person"


# ── how surely ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "Mikal Dorn holds the Harbour League responsible for the murder of Edvin Maur.",
        "The Harbour League was held responsible for the murder of Edvin Maur.",
        "The police attributed the murder of Edvin Maur to the Harbour League.",
    ],
)
def test_whoever_is_held_responsible_is_so_perhaps(text: str) -> None:
    made = document(text)
    [murder] = [s for s in statements(made).statements if s.type == "ASSAULT"]
    actors = [made.words((made.mentions[m].start, made.mentions[m].end)) for m in murder.roles["actor"]]
    assert (actors, murder.certainty) == (["Harbour League"], "possible")


def test_what_an_order_takes_for_granted_was() -> None:
    text = "The court ordered the appointment of a judge to investigate the murder of Edvin Maur."
    order = reported(text, text[text.index("the appointment") : -1], "ordered", stance="demands")
    assert [s.certainty for s in read(text, attributions=(order,)) if s.type == "ASSAULT"] == ["fact"]
    text = "The general ordered the murder of Edvin Maur."
    order = reported(text, "the murder of Edvin Maur", "ordered", stance="demands")
    assert [s.certainty for s in read(text, attributions=(order,)) if s.type == "ASSAULT"] == ["hypothetical"]


def test_who_is_being_held_is_held() -> None:
    assert [kind for kind, _, _ in told("Two diplomats are being held hostage in Velm.")] == ["ASSAULT"]
    assert told("The crew is held hostage in the novel.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The bombing of the mill in Tull on 3 March 2001 killed six people.",
        "The raid on the mill on 3 March 2001 killed two men and wounded nine.",
    ],
)
def test_what_an_attack_did_is_of_its_day(text: str) -> None:
    found = read(text, **REPORT)
    assert {event.edtf for event in found if event.type in FORCE} == {"2001-03-03"}
    assert len({event.event for event in found if event.type in FORCE}) == 1


def test_a_claim_is_made_in_a_call_that_its_reporter_tells_of() -> None:
    text = "The Harbour League claimed responsibility for the raid in a telephone call to Radio Tull."
    made = annotated(text).statements
    (call,) = [event for event in made if event.type == "CONSULT"]
    (raid,) = [event for event in made if event.type == "ASSAULT"]
    assert (call.attribution, call.certainty) == (None, "fact")
    assert (raid.attribution, raid.certainty) == (0, "probable")


def test_a_call_that_somebody_speaks_of_is_in_his_words() -> None:
    made = annotated("The minister said they had met the rebels in a telephone call on Monday.").statements
    assert {event.attribution for event in made} == {0}
