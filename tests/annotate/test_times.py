from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.annotate.times import times
from whosays.records import Block, Document
from whosays.records.edtf import is_edtf


def read(text, published=None, language="en", blocks=()):
    document = Document(
        id="x",
        source="x.txt",
        format="text/plain",
        text=text,
        published=published,
        language=language,
        blocks=blocks,
    )
    return [(document.words((t.start, t.end)), t.type, t.value, t.edtf) for t in times(document).times]


def edtfs(text, published=None, **options):
    return [edtf for _, _, _, edtf in read(text, published, **options)]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("It burned on 9 March 2004.", "9 March 2004", "2004-03-09"),
        ("It burned on March 9, 2004, at sea.", "March 9, 2004", "2004-03-09"),
        ("It burned on the 9th of March 2004.", "the 9th of March 2004", "2004-03-09"),
        ("It burned on Tuesday, March 9, 2004.", "Tuesday, March 9, 2004", "2004-03-09"),
        ("It burned on 2004-03-09.", "2004-03-09", "2004-03-09"),
        ("It burned on 23.03.2004.", "23.03.2004", "2004-03-23"),
        ("It burned on 03/03/2004.", "03/03/2004", "2004-03-03"),
        ("It burned on 13/2/98.", "13/2/98", "1998-02-13"),
        ("In March 7, 1998 the league split.", "March 7, 1998", "1998-03-07"),
        ("TARVO, 3 JAN 90 -- A LORRY BURNED.", "3 JAN 90", "1990-01-03"),
        ("TARVO, 30 DECEMBER 1989 -- A LORRY BURNED.", "30 DECEMBER 1989", "1989-12-30"),
        ("It opened in March 1998.", "March 1998", "1998-03"),
        ("It opened in Sept. 1998.", "Sept. 1998", "1998-09"),
        ("In 1998 people fled.", "1998", "1998"),
        ("In March 12 people were shot.", "March", "XXXX-03"),
        ("On March 12 people were shot.", "March 12", "XXXX-03-12"),
        ("On 9 March 2004 rebels came.", "9 March 2004", "2004-03-09"),
        ("In 1998, the league split.", "1998", "1998"),
        ("Peace came in early 1994.", "early 1994", "1994"),
        ("Peace came in mid-1994.", "mid-1994", "1994"),
        ("The 1980s were hard.", "The 1980s", "198X"),
        ("In the late 80's he left.", "the late 80's", "198X"),
        ("In the nineties he left.", "the nineties", "199X"),
        ("A bridge of the 19th century.", "the 19th century", "18XX"),
        ("They met in spring 1998.", "spring 1998", "1998-21"),
        ("They met in the summer of 2017.", "the summer of 2017", "2017-22"),
        ("In the third quarter of 1998 it rose.", "the third quarter of 1998", "1998-35"),
        ("He led it from 1994 to 1998.", "1994 to 1998", "1994/1998"),
        ("Killed between 3 and 9 March 2004.", "3 and 9 March 2004", "2004-03-03/2004-03-09"),
        ("He led it 1994-1998.", "1994-1998", "1994/1998"),
        ("On the morning of 9 March 2004 it fell.", "the morning of 9 March 2004", "2004-03-09"),
        ("At 2004-03-09T07:40:00Z it fell.", "2004-03-09T07:40:00Z", "2004-03-09"),
    ],
)
def test_a_date_that_the_text_gives_whole_is_read(text, words, edtf):
    assert [(w, e) for w, _, _, e in read(text)] == [(words, edtf)]


def test_dates_in_a_list_share_the_year():
    text = "Raids came on June 2, June 9 and June 11, 1998."
    assert edtfs(text) == ["1998-06-02", "1998-06-09", "1998-06-11"]
    assert edtfs("Raids on 5, 7 and 9 March 2004.") == ["2004-03-05", "2004-03-07", "2004-03-09"]
    assert edtfs("From December 30 to January 2, 1999 it rained.") == ["1998-12-30/1999-01-02"]


