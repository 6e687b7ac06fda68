"""What is told across documents, for people and as JSON; what people decide, and how it is exchanged."""

from __future__ import annotations

import json
import shutil
import sqlite3

import msgspec
import pytest

from tests.cli.program import whosays
from tests.engines.test_deciding import FIRST, PILE
from tests.views.by_hand import keep
from whosays.records.decisions import Anchor, Decision, encode

COMMANDS = ("claims", "conflicts", "cautions", "sources", "decisions")
LINE = FIRST.derived.lines[0].id


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return keep(tmp_path_factory.mktemp("case"), *PILE)


@pytest.fixture
def case(kept, tmp_path):
    return shutil.copy(kept, tmp_path / "case.db")


def told(*arguments):
    done = whosays(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def text(*arguments):
    done = whosays(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_empty_casebook_has_nothing_to_tell(tmp_path):
    case = keep(tmp_path)
    for command in COMMANDS:
        found = told(command, case)
        assert found == ([] if command == "sources" else {"total": 0, "offset": 0, command: []})
    assert text("claims", case) == "No such claims.\n"
    assert text("conflicts", case) == "No such conflicts.\n"
    assert text("cautions", case) == "No such cautions.\n"
    assert text("decisions", case) == "No decisions.\n"
    assert text("sources", case) == "No sources.\n"


def test_claims_come_with_origins_and_reports(kept):
    page = told("claims", kept)
    first = page["claims"][0]
    assert page["total"] == len(page["claims"])
    assert [len(origin["reports"]) for origin in first["origins"]] == [1, 1]
    assert first["documents"] == 2
    shown = text("claims", kept)
    assert shown.startswith(f"2 independent origins, 2 documents  {first['id']}\n")
    assert f"{page['total']} claims. Why: whosays why" in shown


def test_claims_are_picked_out(kept):
    def picked(*filters):
        return {(claim["aspect"], claim["value"]) for claim in told("claims", kept, *filters)["claims"]}

    assert picked("--aspect", "dead") == {("dead", 9), ("dead", 11)}
    assert picked("--who", "Harbour League", "--aspect", "dead") == {("dead", 9), ("dead", 11)}
    assert picked("--who", "Oda Fenn") == set()
    assert picked("--event", LINE, "--aspect", "dead") == {("dead", 9), ("dead", 11)}
    assert {aspect for aspect, _ in picked("--origins", "2")} >= {"occurrence", "date"}
    assert "dead" not in {aspect for aspect, _ in picked("--reports", "2")}
    page = told("claims", kept, "--limit", "2", "--offset", "1")
    assert (len(page["claims"]), page["offset"]) == (2, 1)
    assert "Claims 2 to 3 of" in text("claims", kept, "--limit", "2", "--offset", "1")
    assert text("claims", kept, "--offset", "999") == "No more claims.\n"


def test_conflicts_stand_side_by_side(kept):
    (conflict,) = told("conflicts", kept)["conflicts"]
    assert [side["value"] for side in conflict["sides"]] == [9, 11]
    assert told("conflicts", kept, "--kind", "count")["conflicts"] == [conflict]
    assert told("conflicts", kept, "--kind", "date")["total"] == 0
    assert told("conflicts", kept, "--who", "Edvin Maur")["conflicts"] == [conflict]
    assert told("conflicts", kept, "--event", conflict["id"])["conflicts"] == [conflict]
    shown = text("conflicts", kept).splitlines()
    assert shown[0].startswith("count")
    assert shown[0].endswith(conflict["id"])
    assert shown[1] == "  9: 1 independent origin"
    assert shown[-1].startswith("1 conflict. Why: whosays why")


def test_cautions_come_with_their_words(kept):
    page = told("cautions", kept)
    found = page["cautions"]
    assert page["total"] == len(found)
    assert {flag["kind"] for flag in found} == {"spelling"}
    for flag in found:
        document = next(made.document for made in PILE if made.key == flag["document"]["key"])
        assert flag["words"] == document.text[flag["start"] : flag["end"]]
    assert told("cautions", kept, "--kind", "undated")["total"] == 0
    path = found[0]["document"]["key"]
    assert told("cautions", kept, "--document", path)["cautions"] == found[:1]
    assert text("cautions", kept).endswith(f"{len(found)} caution{'s' * (len(found) > 1)}.\n")


def test_sources_have_a_letter_only_from_people(case):
    assert [(one["name"], one["letter"]) for one in told("sources", case)] == [
        ("Karsk Evening", None),
        ("Orvel Wire", None),
        ("The Plain", None),
    ]
    text("decide", case, "letter", "The Plain", "b", "--by", "Ada", "--why", "an audit")
    shown = text("sources", case)
    assert "The Plain  B (usually reliable)\n" in shown
    assert "letter by Ada, " in shown
    assert ": an audit" in shown


def test_why_tells_of_an_entity_event_line_claim_or_conflict(kept):
    (maur,) = {claim["value"] for claim in told("claims", kept, "--aspect", "victim")["claims"]}
    entity = told("why", kept, maur)
    assert [part["words"] for part in entity["parts"]] == ["Edvin Maur", "Edvin Maurr"]
    assert [verdict["verdict"] for verdict in entity["verdicts"] if verdict["inside"]] == ["same"]
    assert "Because:" in text("why", kept, maur, "--all")
    event = told("why", kept, LINE)
    assert (event["kind"], len(event["parts"]), len(event["lines"])) == ("event", 2, 2)
    claim = told("claims", kept)["claims"][0]
    assert told("why", kept, claim["id"])["claim"] == claim
    (conflict,) = told("conflicts", kept)["conflicts"]
    assert told("why", kept, conflict["id"])["conflict"] == conflict
    assert told("show", kept, conflict["id"]) == told("why", kept, conflict["id"])
    assert conflict["id"] in text("why", kept, conflict["id"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("why", "e-000000000000"),
        ("why", "c-000000000000"),
        ("why", "k-000000000000"),
        ("why", "nonsense"),
        ("claims", "--event", "s-000000000000"),
        ("claims", "--limit", "0"),
        ("claims", "--origins", "none"),
        ("conflicts", "--kind", "weather"),
        ("conflicts", "--event", "v-000000000000"),
        ("cautions", "--document", "nowhere.txt"),
        ("decide", "reject", "e-000000000000"),
        ("decide", "correct", LINE, "weather", "4"),
        ("decide", "correct", LINE, "dead", "²"),
        ("decide", "correct", LINE, "dead", "3.5"),
        ("decide", "letter", "The Plain", "G"),
        ("decide", "letter", "The Plane", "B", "--by", "Ada"),
        ("undo", "j-000000000000"),
        ("decisions", "--import", "nowhere.jsonl"),
        ("decisions", "--import", "/"),
        ("decisions", "--export", "/nowhere/decisions.jsonl"),
        ("decide", "reject", LINE, "--by", "Ada", "--wait", "nan"),
        ("remove", FIRST.key, "--wait", "-5"),
        ("undo", "j-000000000000", "--wait", "inf"),
        ("decisions", "--wait", "100000"),
        ("claims", "--offset", "9" * 30),
        ("quotes", "--limit", "9" * 30),
        ("timeline", "--offset", "9" * 30),
        ("decide", "letter", " ", "B", "--by", "Ada"),
        ("decide", "note", LINE, "\udcff", "--by", "Ada"),
        ("who", "\udcff"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_told_in_one_line(kept, arguments):
    done = whosays(arguments[0], kept, *arguments[1:])
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_a_missing_casebook_is_told(tmp_path):
    for command in COMMANDS:
        done = whosays(command, tmp_path / "none.db")
        assert (done.returncode, done.stdout) == (2, "")
        assert "no casebook" in done.stderr


def test_a_decision_is_made_listed_and_taken_back(case):
    made = text("decide", case, "reject", LINE, "--by", "Ada", "--why", "a caption").split()[0]
    assert {c["value"] for c in told("claims", case, "--aspect", "dead")["claims"]} == {11}
    (listed,) = told("decisions", case)["decisions"]
    assert (listed["id"], listed["about"], listed["withdrawn"]) == (made, [LINE], False)
    assert f"{made}  reject {LINE}\n" in text("decisions", case)
    back = text("undo", case, made, "--by", "Bo").split()[0]
    assert {c["value"] for c in told("claims", case, "--aspect", "dead")["claims"]} == {9, 11}
    shown = text("decisions", case)
    assert f"{made}  WITHDRAWN reject" in shown
    assert f"{back}  withdraw {made}\n" in shown
    assert text("check", case).endswith("every hash, offset and link verifies\n")


def test_decisions_are_exchanged(case, kept, tmp_path):
    text("decide", case, "same", "Edvin Maur", "Oda Fenn", "--by", "Ada")
    text("decide", case, "note", LINE, "ask the mayor\x1b[2J", "--by", "Ada")
    out = tmp_path / "decisions.jsonl"
    assert "Wrote 2 decisions" in text("decisions", case, "--export", out)
    assert text("decisions", case, "--export", "-").encode() == out.read_bytes()
    other = shutil.copy(kept, tmp_path / "other.db")
    done = whosays("decisions", other, "--import", out)
    assert "2 decisions taken in, 0 were here already." in done.stderr
    assert "\x1b" not in done.stdout
    assert "0 decisions taken in, 2 were here already." in whosays("decisions", other, "--import", out).stderr
    assert told("info", other)["digest"] == told("info", case)["digest"]
    assert told("claims", other) == told("claims", case)


@pytest.mark.parametrize(
    "arguments",
    [("decisions", "--export"), ("export", "--format", "casebook-json", "--output")],
    ids=" ".join,
)
def test_nothing_is_written_over_the_casebook(case, arguments):
    text("decide", case, "note", LINE, "ask the mayor", "--by", "Ada")
    before = case.read_bytes()
    done = whosays(arguments[0], case, *arguments[1:], case)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is the casebook itself" in done.stderr
    assert case.read_bytes() == before


def test_decisions_saved_by_an_editor_with_a_mark_of_order_are_taken_in(case, kept, tmp_path):
    text("decide", case, "note", LINE, "ask the mayor", "--by", "Ada")
    out = tmp_path / "decisions.jsonl"
    text("decisions", case, "--export", out)
    out.write_bytes(b"\xef\xbb\xbf" + out.read_bytes())
    other = shutil.copy(kept, tmp_path / "other.db")
    done = whosays("decisions", other, "--import", out)
    assert "1 decision taken in" in done.stderr


@pytest.mark.parametrize("bad", [b"no json", b"\xff", b'{"kind": "same"}', b"[" * 9000])
def test_of_a_file_with_a_bad_line_nothing_is_taken(case, tmp_path, bad):
    good = Decision(
        made_at="2024-01-01T10:00:00+00:00",
        made_by="Ada",
        kind="letter",
        of="source",
        subjects=("The Plain",),
        value="B",
    )
    file = tmp_path / "theirs.jsonl"
    file.write_bytes(encode(good) + b"\n\n" + bad + b"\n")
    done = whosays("decisions", case, "--import", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert "line 3: no decision" in done.stderr
    assert "Nothing was taken in" in done.stderr
    assert told("decisions", case)["total"] == 0


def test_what_is_not_here_sleeps(case, tmp_path):
    gone = Anchor(document="0" * 64, start=0, quote="Nobody")
    made = Decision(
        made_at="2024-01-01T10:00:00+00:00", made_by="Ada", kind="reject", of="statement", subjects=(gone,)
    )
    file = tmp_path / "theirs.jsonl"
    letter = msgspec.structs.replace(made, kind="letter", of="source", subjects=("The Plane",), value="B")
    file.write_bytes(encode(made) + b"\n" + encode(letter))
    shown = text("decisions", case, "--import", file)
    assert f"{made.id}  (what it is about is not here) reject\n" in shown
    assert f"{letter.id}  (what it is about is not here) letter B The Plane\n" in shown


def test_a_casebook_that_was_not_compared_is_told(case):
    connection = sqlite3.connect(case)
    connection.execute("INSERT INTO stale VALUES ('pile', 'all')")
    connection.commit()
    connection.close()
    done = whosays("check", case)
    assert done.returncode == 1
    assert "derived: the casebook: not compared yet: run whosays read" in done.stdout


def test_a_list_is_held_against_the_casebook(kept, tmp_path):
    listed = tmp_path / "list.csv"
    listed.write_text("id,schema,name\nNU-1,Person,Oda Fenn\nNU-2,Person,Nobody Here\n")
    (match,) = told("match", kept, str(listed))["matches"]
    assert (match["listed"], match["name"], match["sure"]) == ("NU-1", "Oda Fenn", True)
    shown = text("match", kept, str(listed), "--sure")
    assert shown.startswith("NU-1  Oda Fenn\n")
    assert shown.endswith("\n1 of 2 entries may be in the casebook.\n")


@pytest.mark.parametrize(
    ("written", "says"),
    [(b"name\nOda Fenn\n", "no column id"), (b"\xff\xfe", "not UTF-8"), (None, "cannot be read")],
)
def test_what_is_no_list_is_told(kept, tmp_path, written, says):
    listed = tmp_path / "list.csv"
    if written is not None:
        listed.write_bytes(written)
    done = whosays("match", kept, str(listed))
    assert done.returncode == 2
    assert says in done.stderr
    assert str(listed) in done.stderr


def test_a_line_says_what_each_of_its_figures_rests_on(kept):
    shown = " ".join(text("timeline", kept).split())
    assert "that it happened: 2 independent origins in 2 documents" in shown
    assert "in 2 documents (c-" in shown
    assert "; 9 dead: 1" in shown
    assert "; 11 dead: 1" in shown


def test_a_line_is_opened_with_the_claims_that_it_makes(kept):
    (nine,) = [c["id"] for c in told("claims", kept, "--aspect", "dead")["claims"] if c["value"] == 9]
    (conflict,) = told("conflicts", kept)["conflicts"]
    shown = text("show", kept, LINE)
    assert "it happened: 2 independent origins in 2 documents  c-" in shown
    assert ("9 dead: 1 independent origin  " + nine in shown) != (
        "11 dead: 1 independent origin  c-" in shown
    )
    assert f"conflict about the count  {conflict['id']}" in shown


@pytest.mark.parametrize("command", ["claims", "conflicts", "cautions", "decisions"])
def test_a_long_answer_is_given_in_pages_and_its_length_is_told(case, command):
    text("decide", case, "note", LINE, "ask the mayor", "--by", "Ada")
    text("decide", case, "note", LINE, "and her clerk", "--by", "Ada")
    every = told(command, case, "--all")
    total = len(every[command])
    assert (every["total"], every["offset"]) == (total, 0)
    assert total
    pages = [told(command, case, "--limit", "1", "--offset", str(at)) for at in range(total)]
    assert [page["total"] for page in pages] == [total] * total
    assert [page[command][0] for page in pages] == every[command]
    if total > 1:
        noun = command[:-1].capitalize()
        assert f"{noun}s 1 to 1 of {total}. More: --offset 1, or --all." in text(
            command, case, "--limit", "1"
        )
    last = text(command, case, "--limit", "1", "--offset", str(total - 1))
    assert "More:" not in last.splitlines()[-1]
    assert text(command, case, "--offset", "999") == f"No more {command}.\n"


def test_matches_are_given_in_pages(kept, tmp_path):
    listed = tmp_path / "list.csv"
    listed.write_text(
        "id,schema,name\nNU-1,Person,Oda Fenn\nNU-2,Person,Edvin Maur\nNU-3,Person,Nobody Here\n"
    )
    page = told("match", kept, listed, "--limit", "1", "--offset", "1")
    assert (page["entries"], page["matched"], page["total"], page["offset"]) == (3, 2, 2, 1)
    assert [match["listed"] for match in page["matches"]] == ["NU-2"]
    shown = text("match", kept, listed, "--limit", "1")
    assert "Pairs 1 to 1 of 2. More: --offset 1, or --all." in shown
    assert shown.endswith("\n2 of 3 entries may be in the casebook.\n")


def test_a_dossier_says_how_much_of_it_is_not_shown(kept):
    (whole,) = told("who", kept, "Ostrel", "--all")["dossiers"]
    assert (whole["said_of_total"], len(whole["said_of"])) == (2, 2)
    (some,) = told("who", kept, "Ostrel", "--limit", "1")["dossiers"]
    assert (some["said_of_total"], some["said_of"]) == (2, whole["said_of"][:1])
    assert "Said of Ostrel (the first 1 of 2; more: --limit, or --all)" in text(
        "who", kept, "Ostrel", "--limit", "1"
    )
    assert "(the first" not in text("who", kept, "Ostrel")


def test_why_says_how_much_is_not_shown(kept):
    whole = told("why", kept, LINE, "--all")
    assert (whole["parts_total"], whole["lines_total"], whole["verdicts_inside"]) == (2, 2, 1)
    some = told("why", kept, LINE, "--limit", "1")
    assert (some["parts_total"], some["lines_total"]) == (2, 2)
    assert (some["parts"], some["lines"]) == (whole["parts"][:1], whole["lines"][:1])
    shown = text("why", kept, LINE, "--limit", "1")
    assert "… and 1 more part: --limit, or --all" in shown
    assert "… and 1 more line: --limit, or --all" in shown
