"""Who and what the documents speak of; the dossier of one."""

from __future__ import annotations

from whosays.views.web.page import Page

PAGES: tuple[Page, ...] = ()
