"""Languages of documents and of paragraphs in them."""

from __future__ import annotations

import time

import pytest

from whosays.annotate.languages import foreign, language_of

PARAGRAPHS = {
    "fa": "شهردار بندر روز دوشنبه گفت که هیچ کشتی تا پایان هفته اجازه خروج نخواهد داشت و ماهیگیران "
    "باید در خانه‌های خود بمانند. او افزود که پلیس به دنبال دو مرد است که انبار را آتش زدند.",
    "ar": "قال رئيس البلدية يوم الاثنين إن الميناء سيبقى مغلقا حتى نهاية الأسبوع، وإن الصيادين رفضوا "
    "مغادرة قواربهم. وأضاف أن الشرطة تبحث عن رجلين أحرقا المستودع في الليلة الماضية.",
    "ru": "Мэр города заявил в понедельник, что порт останется закрытым до конца недели, потому что рыбаки "
    "отказались покинуть свои лодки. Полиция ищет двух мужчин, которые подожгли склад.",
    "fr": "Le maire de la ville a déclaré lundi que le port resterait fermé jusqu'à la fin de la semaine, "
    "parce que les pêcheurs avaient refusé de quitter leurs bateaux. La police cherche deux hommes.",
    "es": "El alcalde de la ciudad dijo el lunes que el puerto seguiría cerrado hasta el fin de semana, "
    "porque los pescadores se habían negado a dejar sus barcos. La policía busca a dos hombres.",
}
ENGLISH = (
    "The mayor of Velm said on Monday that the harbour would stay closed until the end of the week, because "
    "the fishermen had refused to leave their boats. The police are looking for two men."
)


def told(text: str) -> str | None:
    return foreign(text, 0, len(text))


# ── whole documents ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("code", "text"), [*PARAGRAPHS.items(), ("en", ENGLISH), ("en", ENGLISH.upper())])
def test_a_document_has_the_language_of_its_words_whatever_it_says(code: str, text: str) -> None:
    assert language_of(text, None) == code
    assert language_of(text, "sv") == code


@pytest.mark.parametrize(
    ("declared", "code"),
    [("pt", "pt"), ("PT-br", "pt"), ("pt_BR.UTF-8", "pt"), ("kur", "kur"), (None, None), ("", None)],
)
def test_a_few_words_have_the_language_that_is_declared(declared: str | None, code: str | None) -> None:
    assert language_of("Velm 12", declared) == code


@pytest.mark.parametrize("declared", ["english", "12", "e", "en us", "-", "\u0435n"])
def test_what_is_declared_in_no_known_form_is_not_known(declared: str) -> None:
    assert language_of("Velm 12", declared) is None


def test_the_middle_of_a_long_document_is_asked_as_well() -> None:
    assert language_of("12 34 " * 400 + ENGLISH * 40, None) == "en"


# ── paragraphs ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", PARAGRAPHS)
def test_a_paragraph_in_another_language_is_told(code: str) -> None:
    assert told(PARAGRAPHS[code]) == code


def test_only_what_stands_between_the_two_places_counts() -> None:
    text = f"{ENGLISH}\n\n{PARAGRAPHS['fr']}\n\n{ENGLISH}"
    start = len(ENGLISH) + 2
    end = start + len(PARAGRAPHS["fr"])
    assert foreign(text, 0, len(ENGLISH)) is None
    assert foreign(text, start, end) == "fr"
    assert foreign(text, end, len(text)) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [("الميناء مغلق", {"ar", "fa", "ur"}), ("Порт закрыт", {"ru", "bg", "uk"}), ("הנמל סגור", {"he"})],
)
def test_a_few_words_in_another_script_are_enough(text: str, codes: set[str]) -> None:
    assert told(text) in codes


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        "",
        " \n ",
        "…",
        "Harbour of Velm closed",
        "HARBOUR OF VELM CLOSED AFTER NIGHT OF FIRES",
        "Résumé of the café's naïve owner",
        "Mikal Dorn, Irina Sand, Edvin Maur",
        "Col. José Ibarrón Peñalver y Münch",
        "Velm 12 340 7.5\nOstel 3 120 1.5\nLunesk 9 410 4.0\nArvan 7 008 2.2",
        "| 1998 | 12 | 340 |\n| 1999 | 15 | 371 |",
        "Fig. 3: Ostel–Velm, 1998",
        "The imam, Sheikh Ardan (شيخ), said that nobody in the village had seen the men.",
        "He used the word “perestroika” (перестройка) in a letter to the council of the town.",
        "+44 20 7946 0000",
        "https://harbour.example/reports/1998/may/fires-in-velm.html",
        "THE MINISTER OF THE INTERIOR SAID ON MONDAY THAT TWO MEN FROM OSTEL HAD BEEN ARRESTED.",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 2,
    ],
)
def test_what_is_english_or_too_short_to_tell_is_not_foreign(text: str) -> None:
    assert told(text) is None


def test_a_list_of_names_in_english_is_not_foreign() -> None:
    names = "Mikal Dorn (Velm), Irina Sand (Ostel), Edvin Maur (Lunesk), Karl Ebers (Arvan)"
    assert told(names) in (None, "und")


@pytest.mark.parametrize("unit", ["x", "é ", "ж", "的", "1 ", "word ", "\u0301"])
def test_a_megabyte_is_told_from_its_beginning(unit: str) -> None:
    text = unit * 10**6
    begun = time.process_time()
    foreign(text, 0, len(text))
    language_of(text, None)
    assert time.process_time() - begun < 2
