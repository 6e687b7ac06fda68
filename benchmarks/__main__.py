"""Every benchmark that needs no outside data: `make bench`; with `SHARED=FOLDER` the real piles and gold."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks import (
    casebook,
    corpora,
    harmless,
    language,
    layers,
    path,
    places,
    quantities,
    reading,
    speed,
    values,
    voices,
)

if __name__ == "__main__":
    reading.main()
    speed.main()
    casebook.main()
    path.main()
    places.main(errors=False)
    quantities.main(errors=False)
    values.main(errors=False)
    harmless.main(show=False)
    if shared := os.environ.get("SHARED"):
        corpora.main(Path(shared) / "data")
        layers.main(Path(shared))
        voices.main(Path(shared))
    language.main(Path(shared) if shared else None)
