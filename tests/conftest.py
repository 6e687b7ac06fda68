"""Settings for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# No deadlines: a busy machine is no defect. In CI the examples are the same each time, so that it is the
# change which is judged; at home they are new each time and go on looking.
settings.register_profile("whosays", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("whosays")
