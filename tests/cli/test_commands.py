"""What each command prints, for people and as JSON, and how it ends."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.cli.program import PROGRAM, whosays
from tests.views.by_hand import entity_id, keep, quoting, report, said

RAID = "Gunmen raided Orvel on 3 May 1990 and killed nine, the mayor said.\nTell Orr denied any part in it."
ESCAPE = "\x1b[2J\u202e"


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    words = "Gunmen raided Orvel on 3 May 1990 and killed nine"
    mayor = [("the mayor", "said")]
    return keep(
        tmp_path_factory.mktemp("case"),
        report(
            RAID,
            said(words, day="1990-05-03", when="3 May 1990", by=mayor, who=["Gunmen", "Orvel"]),
            said(words, day="1990-05-03", when="3 May 1990", by=mayor, who=["Gunmen"], mode="killing"),
            said("any part in it", by=[("Tell Orr", "denied")], polarity="denied"),
            publisher="The Plain",
            title="Raid",
            published="1990-05-05",
            republished_from="Orvel Wire",
        ),
        report(
            f"Orvel{ESCAPE} may be raided again.",
            said(
                f"Orvel{ESCAPE} may be raided again",
                day="1991-21",
                who=[f"Orvel{ESCAPE}"],
                certainty="planned",
            ),
            source=f"pile/{ESCAPE}.txt",
            title=f"Fears{ESCAPE}",
        ),
    )


def told(*arguments: str):
    done = whosays(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def lines(case):
    return told("timeline", case)["lines"]


# ── timeline ──────────────────────────────────────────────────────────────────────────────────────


def test_the_timeline_reads_from_top_to_bottom(case, lines):
    ids = [line["id"] for line in lines]
    assert whosays("timeline", case).stdout.splitlines()[:7] == [
        "1990-05-03    Gunmen raided Orvel on 3 May 1990 and killed nine",
        "              — the mayor, quoted in Orvel Wire, republished in The Plain (1990-05-05)",
        f"              “3 May 1990” · {ids[0]} {ids[1]}",
        "1991 spring   [planned or announced] Orvel\ufffd[2J may be raided again",
        "              — “Fears\ufffd[2J” (undated), in its own voice",
        f"              {ids[2]}",
        "undated       [DENIED] any part in it",
    ]


def test_timeline_json_has_what_is_needed_to_show_a_line(lines):
    assert {"id", "date", "when", "summary", "voice", "chain", "stance", "document", "start", "end"} <= set(
        lines[0]
    )


def test_json_keeps_what_the_terminal_must_not_see(lines):
    assert lines[2]["summary"] == f"Orvel{ESCAPE} may be raided again"


def test_a_part_of_the_timeline_says_how_to_get_the_rest(case):
    done = whosays("timeline", case, "--limit", "1")
    assert "Statements 1 to 1 of 4" in done.stdout
    assert "--offset 1" in done.stdout


def test_a_selection_that_nothing_fits_is_no_error(case):
    done = whosays("timeline", case, "--type", "PROTEST")
    assert (done.returncode, done.stdout) == (0, "No such statements.\n")


# ── who ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_dossier_tells_names_dates_and_both_sides(case):
    out = whosays("who", case, "Tell Orr").stdout
    assert "1, of 1990-05-05" in out
    assert "Said by Tell Orr" in out
    assert "[DENIED] any part in it" in out
    assert "Said of Tell Orr" not in out


def test_dossiers_as_json_say_how_much_there_is(case):
    (one,) = told("who", case, "Tell Orr")["dossiers"]
    lists = {"said_of", "said_by", "quotations", "sightings"}
    totals = {"said_of_total", "said_by_total", "more_quotations", "sightings_total"}
    assert {"entity", "first", "last", *lists, *totals} == set(one)
    assert one["entity"]["id"] == entity_id("Tell Orr")


def test_a_name_that_several_bear_is_said_to_prove_nothing(case):
    out = whosays("who", case, "orv").stdout
    assert "2 entities may be meant" in out


def test_nobody_of_that_name_is_not_done(case):
    done = whosays("who", case, "Nemo")
    assert done.returncode == 2
    assert "Nemo" in done.stderr


# ── show ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_statement_is_shown_in_its_context_with_its_voices(case, lines):
    out = whosays("show", case, lines[0]["id"]).stdout
    assert "  ›Gunmen raided Orvel on 3 May 1990 and killed nine‹, the mayor said.\n  Tell Orr" in out
    assert (
        "  The Plain (1990-05-05)\n  └ republished from Orvel Wire\n    └ quoting the mayor (“said”)\n" in out
    )


def test_a_denial_is_shown_as_one(case, lines):
    out = whosays("show", case, lines[3]["id"]).stdout
    assert out.splitlines()[1] == "[DENIED]"


def test_the_beginning_of_an_id_is_enough(case, lines):
    assert told("show", case, lines[0]["id"][:10])["statement"]["id"] == lines[0]["id"]


def test_a_statement_as_json_has_its_exact_passage(case, lines):
    passage = told("show", case, lines[0]["id"])["passage"]
    assert passage["before"] + passage["words"] + passage["after"] == RAID


def test_a_document_is_shown_with_its_text(case, lines):
    key = lines[0]["document"]
    assert "Tell Orr denied any part in it." in whosays("show", case, key).stdout
    assert told("show", case, key)["text"] == RAID


def test_an_entity_is_shown_as_its_dossier(case):
    assert "Said by Tell Orr" in whosays("show", case, entity_id("Tell Orr")).stdout


def test_an_id_that_is_not_there_is_not_done(case):
    done = whosays("show", case, "s-ffffffffffff")
    assert (done.returncode, done.stdout) == (2, "")


# ── info, check, remove ───────────────────────────────────────────────────────────────────────────


def test_info_as_json_has_what_scripts_rely_on(case):
    info = told("info", case)
    assert (info["documents"], info["statements"]) == (2, 4)
    assert info["entities"] == 5
    assert whosays("--version").stdout == f"whosays {info['version']}\n"
    assert len(info["digest"]) == 64
    assert info["digest"] in whosays("info", case).stdout


def test_check_finds_nothing_wrong_with_its_own_json(tmp_path):
    (tmp_path / "a.txt").write_text("Gunmen attacked Orvel on 3 May 1990, police said.")
    case = str(tmp_path / "case.db")
    assert whosays("read", tmp_path / "a.txt", "--case", case).returncode == 0
    assert told("check", case) == {"documents": 1, "problems": []}
    assert whosays("check", case).stdout == "1 document: every hash, offset and link verifies\n"


def test_check_ends_with_1_where_something_is_wrong(case):
    # These casebooks are by hand: their lines do not follow from their documents.
    done = whosays("check", case)
    assert done.returncode == 1
    assert "problems" in done.stdout
    assert json.loads(whosays("check", case, "--json").stdout)["problems"]


def test_a_removed_document_is_gone_with_what_rests_on_it(tmp_path):
    case = keep(tmp_path, report("Gunmen came.", said("Gunmen came", who=["Gunmen"])))
    key = told("timeline", case)["lines"][0]["document"]
    assert told("remove", case, key) == {"removed": [key]}
    assert told("info", case)["statements"] == 0
    assert whosays("remove", case, key).returncode == 2


# ── export ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "begins"), [("csv", "id,date,"), ("json", '{"form"'), ("html", "<!DOCTYPE")]
)
def test_every_format_goes_to_a_file_or_to_standard_output(case, tmp_path, name, begins):
    target = tmp_path / f"out.{name}"
    done = whosays("export", case, "--format", name, "-o", target)
    assert (done.returncode, done.stdout) == (0, f"Wrote {target}\n")
    with target.open(newline="", encoding="utf-8") as stream:
        text = stream.read()
    assert text.startswith(begins)
    raw = subprocess.run([PROGRAM, "export", case, "--format", name], capture_output=True, check=True).stdout
    assert raw == target.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == [target.name]


def test_export_says_as_json_what_it_wrote(case, tmp_path):
    target = tmp_path / "out.csv"
    written = told("export", case, "--format", "csv", "-o", str(target))
    assert written == {"written": str(target), "format": "csv", "bytes": target.stat().st_size}


def test_an_unknown_format_is_answered_with_the_known_ones(case):
    done = whosays("export", case, "--format", "docx")
    assert done.returncode == 2
    assert "csv, html, json" in done.stderr


def test_a_place_where_nothing_can_be_written_is_not_done(case, tmp_path):
    done = whosays("export", case, "--format", "csv", "-o", tmp_path / "no" / "out.csv")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


# ── every command ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "arguments", [("timeline",), ("who", "Orvel"), ("info",), ("check",), ("show", "S"), ("show", "D")]
)
def test_hostile_text_never_reaches_the_terminal(case, lines, arguments):
    given = [{"S": lines[2]["id"], "D": lines[2]["document"]}.get(a, a) for a in arguments[1:]]
    done = whosays(arguments[0], case, *given)
    assert done.stdout
    assert not set(done.stdout + done.stderr) & set("\x1b\u202e")


# ── quotes ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def quoted(tmp_path_factory):
    return keep(
        tmp_path_factory.mktemp("quoted"),
        quoting(
            f"“It fell{ESCAPE},” said Tell Orr. “Nobody saw it.”",
            ("Tell Orr", f"“It fell{ESCAPE},”"),
            (None, "“Nobody saw it.”"),
            publisher="The Plain",
            published="1990-05-05",
        ),
    )


def test_a_quotation_has_its_words_its_speaker_and_its_place(quoted):
    found = told("quotes", quoted)["quotations"]
    assert whosays("quotes", quoted).stdout.splitlines() == [
        "1990-05-05    “It fell\ufffd[2J,”",
        "              — Tell Orr, quoted in The Plain (1990-05-05)",
        f"              Tell Orr {found[0]['entity']} · {found[0]['document']}, characters 0 to 15",
        "1990-05-05    [NOBODY IS NAMED] “Nobody saw it.”",
        "              — in quotation marks, nobody named as the speaker, in The Plain (1990-05-05)",
        f"              {found[1]['document']}, characters 31 to 47",
        "",
        f"2 quotations. Their documents: whosays show {quoted} ID",
    ]


def test_quotations_can_be_asked_for_by_speaker_or_without_one(quoted):
    assert [q["speaker"] for q in told("quotes", quoted, "--by", "Tell Orr")["quotations"]] == ["Tell Orr"]
    assert [q["speaker"] for q in told("quotes", quoted, "--unattributed")["quotations"]] == [None]
    both = whosays("quotes", quoted, "--unattributed", "--by", "Tell Orr")
    assert both.returncode == 2


def test_a_part_of_the_quotations_says_how_to_get_the_rest(quoted):
    first = whosays("quotes", quoted, "--limit", "1").stdout
    assert "Quotations 1 to 1. More: --offset 1, or --all." in first
    second = told("quotes", quoted, "--limit", "1", "--offset", "1")
    assert (second["offset"], second["quotations"]) == (1, told("quotes", quoted)["quotations"][1:2])
    assert whosays("quotes", quoted, "--offset", "99").stdout == "No more quotations.\n"


def test_no_quotations_are_no_error(quoted):
    done = whosays("quotes", quoted, "--from", "2000")
    assert (done.returncode, done.stdout) == (0, "No such quotations.\n")


def test_a_dossier_has_the_very_words(quoted):
    assert "In the words of Tell Orr" in whosays("who", quoted, "Tell Orr").stdout
