"""The documents, and one of them as it was laid out, with its layers."""

from __future__ import annotations

from whosays.views.web.page import Page

PAGES: tuple[Page, ...] = ()
