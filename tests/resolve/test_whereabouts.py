from whosays.records import Document, Entity, Mention, Place, Quantity, Statement
from whosays.resolve.whereabouts import Whereabouts, figure, figures_of

TEXT = "A bomb went off 60 km west of Velm, police said. A man from Dorna was held in Karsk."


def at(words):
    start = TEXT.index(words)
    return start, start + len(words)


def place(words, kind="name", entity=None):
    start, end = at(words)
    return Place(start=start, end=end, kind=kind, name=words, lat=1.0, lon=2.0, radius_km=3.0, entity=entity)


def statement(words, **roles):
    start, end = at(words)
    return Statement(
        id="s1", start=start, end=end, kind="event", type="ASSAULT", trigger=(start, start + 1), roles=roles
    )


def document(*places, mentions=()):
    return Document(
        id="x",
        source="x",
        format="text/plain",
        text=TEXT,
        places=places,
        mentions=mentions,
        entities=tuple(Entity(id=m.entity, type="Place", name="Velm") for m in mentions),
    )


VELM, WEST = place("Velm", entity="e1"), place("60 km west of Velm", "relative")
DORNA, KARSK = place("Dorna"), place("Karsk")


def found(of, *places, mentions=()):
    there = Whereabouts(document(*places, mentions=mentions), {"e1": "e-1"})
    return [TEXT[where.start : where.end] for where in there.of(of)]


def test_the_place_of_a_role_is_the_widest_passage_around_it():
    start, end = at("Velm")
    mention = Mention(start=start, end=end, type="Place", kind="name", entity="e1")
    said = statement("A bomb went off 60 km west of Velm", place=(0,))
    assert found(said, VELM, WEST, mentions=(mention,)) == ["60 km west of Velm"]
    assert found(said, VELM, mentions=(mention,)) == ["Velm"]


def test_without_a_role_the_one_place_behind_in_or_at_is_taken():
    assert found(statement("A man from Dorna was held in Karsk"), KARSK) == ["Karsk"]
    assert found(statement("A bomb went off 60 km west of Velm"), VELM, WEST) == ["60 km west of Velm"]


def test_of_two_places_none_is_taken_and_where_somebody_is_from_is_no_place_of_the_event():
    assert found(statement("A man from Dorna was held in Karsk"), DORNA, KARSK) == []
    assert found(statement("A man from Dorna was held in Karsk"), DORNA) == []


def test_all_places_are_kept_with_the_entities_of_the_casebook():
    there = Whereabouts(document(VELM, WEST), {"e1": "e-1"}).all()
    assert [(where.name, where.entity) for where in there] == [("60 km west of Velm", None), ("Velm", "e-1")]


def test_a_figure_keeps_what_the_words_bound():
    start, end = at("60 km")
    kept = figure(
        Quantity(
            start=start, end=end, kind="length", value=60, unit="km", min=60, approximate=True, bound="min"
        )
    )
    assert (kept.value, kept.min, kept.max, kept.unit, kept.approximate) == (60, 60, None, "km", True)


def test_numbers_that_say_what_befell_somebody_belong_to_the_words_that_they_stand_in():
    text = "A blast killed nine and wounded 40 in 3 camps. Ten were hanged."
    spans = {
        words: (text.index(words), text.index(words) + len(words)) for words in ("nine", "40", "3", "Ten")
    }
    roles = {"nine": "dead", "40": "wounded", "3": None, "Ten": "executed"}
    found = tuple(
        Quantity(start=start, end=end, kind="count", value=1, unit="person", role=roles[words])
        for words, (start, end) in spans.items()
    )
    report = Document(id="x", source="x", format="text/plain", text=text, quantities=found)
    said = Statement(
        id="s1", start=0, end=text.index("."), kind="event", type="ASSAULT", trigger=(8, 14), quantities=(0,)
    )
    assert [text[f.start : f.end] for f in figures_of(report, said)] == ["nine", "40"]
