import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.annotate.numerals import value
from whosays.annotate.quantities import quantities, singular
from whosays.annotate.times import times
from whosays.records import Document


def annotated(text, language="en"):
    return quantities(times(Document(id="x", source="x", format="text/plain", text=text, language=language)))


def read(text, **options):
    document = annotated(text, **options)
    return [
        (document.words((q.start, q.end)), q.kind, q.value, q.unit, q.approximate, q.bound)
        for q in document.quantities
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He took more than $2.4 million.",
            ("more than $2.4 million", "money", 2_400_000, "USD", True, "min"),
        ),
        ("He took 1.3 billion rupees.", ("1.3 billion rupees", "money", 1_300_000_000, None, False, None)),
        ("He took 200 Swiss francs.", ("200 Swiss francs", "money", 200, "CHF", False, None)),
        ("He took 180,000 euros.", ("180,000 euros", "money", 180_000, "EUR", False, None)),
        ("He took 50 dollars.", ("50 dollars", "money", 50, None, False, None)),
        ("He took £2.5m.", ("£2.5m", "money", 2_500_000, "GBP", False, None)),
        ("He took USD 500.", ("USD 500", "money", 500, "USD", False, None)),
        ("Four bodies lay there.", ("Four bodies", "count", 4, "body", False, None)),
        ("Eleven people fled.", ("Eleven people", "count", 11, "person", False, None)),
        ("At least 14 dead.", ("At least 14 dead", "count", 14, "person", True, "min")),
        ("Some 43 wounded soldiers.", ("Some 43 wounded soldiers", "count", 43, "soldier", True, None)),
        ("No more than 50 men.", ("No more than 50 men", "count", 50, "man", True, "max")),
        ("Up to twenty-five armed men.", ("Up to twenty-five armed men", "count", 25, "man", True, "max")),
        ("Fewer than 10 buses.", ("Fewer than 10 buses", "count", 10, "bus", True, "max")),
        ("Hundreds of refugees.", ("Hundreds of refugees", "count", 200, "refugee", True, "min")),
        ("Between 40 and 50 tanks.", ("Between 40 and 50 tanks", "count", 40, "tank", True, "min")),
        ("A force of 40-50 tanks.", ("40-50 tanks", "count", 40, "tank", True, "min")),
        (
            "Two to three million people.",
            ("Two to three million people", "count", 2_000_000, "person", True, "min"),
        ),
        ("A 60-plus nation pact.", ("60-plus nation", "count", 60, "nation", True, "min")),
        ("Including one hostage.", ("one hostage", "count", 1, "hostage", False, None)),
        ("A blast killing 14.", ("14", "count", 14, "person", False, None)),
        ("Nearly 30% of it.", ("Nearly 30%", "percent", 30, "%", True, "max")),
        ("About 12 per cent of it.", ("About 12 per cent", "percent", 12, "%", True, None)),
        ("A road of 12.5 kilometres.", ("12.5 kilometres", "length", 12.5, "km", False, None)),
        ("A road of 10km.", ("10km", "length", 10, "km", False, None)),
        ("A road of six miles.", ("six miles", "length", 6, "[mi_i]", False, None)),
        (
            "It lost 18,000 square kilometers.",
            ("18,000 square kilometers", "other", 18_000, "km2", False, None),
        ),
        ("It lasted two months.", ("two months", "duration", 2, "mo", False, None)),
    ],
)
def test_a_quantity_has_its_value_unit_and_bound(text, expected):
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "In 1998 people fled.",
        "On 9 March 2004 rebels came.",
        "One of them said so.",
        "See page 12 and No. 5 rules.",
        "Call 555-1234 now.",
        "The 3rd and the 27th.",
        "They won 2-1.",
        "An F-16 jets crew.",
        "Two weeks ago.",
        "Of the seven, he was last.",
    ],
)
def test_years_pages_scores_and_pronouns_are_no_quantities(text):
    assert read(text) == []


def test_a_quantity_ends_with_its_sentence():
    assert read("He counted 14. Soldiers came.") == []


def test_in_other_languages_nothing_is_counted():
    assert read("Er nahm $500 und 14 Panzers.", language="de") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two hundred and six", 206),
        ("2.4 million", 2_400_000),
        ("three thousand five hundred", 3500),
        ("one hundred twenty five", 125),
        ("hundred", 100),
        ("two three", None),
        ("twenty ten", None),
    ],
)
def test_number_words_add_up_or_make_no_number(words, expected):
    assert value(words.split()) == expected


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("bodies", "body"),
        ("boxes", "box"),
        ("airmen", "airman"),
        ("tanks", "tank"),
        ("mass", None),
        ("tank", None),
    ],
)
def test_the_singular_of_the_thing_counted(plural, expected):
    assert singular(plural) == expected


PIECES = "14 1,300 two hundred and - to $ million of people dozens % km a one . , No 5 \n\n plus 2.5m"
WORDS = st.sampled_from(PIECES.split(" "))


@given(st.lists(WORDS, max_size=40))
def test_every_quantity_lies_in_the_text(words):
    document = annotated(" ".join(words))
    for one in document.quantities:
        assert 0 <= one.start < one.end <= len(document.text)
        assert "\n\n" not in document.words((one.start, one.end))


