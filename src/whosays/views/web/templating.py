"""Templates: what they may use besides the answer of their page, and how addresses are made."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.datastructures import URL

from whosays import __version__
from whosays.records.decisions import CORRECTED
from whosays.views.conflicts import side_words
from whosays.views.escaped import isolated
from whosays.views.figures import figure_words, place_words
from whosays.views.sources import LETTERS
from whosays.views.web.assets import address, assets, has
from whosays.views.web.lines import behind_words, just_decided
from whosays.views.web.origins_picture import picture, shape_of
from whosays.views.web.room import Ask
from whosays.views.web.ways import is_local
from whosays.views.wording import (
    conflict_about,
    conflict_words,
    date_words,
    document_words,
    harmless,
    link_name,
    link_words,
    one_line,
    origins_words,
    why_words,
)

KINDS = {
    "e": "entity",
    "v": "event",
    "t": "event",
    "c": "claim",
    "k": "conflict",
    "s": "line",
    "d": "document",
}
"""Which page an id leads to, by its first letter."""


@cache
def environment() -> Environment:
    """The templates of the package; everything is escaped, and a name that is not there is an error."""
    made = Environment(
        loader=PackageLoader("whosays.views.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "one_line": one_line,
        "harmless": harmless,
        "isolated": isolated,
        "behind_words": behind_words,
        "date_words": date_words,
        "document_words": document_words,
        "conflict_about": conflict_about,
        "conflict_words": conflict_words,
        "origins_words": origins_words,
        "why_words": why_words,
        "figure_words": figure_words,
        "place_words": place_words,
        "link_words": link_words,
        "link_name": link_name,
        "side_words": side_words,
        "origins_picture": picture,
        "origin_shape": shape_of,
        "is_local": is_local,
    }
    made.globals |= {
        "asset": address,
        "has_asset": has,
        "to": to,
        "version": __version__,
        "just_decided": just_decided,
        "LETTERS": LETTERS,
        "CORRECTED": CORRECTED,
    }
    return made


def prepare() -> None:
    """Compile the templates, and pack what they load: nobody has to wait for it."""
    for name in environment().list_templates():
        environment().get_template(name)
    assets()


def render(template: str, ask: Ask, url: URL, answer: Any, *, token: str = "") -> str:
    """A page: its template with `page` (the answer), `ask`, `here` (this address) and its forms' `token`."""
    made = environment().get_template(template)
    return made.render(page=answer, ask=ask, here=Here(url), visitor=ask.visitor, token=token)


def to(id_: str, **asked: Any) -> str:
    """The address of the page of an id: `/entity/e-…`."""
    return _page_of(id_) + (f"?{urlencode(asked)}" if asked else "")


@lru_cache(10_000)
def _page_of(id_: str) -> str:
    return f"/{KINDS[id_.partition('-')[0]]}/{quote(id_)}"


class Here:
    """The address of the page that is shown, and others like it."""

    def __init__(self, url: URL) -> None:
        self.path = url.path
        self._url = url

    def with_(self, **changed: Any) -> str:
        """The same page with these fields changed; `None` takes one out; the list begins at its head."""
        url = self._url.remove_query_params(["offset", "done", *changed])
        return self._local(url.include_query_params(**{k: v for k, v in changed.items() if v is not None}))

    def asked(self, field: str) -> str:
        """What the address asks of a field; empty where it doesn't."""
        return parse_qs(self._url.query).get(field, [""])[-1]

    @property
    def of(self) -> str | None:
        """The id of what this page is of; `None`: it is a list, or of nothing."""
        kind, _, id_ = self.path.lstrip("/").partition("/")
        return id_ if kind in KINDS.values() and id_ and "/" not in id_ else None

    def form(self, ending: str) -> str:
        """The same page as `json` or `csv`."""
        path = "/index" if self.path == "/" else self.path
        return f"{path}.{ending}" + (f"?{self._url.query}" if self._url.query else "")

    @property
    def whole(self) -> str:
        """Path and query, but for the decision that one comes back from."""
        return self._local(self._url.remove_query_params("done"))

    @staticmethod
    def _local(url: URL) -> str:
        return url.path + (f"?{url.query}" if url.query else "")
