"""A line: its passage, its voices, what stands behind it."""

from __future__ import annotations

from whosays.views.web.page import Page

PAGES: tuple[Page, ...] = ()
