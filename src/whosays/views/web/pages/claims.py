"""A claim, and what its origins are."""

from __future__ import annotations

from whosays.views.web.page import Page

PAGES: tuple[Page, ...] = ()