def test_a_date_in_figures_with_two_readings_has_no_edtf():
    assert read("It burned on 03/04/2004.") == [("03/04/2004", "DATE", "2004-XX-XX", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Second Lieutenant Arno Tell may march at once.",
        "They may leave, and the march went on.",
        "Some 1998 people were counted.",
        "See page 1998 and Resolution 1973.",
        "On 31 February 2004 nothing was.",
        "It says 99/99/9999 and 31/02/2004 and 00.00.0000.",
        "The server 192.168.1.1 fell.",
        "The 27-year-old was held.",
        "The 12 May Movement claimed it.",
        "He paid $1998 for it.",
        "Between 1500 and 2000 were hurt.",
        "It grew by 2000 men.",
        "It fell in 1279 BC, in the 6th century B.C.",
        "An F-16 fell; call 555-1998.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert read(text, "2004-03-12") == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("He was killed today.", "2004-03-12"),
        ("He was killed yesterday.", "2004-03-11"),
        ("He leaves tomorrow.", "2004-03-13"),
        ("He was killed on Tuesday.", "2004-03-09"),
        ("He was killed on Friday.", "2004-03-12"),
        ("He was killed last Tuesday.", "2004-03-09"),
        ("They will meet on Tuesday.", "2004-03-16"),
        ("Talks Tuesday.", None),
        ("He was killed on March 9.", "2004-03-09"),
        ("He was killed on Tuesday, March 9.", "2004-03-09"),
        ("He was killed on Monday, March 9.", "XXXX-03-09"),
        ("TARVO, 30 DECEMBER -- A LORRY WAS BURNED.", "2003-12-30"),
        ("They will meet on April 2.", "2004-04-02"),
        ("The bond was payable on December 1.", "2003-12-01"),
        ("It fell this week.", "2004-03-08/2004-03-14"),
        ("It fell last month.", "2004-02"),
        ("It fell last year.", "2003"),
        ("It fell three days ago.", "2004-03-09"),
        ("It fell two weeks ago.", "2004-02-27~"),
        ("It fell five years ago.", "1999~"),
        ("It fell last spring.", "2003-21"),
        ("It fell last winter.", "2002-12/2003-02"),
        ("It fell on Tuesday morning.", "2004-03-09"),
        ("In June last year it fell.", "2003-06"),
    ],
)
def test_times_count_from_the_day_of_publication(text, edtf):
    if "last winter" in text:
        # In March the winter that has just ended is the last one.
        edtf = "2003-12/2004-02"
    assert edtfs(text, "2004-03-12") == [edtf]


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("He was killed today.", "PRESENT_REF", None),
        ("He was killed yesterday.", "PAST_REF", None),
        ("He was killed on March 9.", "XXXX-03-09", "XXXX-03-09"),
        ("He was killed on Tuesday.", "XXXX-WXX-2", None),
        ("He was killed last year.", "XXXX", None),
        ("He was killed two weeks ago.", "PAST_REF", None),
        ("It is held in September.", "XXXX-09", "XXXX-09"),
    ],
)
@pytest.mark.parametrize("published", [None, "2004~", "2004/2005"])
def test_with_no_sure_date_of_the_document_a_relative_time_stays_open(text, value, edtf, published):
    assert [(v, e) for _, _, v, e in read(text, published)] == [(value, edtf)]


def test_a_paragraph_that_speaks_of_another_year_leaves_a_day_without_year_open():
    assert edtfs("In 1998 the league split. On March 9 it struck.", "2004-03-12") == ["1998", "XXXX-03-09"]


def test_today_within_quotation_marks_is_not_the_documents_day():
    assert edtfs('"He was killed today," she said.', "2004-03-12") == [None]


def blocks(*parts):
    text, found = "", []
    for kind, words in parts:
        found.append(Block(start=len(text), end=len(text) + len(words), kind=kind, level=kind == "heading"))
        text += words + "\n\n"
    return {"text": text, "blocks": tuple(found)}


