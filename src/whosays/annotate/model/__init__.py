"""The language model: one small encoder that reads a text once, and what its heads say.

words, lemmas     what is read, and base forms, by rules
features, pieces  what the network is given of a word
windows, reading  a long text in windows, and all outputs for it
network           ONNX Runtime and the weights
trees, mentions, chains, reported, spans (with labels, pairs)
                  from scores to trees, mentions, what is one thing, attributions
encoder           all of it, as a `LanguageModel`

Only `whosays.annotate.language` uses it. `training/` makes the weights.
"""
