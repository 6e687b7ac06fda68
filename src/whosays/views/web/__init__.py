"""The reading room: a casebook in the browser, for one person on a laptop or a newsroom.

`app.py` puts it together. A page is a module of `pages/` with a template of the same name; `page.py` says
what a page is, and makes HTML, JSON and CSV of it.
"""