def test_a_heading_gives_the_year_to_what_stands_under_it():
    page = blocks(
        ("heading", "1998"), ("item", "5 March: a raid."), ("heading", "1999"), ("item", "7 May: a truce.")
    )
    assert edtfs(published="2004-03-12", **page) == ["1998", "1998-03-05", "1999", "1999-05-07"]


def test_a_lead_in_gives_the_year_to_its_list_alone():
    page = blocks(
        ("paragraph", "Raids in 1998:"), ("item", "5 March: a raid."), ("paragraph", "On 7 May it was over.")
    )
    assert edtfs(published=None, **page) == ["1998", "1998-03-05", "XXXX-05-07"]


def test_a_heading_with_two_years_gives_none():
    page = blocks(("heading", "1998 and 1999"), ("item", "5 March: a raid."))
    assert edtfs(published="2004-03-12", **page)[-1] == "XXXX-03-05"


def test_no_time_reaches_over_the_end_of_a_block():
    page = blocks(("item", "Held since March"), ("item", "9 people, 2004 in all"))
    assert "2004-03-09" not in str(read(published=None, **page))


def test_days_earlier_count_from_the_day_told_just_before():
    text = "He fell on 9 March 2004. Two days earlier he had written."
    assert edtfs(text) == ["2004-03-09", "2004-03-07"]
    assert edtfs("Two days earlier he had written.") == [None]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("It lasted nine days.", "DURATION", "P9D"),
        ("It lasted for a week.", "DURATION", "P1W"),
        ("A two-year siege.", "DURATION", "P2Y"),
        ("It took several years.", "DURATION", "PXY"),
        ("Over the past 20-plus months.", "DURATION", "P20M"),
        ("It meets every week.", "SET", "P1W"),
        ("It meets every Monday.", "SET", "XXXX-WXX-1"),
        ("A daily count.", "SET", "P1D"),
        ("At 7.40 a.m. on 9 March 2004.", "TIME", "2004-03-09T07:40"),
        ("On 9 March 2004 at 7:40 p.m.", "TIME", "2004-03-09T19:40"),
        ("He is ill now.", "DATE", "PRESENT_REF"),
    ],
)
def test_durations_sets_and_times_of_day_have_their_timex_values(text, kind, value):
    assert [(t, v) for _, t, v, _ in read(text)] == [(kind, value)]


def test_in_other_languages_only_dates_in_figures_are_read():
    text = "Am 9. März 2004, 2004-03-09, 23.03.2004: im April, in 1998."
    assert edtfs(text, language="de") == ["2004-03-09", "2004-03-23"]


