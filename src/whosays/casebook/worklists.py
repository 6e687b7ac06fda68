"""What work lists are made of: claims in their order without their reports, and what decisions touch."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from whosays.casebook.rows import ClaimRow, ReportRow
from whosays.casebook.sqlite import Row, Session

_CLAIM = (
    "c.id, c.topic, c.aspect, c.value, c.unit, c.text, c.reports, c.origins, "
    "(SELECT count(DISTINCT s.document) FROM claim_reports r JOIN statements s ON s.number = r.statement "
    "WHERE r.claim = c.id AND r.origin IS NOT NULL), "
    "(SELECT s.id FROM claim_reports r JOIN statements s ON s.number = r.statement "
    "WHERE r.claim = c.id ORDER BY r.origin IS NULL, r.position LIMIT 1)"
)
_ORDER = "ORDER BY c.origins DESC, c.reports DESC, c.topic, c.position"
_value = msgspec.json.Decoder(str | int | float | None)


class ClaimOrder:
    """Some claims in the order in which they are listed: those of most independent origins first."""

    def __init__(self) -> None:
        self._numbers = array("q")
        self._fewer = array("q")
        """Origins below nought, so that they rise."""

    def add(self, number: int, origins: int) -> None:
        """The next claim."""
        self._numbers.append(number)
        self._fewer.append(-origins)

    def having(self, origins: int) -> Sequence[int]:
        """The numbers of the claims with at least so many independent origins."""
        return self._numbers[: bisect_right(self._fewer, -origins)]


class WorkLists:
    """Lists for those who work through a casebook, over one session of a Reader."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def claims_in_order(self, topics: Iterable[str] | None = None) -> dict[str | None, ClaimOrder]:
        """The claims (on these topics) by aspect; under `None` those of every aspect.

        All of them are costly to put in order: keep what comes.
        """
        if topics is None:
            rows = self._session.rows(f"SELECT c.rowid, c.aspect, c.origins FROM claims c {_ORDER}")  # noqa: S608
        else:
            rows = self._session.rows(
                "SELECT c.rowid, c.aspect, c.origins FROM json_each(:topics) j "  # noqa: S608
                f"JOIN claims c ON c.topic = j.value {_ORDER}",
                {"topics": msgspec.json.encode(list(dict.fromkeys(topics))).decode()},
            )
        found: dict[str | None, ClaimOrder] = defaultdict(ClaimOrder)
        for number, aspect, origins in rows:
            found[None].add(number, origins)
            found[aspect].add(number, origins)
        return dict(found)

    def claims(self, numbers: Sequence[int]) -> list[ClaimRow]:
        """Claims by the numbers of a `ClaimOrder`, in this order."""
        rows = self._session.all(
            f"SELECT {_CLAIM} FROM json_each(:numbers) j JOIN claims c ON c.rowid = j.value ORDER BY j.key",  # noqa: S608
            {"numbers": msgspec.json.encode(list(numbers)).decode()},
        )
        return [_claim(row) for row in rows]

    def claims_of_topic(self, topic: str) -> list[ClaimRow]:
        """The claims of a topic, in their order."""
        rows = self._session.all(
            f"SELECT {_CLAIM} FROM claims c WHERE c.topic = :topic ORDER BY c.position",  # noqa: S608
            {"topic": topic},
        )
        return [_claim(row) for row in rows]

    def claims_of_line(self, line: str) -> list[ReportRow]:
        """The claims that a line speaks of, and how it means them."""
        rows = self._session.all(
            f"SELECT {_CLAIM}, r.stance FROM statements s JOIN claim_reports r ON r.statement = s.number "  # noqa: S608
            "JOIN claims c ON c.id = r.claim WHERE s.id = :id ORDER BY c.topic, c.position",
            {"id": line},
        )
        return [ReportRow(claim=_claim(row[:-1]), stance=row[-1]) for row in rows]

    def aspects(self, claims: Iterable[str]) -> dict[str, str]:
        """What these claims are about, by their ids."""
        rows = self._session.all(
            "SELECT c.id, c.aspect FROM json_each(:ids) j JOIN claims c ON c.id = j.value",
            {"ids": msgspec.json.encode(list(dict.fromkeys(claims))).decode()},
        )
        return dict(rows)

    def conflicts_with(self, lines: Iterable[str]) -> set[str]:
        """The conflicts in which one of these lines is on a side."""
        rows = self._session.all(
            "SELECT DISTINCT r.conflict FROM json_each(:ids) j JOIN statements s ON s.id = j.value "
            "JOIN side_reports r ON r.statement = s.number",
            {"ids": msgspec.json.encode(list(lines)).decode()},
        )
        return {conflict for (conflict,) in rows}

    def conflict_kinds(self) -> dict[str, int]:
        """How many conflicts of each kind there are."""
        rows = self._session.all("SELECT kind, count(*) FROM conflicts GROUP BY kind ORDER BY kind")
        return dict(rows)

    def caution_kinds(self) -> dict[str, int]:
        """How many cautions of each kind there are."""
        rows = self._session.all("SELECT kind, count(*) FROM cautions GROUP BY kind ORDER BY kind")
        return dict(rows)


def _claim(row: Row) -> ClaimRow:
    values = dict(zip(ClaimRow.__struct_fields__, row, strict=True))
    return ClaimRow(**{**values, "value": _value.decode(values["value"])})
