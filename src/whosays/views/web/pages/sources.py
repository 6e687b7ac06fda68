"""Who brings the reports, with the letters that people gave them."""

from __future__ import annotations

from whosays.views.web.page import Page

PAGES: tuple[Page, ...] = ()
