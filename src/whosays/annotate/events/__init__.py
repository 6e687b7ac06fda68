"""Event words in their sentences: what they state, of whom, when and how surely. Used by `statements`."""
