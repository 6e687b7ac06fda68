import pytest

from whosays.records.derived import Figure, Where
from whosays.views.figures import figure_words, measures, place_words
from whosays.views.wording import when_words


def figure(**given):
    plain = {
        "start": 0,
        "end": 1,
        "kind": "count",
        "value": 40,
        "unit": "person",
        "role": None,
        "min": None,
        "max": None,
        "approximate": False,
        "period": None,
    }
    return Figure(**{**plain, **given})


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"role": "dead"}, "40 dead"),
        ({"role": "wounded", "min": 40, "approximate": True}, "≥ 40 wounded"),
        ({"unit": "tank", "max": 40, "approximate": True}, "≤ 40 × tank"),
        ({"unit": "tank", "role": "seized"}, "40 × tank, seized"),
        ({"min": 40, "max": 50, "unit": None, "approximate": True}, "40–50"),
        ({"value": 1200, "unit": "boat", "approximate": True}, "~ 1,200 × boat"),
        ({"kind": "money", "value": 2400000, "unit": "USD"}, "2,400,000 USD"),
        ({"kind": "money", "value": 400, "unit": None, "period": "mo"}, "400 a month"),
        ({"kind": "percent", "value": 2.5, "unit": "%"}, "2.5%"),
        ({"kind": "other", "value": 0.5, "unit": "1"}, "0.5 of the whole"),
        ({"kind": "other", "value": -12, "unit": "Cel"}, "-12 Cel"),
        ({"kind": "duration", "value": 34, "unit": "a", "role": "age"}, "34 a, age"),
    ],
)
def test_figures_are_shown_with_their_bounds_and_what_they_count(given, words):
    assert figure_words(figure(**given)) == words


def test_a_place_is_shown_with_its_point_and_how_rough_it_is():
    place = Where(
        start=0,
        end=1,
        kind="relative",
        name="near Velm",
        gazetteer=None,
        country="SN",
        lat=1.234,
        lon=-2.5,
        radius_km=15.6,
        entity=None,
    )
    assert place_words(place) == "near Velm (1.23, -2.50 ± 16 km, SN)"
    assert measures([place], [figure(role="dead")]) == "near Velm (1.23, -2.50 ± 16 km, SN) · 40 dead"
    assert measures([], []) == ""


def test_words_that_count_from_an_undated_page_say_so():
    assert when_words("yesterday", of_document=True) == "“yesterday”, as of the document, undated"
    assert when_words("yesterday", of_document=False) == "“yesterday”"
