import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from whosays import lexicon
from whosays.annotate.model.words import _LONGEST_CONTRACTION, WordLexicon, words


def split(text):
    """The words of a text; "|" stands before one that is glued to the word before it."""
    return " ".join("|" * glued + text[start:end] for start, end, glued in words(text))


def same(text, expected):
    """Whether the words are these, in any case."""
    assert split(text) == expected
    assert split(text.upper()) == expected.upper()
    assert split(text.lower()) == expected.lower()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The guards don't sleep.", "The guards do |n't sleep ."),
        ("They cannot, and won’t.", "They can |not , and wo |n’t ."),
        ("Tolm's army, the rebels' camp", "Tolm |'s army , the rebels |' camp"),
        ("We're gonna go; I'm sure you've seen it", "We |'re gon |na go ; I |'m sure you |'ve seen it"),
        ("dont ask, thats all", "do |nt ask , that |s all"),
        ("I dunno", "I du |n |no"),
        ("Its walls were well built", "Its walls were well built"),
        ("'the rebels' he said", "' the rebels ' he said"),
        ("O'Brell of L'Orme came at six o'clock", "O'Brell of L'Orme came at six o'clock"),
        ("Send 'em back", "Send 'em back"),
        ("the U.N.'s envoy", "the U.N. |'s envoy"),
    ],
)
def test_clitics_are_words_of_their_own(text, expected):
    same(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 15-year-old boy", "a 15 - year - old boy"),
        ("an anti-war e-mail from the ex-mayor", "an anti-war e-mail from the ex-mayor"),
        ("in mid-1980s Velm", "in mid-1980s Velm"),
        ("sent by e-mail.", "sent by e-mail ."),
        ("and/or", "and / or"),
        ("the road--closed", "the road -- closed"),
        ("10-12 dead, 500-1000 hurt", "10 - 12 dead , 500 - 1000 hurt"),
    ],
)
def test_hyphens_stand_alone_save_after_an_affix(text, expected):
    same(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Orlan and Gen. J. K. Bree met.", "Dr. Orlan and Gen. J. K. Bree met ."),
        (
            "the U.N. envoy, Ph.D., left at 5 p.m. from Velm.",
            "the U.N. envoy , Ph.D. , left at 5 p.m. from Velm .",
        ),
        ("Unit No. 4 said no. Nobody came", "Unit No. 4 said no . Nobody came"),
        ("He sat. On Sat. 12 he stood", "He sat . On Sat. 12 he stood"),
        ("guns, shells, etc., were found", "guns , shells , etc. , were found"),
        ("guns, shells, etc. They left", "guns , shells , etc . They left"),
        ("So do I. He left", "So do I . He left"),
        ("Korvel Inc. and Maas Co. paid", "Korvel Inc. and Maas Co. paid"),
    ],
)
def test_a_stop_belongs_to_an_abbreviation_or_ends_a_sentence(text, expected):
    same(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$5m, 25%, 1,300.50 and .5", "$ 5 m , 25 % , 1,300.50 and .5"),
        ("at 10am or 7:40pm on 3/4/2011", "at 10 am or 7:40 pm on 3/4/2011"),
        ("the 3rd, the 1980s, the 1990's, the '80s", "the 3rd , the 1980s , the 1990's , the '80s"),
        ("call +44 or 555-0147 or 212-555-0147", "call +44 or 555-0147 or 212-555-0147"),
        ("sources [13,14]", "sources [ 13 , 14 ]"),
        ("a 4x4, 30km and 60persons", "a 4 x 4 , 30 km and 60 persons"),
        ("1) flee 2. hide #1", "1 ) flee 2 . hide # 1"),
    ],
)
def test_numbers_are_told_from_their_units(text, expected):
    same(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://velm.example/a?b=1.", "See https://velm.example/a?b=1 ."),
        ("(www.velm.example/war)", "( www.velm.example/war )"),
        ("Write to a.bree@velm.example, or velmnews.com", "Write to a.bree@velm.example , or velmnews.com"),
        ("see plan_2-final.pdf.", "see plan_2-final.pdf ."),
        ("#velm by @bree", "#velm by @bree"),
        ("R&D at P&L", "R&D at P&L"),
    ],
)
def test_addresses_and_names_on_a_network_stay_whole(text, expected):
    same(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Well... no!!! What?!", "Well ... no !!! What ?!"),
        ("so :) or ;-) or :(", "so :) or ;-) or :("),
        ("<<note>> ---- ***", "<< note >> ---- ***"),
        ('"Go," (he) said.', '" Go , " ( he ) said .'),
        ("``Go''", "`` Go ''"),
    ],
)
def test_runs_of_marks_stay_whole(text, expected):
    same(text, expected)


def test_combining_marks_and_joiners_stay_in_their_word():
    for word in ("Ve\u0301lm", "كِتَاب", "हिन्दी", "co\u00adope", "👩\u200d"):
        assert words(f"in {word} now") == [
            (0, 2, False),
            (3, 3 + len(word), False),
            (4 + len(word), 7 + len(word), False),
        ]


@given(
    st.one_of(
        st.text(),
        st.text("aAsStTnNiI.,-–'’`&/@#:_0119 \n\t!?()<>$%+~=*x|"),
        st.lists(
            st.sampled_from(
                ["don't", "e-", "co-", "etc", ".", "No", "www.", "http://", "'", "s", " ", "a@b", "5", "İ"]
            )
        ).map("".join),
    )
)
@example("")
@example("İ'm cannot\u0130")
@example("e-\u0301")
@example("\x00\x1c\x1f\x85\ud800\u2028")
def test_words_cover_all_but_white_space_in_order(text):
    found = words(text)
    last = 0
    for start, end, _ in found:
        assert last <= start < end
        assert not any(map(str.isspace, text[start:end]))
        assert text[last:start].strip() == ""
        last = end
    assert text[last:].strip() == ""
    # A glued word has a word right before it.
    assert all(before[1] == word[0] for before, word in pairwise(found) if word[2])
    assert not (found and found[0][2])


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1",
        "a.",
        "ab.",
        "a-",
        "co-",
        "1-",
        "12,",
        "a'",
        "_a",
        "a@",
        "#a",
        "www.",
        "http://.",
        ".",
        "\u0301",
        "etc. ",
        "’",
        " ",
        "\n",
    ],
)
def test_the_time_is_linear(unit):
    text = unit * (200_000 // len(unit))
    started = time.perf_counter()
    words(text)
    assert time.perf_counter() - started < 20  # a second at most; were it quadratic, minutes


def test_five_million_letters_are_one_word():
    assert words("a" * 5_000_000) == [(0, 5_000_000, False)]


def test_the_lexicon_is_in_lower_case_and_its_contractions_are_short_enough():
    lists = lexicon.load("words_ud", WordLexicon)
    for name in WordLexicon.__struct_fields__:
        entries = getattr(lists, name).split()
        assert entries
        assert all(entry == entry.lower() for entry in entries)
        assert len(entries) == len(set(entries)), name
    assert all(
        len(parts.replace("|", "").replace("+", "")) <= _LONGEST_CONTRACTION
        for parts in lists.contractions.split()
    )
