"""Every error whosays raises, the family tree on top.

WhosaysError
├── UsageError            the request cannot be carried out as given: exit code 2
│   ├── UnknownLayer      no annotator gives what another needs
│   ├── BadPlugin         an entry point that does not load, or is not what its group promises
│   ├── BadLexicon        a file of event words that cannot be used
│   ├── BrokenInstall     something that whosays is installed with is missing
│   ├── NotFound          no such document, entity, statement or casebook
│   └── CasebookError     the casebook cannot be opened, read or written
│       ├── CasebookBusy      somebody else is writing to it
│       ├── OutOfTime         something took longer than it was given
│       └── CasebookTooNew    written by a later whosays
└── Refused               one document (or container) cannot be read: costs that document only
"""

from __future__ import annotations


class WhosaysError(Exception):
    """The root: everything that whosays raises on purpose."""


class UsageError(WhosaysError):
    """The request cannot be carried out as given; the message says what to do instead."""


class UnknownLayer(UsageError):
    """An annotator needs a layer that no annotator gives, or two need each other."""


class BadPlugin(UsageError):
    """An entry point does not load, or what it names is not what its group promises."""


class BadLexicon(UsageError):
    """A file of event words that cannot be used as it is; the message says where and why."""


class BrokenInstall(UsageError):
    """Something that whosays is installed with is missing; the message says how to get it back."""


class NotFound(UsageError):
    """There is no such document, entity, statement or casebook."""


class CasebookError(UsageError):
    """The casebook cannot be opened, read or written."""


class CasebookBusy(CasebookError):
    """Another process is writing to this casebook."""


class OutOfTime(CasebookError):
    """Something took longer than it was given; nothing came of it."""


class CasebookTooNew(CasebookError):
    """A later version of whosays wrote this casebook."""


class Refused(WhosaysError):
    """One document or container cannot be read; `reason` is a short, stable sentence for the report."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
