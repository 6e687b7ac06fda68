"""What a document adds to the casebook: ids from content, lines in the document's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.records import Attribution, Document, Entity, Mention, Statement, Time
from whosays.resolve.derive import derive, entity_id
from whosays.resolve.names import is_safe, normal_name

TEXT = "The Harbour League killed Edvin Maur on 4 May 1985, the ministry said. Maur was a judge."


def document(**fields: object) -> Document:
    made: dict[str, object] = {
        "id": "0" * 64,
        "source": "a.txt",
        "format": "text/plain",
        "text": TEXT,
        "mentions": (
            Mention(start=4, end=18, type="Organization", kind="name", entity="e1"),
            Mention(start=26, end=36, type="Person", kind="name", entity="e2"),
            Mention(start=71, end=75, type="Person", kind="name", entity="e2"),
        ),
        "entities": (
            Entity(id="e1", type="Organization", name="Harbour League"),
            Entity(id="e2", type="Person", name="Edvin Maur", aliases=("Maur",)),
        ),
        "times": (Time(start=40, end=50, type="DATE", value="1985-05-04", edtf="1985-05-04"),),
        "attributions": (Attribution(source=((52, 64),), cue=((65, 69),), content=((0, 50),)),),
        "statements": (
            Statement(
                id="s1",
                start=0,
                end=50,
                kind="event",
                type="ASSAULT",
                event="v1",
                trigger=(19, 25),
                roles={"victim": (1,), "actor": (0,)},
                time=0,
                edtf="1985-05-04",
                attribution=0,
            ),
        ),
    }
    return Document(**{**made, **fields})  # type: ignore[arg-type]


def test_a_line_is_the_exact_words_of_the_document():
    (line,) = derive(document(), "d-1").lines
    assert line.summary == TEXT[line.start : line.end]
    assert line.when == "4 May 1985"


def test_a_line_has_its_dates_as_days():
    (line,) = derive(document(), "d-1").lines
    assert (line.edtf, line.earliest, line.latest) == ("1985-05-04", "1985-05-04", "1985-05-04")


def test_a_date_that_is_none_stays_open():
    (statement,) = document().statements
    odd = Statement(**{f: getattr(statement, f) for f in statement.__struct_fields__} | {"edtf": "some day"})
    (line,) = derive(document(statements=(odd,)), "d-1").lines
    assert (line.edtf, line.earliest, line.latest) == (None, None, None)


def test_a_line_says_who_says_so():
    (line,) = derive(document(), "d-1").lines
    assert [voice.kind for voice in line.voice] == ["document", "body"]
    assert line.voice[-1].name == "the ministry"


def test_parties_are_entities_of_the_casebook_in_their_words():
    derived = derive(document(), "d-1")
    ids = {known.name: known.id for known in derived.entities}
    assert [(p.role, p.entity, TEXT[p.start : p.end]) for p in derived.lines[0].parties] == [
        ("actor", ids["Harbour League"], "Harbour League"),
        ("victim", ids["Edvin Maur"], "Edvin Maur"),
    ]


def test_every_mention_is_a_sighting():
    assert [(s.start, s.end) for s in derive(document(), "d-1").sightings] == [(4, 18), (26, 36), (71, 75)]


def test_deriving_twice_gives_the_same():
    assert derive(document(), "d-1") == derive(document(), "d-1")


def test_relations_and_states_are_lines_too():
    statements = tuple(
        Statement(id=f"s{n}", start=0, end=50, kind=kind, type=type_, trigger=(19, 25))
        for n, (kind, type_) in enumerate([("relation", "Membership"), ("state", None)])
    )
    lines = derive(document(statements=statements), "d-1").lines
    assert {line.kind for line in lines} == {"relation", "state"}
    assert all(line.event is None for line in lines)


def test_a_full_name_is_one_entity_in_all_documents():
    assert _id("Person", "Edvin Maur", "d-1") == _id("Person", "edvin  MAUR", "d-2")


def test_the_same_name_of_another_type_is_another_entity():
    assert _id("Organization", "Harbour League", "d-1") != _id("Place", "Harbour League", "d-1")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("Person", "Maur"),
        ("Person", "E. Maur"),
        ("Person", "Mr Maur"),
        ("Organization", "HL"),
        ("Weapon", "AK rifle"),
    ],
)
def test_an_unsafe_name_stays_in_its_document(kind, name):
    assert _id(kind, name, "d-1") != _id(kind, name, "d-2")


def test_two_people_of_one_surname_in_one_document_stay_two():
    one, other = (Entity(id=i, type="Person", name="Maur") for i in ("e1", "e2"))
    assert entity_id(one, "d-1") != entity_id(other, "d-1")


def test_a_described_thing_stays_in_its_document():
    entity = Entity(id="e1", type="Organization", name="the rebel army")
    assert entity_id(entity, "d-1", named=False) != entity_id(entity, "d-2", named=False)


def test_two_entities_of_one_safe_name_are_known_once():
    entities = tuple(
        Entity(id=i, type="Organization", name=n)
        for i, n in (("e1", "Harbour League"), ("e2", "the Harbour League"))
    )
    mentions = tuple(
        Mention(start=4, end=18, type="Organization", kind="name", entity=entity.id) for entity in entities
    )
    known = derive(document(entities=entities, mentions=mentions, statements=()), "d-1").entities
    assert [(k.name, k.aliases) for k in known] == [("Harbour League", ("the Harbour League",))]


def test_line_ids_are_unique_and_do_not_hang_on_the_order_of_statements():
    base = document().statements[0]
    many = [
        Statement(id=f"s{n}", start=s, end=50, kind="event", type=t, event=f"v{n}", trigger=(19, 25))
        for n, (s, t) in enumerate([(0, "ASSAULT"), (0, "COERCE"), (4, "ASSAULT"), (0, None)])
    ]
    forward = derive(document(statements=(base, *many)), "d-1").lines
    backward = derive(document(statements=(*reversed(many), base)), "d-1").lines
    assert [line.id for line in forward] == [line.id for line in backward]
    assert len({line.id for line in forward}) == len(many) + 1


def test_lines_of_different_documents_have_different_ids():
    (one,), (other,) = derive(document(), "d-1").lines, derive(document(), "d-2").lines
    assert one.id != other.id
    assert one.event != other.event


@pytest.mark.parametrize(
    ("name", "kind", "normal"),
    [
        ("The Harbour  League's", "Organization", "harbour league"),
        ("Harbour\u00a0League.", "Organization", "harbour league"),
        ("Dr. Edvin Maur", "Person", "edvin maur"),
        ("The", "Organization", "the"),
        ("\uff28\uff2c\uff26", "Organization", "hlf"),
        ("STRASSE", "Place", "strasse"),
        ("Straße", "Place", "strasse"),
    ],
)
def test_names_are_brought_to_one_form(name, kind, normal):
    assert normal_name(name, kind) == normal


@given(st.text(max_size=40), st.sampled_from(["Person", "Organization"]))
def test_the_normal_form_of_a_normal_form_is_itself(name, kind):
    once = normal_name(name, kind)
    assert normal_name(once, kind) == once


@given(st.text(alphabet="abAB .'\u2019-", max_size=20))
def test_a_safe_persons_name_has_two_words(name):
    normal = normal_name(name, "Person")
    assert not is_safe(normal, "Person") or len(normal.split()) >= 2


def _id(kind: str, name: str, key: str) -> str:
    return entity_id(Entity(id="e1", type=kind, name=name), key)
