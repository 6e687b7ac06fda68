"""Bytes to documents, offsets fixed for good: a module a format."""
