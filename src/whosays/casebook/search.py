"""Names as they are compared: without regard to case, accents, marks and white space."""

from __future__ import annotations

import unicodedata


def normal(name: str) -> str:
    """The form under which a name is looked up: `Ÿvo  D'Arl` and `yvo d arl` are one.

    Compatibility decomposition without combining marks, case folded, all but letters and digits a space. A
    name of nothing else stays as it is.
    """
    parts = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in parts if not unicodedata.combining(c)).casefold()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return " ".join(words) or name.strip()


def first_day(seen: str | None) -> str:
    """A document's place in the order of mentions: its first possible day; `~`, last, where it has none."""
    return seen or "~"
