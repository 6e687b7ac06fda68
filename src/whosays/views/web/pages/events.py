"""An event: its versions side by side."""

from __future__ import annotations

from whosays.views.web.page import Page

PAGES: tuple[Page, ...] = ()
