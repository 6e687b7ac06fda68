"""whosays: from a pile of reports to a casebook in which every line says who says so."""

from importlib.metadata import version

__version__ = version("whosays")
