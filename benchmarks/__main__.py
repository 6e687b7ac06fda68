"""Every benchmark that needs no outside data: `make bench`. With `SHARED=folder`, the real piles and gold too."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks import casebook, corpora, layers, path, reading

if __name__ == "__main__":
    reading.main()
    casebook.main()
    path.main()
    if shared := os.environ.get("SHARED"):
        corpora.main(Path(shared) / "data")
        layers.main(Path(shared))
