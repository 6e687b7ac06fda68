"""Documents brought in by upload or folder, with what became of them."""

from __future__ import annotations

from whosays.views.web.page import Page

PAGES: tuple[Page, ...] = ()
