"""The schemas, in order."""
