"""What is known of a document from outside it: a sidecar, a mail header, a web archive's record."""

from __future__ import annotations

import msgspec


class Given(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Metadata that overrides what a reader finds in the document itself; `None` leaves it to the reader."""

    title: str | None = None
    publisher: str | None = None
    byline: tuple[str, ...] | None = None
    published: str | None = None
    """EDTF (ISO 8601-2)."""
    url: str | None = None

    def over(self, other: Given) -> Given:
        """`self`, with what it leaves open taken from `other`."""
        mine = {name: getattr(self, name) for name in self.__struct_fields__}
        return msgspec.structs.replace(
            other, **{name: value for name, value in mine.items() if value is not None}
        )
