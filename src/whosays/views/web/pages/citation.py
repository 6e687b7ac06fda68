"""A passage of a document as it is cited."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from whosays.errors import NotFound, UsageError
from whosays.views.citation import Citation, cited
from whosays.views.laid_out import PART
from whosays.views.web.page import Name, page
from whosays.views.web.room import Ask
from whosays.views.web.shelf import document_of, first_read

CodePoint = Annotated[int, Meta(ge=0, le=1_000_000_000)]


class CitationQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Which passage of which document, in code points of its text."""

    id: Name
    start: CodePoint
    end: CodePoint


class CitationPage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage as it is cited."""

    citation: Citation

    @property
    def annotation(self) -> str:
        """The Web Annotation as it is copied."""
        return _formatted(self.citation.annotation)

    @property
    def csl(self) -> str:
        """The CSL-JSON as it is copied."""
        return _formatted([self.citation.csl])


def _formatted(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


# The day of citing is on it.
@page("/document/{id}/citation", template="citation.html", summary="A passage, to be cited.", kept=False)
def citation(ask: Ask, wanted: CitationQuestion) -> CitationPage:
    """The passage that is asked for."""
    row, document = document_of(ask, wanted.id)
    if wanted.end > len(document.text):
        raise NotFound(f"The text of this document has {len(document.text):,} characters.")
    if not 0 < wanted.end - wanted.start <= PART:
        raise UsageError(f"A passage has from 1 to {PART:,} characters: give start and end.")
    return CitationPage(
        citation=cited(
            document,
            row,
            wanted.start,
            wanted.end,
            read=first_read(ask, row.key),
            today=datetime.now(UTC).date(),
        )
    )


PAGES = (citation,)
