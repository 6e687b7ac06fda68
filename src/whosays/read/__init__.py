"""Bytes to documents, offsets fixed for good: a module a format.

`walk` turns paths into `Raw`s, `dispatch.documents` a `Raw` into documents (containers are opened, whatever
they hold is read in turn), `kinds.reader_for` says which reader is the right one. The promises:

- nothing is run, fetched, unpacked to disk or written; what a document may cost is bounded by `Limits`;
- whatever cannot be read is named with its reason (`Refusal`) and costs nothing but itself;
- the text of a document never changes after it left this package, and its original bytes go with it;
- the same bytes, with the same metadata given from outside, are the same document, wherever they lie.
"""
