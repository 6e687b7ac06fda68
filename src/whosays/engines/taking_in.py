"""Documents into a casebook: read, kept, and compared with what is there, with word of each step."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from whosays.annotate.pipeline import default_pipeline
from whosays.casebook import Writer
from whosays.engines import local
from whosays.engines.comparing import bring_up_to_date
from whosays.engines.messages import Held, NotRead
from whosays.engines.steps import Step, Tally
from whosays.plugins import LexiconFile, Limits, Raw, Refusal


def take_in(
    raws: Iterable[Raw | Refusal],
    case: str,
    *,
    workers: int | None = None,
    limits: Limits | None = None,
    lexicon: tuple[LexiconFile, ...] = (),
    wait: float = 0.0,
    on_wait: Callable[[str], None] | None = None,
    told: Callable[[Step, str], None] = lambda step, source: None,
    place: Callable[[str], str] = lambda location: location,
) -> Tally:
    """Read files into the casebook `case`, which is made if it is not there; what became of them.

    `told` hears of each step, with the source that it is about. `place` gives the location that is kept for
    one at which a file lay. What was read stays read, wherever it is broken off.
    """
    fingerprint = default_pipeline(lexicon).fingerprint()
    tally = Tally()
    with Writer.open(case, wait=wait, on_wait=on_wait) as writer:
        outcomes = local.run(
            raws,
            workers=workers,
            limits=limits,
            known=lambda key: writer.has(key, fingerprint),
            lexicon=lexicon,
        )
        for outcome in outcomes:
            location = place(outcome.location)
            if isinstance(outcome, NotRead):
                refusal = outcome.refusal
                writer.refuse(location, refusal)
                (tally.refused if refusal.kind == "refused" else tally.skipped).append(refusal)
                told(refusal.kind, refusal.source)
                continue
            if isinstance(outcome, Held):
                source = outcome.source
                became = writer.hold(location, source, outcome.key)
            else:
                assert outcome.reading is not None
                source = outcome.reading.document.source
                became = writer.put(location, outcome.reading, fingerprint)
            setattr(tally, became, getattr(tally, became) + 1)
            told(became, source)
        told("comparing", "")
        bring_up_to_date(writer)
    tally.refused.sort(key=lambda refusal: refusal.source)
    tally.skipped.sort(key=lambda refusal: refusal.source)
    return tally
