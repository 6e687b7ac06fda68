"""Whom a document has its text from, as far as it says so: agencies, other outlets, writers, sources.

One mechanism for all formats, on text and blocks as their readers give them. A credit must plainly be one:
a wrong voice is the worst error that the program can make, so what may be read in two ways is left out.
"""

from __future__ import annotations

from whosays.read.credits.agencies import agencies
from whosays.read.credits.authors import authors
from whosays.read.credits.interviews import interviews
from whosays.read.credits.messages import messages
from whosays.read.credits.places import is_note, places_of
from whosays.read.credits.quoted import quoted
from whosays.read.credits.references import references
from whosays.read.republished import said_by_any
from whosays.records import Credit, Document
from whosays.records.outlets import same_outlet

MOST = 2_000
"""Credits of one document; a page that has more is a list of something else."""
_ENDS = 4
"""Places at either end where a text says whose it was first."""
HTML = "text/html"


def credited(document: Document) -> Document:
    """`document` with what it says of whom it has its text from."""
    places = places_of(document)
    if (
        document.republished_from is None and document.format != HTML
    ):  # pages have been asked, in their own way
        ends = places if len(places) <= 2 * _ENDS else [*places[:_ENDS], *places[-_ENDS:]]
        first = said_by_any(place.words for place in ends if is_note(place))
        if first is not None and not same_outlet(first, document.publisher):
            document = document.having(republished_from=first)
    found: list[Credit] = []
    for finder in (messages, authors, interviews, agencies, quoted, references):
        found += finder(document, places)
    found = [credit for credit in found if credit.covers and credit.name.strip()][:MOST]
    if not found:
        return document
    found.sort(key=lambda credit: (-sum(end - start for start, end in credit.covers), credit.covers))
    return document.having(credits=tuple(found))
