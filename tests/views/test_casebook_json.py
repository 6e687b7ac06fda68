"""The casebook contract's form: every quotation verifies, every report has its voices and stance."""

from __future__ import annotations

import io
import json

import pytest

from tests.factories import loose_words
from tests.views.by_hand import derived, keep
from whosays.casebook import Reader
from whosays.records import Attribution, Credit, Document, Entity, Mention, Quantity, Statement
from whosays.views.export import casebook_json

TEXT = "(KW) - The Front denied that it blew up a bridge in Orvel, killing six. “Nobody in this town saw it.”"


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return (start, start + len(words))


def exported(tmp_path, **fields: object) -> dict[str, list[dict[str, object]]]:
    names = {"Front": "Organization", "Orvel": "Place"}
    content = (place("it blew")[0], place("six")[1])
    document = Document(
        id="",
        source="pile/a.txt",
        format="text/plain",
        text=TEXT,
        syntax=loose_words(TEXT),
        publisher="The Lantern",
        credits=(Credit(kind="agency", name="KW", span=(1, 3), covers=((0, len(TEXT)),)),),
        entities=tuple(Entity(id=name, type=type_, name=name) for name, type_ in names.items()),
        mentions=tuple(
            Mention(start=place(name)[0], end=place(name)[1], type=type_, kind="name", entity=name)
            for name, type_ in names.items()
        ),
        quantities=(
            Quantity(
                start=place("six")[0], end=place("six")[1], kind="count", value=6, unit="person", role="dead"
            ),
        ),
        attributions=(
            Attribution(
                source=(place("The Front"),),
                cue=(place("denied"),),
                content=(content,),
                speaker="Front",
                stance="denies",
            ),
            Attribution(content=(place("“Nobody in this town saw it.”"),), quoted=True),
        ),
        statements=(
            Statement(
                id="s1",
                start=content[0],
                end=content[1],
                kind="event",
                type="ASSAULT",
                mode="explosives",
                event="v1",
                trigger=place("blew up"),
                roles={"actor": (0,), "place": (1,)},
                quantities=(0,),
                edtf="1999-05",
                attribution=0,
            ),
        ),
    ).having(**fields)
    out = io.BytesIO()
    with Reader.open(keep(tmp_path, derived(document))) as reader:
        casebook_json.export(reader, out)
    told: dict[str, list[dict[str, object]]] = json.loads(out.getvalue())
    return told


def test_every_list_of_the_contract_is_there(tmp_path):
    told = exported(tmp_path)
    assert set(told) == {"form", "documents", "entities", "events", "claims", "conflicts", "cautions"}
    assert told["form"] == "casebook/1"


def test_every_quotation_is_what_stands_there(tmp_path):
    told = exported(tmp_path)
    texts = {document["id"]: document["text"] for document in told["documents"]}
    places = [
        *(mention for entity in told["entities"] for mention in entity["mentions"]),
        *(report for event in told["events"] for report in event["reports"]),
        *(caution for caution in told["cautions"] if caution["quote"] is not None),
    ]
    assert len(places) >= 4
    for each in places:
        assert texts[each["doc"]][each["start"] : each["end"]] == each["quote"]  # type: ignore[index]


def test_a_report_has_its_voices_from_the_document_inwards_and_a_stance(tmp_path):
    told = exported(tmp_path)
    (report,) = told["events"][0]["reports"]
    key = told["documents"][0]["id"]
    assert report["voice"] == [f"doc:{key}", "agency:KW", "body:The Front"]
    assert report["stance"] == "denies"


def test_a_report_has_its_values(tmp_path):
    told = exported(tmp_path)
    (event,) = told["events"]
    values = {value["kind"]: value["value"] for value in event["reports"][0]["values"]}
    assert values["date"] == "1999-05"
    assert values["dead"] == 6
    assert values["actor"] == event["participants"][0]["entity"]
    assert [values["place"]] == event["place"]


def test_cautions_tell_of_what_is_undated_and_of_who_is_a_party(tmp_path):
    assert [c["kind"] for c in exported(tmp_path)["cautions"]] == ["undated", "interested-party"]


def test_a_dated_document_is_not_said_to_be_undated(tmp_path):
    assert [c["kind"] for c in exported(tmp_path, published="1999")["cautions"]] == ["interested-party"]


@pytest.mark.parametrize(
    ("role", "kind"),
    [("executed", "dead"), ("wounded", "injured"), ("abducted", "abducted"), ("surrendered", "disarmed")],
)
def test_a_number_is_named_by_what_befell_those_counted(tmp_path, role, kind):
    start, end = place("six")
    six = Quantity(start=start, end=end, kind="count", value=6, unit="person", role=role)
    (event,) = exported(tmp_path, quantities=(six,))["events"]
    assert {"kind": kind, "value": 6, "unit": None} in event["reports"][0]["values"]


def test_a_number_that_nothing_befell_is_no_value(tmp_path):
    start, end = place("six")
    six = Quantity(start=start, end=end, kind="count", value=6, unit="lorry")
    (event,) = exported(tmp_path, quantities=(six,))["events"]
    assert all(value["value"] != 6 for value in event["reports"][0]["values"])


@pytest.mark.parametrize(
    ("text", "mode", "type_", "quantity", "value"),
    [
        (
            "The court sentenced him to life imprisonment.",
            "convict",
            "SANCTION",
            None,
            {"kind": "sentence", "value": "life", "unit": None},
        ),
        (
            "Police, who sentenced nobody, took seven men.",
            "arrest",
            "COERCE",
            "seven men",
            {"kind": "detained", "value": 7, "unit": None},
        ),
    ],
)
def test_what_the_event_itself_tells_is_a_value(tmp_path, text, mode, type_, quantity, value):
    at = text.index("sentenced")
    counted = () if quantity is None else (text.index(quantity), text.index(quantity) + len(quantity))
    document = Document(
        id="",
        source="pile/a.txt",
        format="text/plain",
        text=text,
        syntax=loose_words(text),
        quantities=(Quantity(start=counted[0], end=counted[1], kind="count", value=7, unit="man"),)
        if counted
        else (),
        statements=(
            Statement(
                id="s1",
                start=0,
                end=len(text),
                kind="event",
                type=type_,
                mode=mode,
                event="v1",
                trigger=(at, at + 9),
                quantities=(0,) if counted else (),
            ),
        ),
    )
    out = io.BytesIO()
    with Reader.open(keep(tmp_path, derived(document))) as reader:
        casebook_json.export(reader, out)
    ((report,),) = [event["reports"] for event in json.loads(out.getvalue())["events"]]
    assert report["values"] == [value]


def test_a_term_of_years_is_not_for_life(tmp_path):
    text = "Dorn was sentenced to nine years; Rell got life."
    document = Document(
        id="",
        source="pile/a.txt",
        format="text/plain",
        text=text,
        syntax=loose_words(text),
        quantities=(Quantity(start=22, end=32, kind="duration", value=9, unit="a"),),
        statements=(
            Statement(
                id="s1",
                start=0,
                end=len(text),
                kind="event",
                type="SANCTION",
                mode="convict",
                event="v1",
                trigger=(9, 18),
                quantities=(0,),
            ),
        ),
    )
    out = io.BytesIO()
    with Reader.open(keep(tmp_path, derived(document))) as reader:
        casebook_json.export(reader, out)
    ((report,),) = [event["reports"] for event in json.loads(out.getvalue())["events"]]
    assert report["values"] == [{"kind": "sentence", "value": 9, "unit": "a"}]
