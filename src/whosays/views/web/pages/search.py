"""Text, names and statements, looked for."""

from __future__ import annotations

from whosays.views.web.page import Page

PAGES: tuple[Page, ...] = ()
