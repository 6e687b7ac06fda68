"""Words a second of each layer on one core: `python -m benchmarks.speed` over 200 invented articles."""

from __future__ import annotations

import time

from benchmarks.articles import article
from whosays.annotate.pipeline import default_pipeline
from whosays.plugins import Limits, Raw
from whosays.read.dispatch import Found, documents
from whosays.resolve.derive import derive

ARTICLES = 200


def main() -> None:
    raws = [Raw(source=f"{n}.txt", data=article(n)[0].encode()) for n in range(ARTICLES)]
    pipeline = default_pipeline()
    found = [one for raw in raws for one in documents(raw, Limits()) if isinstance(one, Found)]
    words = sum(len(one.document.text.split()) for one in found)
    layered = [one.document for one in found]
    pipeline.annotate(layered[0])  # lexicons are read once, before the clock
    for annotator in pipeline.annotators:
        began = time.process_time()
        layered = [annotator(document) for document in layered]
        _tell(annotator.name, words, began)
    began = time.process_time()
    for one in found:
        derive(pipeline.annotate(one.document), one.key)
    _tell("all, with the checks, derived", words, began)


def _tell(what: str, words: int, began: float) -> None:
    print(f"{what}: {words / (time.process_time() - began):,.0f} words a second")


if __name__ == "__main__":
    main()
