"""Papers that claim what the sentence before says was claimed."""

from __future__ import annotations

import pytest

from tests.annotate.test_relations import annotated

CLAIMED = "Two groups have claimed the bombing of the mill in Velm. "


def signers(text: str) -> list[str]:
    document = annotated(text)
    acts = {s.event for s in document.statements if s.code == "bombing"}
    return [
        document.words((document.mentions[m].start, document.mentions[m].end))
        for s in document.statements
        if s.code == "signed" and s.event in acts
        for m in s.roles["actor"]
    ]


@pytest.mark.parametrize(
    "words",
    [
        "A leaflet signed by the Quay Front was found in letter boxes on Friday.",
        "A letter in the name of the Quay Front reached a newspaper.",
    ],
)
def test_who_signs_a_paper_claims_what_was_claimed(words: str) -> None:
    (who,) = signers(CLAIMED + words)
    assert "Quay Front" in who


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed two men in Velm. A leaflet signed by the Quay Front was found.",  # on what?
        CLAIMED + "It rained. It snowed. A leaflet signed by the Quay Front was found on Friday.",
        CLAIMED + "A treaty was signed by the Quay Front.",
        CLAIMED + "A leaflet signed by nobody was found on Friday.",
    ],
)
def test_other_papers_claim_nothing(text: str) -> None:
    assert signers(text) == []
