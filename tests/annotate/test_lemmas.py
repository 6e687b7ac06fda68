"""Lemmas, from a form and its word class."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.annotate.model.lemmas import Lemmas, lemma
from whosays.lexicon import load

CLASSES = ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN"]
CLASSES += ["PUNCT", "SCONJ", "SYM", "VERB", "X"]


@pytest.mark.parametrize(
    ("upos", "pairs"),
    [
        (
            "VERB",
            "walks:walk watches:watch goes:go carries:carry ties:tie focuses:focus uses:use buzzes:buzz",
        ),
        ("VERB", "stopped:stop called:call added:add controlled:control panicked:panic referring:refer"),
        ("VERB", "hoping:hope released:release argued:argue judged:judge arranged:arrange realized:realize"),
        (
            "VERB",
            "created:create treated:treat invited:invite visited:visit required:require repaired:repair",
        ),
        (
            "VERB",
            "dying:die tied:tie agreed:agree needed:need bring:bring singing:sing freed:free played:play",
        ),
        ("VERB", "offered:offer interfered:interfere defined:define explained:explain happened:happen"),
    ],
)
def test_regular_verbs_by_their_spelling(upos: str, pairs: str) -> None:
    assert_lemmas(upos, pairs)


def test_irregular_verbs_also_after_a_prefix() -> None:
    assert_lemmas(
        "VERB", "said:say wrote:write born:bear left:leave found:find got:get went:go lay:lay hung:hang"
    )
    assert_lemmas("VERB", "undertook:undertake misunderstood:misunderstand rebuilt:rebuild withheld:withhold")
    assert_lemmas("VERB", "present:present rebound:rebound founded:found relying:rely")


def test_nouns_in_the_plural() -> None:
    assert_lemmas(
        "NOUN", "reports:report cities:city boxes:box churches:church aches:ache heroes:hero shoes:shoe"
    )
    assert_lemmas("NOUN", "houses:house buses:bus viruses:virus causes:cause bases:basis analyses:analysis")
    assert_lemmas("NOUN", "children:child grandchildren:grandchild women:woman policemen:policeman feet:foot")
    assert_lemmas("NOUN", "lives:life wolves:wolf olives:olive movies:movie series:series criteria:criterion")
    assert_lemmas("NOUN", "ex-wives:ex-wife brothers-in-law:brother-in-law mid-1980s:mid-1980s 1980s:1980s")


def test_nouns_that_only_look_like_a_plural() -> None:
    assert_lemmas("NOUN", "news:news crisis:crisis status:status politics:politics specimen:specimen gas:gas")


def test_comparison() -> None:
    assert_lemmas(
        "ADJ", "better:good worst:bad larger:large bigger:big happiest:happy simpler:simple safer:safe"
    )
    assert_lemmas("ADJ", "younger:young freest:free former:former honest:honest more:more other:other")
    assert_lemmas("ADV", "best:well later:late sooner:soon never:never almost:almost however:however")


@pytest.mark.parametrize(
    ("form", "upos", "expected"),
    [
        ("was", "AUX", "be"),
        ("'s", "AUX", "be"),
        ("’ve", "AUX", "have"),
        ("ca", "AUX", "can"),
        ("n't", "PART", "not"),
        ("N’T", "PART", "not"),
        ("’s", "PART", "'s"),
        ("him", "PRON", "he"),
        ("THEY", "PRON", "they"),
        ("their", "PRON", "their"),
        ("theirs", "PRON", "their"),
        ("i", "PRON", "I"),
        ("these", "DET", "this"),
        ("An", "DET", "a"),
        ("1,300", "NUM", "1300"),
        ("1,30", "NUM", "1,30"),
        ("Three", "NUM", "three"),
        ("XIV", "NUM", "XIV"),
        ("“", "PUNCT", '"'),
        ("PM", "NOUN", "p.m."),
    ],
)
def test_small_words_numbers_and_marks(form: str, upos: str, expected: str) -> None:
    assert lemma(form, upos) == expected


@pytest.mark.parametrize(
    ("form", "upos", "expected"),
    [
        ("Houses", "PROPN", "Houses"),
        ("States", "PROPN", "State"),
        ("Tessalians", "PROPN", "Tessalian"),
        ("Orleans", "PROPN", "Orleans"),
        ("TESSALY", "PROPN", "Tessaly"),
        ("UNHCR", "PROPN", "UNHCR"),
        ("Sept.", "PROPN", "September"),
        ("Tessalian", "ADJ", "Tessalian"),
        ("american", "ADJ", "American"),
        ("anti-Tessalian", "ADJ", "anti-Tessalian"),
        ("National", "ADJ", "National"),
        ("national", "ADJ", "national"),
        ("Several", "ADJ", "several"),
        ("Civilian", "ADJ", "civilian"),
    ],
)
def test_names_and_peoples_keep_their_capitals(form: str, upos: str, expected: str) -> None:
    assert lemma(form, upos) == expected


def test_text_in_capitals_has_the_lemmas_of_other_text() -> None:
    assert_lemmas("VERB", "SAID:say KILLED:kill DYING:die")
    assert_lemmas("NOUN", "CHILDREN:child POLICE:police ATTACKS:attack")
    assert_lemmas("ADJ", "LARGEST:large NATIONAL:national IRAQI:Iraqi")


@given(st.text(max_size=60), st.sampled_from([*CLASSES, "", "?"]))
def test_any_form_has_a_lemma(form: str, upos: str) -> None:
    assert isinstance(lemma(form, upos), str)


@pytest.mark.parametrize("form", ["a" * 1_000_000, "-" * 100_000, "es-" * 100_000, "'s" * 100_000])
@pytest.mark.parametrize("upos", CLASSES)
def test_what_is_too_long_for_a_word_is_left_alone(form: str, upos: str) -> None:
    assert lemma(form, upos) == form


def test_no_entry_of_the_lexicon_stands_twice_with_two_meanings() -> None:
    lemmas = load("lemmas", Lemmas)
    for irregular in [*lemmas.irregular.values(), lemmas.proper]:
        forms = [form for forms in irregular.values() for form in forms.split()]
        assert len(forms) == len(set(forms))
    for bases in [*lemmas.stems.values(), *lemmas.same.values(), lemmas.ending_in_s, lemmas.plural_names]:
        assert len(bases.split()) == len(set(bases.split()))


def assert_lemmas(upos: str, pairs: str) -> None:
    expected = dict(pair.split(":") for pair in pairs.split())
    assert {form: lemma(form, upos) for form in expected} == expected
