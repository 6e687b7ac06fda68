"""The pages: a module for each kind, with `PAGES`, and `ROUTES` where something is sent or done."""

from __future__ import annotations

from starlette.routing import BaseRoute

from whosays.views.web.page import Page
from whosays.views.web.pages import (
    bring_in,
    cautions,
    chronology,
    claims,
    conflicts,
    decide,
    decisions,
    documents,
    entities,
    events,
    evidence,
    lines,
    maps,
    network,
    overview,
    search,
    sign_in,
    sources,
)

_MODULES = (
    overview,
    chronology,
    documents,
    entities,
    network,
    maps,
    events,
    evidence,
    claims,
    lines,
    conflicts,
    cautions,
    sources,
    search,
    decisions,
    decide,
    bring_in,
    sign_in,
)

PAGES: tuple[Page, ...] = tuple(page for module in _MODULES for page in getattr(module, "PAGES", ()))
ROUTES: tuple[BaseRoute, ...] = tuple(route for module in _MODULES for route in getattr(module, "ROUTES", ()))
