"""Who runs the stages over a pile."""
