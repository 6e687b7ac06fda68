"""What is kept: tables, migrations, Reader, Writer and Trial. The only place that speaks SQL.

`Writer` needs SQLAlchemy, whose import takes longer than most questions to a casebook; so all are loaded
when they are first asked for, and `Reader` does without it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whosays.casebook.reader import Reader as Reader
    from whosays.casebook.trial import Trial as Trial
    from whosays.casebook.writer import Writer as Writer

__all__ = ["Reader", "Trial", "Writer"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{name.lower()}"), name)