PIECES = (
    "March May 9 31 2004 1998 , . - – and to from between last next Tuesday week ago 1980s 3/4/2004 7.40 "
    "a.m. the of in every quarter third nine days \n\n early spring 99/99/9999 ' 's “ ” \u202e \ud800 '98 "
    "0000 000000 1998-99"
)
WORDS = st.sampled_from(PIECES.split(" "))


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("Forty years ago today the League was founded.", "Forty years ago today", "1964-03-12"),
        ("A month ago today it burned.", "A month ago today", "2004-02-12"),
        ("Two weeks ago yesterday it burned.", "Two weeks ago yesterday", "2004-02-26"),
        ("Ten years ago this month it burned.", "Ten years ago this month", "1994-03"),
        ("Ten years ago this week it burned.", "Ten years ago this week", "1994-03~"),
        ("Some ten years ago, on 4 March, it burned.", "ten years ago, on 4 March", "1994-03-04"),
        ("Two years ago, on 4 October, it burned.", "Two years ago, on 4 October", "XXXX-10-04"),
        ("It burned on 4 March two years ago.", "4 March two years ago", "2002-03-04"),
        ("Almost forty years ago today it burned.", "Almost forty years ago today", "1964-03-12~"),
        ("Half a century ago today it burned.", "Half a century ago today", None),
        ("A week ago Monday it burned.", "A week ago Monday", None),
        ("It burned the day before yesterday.", "the day before yesterday", "2004-03-10"),
        ("It closes a week from today.", "a week from today", "2004-03-19"),
        ("It closes two weeks from now.", "two weeks from now", "2004-03-26~"),
        ("The Sunday before last it burned.", "The Sunday before last", "2004-02-29"),
        ("On Monday of last week it burned.", "Monday of last week", "2004-03-01"),
        ("It burned the year before last.", "the year before last", "2002"),
        ("It burned on 4 March last year.", "4 March last year", "2003-03-04"),
        ("It burned last year on 4 March.", "last year on 4 March", "2003-03-04"),
        ("On this day in 1998 it burned.", "this day in 1998", "1998-03-12"),
        ("It burned today last year.", "today last year", "2003-03-12"),
        ("Today week it closes.", "Today week", None),
    ],
)
def test_no_part_of_a_time_put_together_of_two_is_taken_alone(text, words, edtf):
    assert [(found, value) for found, _, _, value in read(text, "2004-03-12")] == [(words, edtf)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On 4 May 1998 he fled. A year before that day he was free.", "1997-05-04~"),
        ("On 4 May 1998 he fled. He was caught the following Tuesday.", "1998-05-05"),
        ("On 4 May 1998 he fled. The previous Sunday he was free.", "1998-05-03"),
        ("In June 1998 he fled. The following May he was caught.", "1999-05"),
        ("On 4 May 1998 he fled. He was caught on 4 June the following year.", "1999-06-04"),
        ("He was caught the following Tuesday.", None),
        ("He was caught the following May.", "XXXX-05"),
        ("On the Sunday he was caught.", None),
    ],
)
def test_what_follows_in_a_tale_counts_from_the_time_told_before(text, edtf):
    assert edtfs(text, "2004-03-12")[-1] == edtf


def test_a_date_with_its_year_stands_by_itself_beside_ago():
    assert edtfs("Ten years ago, on 4 May 1993, it burned.", "2004-03-12") == ["1994~", "1993-05-04"]


def test_a_relative_day_in_a_name_is_no_time():
    assert read("He works for Ostland Today, a newspaper.", "2004-03-12") == []


def test_what_leaves_the_calendar_has_no_edtf():
    assert edtfs("It burned last spring.", "0001-01-01") == [None]


@given(
    st.lists(WORDS, max_size=40),
    st.sampled_from([None, "2004-03-12", "2004", "0001-01-01", "9999-12-31", "x"]),
)
def test_every_time_lies_in_the_text_and_has_a_valid_edtf(words, published):
    document = times(
        Document(
            id="x", source="x", format="text/plain", text=" ".join(words), published=published, language="en"
        )
    )
    for one, other in pairwise(document.times):
        assert one.end <= other.start
    for time in document.times:
        assert 0 <= time.start < time.end <= len(document.text)
        assert time.value
        assert time.edtf is None or is_edtf(time.edtf)


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "9 ",
        "March ",
        "1/",
        "9, ",
        "'",
        "a.",
        "two ",
        "1998-",
        "today ",
        '"today" ',
        "May 9, ",
        "in 1998 ",
    ],
)
def test_a_long_hostile_text_takes_linear_time(piece):
    times(
        Document(
            id="x",
            source="x",
            format="text/plain",
            text=piece * (100_000 // len(piece)),
            published="2004-03-12",
        )
    )


# ── holidays, quarters, halves ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "words", "value", "edtf"),
    [
        ("They met on Christmas Day, 1994.", "Christmas Day, 1994", "1994-12-25", "1994-12-25"),
        ("They met on Christmas Eve.", "Christmas Eve", "1997-12-24", "1997-12-24"),
        ("They will meet next Christmas.", "next Christmas", "1998-12-25", "1998-12-25"),
        ("They met on Boxing Day.", "Boxing Day", "1997-12-26", "1997-12-26"),
        ("They met on Thanksgiving Day.", "Thanksgiving Day", "1997-11-27", None),
        ("They met on Easter Monday.", "Easter Monday", "1998-04-13", None),
        ("They met on Good Friday.", "Good Friday", "1998-04-10", None),
        ("They met on New Year's Eve.", "New Year's Eve", "1997-12-31", "1997-12-31"),
        ("They met on New Year's Day, 1994.", "New Year's Day, 1994", "1994-01-01", "1994-01-01"),
        ("They met on Valentine's Day.", "Valentine's Day", "1998-02-14", "1998-02-14"),
    ],
)
def test_a_holiday_is_its_day_and_only_sure_where_all_keep_it_then(text, words, value, edtf):
    assert read(text, "1998-05-04") == [(words, "DATE", value, edtf)]


