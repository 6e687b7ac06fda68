"""What a casebook shows."""
