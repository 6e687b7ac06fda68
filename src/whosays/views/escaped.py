"""Our own words with names in them, for HTML: escaped, and safe from turning round."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from whosays.views.wording import one_line

_RTL = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_RIGHT_TO_LEFT = re.compile(f"{_RTL}+(?:[ ,.'-]{_RTL}+)*")


def isolated(text: str) -> Markup:
    """A line of ours with names in it, escaped; what runs from right to left does so within itself only.

    Without this the date after an Arabic name would stand before it.
    """
    escaped = str(escape(one_line(text)))
    return Markup(_RIGHT_TO_LEFT.sub(r"<bdi>\g<0></bdi>", escaped))  # noqa: S704  (escaped above)
