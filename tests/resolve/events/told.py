"""Cards by hand: what reports of an invented country tell of."""

from __future__ import annotations

from whosays.records.across import EventCard, Taking
from whosays.records.derived import Figure, Where


def card(id_: str, document: str, words: str, **fields: object) -> EventCard:
    """A card with a type and a line, unless told otherwise; `words` and `about` in one string each."""
    made: dict[str, object] = {
        "id": f"v-{id_}",
        "document": document,
        "type": "ASSAULT",
        "words": tuple(sorted(words.split())),
        "about": tuple(str(fields.pop("about", "Ostrel granary Lenn harbour")).split()),
        "lines": (f"s-{id_}",),
    }
    return EventCard(**{**made, **fields})  # type: ignore[arg-type]


def day(*dates: str) -> tuple[tuple[str, str], ...]:
    return tuple((date, date) for date in dates)


def who(role: str, *names: str, kind: str = "Person") -> Taking:
    return Taking(role=role, entity=f"e-{names[0]}", type=kind, names=names)


def at(name: str) -> Taking:
    return who("place", name, kind="Place")


def spot(lat: float, lon: float, radius: float = 2.0, country: str | None = None) -> Where:
    return Where(
        start=0,
        end=1,
        kind="name",
        name="somewhere",
        gazetteer=None,
        country=country,
        lat=lat,
        lon=lon,
        radius_km=radius,
        entity=None,
    )


def dead(value: int, *, least: int | None = None, most: int | None = None) -> Figure:
    return Figure(
        start=0,
        end=1,
        kind="count",
        value=value,
        unit="person",
        role="dead",
        min=least,
        max=most,
        approximate=False,
        period=None,
    )
