"""Which mentions are one thing, and what a document adds to the casebook."""
