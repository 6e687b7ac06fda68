import time
from datetime import date

import edtf as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.records.edtf import bounds, contains, day_number, is_edtf, overlaps, sort_key

FORMS = [
    ("1998", "1998-01-01", "1998-12-31"),
    ("1998-02", "1998-02-01", "1998-02-28"),
    ("2000-02", "2000-02-01", "2000-02-29"),
    ("2004-03-09", "2004-03-09", "2004-03-09"),
    ("2004-03-09T07:40", "2004-03-09", "2004-03-09"),
    ("2004-03-09T07:40:00Z", "2004-03-09", "2004-03-09"),
    ("2004-03-09T07:40:00+05:30", "2004-03-09", "2004-03-09"),
    ("1998-21", "1998-03-01", "1998-05-31"),
    ("1998-22", "1998-06-01", "1998-08-31"),
    ("1998-23", "1998-09-01", "1998-11-30"),
    ("1998-24", "1998-01-01", "1999-02-28"),
    ("1998-33", "1998-01-01", "1998-03-31"),
    ("1998-36", "1998-10-01", "1998-12-31"),
    ("1998-40", "1998-01-01", "1998-06-30"),
    ("1998-41", "1998-07-01", "1998-12-31"),
    ("199X", "1990-01-01", "1999-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    ("199X-05", "1990-05-01", "1999-05-31"),
    ("199X-02-29", "1992-02-29", "1996-02-29"),
    ("2004-XX-12", "2004-01-12", "2004-12-12"),
    ("2004-XX-31", "2004-01-31", "2004-12-31"),
    ("2004-03-XX", "2004-03-01", "2004-03-31"),
    ("2004-XX-XX", "2004-01-01", "2004-12-31"),
    ("XXXX-12-26", None, None),
    ("XXXX-02-29", None, None),
    ("XXXX-21", None, None),
    ("1998?", "1998-01-01", "1998-12-31"),
    ("1998-03~", "1998-03-01", "1998-03-31"),
    ("1998-03-05%", "1998-03-05", "1998-03-05"),
    ("1998-03/1998-05", "1998-03-01", "1998-05-31"),
    ("1998/..", "1998-01-01", None),
    ("../1998", None, "1998-12-31"),
    ("1998/", "1998-01-01", None),
    ("/1998", None, "1998-12-31"),
    ("9999-24", "9999-01-01", "9999-12-31"),
]

NOT_EDTF = [
    "",
    "0000",
    "98",
    "1998-13",
    "1998-00",
    "1998-3",
    "2003-02-29",
    "2004-04-31",
    "2004-02-00",
    "1901-02-29/1902",
    "XXXX-02-30",
    "1998-21-01",
    "1998-25",
    "2004-03-09T25:00",
    "2004-03-09T07:60",
    "2004-03-XXT07:40",
    "2004-03-09T",
    "1X98",
    "X998",
    "1999/1998",
    "/",
    "../..",
    "../",
    "1998//1999",
    "1998/1999/2000",
    "1998??",
    "1998\n",
    " 1998",
    "１９９８",
    "last year",
    "\x00",
    "1998-03-05~?",
    "2" * 1_000_000,
    "/" * 1_000_000,
]


@pytest.mark.parametrize(("text", "first", "last"), FORMS)
def test_a_date_has_a_first_and_a_last_possible_day(text, first, last):
    assert is_edtf(text)
    assert bounds(text) == (first, last)


@pytest.mark.parametrize("text", NOT_EDTF, ids=lambda text: repr(text[:20]))
def test_what_is_no_date_is_refused_with_its_text(text):
    assert not is_edtf(text)
    with pytest.raises(ValueError, match="Not a date in EDTF") as refusal:
        bounds(text)
    assert repr(text[:60]) in str(refusal.value)


@given(st.text(alphabet="0123456789X-/.~?%T:Z", max_size=24))
def test_no_text_does_more_than_be_refused(text):
    assert isinstance(is_edtf(text), bool)
    if is_edtf(text):
        first, last = bounds(text)
        assert first is None or date.fromisoformat(first)
        assert last is None or date.fromisoformat(last)
        assert first is None or last is None or first <= last
        assert sort_key(text)


def _spelled(day: date) -> st.SearchStrategy[str]:
    iso = day.isoformat()
    return st.sampled_from(
        [
            iso,
            iso[:7],
            iso[:4],
            iso[:3] + "X",
            iso[:2] + "XX",
            f"{iso[:4]}-21",
            f"{iso[:4]}-22",
            f"{iso[:4]}-23",
            f"{iso[:4]}-33",
            f"{iso[:4]}-36",
            f"{iso[:4]}-XX-{min(day.day, 28):02}",
        ]
    )


SPELLED = st.dates(date(1000, 1, 1), date(9998, 12, 31)).flatmap(_spelled)


@given(SPELLED)
def test_bounds_are_those_of_the_edtf_package(text):
    parsed = oracle.parse_edtf(text)
    first, last = bounds(text)
    assert first == time.strftime("%Y-%m-%d", parsed.lower_strict())
    assert last == time.strftime("%Y-%m-%d", parsed.upper_strict())


@given(SPELLED, SPELLED)
def test_an_interval_reaches_from_its_first_date_to_its_last(one, other):
    begin, end = sorted([one, other], key=lambda text: bounds(text)[0])
    both = f"{begin}/{end}"
    assert is_edtf(both)
    assert bounds(both) == (bounds(begin)[0], bounds(end)[1])


@given(SPELLED, SPELLED)
def test_what_contains_a_date_overlaps_it(one, other):
    assert overlaps(one, other) == overlaps(other, one)
    assert contains(one, one)
    if contains(one, other):
        assert overlaps(one, other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1998", "1998-03-05", True),
        ("1998-03", "1998-04", False),
        ("1998-03/1998-05", "1998-05-31", True),
        ("1998-03/1998-05", "1998-06-01", False),
        ("1998/..", "2030", True),
        ("1998/..", "1997", False),
        ("../1998", "1950", True),
        ("XXXX-12-26", "1998", True),
    ],
)
def test_dates_overlap_where_one_day_may_be_both(one, other, expected):
    assert overlaps(one, other) is expected


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("1998", "1998-03-05", True),
        ("1998-03-05", "1998", False),
        ("199X", "1998", True),
        ("1998/..", "2004", True),
        ("../1998", "2004", False),
        ("1998/", "2004", False),
        ("XXXX-12-26", "1998-12-26", False),
        ("../1998", "XXXX-12-26", False),
    ],
)
def test_a_date_contains_only_what_surely_lies_in_it(outer, inner, expected):
    assert contains(outer, inner) is expected


def test_a_chronology_goes_by_the_first_day_then_by_how_well_it_is_known():
    chronology = [
        "199X",
        "1997/1998",
        "../1997",
        "1998-01-01T07:40",
        "1998-01-01T12:00",
        "1998-01-01",
        "1998-01",
        "1998-33",
        "1998",
        "1998-24",
        "1998/..",
        "1998-03",
        "1998-21",
        "1998-03-05",
        "XXXX-03-09",
        "XXXX-12-26",
        None,
    ]
    backwards = list(reversed(chronology))
    assert sorted(backwards, key=sort_key) == chronology


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        ("0001-01-01", 1),
        ("1998-03-02", date(1998, 3, 2).toordinal()),
        ("1998-03-02T07:40", date(1998, 3, 2).toordinal()),
        ("1998-03", None),
        ("1998-03-02/1998-03-03", None),
        ("XXXX-03-02", None),
        ("no date", None),
        (None, None),
    ],
)
def test_only_one_day_has_a_number(edtf: str | None, day: int | None) -> None:
    assert day_number(edtf) == day
