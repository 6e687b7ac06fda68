"""The first page: what is in the casebook, and where to begin."""

from __future__ import annotations

import msgspec

from whosays.casebook.rows import Info
from whosays.views.web.page import Nothing, page
from whosays.views.web.room import Ask


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """The casebook in figures."""

    info: Info


@page("/", template="overview.html", summary="What is in the casebook, in figures.")
def overview(ask: Ask, wanted: Nothing) -> Overview:
    """What is in the casebook."""
    return Overview(info=ask.reader.info())


PAGES = (overview,)
