"""whosays: from a pile of reports to a casebook in which every line says who says so."""

__version__ = "0.1.0"
