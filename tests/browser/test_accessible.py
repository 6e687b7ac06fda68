"""Every kind of page: nothing for axe to find, nothing wider than a phone, all of it by keyboard."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import opened, served, until
from tests.views.by_hand import keep, report, said
from whosays.views.web import assets

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
KINDS = (
    "overview", "chronology", "entities", "entity", "quotations", "event", "claim", "claims",
    "conflicts", "conflict", "cautions", "sources", "line", "documents", "not read", "text", "paper",
    "citation", "evidence", "network",
    "map", "search", "found", "found names", "nothing found", "decisions", "bring in", "same", "same, which",
    "same, shown", "correct", "correct, shown", "note", "letter", "letter, shown", "gone",
)  # fmt: skip
"""What there is to look at; `paths` has where."""
BUSY = (
    "overview",
    "chronology",
    "entity",
    "event",
    "claim",
    "conflict",
    "line",
    "text",
    "decisions",
    "correct",
)


@pytest.fixture(scope="session")
def paths(browser: Browser, shelf: str) -> dict[str, str]:
    """Where a page of each kind is."""
    with opened(browser, shelf) as page:

        def first(path: str, what: str) -> dict[str, str]:
            found: dict[str, str] = page.request.get(path).json()[what][0]
            return found

        entity = first("/entities.json?name=front+sarn&limit=1", "entities")["id"]
        claim = first("/claims.json?limit=1", "claims")
        line = first("/chronology.json?limit=1&conflict=true", "lines")["id"]
        text = first("/documents.json?words=fourteen+dead&limit=1", "documents")["id"]
        paper = first("/documents.json?words=pdf&limit=1", "documents")["id"]
        conflict = page.request.get("/conflicts.json?limit=1").json()["conflicts"][0]["conflict"]["id"]
    same, correct = f"/decide?kind=same&id={entity}", f"/decide?kind=correct&id={line}"
    letter = f"/decide?kind=letter&id={quote('Northern Wire')}"
    found = {
        "overview": "/",
        "entity": f"/entity/{entity}",
        "quotations": f"/entity/{entity}/quotations",
        "event": f"/event/{claim['topic']}",
        "claim": f"/claim/{claim['id']}",
        "conflict": f"/conflict/{conflict}",
        "line": f"/line/{line}",
        "text": f"/document/{text}?at=60&layers=mentions&layers=times&layers=attributions&layers=cautions",
        "paper": f"/document/{paper}?at=50",
        "citation": f"/document/{text}/citation?start=10&end=60",
        "evidence": f"/evidence?of={claim['topic']}&limit=5",
        "found": "/search?q=belin",
        "found names": "/search?q=belin&in=names",
        "nothing found": "/search?q=zzyzx",
        "same": same,
        "same, which": f"{same}&other=gunmen",
        "same, shown": f"{same}&other=Davit+Orlan",
        "correct": correct,
        "correct, shown": f"{correct}&what=date&value=1994-09-04",
        "note": f"/decide?kind=note&id={line}",
        "letter": letter,
        "letter, shown": f"{letter}&value=B",
        "gone": "/document/d-000000000000",
    }
    found |= {
        "chronology": "/chronology?limit=8",
        "entities": "/entities?limit=12",
        "documents": "/documents?limit=8",
    }
    return {kind: found.get(kind, f"/{kind.replace(' ', '-')}") for kind in KINDS}


@pytest.fixture
def wanderer(browser: Browser, shelf: str) -> Page:
    """A page that may also go where nothing is: that is no error of a script."""
    context = browser.new_context(base_url=shelf, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


DRAWN = """() => [
  ['[data-network]', 'canvas'], ['#timeline', '.axis text'], ['[data-points]', 'path.land']].every(
  ([picture, drawn]) => !document.querySelector(picture) || !window.d3 || document.querySelector(drawn))"""


def settled(page: Page, path: str) -> None:
    """Go there, and wait until the pictures are drawn."""
    page.goto(path)
    until(page, DRAWN)


def nothing_wrong(page: Page) -> None:
    found = Axe().run(page, options=AXE).response
    assert [(one["id"], one["nodes"][0]["target"]) for one in found["violations"]] == []
    assert len(found["passes"]) > 5


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_in_the_light_nor_in_the_dark_on_a_phone_which_is_wide_enough(
    wanderer: Page, paths: dict[str, str], kind: str
):
    settled(wanderer, paths[kind])
    nothing_wrong(wanderer)
    wanderer.set_viewport_size({"width": 360, "height": 740})
    wanderer.emulate_media(color_scheme="dark")
    until(wanderer, "document.documentElement.scrollWidth <= 360")
    nothing_wrong(wanderer)


OUTLINE = "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((one) => Number(one.tagName[1]))"
UNNAMED = """() => [...document.querySelectorAll('input:not([type=hidden]),select,textarea')]
  .filter((one) => !(one.labels?.length || one.ariaLabel || one.getAttribute('aria-labelledby')))
  .map((one) => one.outerHTML)"""
SILENT = """() => [...document.querySelectorAll('svg,canvas,img,figure.picture')]
  .filter((one) => !one.closest('[aria-hidden=true],[hidden],[role=group][aria-label]')
    && !one.closest('svg svg, figure svg svg'))
  .filter((one) => !(one.ariaLabel || one.alt || one.getAttribute('aria-labelledby')
    || one.tagName === 'FIGURE'
    && one.querySelector('figcaption')))
  .map((one) => one.outerHTML.slice(0, 120))"""


def test_every_page_has_one_title_its_headings_in_order_and_a_name_for_each_field_and_picture(
    wanderer: Page, paths: dict[str, str]
):
    wrong = {}
    for kind, path in paths.items():
        settled(wanderer, path)
        levels = wanderer.evaluate(OUTLINE)
        jumps = [after for before, after in pairwise(levels) if after > before + 1]
        told = (levels.count(1), levels[0], jumps, wanderer.evaluate(UNNAMED), wanderer.evaluate(SILENT))
        if told != (1, 1, [], [], []):
            wrong[kind] = told
    assert wrong == {}


# What can be pressed and is not hidden, each with a number of its own.
PRESSABLE = """() => {
  const pressed = 'a[href],button,input:not([type=hidden]),select,textarea,summary';
  const all = [...document.querySelectorAll(pressed)];
  const seen = all.filter((one) => one.checkVisibility({ checkVisibilityCSS: true }) && !one.disabled
    && !one.closest('[aria-hidden=true]') && !(one.type === 'radio' && one.name));
  seen.forEach((one, number) => { one.dataset.wanted = number; });
  return seen.map((one) => one.outerHTML.slice(0, 160));
}"""
# Among the marks of a picture of time one is reached by Tab, the others by arrow keys.
ROVING = "() => [...document.querySelectorAll('.timeline a.mark')].map((one) => Number(one.dataset.wanted))"


@pytest.mark.parametrize("kind", BUSY)
def test_all_that_can_be_pressed_is_reached_by_tab_and_seen_to_be(
    wanderer: Page, paths: dict[str, str], kind: str
):
    settled(wanderer, paths[kind])
    wanted = wanderer.evaluate(PRESSABLE)
    roving = set(wanderer.evaluate(ROVING))
    wanderer.evaluate(
        "() => { document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0); }"
    )
    wanderer.evaluate(FOLLOWED)
    for _ in range(len(wanted) + 120):
        wanderer.keyboard.press("Tab")
        if wanderer.evaluate("window.beyond"):
            break
    reached, unseen = wanderer.evaluate("[[...window.reached], window.unseen]")
    missing = set(range(len(wanted))) - {int(number) for number in reached}
    assert [wanted[number] for number in missing - roving] == []
    assert len(missing & roving) < max(len(roving), 1)
    assert unseen == []


# Notes where the focus comes, and whether it can be seen there: by an outline, a shadow or a stroke.
FOLLOWED = """() => {
  Object.assign(window, { reached: new Set(), unseen: [], beyond: false });
  document.addEventListener('focusin', ({ target }) => {
    const { wanted } = target.dataset;
    if (wanted !== undefined && window.reached.has(wanted)) window.beyond = true;
    if (wanted !== undefined) window.reached.add(wanted);
    const style = getComputedStyle(target);
    const inner = target.querySelector('rect, .hit');
    const drawn = inner && getComputedStyle(inner).stroke !== 'none';
    if (!drawn && (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2))
      window.unseen.push(target.outerHTML.slice(0, 160));
  });
}"""


def test_the_first_tab_leads_past_the_head(reader: Page):
    reader.goto("/chronology")
    reader.keyboard.press("Tab")
    skip = reader.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_be_focused()


INKED = """() => [...document.querySelectorAll('.network canvas')].every((canvas) => canvas.getContext('2d')
  .getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value))"""
# Whether what is drawn right after something was done is what is still drawn some frames later.
STILL = """async ([look, does]) => {
  const seen = (one) => (one.toDataURL ? one.toDataURL() : one.getAttribute('transform'));
  const frames = async (many) => { for (; many; many--) await new Promise(requestAnimationFrame); };
  const one = document.querySelector(look), before = seen(one);
  document.querySelector(does).click();
  await frames(2);
  const at_once = seen(one);
  await frames(30);
  return [at_once !== before, at_once === seen(one)];
}"""


@pytest.mark.skipif(
    not assets.has("d3.min.js", "countries-50m.json"), reason="built without the files that draw pictures"
)
@pytest.mark.parametrize(
    ("path", "look", "does"),
    [
        ("/map", ".world svg g", ".hands button"),
        ("/network", ".network canvas", ".network .tools button"),
    ],
)
def test_where_less_motion_is_wanted_pictures_change_at_once(reader: Page, path: str, look: str, does: str):
    reader.emulate_media(reduced_motion="reduce")
    settled(reader, path)
    until(reader, INKED)
    assert reader.evaluate(STILL, [look, does]) == [True, True]


ARABIC = "قالت الشرطة إن قنبلة انفجرت في سوق المدينة."
MIXED = "ثم قال Karel Dorn: لا نعرف من فعل ذلك."


@pytest.fixture(scope="module")
def from_right(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A casebook of one report in Arabic."""
    reading = report(
        f"{ARABIC}\n{MIXED}",
        said(ARABIC, day="1994-09-03", who=["الشرطة"]),
        source="خبر.txt",
        title="انفجار في السوق",
        language="ar",
    )
    with served(Path(keep(tmp_path_factory.mktemp("arabic"), reading))) as address:
        yield address


