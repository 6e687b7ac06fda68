from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.views.by_hand import keep, report, said
from whosays.casebook import Reader
from whosays.views.export.html import export

ATTACK = "<script>alert(1)</script>"
PICTURE = '"><img src=x onerror=alert(2)>'


def page_of(case: str) -> str:
    out = io.BytesIO()
    with Reader.open(case) as reader:
        export(reader, out)
    return out.getvalue().decode()


def parsed(page: str):
    return lxml_html.document_fromstring(page)


def by_class(root, name: str):
    return root.xpath(f'//*[contains(concat(" ", @class, " "), " {name} ")]')


# ── hostile documents, by the way that documents come in ──────────────────────────────────────────


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    pile = folder / "pile"
    pile.mkdir()
    text = (
        f"Gunmen of the Orvel Liberation League {ATTACK} (OLL) attacked the market of Orvel on 3 May 1990, "
        f"killing nine people, {ATTACK} Tell Orr said. \u202eThe army \x1b[31m shelled Orvel on 4 May 1990.\n"
    )
    (pile / f'a "{ATTACK.replace("/", "")} onload=x.txt').write_text(text)
    (pile / "b.txt").write_text(text)
    sidecar = {"title": ATTACK + PICTURE, "publisher": PICTURE, "byline": [ATTACK], "published": "1990-05-05"}
    (pile / "b.json").write_text(json.dumps(sidecar))
    (pile / "c.html").write_text(
        f"<html><head><title>{ATTACK.replace('<', '&lt;')}</title></head><body><article><h1>Raid</h1>"
        f"<p>On 3 May 1990 gunmen attacked &lt;script&gt;alert(3)&lt;/script&gt; Orvel, police said. "
        f"<a href='javascript:alert(4)'>More</a></p></article></body></html>"
    )
    (pile / "broken <img src=x onerror=alert(5)>.pdf").write_bytes(b"%PDF-1.4 nothing")
    case, page = str(folder / "case.db"), folder / "page.html"
    program = Path(sys.executable).parent / "whosays"
    read = subprocess.run([program, "read", str(pile), "--case", case, "--quiet"], capture_output=True)
    assert read.returncode == 1, read.stderr  # the broken PDF
    subprocess.run([program, "export", case, "--format", "html", "-o", page], check=True, capture_output=True)
    return page.read_text(encoding="utf-8")


def test_no_element_of_a_document_reaches_the_page(hostile_page):
    root = parsed(hostile_page)
    assert len(root.xpath("//script")) == 1
    assert len(root.xpath("//style")) == 1
    assert root.xpath("//img | //iframe | //object | //embed | //link | //base | //svg") == []
    assert "alert(" not in root.xpath("string(//script)")


def test_no_attribute_runs_anything(hostile_page):
    for element in parsed(hostile_page).iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (element.tag, name)
            assert name != "style"
            assert not value.lower().lstrip().startswith(("javascript:", "data:"))


def test_what_documents_say_is_on_the_page_as_text(hostile_page):
    root = parsed(hostile_page)
    assert any(ATTACK in e.text_content() for e in by_class(root, "summary"))
    assert any(PICTURE in e.text_content() for e in by_class(root, "voice"))
    assert any("<img src=x" in e.text_content() for e in by_class(root, "refusals"))


def test_no_control_character_or_direction_mark_reaches_the_page(hostile_page):
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", hostile_page)


def test_the_page_refers_to_nothing_outside_itself(hostile_page):
    root = parsed(hostile_page)
    for name in ("href", "src", "action", "data", "poster", "srcset", "formaction"):
        assert all(value.startswith("#") for value in root.xpath(f"//@{name}"))
    assert "@import" not in hostile_page
    assert "url(" not in root.xpath("string(//style)")


# ── the policy ────────────────────────────────────────────────────────────────────────────────────


def test_the_policy_allows_the_page_s_own_style_and_script_and_nothing_else(hostile_page):
    root = parsed(hostile_page)
    (policy,) = root.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    own = {
        name: re.search(f"<{name}>(.*?)</{name}>", hostile_page, re.DOTALL)[1] for name in ("style", "script")
    }
    hashes = {
        name: f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for name, text in own.items()
    }
    assert rules == {
        "default-src": "'none'",
        "style-src": hashes["style"],
        "script-src": hashes["script"],
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_policy_stands_before_what_it_governs(hostile_page):
    assert hostile_page.index("Content-Security-Policy") < hostile_page.index("<style>")


# ── what the page shows ───────────────────────────────────────────────────────────────────────────

RAID = "Gunmen raided Orvel on 3 May 1990 and killed nine, the mayor said.\nTell Orr denied any part in it."


@pytest.fixture
def case(tmp_path):
    words = "Gunmen raided Orvel on 3 May 1990 and killed nine"
    mayor = [("the mayor", "said")]
    return keep(
        tmp_path,
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
            "Orvel may be raided again between 1991 and 1993.",
            said("Orvel may be raided again", day="1991/1993", who=["Orvel"], certainty="possible"),
            source="pile/other.txt",
        ),
    )