def test_a_holiday_of_no_known_year_stays_open():
    assert read("They met at Christmas.") == [("Christmas", "DATE", "XXXX-12-25", "XXXX-12-25")]
    assert read("They met at Easter.") == [("Easter", "DATE", "XXXX-XX-XX", None)]


@pytest.mark.parametrize(
    "text", ["The Good Friday Agreement held.", "He sent a Christmas card.", "a good day"]
)
def test_what_is_named_after_a_holiday_is_no_day(text):
    assert read(text, "1998-05-04") == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In the second quarter of 1994 it lost. For the quarter, sales fell.", ["1994-Q2", "1994-Q2"]),
        ("In the second quarter of 1994 it lost, unlike the year-earlier quarter.", ["1994-Q2", "1993-Q2"]),
        ("In the second quarter of 1994 it lost; a year earlier it had won.", ["1994-Q2", "1993-Q2"]),
        ("In the latest quarter sales fell.", ["1998-Q1"]),
        ("It was a year ago.", ["1997"]),
    ],
)
def test_a_quarter_that_is_not_named_is_the_one_told_last(text, values):
    assert [value for _, _, value, _ in read(text, "1998-05-04")] == values
    assert all(
        edtf is None for words, _, _, edtf in read(text, "1998-05-04") if "year" in words and "-" in words
    )


def test_another_day_after_good_is_that_day():
    assert read("They had a good Tuesday.", "1998-05-04")[0][:3] == ("Tuesday", "DATE", "1998-04-28")


def test_a_quarter_of_a_city_is_none():
    assert read("They searched the quarter of the weavers.", "1998-05-04") == []


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It took 2 1/2 years.", "2 1/2 years", "P2Y6M"),
        ("It took two and a half hours.", "two and a half hours", "PT2H30M"),
        ("It took a year and a half.", "a year and a half", "P1Y6M"),
        ("It took two to three weeks.", "two to three weeks", "PXW"),
        ("It took 20 more years.", "20 more years", "P20Y"),
        ("A day-long talk.", "day-long", "P1D"),
        ("A decades-long feud.", "decades-long", "PXY"),
    ],
)
def test_halves_ranges_and_lengths_are_durations(text, words, value):
    assert read(text) == [(words, "DURATION", value, None)]


def test_as_soon_as_tells_of_what_is_to_come():
    assert edtfs("They left; he may come as soon as Tuesday.", "2000-04-03") == ["2000-04-04"]


def test_a_clock_with_no_day_is_most_likely_of_the_day_told_last_and_not_sure():
    assert read("They met on Monday.\n\nAt 7:15 p.m. it rained.", "1998-05-04")[1] == (
        "7:15 p.m.",
        "TIME",
        "1998-05-04T19:15",
        None,
    )


def test_a_year_before_a_dash_is_a_year():
    assert edtfs("It ended in 1984 -- too late.") == ["1984"]


