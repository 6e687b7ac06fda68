"""Where: names of places linked to the gazetteer, places told by others, and sites that only the text places.

A name is linked where the document plainly means one place, by the words beside it, the countries and places
that it speaks of, and size last of all; else it stays open. States and capitals that act are no places.
"""

from __future__ import annotations

import msgspec

from whosays.annotate.places.actors import acting
from whosays.annotate.places.choosing import choose
from whosays.annotate.places.relative import relative_places
from whosays.annotate.places.sites import sites
from whosays.annotate.places.toponyms import Toponym, toponyms
from whosays.plugins import annotator
from whosays.records import Document, Entity, Place


@annotator(
    gives={"places", "entities"},
    needs={"language", "syntax", "mentions", "entities", "quantities"},
)
def places(document: Document) -> Document:
    """The document with its places; entities in the gazetteer gain coordinates and country."""
    if document.language not in {"en", None}:
        return document
    acts = acting(document)
    names = toponyms(document, acts)
    choose(document, names)
    for each in names:
        spot = each.chosen
        each.acts = each.acts and spot is not None and (spot.kind == "country" or spot.capital)
    told = relative_places(document, names)
    linked = [_linked(each) for each in names if each.chosen is not None and not each.acts]
    found = sorted([*linked, *told, *sites(document, names, told)], key=lambda p: (p.start, p.end))
    at = {place.entity: place for place in reversed(found) if place.entity is not None}
    return document.having(
        places=tuple(found),
        entities=tuple(
            _placed(entity, at[entity.id]) if entity.id in at and entity.type == "Place" else entity
            for entity in document.entities
        ),
    )


def _placed(entity: Entity, place: Place) -> Entity:
    return msgspec.structs.replace(entity, lat=place.lat, lon=place.lon, country=place.country)


def _linked(each: Toponym) -> Place:
    spot = each.chosen
    assert spot is not None
    return Place(
        start=each.start,
        end=each.end,
        kind="name",
        name=spot.name,
        gazetteer=spot.id,
        country=spot.country,
        lat=spot.lat,
        lon=spot.lon,
        radius_km=spot.radius,
        entity=each.entity,
    )