def test_a_document_that_is_written_from_the_right_is_read_from_the_right(browser: Browser, from_right: str):
    with opened(browser, from_right) as page:
        page.goto("/documents")
        page.get_by_role("link", name="انفجار في السوق").click()
        text = page.locator("#text")
        expect(text).to_have_attribute("dir", "rtl")
        expect(text).to_have_attribute("lang", "ar")
        whole = text.bounding_box()
        words = page.locator("#text p").first.evaluate(
            "(it) => { const r = document.createRange(); r.selectNodeContents(it);"
            " const b = r.getBoundingClientRect(); return [b.left, b.right]; }"
        )
        assert whole is not None
        assert whole["x"] + whole["width"] - words[1] < words[0] - whole["x"]
        expect(page.get_by_role("heading", level=1)).to_have_attribute("dir", "auto")
        assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"


def test_a_line_from_the_right_leaves_its_date_and_voice_in_their_places(browser: Browser, from_right: str):
    with opened(browser, from_right) as page:
        page.goto("/chronology")
        line = page.locator("article.line").first
        summary = line.locator(".summary")
        expect(summary).to_contain_text(ARABIC)
        assert summary.evaluate("(it) => it.matches(':dir(rtl)')")
        date, words = line.locator(".date").bounding_box(), summary.bounding_box()
        assert date is not None
        assert words is not None
        assert date["x"] + date["width"] <= words["x"]
        expect(line.locator("time").first).to_have_text("1994-09-03")
