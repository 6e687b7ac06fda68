"""All that one document gives the casebook: its lines and entities, and what it has to be compared by."""

from __future__ import annotations

import msgspec

from whosays.records import Document, Span
from whosays.records.derived import Derived
from whosays.resolve import derive as one
from whosays.resolve.entities import facts_of
from whosays.resolve.events import coded_cards
from whosays.weigh.cautions import document_cautions
from whosays.weigh.facts import document_facts
from whosays.weigh.passages import passages_of


def derive(document: Document, key: str, apart: tuple[Span, ...] = ()) -> Derived:
    """A pure function of the document, the id of its reading, and the passages that people decided about.

    `apart`: passages whose entity is not who bears its name in other documents.
    """
    ids = one.entity_ids(document, key, apart)
    return msgspec.structs.replace(
        one.derive(document, key, ids),
        about=document_facts(document, key),
        cautions=document_cautions(document, key),
        facts=facts_of(document, key, ids),
        events=coded_cards(document, key, ids),
        passages=passages_of(document),
    )
