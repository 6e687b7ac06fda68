import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.errors import Refused
from whosays.read.encoding import decode, text_from

ARABIC = "أعلنت وزارة الداخلية يوم الاثنين أن أحد عشر شخصا قتلوا في انفجار قنبلة في المدينة القديمة. "
RUSSIAN = "Министерство внутренних дел заявило в понедельник, что одиннадцать человек погибли при взрыве. "
CHINESE = "内政部星期一表示，老城区炸弹爆炸造成十一人死亡。该组织发言人说，他们没有参与这次袭击。"
JAPANESE = "内務省は月曜日、旧市街での爆弾の爆発で十一人が死亡したと発表した。"
FRENCH = "Le ministère a déclaré lundi que onze personnes ont été tuées dans l'explosion, a-t-il précisé. "
CZECH = "Ministerstvo vnitra v pondělí oznámilo, že při výbuchu bomby ve městě zahynulo jedenáct lidí. "
POLISH = "Ministerstwo poinformowało w poniedziałek, że jedenaście osób zginęło w wybuchu bomby. "
TURKISH = "İçişleri Bakanlığı pazartesi günü on bir kişinin öldüğünü söyledi, şehir bir gün sonra. "


def test_utf_8_is_taken_as_it_is():
    text = "Ørsted\r\nsaid “no”\x00\u202e\u200b e\u0301 \U0001f600\n"
    assert decode(text.encode()) == (text, None)


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert decode(b"\xef\xbb\xbfword") == ("word", None)


def test_a_second_byte_order_mark_is():
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfword")[0] == "\ufeffword"


@pytest.mark.parametrize("name", ["utf-16", "utf-32"])
def test_wide_encodings_with_a_mark(name):
    assert decode(RUSSIAN.encode(name)) == (RUSSIAN, None)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [FRENCH, RUSSIAN])
def test_wide_encodings_without_a_mark_are_guessed(name, text):
    found, note = decode(text.encode(name))
    assert found == text
    assert note == f"decoded as {name.upper()}, guessed"


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("cp1256", ARABIC, "windows-1256"),
        ("cp1251", RUSSIAN, "windows-1251"),
        ("koi8-r", RUSSIAN, "KOI8-R"),
        ("gb18030", CHINESE, "GB18030"),
        ("shift_jis", JAPANESE, "Shift_JIS"),
        ("latin-1", FRENCH, "windows-1252"),
        ("cp1250", CZECH, "windows-1250"),
        ("iso8859-2", POLISH, "ISO-8859-2"),
        ("cp1254", TURKISH, "windows-1254"),
    ],
)
def test_other_encodings_are_guessed_and_said_to_be(name, text, shown):
    assert decode(text.encode(name)) == (text, f"decoded as {shown}, guessed")


def test_a_guess_from_a_sample_decodes_the_whole():
    text = RUSSIAN * 8_000
    assert decode(text.encode("cp1251"))[0] == text


def test_a_declared_encoding_is_believed_where_it_is_not_utf_8():
    assert decode("Größe".encode("cp1252"), charset="iso-8859-1") == ("Größe", None)
    assert decode("Größe".encode(), charset="iso-8859-1") == ("Größe", None)


@pytest.mark.parametrize("name", ["no-such", "punycode", "utf-7", "zlib", "", "x" * 200])
def test_a_declared_encoding_that_is_none_is_passed_over(name):
    assert decode(b"caf\xe9 and more of it", charset=name)[0] == "café and more of it"


def test_invalid_bytes_in_utf_8_are_counted():
    text, note = decode("éèê déjà vu ".encode() + b"\xff\xfe end")
    assert text == "éèê déjà vu \ufffd\ufffd end"
    assert note == "decoded as UTF-8, 2 invalid bytes replaced by U+FFFD"


def test_half_surrogate_pairs_never_reach_the_text():
    text, note = decode(b"one \xed\xa0\x80 two")
    assert text == "one \ufffd\ufffd\ufffd two"
    assert "3 invalid bytes" in note


def test_half_surrogate_pairs_in_utf_16_neither():
    text, _ = decode(
        b"\xff\xfe" + "words before ".encode("utf-16-le") + b"\x00\xd8" + "after".encode("utf-16-le")
    )
    assert text == "words before \ufffdafter"


@pytest.mark.parametrize("data", [random.Random(1).randbytes(5000), b"\x00" * 500, bytes(range(32)) * 30])
def test_binary_data_is_refused(data):
    with pytest.raises(Refused, match="not text"):
        decode(data)


@pytest.mark.parametrize(("data", "reason"), [(b"", "empty file"), (b" \r\n\t ", "no text in it")])
def test_nothing_is_refused(data, reason):
    with pytest.raises(Refused, match=reason):
        text_from(data, most=100)


@pytest.mark.parametrize("data", [b"x" * 101, b"x" * 1000])
def test_more_than_the_limit_is_refused(data):
    with pytest.raises(Refused, match="characters"):
        text_from(data, most=100)


@given(st.binary(max_size=200))
def test_whatever_the_bytes_the_text_can_be_written(data):
    try:
        text, _ = decode(data)
    except Refused:
        return
    text.encode("utf-8")


@given(st.text(min_size=20, max_size=200).filter(lambda t: sum(c < " " or c == "\x7f" for c in t) < 2))
def test_all_utf_8_comes_back(text):
    assert decode(b"\xef\xbb\xbf" + text.encode())[0] == text
