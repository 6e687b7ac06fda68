"""A module a format."""