def test_a_line_has_date_words_voice_and_passage(case):
    root = parsed(page_of(case))
    line = by_class(root, "line")[0]
    assert line.xpath("string(.//time)") == "1990-05-03"
    assert line.xpath('string(.//*[@class="when"])') == "“3 May 1990”"
    assert line.xpath('string(.//p[@class="summary"])') == "Gunmen raided Orvel on 3 May 1990 and killed nine"
    assert (
        line.xpath('string(.//p[@class="voice"]/span)')
        == "the mayor, quoted in Orvel Wire, republished in The Plain (1990-05-05)"
    )
    assert line.xpath("string(.//blockquote)") == RAID
    assert line.xpath("string(.//mark)") == "Gunmen raided Orvel on 3 May 1990 and killed nine"


def test_the_chain_is_told_from_the_page_inwards(case):
    chain = by_class(parsed(page_of(case)), "line")[0].xpath('.//ol[@class="chain"]/li')
    told = [" ".join(item.text_content().split()) for item in chain]
    assert told == ["document The Plain", "republished from Orvel Wire", "quoting the mayor said"]


def test_statements_in_the_same_words_are_one_line_with_an_anchor_for_each(case):
    root = parsed(page_of(case))
    lines = by_class(root, "line")
    assert len(lines) == 3
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert sum(identifier.startswith("s-") for identifier in ids) == 4


def test_a_denial_is_marked_before_its_words(case):
    (denied,) = by_class(parsed(page_of(case)), "denied")
    first, second = denied.xpath('.//div[@class="said"]/p')[:2]
    assert (first.text_content(), second.text_content()) == ("denied", "any part in it")


def test_lines_carry_what_they_are_filtered_by(case):
    root = parsed(page_of(case))
    raid, again, denied = by_class(root, "line")
    names = dict(
        zip(
            root.xpath('//*[@id="f-entity"]/option/@value'),
            root.xpath('//*[@id="f-entity"]/option/text()'),
            strict=True,
        )
    )
    assert {names[number] for number in raid.get("data-entities").split()} == {
        "Gunmen (1)",
        "Orvel (2)",
        "the mayor (1)",
    }
    assert (raid.get("data-year"), raid.get("data-stance")) == ("1990", "asserted")
    assert (again.get("data-year"), again.get("data-stance")) == ("1991 1992 1993", "possible")
    assert (denied.get("data-year"), denied.get("data-stance")) == ("undated", "denied")
    assert raid.get("data-source") == denied.get("data-source") != again.get("data-source")


def test_every_filter_offers_only_what_lines_have(case):
    root = parsed(page_of(case))
    for field, attribute in (
        ("year", "year"),
        ("stance", "stance"),
        ("source", "source"),
        ("entity", "entities"),
    ):
        offered = set(root.xpath(f'//*[@id="f-{field}"]//option[@value!=""]/@value'))
        offered |= set(root.xpath(f'//*[@id="f-{field}"]/option[not(@value)]/text()'))
        there = {v for line in by_class(root, "line") for v in line.get(f"data-{attribute}").split()}
        assert offered
        assert offered <= there, field


def test_filters_are_not_shown_where_no_script_runs(case):
    assert parsed(page_of(case)).xpath('//form[@id="filters"]/@hidden')


def test_documents_are_numbered_as_lines_refer_to_them(case):
    root = parsed(page_of(case))
    assert root.xpath('//ol[@class="documents"]/li/@id') == ["doc-1", "doc-2"]
    assert set(root.xpath('//a[@class="ref"]/@href')) == {"#doc-1", "#doc-2"}
    assert [a.text_content() for a in by_class(root, "ref")] == ["[1]", "[2]", "[1]"]


def test_years_are_sections_that_can_be_jumped_to(case):
    root = parsed(page_of(case))
    assert [h.text_content() for h in root.xpath("//h3")] == ["1990", "1991", "Undated"]
    assert all(root.xpath(f'//section[@id="{target[1:]}"]') for target in root.xpath("//nav/a/@href"))


def test_a_time_with_one_open_end_stands_in_the_year_that_is_known(tmp_path):
    case = keep(
        tmp_path,
        report("a b c", said("a", day="1990-06"), said("b", day="../1990"), said("c", day="1991/..")),
    )
    assert [h.text_content() for h in parsed(page_of(case)).xpath("//h3")] == ["1990", "1991"]


def test_text_from_right_to_left_keeps_to_its_own_line(tmp_path):
    text = "هاجم الجيش المدينة"
    case = keep(tmp_path, report(text, said(text), publisher="صحيفة <السهل>", published="1990-05-05"))
    root = parsed(page_of(case))
    assert by_class(root, "summary")[0].get("dir") == "auto"
    (voice,) = by_class(root, "voice")
    assert voice.xpath(".//bdi/text()") == ["صحيفة", "السهل"]
    assert voice.xpath("string(span)") == "صحيفة <السهل> (1990-05-05), in its own voice"


def test_an_empty_casebook_makes_a_page_that_says_so(tmp_path):
    assert "No statement was found" in page_of(keep(tmp_path))


def test_the_page_is_the_same_every_time(case):
    assert page_of(case) == page_of(case)
