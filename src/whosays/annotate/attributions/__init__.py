"""Attributions: who says so. For each report of speech, thought or record its source, cue and content.

Two witnesses. By rules, without a parser (`ruled`): quotation marks (`quotations`), turns of transcripts
(`transcripts`), words of reporting (`cues`) and the names in source phrases (`speakers`). And the language
model's drafts, which the document brings along (`witnesses`): where both see a report, its reading stands,
but for turns of transcripts. Reports within what is reported only the rules see. Who a source without a name
is (`referents`) and what it does with what it says (`stances`) is told of the reports of both. Precision
comes first: a report whose source is not plain has none, a quotation that nobody plainly says stands there
without source and cue. The division into source, cue and content follows PolNeAR (Newell, Margolin and
Ruths, LREC 2018).
"""

from __future__ import annotations

from whosays.annotate.attributions.layer import layer
from whosays.annotate.attributions.referents import Referents
from whosays.annotate.attributions.ruled import Ruled
from whosays.annotate.attributions.speakers import Speakers
from whosays.annotate.attributions.witnesses import joined
from whosays.plugins import annotator
from whosays.records import Document


@annotator(
    gives={"attributions"},
    needs={"language", "sentences", "tokens", "syntax", "mentions", "entities", "times", "attributions"},
)
def attributions(document: Document) -> Document:
    """The document with every quotation and report of speech, in text order.

    Offsets are code points. In a language other than English only quotations are found, all without source.
    """
    speakers = Speakers(document)
    ruled = Ruled(document, speakers)
    if document.language is None or document.language.partition("-")[0] == "en":
        ruled.read()
        joined(ruled, document.attributions, speakers)
        Referents(document, ruled.spans, ruled.quotations).resolve(ruled.drafts)
    return document.having(attributions=layer(ruled))
