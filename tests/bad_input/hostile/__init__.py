"""Builders of hostile files. A module holds tables: what to write, and what the program has to make of it."""
