"""A document gains layers, a module each; `pipeline` puts them in order."""
