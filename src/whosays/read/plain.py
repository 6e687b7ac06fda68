"""(being written)"""

from __future__ import annotations

from whosays.plugins import Reader

READERS: tuple[Reader, ...] = ()
