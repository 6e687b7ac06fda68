"""What hatchling calls before it packs a wheel or makes an editable install: it makes what whosays ships."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))  # hatchling loads this file by its path, alone

import build_gazetteer
import build_vendor


class BuildHook(BuildHookInterface):  # type: ignore[misc, type-arg]
    """The gazetteer, and the files that pages draw with."""

    def dependencies(self) -> list[str]:
        """What pip brings for the build besides `build-system.requires`."""
        return build_vendor.needs(build_vendor.TARGET)

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write each beside the module that reads it."""
        if self.target_name == "wheel":
            build_gazetteer.build(build_gazetteer.TARGET)
            build_vendor.build(build_vendor.TARGET)