@pytest.mark.parametrize("piece", ["9", "9,", "two ", "9 - ", "hundred and ", "$", "14 red ", "1."])
def test_a_long_hostile_text_takes_linear_time(piece):
    annotated(piece * (100_000 // len(piece)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A dozen men fled.", ("A dozen men", "count", 12, "man", False, None)),
        ("Two dozen women fled.", ("Two dozen women", "count", 24, "woman", False, None)),
        ("He took 3 crore rupees.", ("3 crore rupees", "money", 30_000_000, None, False, None)),
        (
            "Tens of thousands of people fled.",
            ("Tens of thousands of people", "count", 20_000, "person", True, "min"),
        ),
        (
            "Hundreds of thousands of men fled.",
            ("Hundreds of thousands of men", "count", 200_000, "man", True, "min"),
        ),
        (
            "It has 12,000-15,000 soldiers.",
            ("12,000-15,000 soldiers", "count", 12_000, "soldier", True, "min"),
        ),
        ("They drove 12 km/h.", ("12 km/h", "other", 12, "km/h", False, None)),
        ("He had 5 pounds of dynamite.", ("5 pounds", "other", 5, "[lb_av]", False, None)),
        ("He had 5 pounds.", ("5 pounds", "money", 5, None, False, None)),
        ("At least 52 were killed.", ("At least 52", "count", 52, "person", True, "min")),
        ("Twelve were arrested.", ("Twelve", "count", 12, "person", False, None)),
    ],
)
def test_figures_that_would_be_wrong_by_their_last_word_alone(text, expected):
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "It cost 1.500 euros.",
        "The room was 2 by x metres.",
        "It is 12 km/x.",
        "52 were late.",
        "Sector 5 was evacuated.",
    ],
)
def test_a_figure_that_is_not_understood_is_left_out(text):
    assert read(text) == []


def test_a_number_after_a_date_stands_by_itself():
    assert read("On 3 May 1994 200 men fled.") == [("200 men", "count", 200, "man", False, None)]


def both(text, **options):
    return [(q.value, q.min, q.max, q.approximate) for q in annotated(text, **options).quantities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Between 40 and 50 tanks.", (40, 40, 50, True)),
        ("From 12 to 15 litres.", (12, 12, 15, True)),
        ("Three or four lorries.", (3, 3, 4, True)),
        ("A 15- to 20-man gang.", (15, 15, 20, True)),
        ("It cost $18-20 million.", (18_000_000, 18_000_000, 20_000_000, True)),
        ("It cost $1bn to $2bn.", (10**9, 10**9, 2 * 10**9, True)),
        ("No fewer than nine men.", (9, 9, None, True)),
        ("Not more than nine men.", (9, None, 9, True)),
        ("Upwards of 30 shells.", (30, 30, None, True)),
        ("Nearly 400 boats.", (400, None, 400, True)),
        ("An estimated 400 boats.", (400, None, None, True)),
        ("30-odd boats.", (30, None, None, True)),
        ("Only four boats.", (4, None, None, False)),
        ("Dozens of boats.", (24, 24, None, True)),
        ("A couple of hundred boats.", (200, 200, None, True)),
        ("Several boats.", (3, 3, None, True)),
        ("A quarter of a million men.", (250_000, None, None, False)),
        ("One and a half million shells.", (1_500_000, None, None, False)),
        ("A third of the cells.", (0.3333, None, None, False)),
        ("Nine out of ten houses.", (0.9, None, None, False)),
        ("Over 1 200 000 people.", (1_200_000, 1_200_000, None, True)),
        ("He paid 12'500 Swiss francs.", (12_500, None, None, False)),
        ("He paid 1.200.000 euros.", (1_200_000, None, None, False)),
        ("It stood at -$3 million.", (-3_000_000, None, None, False)),
        ("It fell to -5 degrees Celsius.", (-5, None, None, False)),
        ("Summary - 14 dead.", (14, None, None, False)),
        ("A hundred and twelve bodies.", (112, None, None, False)),
        ("It cost £90 m.", (90_000_000, None, None, False)),
        ("It is 90 m tall.", (90, None, None, False)),
        ("He had 200 g of it.", (200, None, None, False)),
        ("She is 28 years of age.", (28, None, None, False)),
    ],
)
def test_bounds_are_those_that_the_words_set(text, expected):
    assert both(text) == [expected]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("They burned 300 sq km.", "km2"),
        ("They burned 3 square miles.", "[mi_i]2"),
        ("It held 20 cubic metres.", "m3"),
        ("It lay 12 nautical miles off.", "[nmi_i]"),
        ("Winds of 90 miles per hour.", "[mi_i]/h"),
        ("It drew 45 MW.", "MW"),
        ("A 20-pound charge.", "[lb_av]"),
        ("He paid C$5m.", "CAD"),
        ("He paid Z$5m.", None),
        ("He paid Rs 500.", None),
        ("He paid 40 million CFA francs.", None),
    ],
)
def test_units_are_those_of_ucum_and_iso_4217_or_open(text, unit):
    (found,) = annotated(text).quantities
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "period"),
    [("$400 a month.", "mo"), ("90 euros weekly.", "wk"), ("£5 per day.", "d"), ("£5.", None)],
)
def test_money_keeps_the_time_it_is_for(text, period):
    (found,) = annotated(text).quantities
    assert found.period == period


@pytest.mark.parametrize(
    "text",
    [
        "Mail 192.0.2.44 or call 1-800-555-0148 at once.",
        "Under Law No. 25, Article 14 and Resolution 1373.",
        "The 14 March Alliance met in Block 7.",
        "At 0600 and 1800 hours.",
        "See paragraph 88, ward 3, flight 182.",
        "1" * 100_000,
        "99/99/9999 and 12:99 and 1,2,3,4.",
    ],
)
def test_numbers_that_count_nothing_are_left_out(text):
    assert both(text) == []
