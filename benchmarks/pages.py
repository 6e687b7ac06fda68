"""Invented web pages as the press makes them: a short article in a heap of everything else.

100-200 KB each: menus of hundreds of links, styles, scripts and drawings written into the page, boxes of
other articles, comments, JSON-LD and Open Graph. The same seed gives the same pages.
"""

from __future__ import annotations

import json
import random
import re
from html import escape
from typing import NamedTuple

from benchmarks.articles import article

# fmt: off
_SECTIONS = [
    "news", "world", "politics", "business", "opinion", "culture", "sport", "weather", "science", "travel",
]
_NOUNS = [
    "harbour", "bridge", "market", "school", "road", "council", "border", "winter", "bread", "ferry", "court",
    "railway", "forest", "port",
]
# fmt: on
_VERBS = ["reopens", "closes", "waits", "grows", "burns", "moves", "stands", "returns", "shrinks", "divides"]


class Page(NamedTuple):
    """A page, and what a reader should find in it."""

    html: bytes
    text: str
    title: str


def page(number: int, seed: int = 0) -> Page:
    """Page `number`; there are three ways of building one."""
    rng = random.Random(f"{seed}/page/{number}")
    text, sidecar = article(number, seed=seed)
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    title = sidecar.get("title") or paragraphs[0]
    if paragraphs[0] == title:
        paragraphs = paragraphs[1:]
    body = _article(rng, title, paragraphs, number % 3)
    html = (
        "<!DOCTYPE html>\n<html lang='en'><head>"
        + _head(rng, title, sidecar)
        + f"</head>\n<body class='page {rng.choice(_SECTIONS)} has-sidebar'>"
        + _menu(rng, 260)
        + body
        + _unnamed(_boxes(rng) + _comments(rng), number)
        + _footer(rng)
        + _script(rng, rng.randrange(20_000, 50_000))
        + "</body></html>"
    )
    return Page(html.encode(), "\n".join([title, *paragraphs]), title)


def _unnamed(html: str, number: int) -> str:
    """Every second page is built of divisions whose names say nothing, as programs write them."""
    if number % 2:
        return html
    html = re.sub(r"<(aside|section) (?:class|id)='\w+'", "<div class='css-1x7k9'", html)
    html = html.replace("</aside>", "</div>").replace("</section>", "</div>")
    return re.sub(r"class='(?:card|teaser|comment)'", "class='css-0q2z'", html)


def _headline(rng: random.Random) -> str:
    return f"{rng.choice(_NOUNS).title()} {rng.choice(_VERBS)} as {rng.choice(_NOUNS)} {rng.choice(_VERBS)}"


def _link(rng: random.Random, words: str | None = None) -> str:
    path = "/".join(rng.choice(_NOUNS) for _ in range(3))
    return (
        f'<a class="c-link c-link--{rng.randrange(90)}" data-track="{rng.getrandbits(64):x}" '
        f'href="/{path}-{rng.randrange(9999)}">{words or _headline(rng)}</a>'
    )


def _head(rng: random.Random, title: str, sidecar: dict[str, str]) -> str:
    published = sidecar["published"]
    publisher = sidecar.get("publisher", "The Invented Herald")
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": published,
        "publisher": {"@type": "Organization", "name": publisher},
        "author": [{"@type": "Person", "name": "Anna Sorel"}],
    }
    rules = "".join(
        f".c-{rng.getrandbits(32):x}{{margin:{rng.randrange(40)}px;color:#{rng.getrandbits(24):06x}}}\n"
        for _ in range(rng.randrange(400, 900))
    )
    return (
        f"<meta charset='utf-8'><title>{escape(title)} | {escape(publisher)}</title>"
        f"<meta property='og:title' content='{escape(title)}'>"
        f"<meta property='og:site_name' content='{escape(publisher)}'>"
        f"<meta property='article:published_time' content='{published}'>"
        f"<script type='application/ld+json'>{json.dumps(data)}</script>"
        f"<style>{rules}</style>" + _script(rng, 8_000)
    )


def _script(rng: random.Random, size: int) -> str:
    row = "".join(f"w[{rng.getrandbits(30)}]=function(e){{return e<{rng.random()}}};" for _ in range(40))
    return f"<script>{(row * (size // len(row) + 1))[:size]}</script>"


def _drawing(rng: random.Random) -> str:
    path = " ".join(f"{rng.random() * 100:.3f}" for _ in range(rng.randrange(20, 90)))
    return f"<svg viewBox='0 0 24 24'><title>icon</title><path d='M{path}z'/></svg>"


def _menu(rng: random.Random, links: int) -> str:
    lists = [
        f"<li class='menu__item'>{_link(rng, rng.choice(_SECTIONS).title())}"
        f"<ul>{''.join(f'<li>{_link(rng)}</li>' for _ in range(rng.randrange(6, 14)))}</ul></li>"
        for _ in range(links // 10)
    ]
    return (
        f"<header>{_drawing(rng)}<nav class='menu'><ul>{''.join(lists)}</ul></nav>"
        f"<form><input name='q'><button>Search</button></form>{_drawing(rng)}</header>"
    )


def _article(rng: random.Random, title: str, paragraphs: list[str], way: int) -> str:
    parts = []
    for number, paragraph in enumerate(paragraphs):
        words = escape(paragraph, quote=False)
        words = re.sub(r"\b(police|barracks|market)\b", lambda m: _link(rng, m[0]), words, count=1)
        parts.append(f"<p class='body-text'>{words}</p>")
        if number == len(paragraphs) // 2:
            parts.append(
                f"<figure><img src='/i/{number}.jpg' alt=''><figcaption>Photo: file</figcaption></figure>"
                f"<div class='related-inline'><h4>Read also</h4><ul><li>{_link(rng)}</li></ul></div>"
            )
    share = "<div class='share'><ul><li>Share</li><li>Print</li><li>Send by mail</li></ul></div>"
    body = "\n".join(parts)
    head = f"<h1>{escape(title)}</h1>"
    if way == 0:
        return f"<main><article>{head}{share}<div class='article-body'>{body}</div></article></main>"
    if way == 1:
        entry = f"<div class='entry-content'>{body}</div>"
        return f"<div id='wrap'><div class='post'>{head}{entry}{share}</div></div>"
    return f"<div class='grid'><section class='col-8'>{head}{share}{body}</section></div>"


def _boxes(rng: random.Random) -> str:
    cards = "".join(
        f"<div class='card'>{_drawing(rng)}<h3>{_link(rng)}</h3>"
        f"<p class='teaser'>{_headline(rng)}, and {_headline(rng).lower()} for the third time.</p></div>"
        for _ in range(30)
    )
    return f"<aside class='related'><h2>Related articles</h2>{cards}</aside>"


def _comments(rng: random.Random) -> str:
    rows = "".join(
        f"<li class='comment'><b>reader{rng.randrange(999)}</b><p>{_headline(rng)}, I think. "
        f"{_headline(rng)}, whatever the others say about the {rng.choice(_NOUNS)}.</p></li>"
        for _ in range(40)
    )
    return f"<section id='comments'><h3>Comments</h3><ol>{rows}</ol></section>"


def _footer(rng: random.Random) -> str:
    return f"<footer>{''.join(_link(rng) for _ in range(60))}<p>All rights reserved.</p></footer>"
