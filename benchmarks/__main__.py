"""Every benchmark that needs no outside data: `make bench`. With `DATA=folder`, the real piles too."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks import casebook, corpora, path, reading

if __name__ == "__main__":
    reading.main()
    casebook.main()
    path.main()
    if data := os.environ.get("DATA"):
        corpora.main(Path(data))
