"""Whole jobs, done in a browser as a person does them, on the sample reports."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import opened, until
from whosays.views.web import assets

drawn = pytest.mark.skipif(
    not assets.has("d3.min.js", "countries-50m.json"), reason="built without the files that draw pictures"
)
BOMB = "A bomb exploded in the covered market of Belin on Saturday morning"


def path(page: Page) -> str:
    return urlsplit(page.url).path


def look_for(page: Page, words: str) -> None:
    """Search from wherever one is."""
    field = page.get_by_role("banner").get_by_role("combobox")
    field.fill(words)
    field.press("Enter")
    expect(page).to_have_url(re.compile("/search"))


def dossier(page: Page, name: str) -> None:
    """Open what is said of somebody, by the list of names."""
    page.goto("/entities")
    page.get_by_role("searchbox", name="Words of a name").fill(name)
    page.get_by_role("button", name="Show").click()
    page.get_by_role("table").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def names(page: Page) -> list[str]:
    """Under which names somebody is known, as the dossier has it."""
    return page.locator(".names th[scope=row]").all_inner_texts()


def line(page: Page, words: str) -> None:
    """Open a line, by the search."""
    page.goto("/search")
    look_for(page, f'in:statements "{words}"')
    page.locator("article.line .summary a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def decide(page: Page, why: str) -> None:
    """Take the decision whose consequences are shown."""
    page.get_by_label("On what grounds").fill(why)
    page.locator("form.decide[method=post] .main-button").click()


def count(words: str) -> int:
    """The first number of a sentence."""
    return int(re.search(r"[\d,]+", words)[0].replace(",", ""))  # type: ignore[index]


def statements(page: Page) -> int:
    """How many the chronology says that it has."""
    return count(page.locator(".lead").inner_text())


def downloaded(page: Page, link: Locator) -> str:
    """What a link brings in."""
    with page.expect_download() as brought:
        link.click()
    return Path(brought.value.path()).read_text("utf-8")


def linked(page: Page, link: Locator) -> str:
    """What a link leads to, whether it is shown or saved."""
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.ok
    return answer.text()


# ── finding, and seeing who says so ──


def test_an_attack_is_found_and_who_says_so_is_seen(reader: Page):
    reader.goto("/")
    look_for(reader, "bomb covered market")
    reader.locator("article.line", has_text=BOMB).get_by_role("link", name="it happened").click()
    reader.get_by_role("link", name="all that is said of this event").click()
    expect(reader.get_by_role("heading", name="The versions side by side")).to_be_visible()
    voices = reader.locator(".versions thead")
    expect(voices).to_contain_text("police, quoted in Northern Wire")
    expect(voices).to_contain_text("the Saint Orm hospital, quoted in The Melsk Herald")
    reader.locator(".versions thead").get_by_role("link", name="police, quoted in Northern Wire").click()
    expect(reader.locator(".chain")).to_contain_text("police")
    expect(reader.locator("mark")).to_contain_text(BOMB)


def test_a_name_that_is_suggested_leads_to_its_dossier(reader: Page):
    reader.goto("/")
    reader.get_by_role("banner").get_by_role("combobox").press_sequentially("orlan")
    reader.get_by_role("option", name="Mira Orlan").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Mira Orlan")


def test_an_origin_is_followed_to_its_first_words(reader: Page):
    line(reader, BOMB)
    reader.locator(".behind-list").get_by_role("link", name="It happened").click()
    last = reader.locator(".origins a.arrow").first
    expect(last).to_have_attribute("aria-label", re.compile("^Goes back to"))
    origin = reader.locator("section.origin").first
    assert origin.locator(".report time").all_inner_texts() == sorted(
        origin.locator(".report time").all_inner_texts()
    )
    origin.locator(".report .voice a").first.click()
    expect(reader.locator("#passage")).to_be_visible()
    expect(reader.locator("#passage").first).to_contain_text("A bomb exploded in the covered market")
    expect(reader.locator("#passage").first).to_be_in_viewport()


def test_the_picture_of_origins_leads_to_the_report(reader: Page):
    line(reader, BOMB)
    reader.locator(".behind-list").get_by_role("link", name="It happened").click()
    mark = reader.get_by_role("link", name=re.compile("Saint Orm hospital")).first
    mark.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator(".chain")).to_contain_text("Saint Orm hospital")


# ── deciding ──


def test_two_spellings_are_merged_and_parted_again(page: Page):
    dossier(page, "Davit Orlan")
    before = names(page)
    page.get_by_text("Decide", exact=True).click()
    other = page.get_by_label("Is the same as")
    other.press_sequentially("orlan")
    page.get_by_role("option", name=re.compile(r"^Orlan\b")).click()
    other.locator("xpath=ancestor::form").get_by_role("button").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What would change")
    expect(page.locator("dl.changes")).to_contain_text("become one")
    expect(page.locator("main")).not_to_contain_text("Nothing else changes")

    decide(page, "The memoirs are his.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Davit Orlan")
    expect(page.locator(".done")).to_contain_text("Decided")
    expect(page.locator(".who .decided")).to_contain_text("The memoirs are his.")
    assert set(names(page)) == {*before, "Orlan"}

    page.get_by_role("link", name="Undo").click()
    decide(page, "They are not.")
    expect(page.locator(".done")).to_contain_text("Withdrawn")
    assert names(page) == before
    dossier(page, "Orlan")


def test_a_corrected_date_counts_and_is_signed_in_the_chronology(page: Page):
    line(page, BOMB)
    page.get_by_role("link", name="Correct").click()
    page.get_by_label("Which value").select_option("date")
    page.get_by_label("What it is").fill("1994-09-04")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".change del")).to_have_text("1994-09-03")
    expect(page.locator(".change ins")).to_have_text("1994-09-04")
    decide(page, "The market is shut on Saturdays.")
    expect(page.locator(".decided").first).to_contain_text("The market is shut on Saturdays.")
    expect(page.locator(".decided").first).to_contain_text(re.compile(r"\d{4}-\d\d-\d\d"))
    expect(page.locator(".behind-list").first).to_contain_text("When: 1994-09-04")
    page.goto("/chronology?decided=true")
    shown = page.locator("article.line", has_text=BOMB).locator(".decided")
    expect(shown).to_contain_text("date 1994-09-04")
    dated = page.locator("article.line", has_text=BOMB).locator(".date")
    expect(dated.locator("ins")).to_have_text("1994-09-04")
    expect(dated.locator("del")).to_have_text("1994-09-03")
    expect(shown).to_contain_text("The market is shut on Saturdays.")


def test_a_rejected_line_counts_for_no_claim(page: Page):
    line(page, "17 people")
    line_page = page.url
    page.get_by_role("link", name="Reject").click()
    expect(page.locator("ul.changes .change").first).to_contain_text("counts for no claim any more")
    decide(page, "A misprint.")
    assert page.url.startswith(line_page)
    expect(page.locator(".decided").first).to_contain_text("Rejected")
    expect(page.locator(".decided").first).to_contain_text("A misprint.")


def test_a_source_is_given_its_letter(page: Page):
    page.goto("/sources")
    source = page.locator("article.source", has=page.get_by_role("heading", name="Northern Wire"))
    source.get_by_label("Letter").select_option("B")
    source.get_by_role("button", name="Show what would change").click()
    decide(page, "Right in most of what could be checked.")
    expect(source.locator(".letter")).to_contain_text("B usually reliable")


def test_two_marked_lines_are_said_to_be_of_one_event(page: Page):
    page.goto("/chronology?kind=event")
    lines = page.locator("article.line")
    marked = page.get_by_role("region", name="Marked")
    page.keyboard.press("j")
    expect(lines.first).to_be_focused()
    page.keyboard.press("m")
    expect(marked).to_contain_text("Mark another")
    lines.last.focus()
    page.keyboard.press("m")
    expect(marked).to_contain_text(" and ")
    page.keyboard.press("=")
    expect(page.get_by_role("heading", level=1)).to_have_text("What would change")
    expect(page.locator("dl.changes")).to_contain_text("become")
    decide(page, "So the notebook says.")
    assert path(page) == "/chronology"
    expect(page.locator(".done")).to_contain_text("Decided")
    expect(marked).to_be_hidden()


def test_two_are_merged_and_parted_by_keyboard_alone(page: Page):
    keys = page.keyboard
    page.goto("/")
    keys.press("/")
    keys.type("davit orlan")
    expect(page.get_by_role("option", name="Davit Orlan")).to_be_visible()
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Davit Orlan")
    before = names(page)
    keys.press("m")
    keys.press("g")
    keys.press("e")
    expect(page.get_by_role("heading", level=1)).to_have_text("People and bodies")
    keys.press("/")
    keys.type("orlan")
    option = page.get_by_role("option", name=re.compile(r"^Orlan\b"))
    expect(option).to_be_visible()
    while option.get_attribute("aria-selected") != "true":
        keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Orlan")
    keys.press("m")
    keys.press("=")
    expect(page.get_by_role("heading", level=1)).to_have_text("What would change")
    tab_to(page, page.get_by_label("On what grounds"))
    keys.type("The memoirs are his.")
    tab_to(page, page.locator("form.decide .main-button"))
    keys.press("Enter")
    expect(page.locator(".done")).to_contain_text("Decided")
    expect(page.locator(".names")).to_contain_text("Davit Orlan")
    keys.press("u")
    expect(page.get_by_role("heading", level=1)).to_have_text("What would change")
    tab_to(page, page.locator("form.decide .main-button"))
    keys.press("Enter")
    expect(page.locator(".done")).to_contain_text("Withdrawn")
    dossier(page, "Davit Orlan")
    assert names(page) == before


def tab_to(page: Page, wanted: Locator) -> None:
    """Go there by Tab, as one has to without a mouse."""
    expect(wanted).to_be_visible()
    for _ in range(200):
        if wanted.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("Tab does not lead there")


# ── taking away ──


def test_a_list_is_taken_away_as_csv_and_json(reader: Page):
    reader.goto("/chronology?text=market&earliest=1994-09")
    shown = [words.strip() for words in reader.locator("article.line .summary").all_inner_texts()]
    table = list(csv.DictReader(io.StringIO(downloaded(reader, reader.get_by_role("link", name="CSV")))))
    told = json.loads(linked(reader, reader.get_by_role("link", name="JSON")))
    assert shown
    assert set(shown) <= {row["summary"] for row in table}
    assert [one["statements"][0]["summary"] for one in told["lines"]] == shown
    assert len(table) == told["total"]
    assert all(row["voice"] for row in table)


def test_a_passage_is_cited_with_its_hash(reader: Page):
    line(reader, BOMB)
    reader.get_by_role("link", name="Citation").click()
    text = reader.locator("pre.copy").first
    expect(text).to_contain_text(BOMB)
    expect(text).to_contain_text(re.compile("SHA-256 of the original: [0-9a-f]{64}"))
    expect(text).to_contain_text(re.compile(r"Read \d{4}-\d\d-\d\d"))
    reader.get_by_role("link", name="The passage in its document").click()
    expect(reader.locator("#passage").first).to_contain_text(BOMB)


def test_the_printed_chronology_has_every_line_with_its_voice_and_date_and_nothing_to_press(reader: Page):
    reader.goto("/chronology")
    lines = [
        (
            one.locator("time").first.inner_text(),
            one.locator(".summary").inner_text(),
            one.locator(".voice").inner_text(),
        )
        for one in reader.locator("article.line").all()
    ]
    printed = pypdfium2.PdfDocument(reader.pdf(prefer_css_page_size=True))
    # PDF text has a line's end wherever the paper had one, and marks of its own where a word was cut.
    text = "".join(leaf.get_textpage().get_text_range() for leaf in printed)
    printed.close()

    def plain(words: str) -> str:
        return re.sub(r"[\W_]+", "", words)

    paper = plain(text)
    at = 0
    for date, words, voice in lines:
        at = paper.find(plain(date) if date[:1].isdigit() else plain(words), at)
        assert at >= 0, (date, words)
        assert plain(words) in paper[at:], words
        assert plain(voice) in paper[at:], voice
    assert len(lines) > 30
    for label in ("Skip to content", "Narrow it down", "People and bodies", "Choose", "Closer", "JSON"):
        assert plain(label) not in paper


# ── bringing in ──


def test_a_report_that_is_brought_in_is_found_a_moment_later(page: Page, tmp_path: Path):
    report = tmp_path / "quarry.txt"
    report.write_text(
        "Quarry at Dravik burnt\n\n"
        "Gunmen burnt the quarry at Dravik on 4 May 1996, the Quarrymen's League said.\n"
    )
    page.goto("/")
    page.get_by_role("link", name="Bring in").click()
    page.get_by_label("Files", exact=True).set_input_files(report)
    page.get_by_role("button", name="Bring in these files").click()
    progress = page.get_by_role("progressbar")
    done = page.get_by_role("heading", name="Brought in", exact=True)
    expect(progress.or_(done)).to_be_visible()
    expect(done).to_be_visible(timeout=60_000)
    report_of_it = page.locator("section.report")
    expect(report_of_it).to_contain_text(re.compile(r"Read\s*1\s"))
    look_for(page, "quarry Dravik")
    found = page.locator("article.line", has_text="Gunmen burnt the quarry")
    expect(found).to_contain_text("1996-05-04")
    expect(found.locator(".voice")).to_contain_text("Quarrymen's League")


# ── reading ──


def test_layers_are_switched_and_kept_in_the_address(reader: Page):
    line(reader, BOMB)
    reader.get_by_role("link", name="In the reader").click()
    time = reader.locator("#text .time").first

    def drawn_under() -> str:
        look = "({ textDecorationStyle, textDecorationLine }) => textDecorationStyle + textDecorationLine"
        return str(time.evaluate(f"it => ({look})(getComputedStyle(it))"))

    assert "underline" not in drawn_under()
    reader.get_by_role("checkbox", name="times").check()
    assert drawn_under() == "dottedunderline"
    time.focus()
    expect(reader.get_by_role("tooltip")).to_contain_text("time")
    expect(reader).to_have_url(re.compile("layers=times"))
    reader.reload()
    expect(reader.get_by_role("checkbox", name="times")).to_be_checked()


def test_without_scripts_layers_are_switched_by_the_form(browser: Browser, shelf: str):
    with opened(browser, shelf, java_script_enabled=False) as plain:
        plain.goto("/documents?words=Belin")
        plain.get_by_role("link", name="Bomb kills nine in Belin market").click()
        plain.get_by_role("checkbox", name="times").check()
        plain.get_by_role("checkbox", name="statements").uncheck()
        plain.get_by_role("button", name="Keep in the address").click()
        expect(plain).to_have_url(re.compile("layers=times"))
        expect(plain.get_by_role("checkbox", name="times")).to_be_checked()
        expect(plain.get_by_role("checkbox", name="statements")).not_to_be_checked()
        expect(plain.locator("#text")).to_contain_text(BOMB)


def test_without_scripts_one_can_search_and_decide(browser: Browser, address: str):
    with opened(browser, address, java_script_enabled=False) as plain:
        plain.goto("/")
        field = plain.get_by_role("banner").get_by_role("searchbox")
        field.fill("bomb covered market")
        field.press("Enter")
        plain.locator("article.line", has_text=BOMB).locator(".summary a").click()
        plain.get_by_role("link", name="Accept").click()
        expect(plain.get_by_role("heading", level=1)).to_have_text("What would change")
        decide(plain, "Seen in the paper itself.")
        expect(plain.locator(".decided").first).to_contain_text("Seen in the paper itself.")
        plain.get_by_role("link", name="Undo").click()
        decide(plain, "")
        expect(plain.locator(".done")).to_contain_text("Withdrawn")
        expect(plain.locator(".decided")).to_have_count(0)


# ── pictures ──


@drawn
def test_a_part_of_the_timeline_is_shown_in_the_list(reader: Page):
    reader.goto("/chronology")
    picture = reader.locator("#timeline")
    expect(picture.locator(".mark").first).to_be_visible()
    whole = statements(reader)
    told = picture.locator(".told")
    expect(told).to_contain_text("from 19")
    at_first = count(told.inner_text())
    picture.get_by_role("button", name="Closer").click()
    expect(told).to_have_text(re.compile(rf"^(?!{at_first} )\d+ statements from"))
    seen = count(told.inner_text())
    picture.get_by_role("button", name="Show these in the list").click()
    expect(reader).to_have_url(re.compile(r"earliest=\d{4}-\d\d-\d\d&latest="))
    assert 0 < statements(reader) == seen < whole


@drawn
def test_a_mark_of_the_timeline_leads_to_its_line(reader: Page):
    reader.goto("/chronology")
    mark = reader.locator("#timeline a.mark[tabindex='0']")
    expect(mark).to_be_visible()
    mark.focus()
    words = reader.locator("#timeline .told").inner_text()
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile("/(line|event)/|#"))
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    assert reader.get_by_role("heading", level=1).inner_text()[:30] in words


INKED = """() => {
  const canvas = document.querySelector(".network canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value) => value);
}"""
SOMEBODY = """(canvas) => {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  for (let y = 60; y < height; y += 3) for (let x = 10; x < width; x += 3) {
    canvas.dispatchEvent(new PointerEvent("pointermove", { clientX: left + x, clientY: top + y }));
    if (canvas.title) return [x, y, canvas.title.replace(/ \\([^(]*\\)$/, "")];
  }
}"""
"""Where the picture of a network has somebody, and who that is."""


@drawn
def test_the_network_is_drawn_and_its_list_leads_on(reader: Page):
    reader.goto("/network")
    canvas = reader.get_by_role("img", name=re.compile("^Network"))
    expect(canvas).to_be_visible()
    until(reader, INKED)
    row = reader.locator(".ties tbody tr").first
    name = row.locator("a").first.inner_text()
    row.locator("a").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(name)


@drawn
def test_a_node_of_the_network_leads_to_its_dossier(reader: Page):
    reader.emulate_media(reduced_motion="reduce")
    reader.goto("/network")
    until(reader, INKED)
    canvas = reader.locator(".network canvas")
    x, y, name = canvas.evaluate(SOMEBODY)
    canvas.click(position={"x": x, "y": y})
    expect(reader.get_by_role("heading", level=1)).to_have_text(name)
