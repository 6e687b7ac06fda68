"""What people decided, and taking it back."""

from __future__ import annotations

from whosays.views.web.page import Page

PAGES: tuple[Page, ...] = ()