# ── other calendars ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("He was shot on 22 Bahman 1357.", "22 Bahman 1357", "1979-02-11"),
        ("He was shot on the 7th of Saur 1357.", "the 7th of Saur 1357", "1978-04-27"),
        ("They met in Mehr 1359.", "Mehr 1359", "1980-09-23/1980-10-22"),
        ("He was shot on 12 Tir 1367.", "12 Tir 1367", "1988-07-03"),
        ("He was shot on 12 Yekatit 1966.", "12 Yekatit 1966", "1974-02-19"),
        ("He was shot on 1 Tir 1967.", "1 Tir 1967", "1975-01-09"),
        ("He was shot on 1 Muharram 1400 AH.", "1 Muharram 1400 AH", "1979-11-21~"),
        ("He was shot on 12 Rabi al-Awwal 1415.", "12 Rabi al-Awwal 1415", "1994-08-19~"),
        ("They met in Ramadan 2003.", "Ramadan 2003", "2003-10-27~/2003-11-25~"),
        ("They met in 1400 AH.", "1400 AH", "1979-11-21~/1980-11-08~"),
    ],
)
def test_dates_of_other_calendars_keep_their_words_and_have_an_edtf_of_ours(text, words, edtf):
    assert [(found, told) for found, _, _, told in read(text)] == [(words, edtf)]


@pytest.mark.parametrize(
    "text",
    [
        "In Ramadan 1997 they met.",  # two began in that year
        "He was shot on 31 Ramadan 1415.",
        "He was shot on 31 Mehr 1359.",
        "Azar 1998 was a firm.",
        "A mehr of 1300 coins.",
    ],
)
def test_what_no_calendar_has_is_no_day_of_it(text):
    assert not [edtf for edtf in edtfs(text) if edtf is not None and len(edtf) > 4]


def test_a_season_alone_has_the_year_of_the_heading_above_it_or_none():
    page = blocks(("heading", "1986"), ("item", "Spring: the league is formed."))
    assert edtfs(**page) == ["1986", "1986-21"]
    assert edtfs(**blocks(("paragraph", "Spring: the league is formed."))) == []
    assert edtfs("It was formed in spring.") == ["XXXX-21"]


def test_the_year_of_the_last_of_a_list_is_that_of_all_also_where_it_is_counted():
    text = "They shelled it on 2 March, 9 March and 16 March this year."
    assert edtfs(text, "2000-04-02") == ["2000-03-02", "2000-03-09", "2000-03-16"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It burned twice last year, in March and in October.", ["1987", "1987-03", "1987-10"]),
        ("In 1991, in May, it burned again.", ["1991", "1991-05"]),
    ],
)
def test_months_behind_a_year_are_of_that_year(text, edtf):
    assert edtfs(text, "1988-06-18") == edtf


def test_a_day_of_the_week_tells_the_year_among_those_that_the_report_names():
    text = "It began on 9 March 2004. On Sunday, 21 March, they came."
    assert edtfs(text, "2004-09") == ["2004-03-09", "2004-03-21"]
    assert edtfs(text.replace("Sunday", "Monday"), "2004-09")[1] == "XXXX-03-21"


@pytest.mark.parametrize(
    ("text", "published", "edtf"),
    [
        ("It began on 9 March 2004. On 21 March they came.", "2004-09", "2004-03-21"),
        ("They came on 21 November.", "2004-02", "2003-11-21"),
        ("They came on 21 March.", "2004-11", "XXXX-03-21"),  # it may as well be March of another year
        ("It began in 1998. On 21 March they came.", "2004-09", "XXXX-03-21"),
        ("They will come on 21 March.", "2004-09", "XXXX-03-21"),
        ("They came on 21 March.", "2004", "XXXX-03-21"),
    ],
)
def test_a_report_dated_to_the_month_tells_the_year_of_the_half_year_before_it(text, published, edtf):
    assert edtfs(text, published)[-1] == edtf


def test_a_month_at_the_head_of_an_item_is_of_the_year_above():
    page = blocks(("heading", "1998"), ("item", "June: a raid."), ("item", "May: a truce."))
    assert edtfs(**page) == ["1998", "1998-06", "1998-05"]


def test_a_month_at_the_head_of_a_turn_may_be_who_speaks():
    page = blocks(("paragraph", "MARK: Who is there?"), ("paragraph", "June: A friend."))
    assert edtfs(published="1998-06-02", **page) == []
