"""A document gains layers, a module each; `pipeline` puts them in order and `check` holds them to the text.

language    language, sentences, tokens        sentences, tokens
entities    mentions, entities                 names (name_runs, name_context, name_lexicon), telex,
                                               known_names, aliases, found_names
times, quantities, attributions, statements    see docs/annotate.md

Annotators meet only in the `Document`: none imports another.
"""
