from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.pile import READERS, outcomes, reasons, texts
from whosays.plugins import Limits, Raw, Refusal
from whosays.read import html
from whosays.read.dispatch import Found, documents
from whosays.read.mail import READERS as MAIL
from whosays.read.mail import _messages
from whosays.read.mail.text import blocks_of
from whosays.records import Document

HEAD = b"From: Ana Brel <ana@post.example>\r\nSubject: The bridge\r\nDate: Mon, 5 Feb 2007 23:30:00 -0500\r\n"
OPENED = HEAD + b"Content-Type: multipart/mixed; boundary==_x\r\n\r\n--=_x\r\n"


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The encodings that web pages in mails were said to have; the reader of web pages has its own tests."""
    told: list[str | None] = []

    def document_from_html(
        data: bytes, *, source: str, limits: Limits, charset: str | None = None
    ) -> Document:
        told.append(charset)
        return Document(id="", source=source, format="text/html", title="page", text="page: " + data.decode())

    monkeypatch.setattr(html, "document_from_html", document_from_html, raising=False)
    return told


def message(data: bytes, limits: Limits | None = None) -> Document:
    (found,) = outcomes(Raw(source="m.eml", data=data), limits)
    assert isinstance(found, Found), found
    assert found.data == data
    return found.document


def refusal(data: bytes) -> str:
    (found,) = outcomes(Raw(source="m.eml", data=data))
    assert isinstance(found, Refusal), found
    return found.reason


def blocks(text: str) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, text[block.start : block.end]) for block in blocks_of(text)]


def multipart(kind: str, *parts: bytes, mark: bytes = b"=_x") -> bytes:
    joined = b"".join(b"--" + mark + b"\r\n" + part + b"\r\n" for part in parts)
    return b'Content-Type: multipart/%s; boundary="%s"\r\n\r\n%s--%s--\r\n' % (
        kind.encode(),
        mark,
        joined,
        mark,
    )


def part(content: bytes, kind: str = "text/plain", name: str | None = None, headers: str = "") -> bytes:
    attached = f'Content-Disposition: attachment; filename="{name}"\r\n' if name else ""
    return f"Content-Type: {kind}\r\n{attached}{headers}\r\n".encode() + content


# ── headers ───────────────────────────────────────────────────────────────────────────────────────


def test_headers_tell_title_author_and_day() -> None:
    document = message(HEAD + b"\r\nIt was closed.\r\n")
    assert (document.title, document.byline, document.published) == (
        "The bridge",
        ("Ana Brel",),
        "2007-02-05",
    )
    assert (document.publisher, document.url, document.format) == (None, None, "message/rfc822")
    assert document.text == "It was closed.\r\n"


def test_the_day_is_that_of_the_sender() -> None:
    assert message(HEAD + b"\r\nx").published == "2007-02-05"  # the sixth, in Greenwich


@pytest.mark.parametrize(
    "date", [b"soon", b"", b"Thu, 1 Jan 1970 00:00:00 +0000", b"Mon, 99 Feb 2007 1:2:3", b"1" * 500]
)
def test_a_date_that_is_none_is_not_guessed(date: bytes) -> None:
    assert message(b"From: a@b.example\r\nDate: " + date + b"\r\n\r\nx").published is None


@pytest.mark.parametrize(
    ("sender", "byline"),
    [
        (b"ana@post.example", ("ana@post.example",)),
        (b'"Brel, Ana" <a@b.example>', ("Brel, Ana",)),
        (b"=?utf-8?q?Brel=2C_Ana?= <a@b.example>, Ivo <i@b.example>", ("Brel, Ana", "Ivo")),
        ("Žana <z@b.example>".encode(), ("Žana",)),
        (b"=?no-such-charset?q?caf=C3=A9?= <a@b.example>", ("café",)),
        (b"=?utf-8?b?!!!?= <a@b.example>", None),
        (b"(" * 5000, ()),
        (b"x" * 20_000, ()),
    ],
)
def test_authors_are_names_or_else_addresses(sender: bytes, byline: tuple[str, ...] | None) -> None:
    got = message(b"From: " + sender + b"\r\nSubject: s\r\n\r\nx").byline
    assert got == byline or byline is None


def test_an_injected_header_is_part_of_the_line() -> None:
    data = b"Subject: =?utf-8?q?Closed=0D=0AFrom:_The_Ministry?=\r\nTo: x\r\n\r\nwords"
    document = message(data)
    assert (document.title, document.byline) == ("Closed From: The Ministry", ())


def test_headers_that_contradict_each_other_are_not_used() -> None:
    document = message(HEAD + b"From: The Ministry <m@gov.example>\r\nSubject: The bridge\r\n\r\nwords")
    assert (document.byline, document.title) == ((), "The bridge")
    assert "several headers 'From'" in document.notes[0]


@pytest.mark.parametrize(
    ("header", "publisher"),
    [
        (b"List-Id: River news <river.list.example>", "River news"),
        (b"List-Id: <river.list.example>", None),
        (b"Organization: Harbour Post", "Harbour Post"),
        (b"Sender: Press desk <desk@post.example>", "Press desk"),
        (b"Sender: desk@post.example", None),
    ],
)
def test_a_publisher_is_named_or_there_is_none(header: bytes, publisher: str | None) -> None:
    assert message(HEAD + header + b"\r\n\r\nwords").publisher == publisher


def test_a_mail_without_a_subject_has_no_title() -> None:
    assert message(b"From: a@b.example\r\n\r\nwords").title is None


# ── bodies ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("headers", "body", "text"),
    [
        ("Content-Type: text/plain; charset=koi8-r", "мост".encode("koi8-r"), "мост"),
        ("Content-Type: text/plain; charset=iso-8859-1", b"\x93closed\x94", "“closed”"),
        ("Content-Type: text/plain; charset=no-such", "мост".encode(), "мост"),
        ("Content-Type: text/plain; charset=unicode_escape", b"a\\x41", "a\\x41"),
        ("Content-Type: text/plain; charset=us-ascii", "café".encode(), "café"),
        ("Content-Transfer-Encoding: quoted-printable", b"caf=C3=A9 =\r\nbar", "café bar"),
        ("Content-Transfer-Encoding: base64", base64.b64encode("мост".encode()), "мост"),
        ("Content-Transfer-Encoding: base64", b"d29yZHM", "words"),
        ("Content-Transfer-Encoding: base64", b"d29y*Z\r\nHM=trailing", "words"),
        ("Content-Transfer-Encoding: none-such", b"words", "words"),
        ("Content-Type: nonsense", b"words", "words"),
    ],
)
def test_the_body_is_decoded_as_far_as_it_can_be(headers: str, body: bytes, text: str) -> None:
    document = message(HEAD + headers.encode() + b"\r\n\r\n" + body)
    assert document.text.startswith(text)


def test_an_encoding_that_did_not_hold_is_noted() -> None:
    document = message(HEAD + b"Content-Type: text/plain; charset=ascii\r\n\r\ncaf\xc3\xa9")
    assert "did not hold" in document.notes[0]


def test_of_alternatives_the_plain_text_is_read(pages: list[str | None]) -> None:
    data = HEAD + multipart("alternative", part(b"plain"), part(b"<p>page", "text/html"))
    assert message(data).text == "plain"
    assert pages == []


def test_a_web_page_is_read_where_there_is_no_text(pages: list[str | None]) -> None:
    data = HEAD + multipart("alternative", part(b" "), part(b"<p>x", "text/html; charset=utf-8"))
    document = message(data)
    assert (document.text, document.title, document.format) == ("page: <p>x", "The bridge", "message/rfc822")
    assert pages == ["utf-8"]


def test_a_footer_does_not_stand_for_the_page_above_it(pages: list[str | None]) -> None:
    document = message(HEAD + multipart("mixed", part(b"<p>x", "text/html"), part(b"list footer")))
    assert document.text == "page: <p>x"
    assert "left out" in document.notes[0]


def test_text_before_and_after_an_attachment_belongs_together() -> None:
    data = HEAD + multipart("mixed", part(b"before"), part(b"inside", name="a.txt"), part(b"after"))
    assert texts(outcomes(Raw(source="m.eml", data=data))) == {
        "m.eml": "before\n\nafter",
        "m.eml!/a.txt": "inside",
    }


@pytest.mark.parametrize(
    "data",
    [
        HEAD + multipart("encrypted", part(b"Version: 1", "application/pgp-encrypted"), part(b"x", "x/y")),
        HEAD + b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nMIIB",
        HEAD + b"\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM\r\n-----END PGP MESSAGE-----\r\n",
    ],
)
def test_an_encrypted_mail_is_refused(data: bytes) -> None:
    assert refusal(data).startswith("encrypted")


def test_a_mail_without_text_is_refused() -> None:
    assert refusal(HEAD + b"Content-Type: image/png\r\n\r\nxyz") == "a mail without text"


# ── attachments ───────────────────────────────────────────────────────────────────────────────────


def test_attachments_are_read_in_turn_with_nothing_given() -> None:
    inner = HEAD.replace(b"The bridge", b"The ferry") + multipart(
        "mixed", part(b"inner"), part(b"deep", name="d.txt")
    )
    data = HEAD + multipart(
        "mixed", part(b"outer"), part(b"one", name="a.txt"), part(inner, "message/rfc822"), mark=b"=_outer"
    )
    found = outcomes(Raw(source="m.eml", data=data))
    assert texts(found) == {
        "m.eml": "outer",
        "m.eml!/a.txt": "one",
        "m.eml!/message.eml": "inner",
        "m.eml!/message.eml!/d.txt": "deep",
    }
    titles = [each.document.title for each in found if isinstance(each, Found)]
    assert titles == ["The bridge", None, "The ferry", None]


def test_attachments_of_one_name_are_told_apart() -> None:
    data = HEAD + multipart("mixed", part(b"x"), *(part(b"%d" % n, name="a.txt") for n in range(3)))
    assert list(texts(outcomes(Raw(source="m.eml", data=data))))[1:] == [
        "m.eml!/a.txt",
        "m.eml!/a-2.txt",
        "m.eml!/a-3.txt",
    ]


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "C:\\evil.txt"])
def test_a_path_in_the_name_of_an_attachment_leads_nowhere(name: str) -> None:
    data = HEAD + multipart("mixed", part(b"x"), part(b"one", name=name.replace("\\", "\\\\")))
    assert texts(outcomes(Raw(source="m.eml", data=data)))["m.eml!/evil.txt"] == "one"


def test_pictures_in_the_text_are_not_mentioned_and_attached_ones_are_skipped() -> None:
    data = HEAD + multipart(
        "mixed", part(b"x"), part(b"p", "image/png"), part(b"p", "image/png", name="p.png")
    )
    found = outcomes(Raw(source="m.eml", data=data))
    assert [each for each in found if isinstance(each, Refusal)] == [
        Refusal("m.eml!/p.png", "not a report: image", "skipped")
    ]


def test_outlooks_own_form_is_refused_by_name() -> None:
    data = HEAD + multipart("mixed", part(b"x"), part(b"y", "application/ms-tnef", name="winmail.dat"))
    assert "winmail.dat" in reasons(outcomes(Raw(source="m.eml", data=data)))["m.eml!/winmail.dat"]


def test_what_the_standard_library_writes_is_read_back() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Žana Ó <z@b.example>", "Мост закрыт: " + "длинная строка " * 10
    mail.set_content("текст с 'ё' и émigré\n")
    mail.add_attachment("вложение", filename="письмо длинное имя файла для проверки.txt")
    found = outcomes(Raw(source="m.eml", data=mail.as_bytes()))
    first, second = found
    assert isinstance(first, Found)
    assert isinstance(second, Found)
    assert first.document.text == "текст с 'ё' и émigré\n"
    assert (first.document.title, first.document.byline) == (str(mail["Subject"]).strip(), ("Žana Ó",))
    assert second.document.text.strip() == "вложение"
    assert second.source == "m.eml!/письмо длинное имя файла для проверки.txt"


# ── too much ──────────────────────────────────────────────────────────────────────────────────────


def nested(depth: int) -> bytes:
    body = part(b"words")
    for level in range(depth):
        body = multipart("mixed", body, mark=b"=_%d" % level)
    return HEAD + body


def test_parts_nested_a_thousand_deep_are_refused_at_once() -> None:
    begin = time.perf_counter()
    assert refusal(nested(1000)) == "parts nested more than 32 deep"
    assert time.perf_counter() - begin < 2


def test_parts_nested_as_mail_programs_do_are_read() -> None:
    assert message(nested(10)).text == "words"


def test_more_than_a_thousand_parts_are_refused() -> None:
    assert refusal(HEAD + multipart("mixed", *(part(b"x") for _ in range(1001)))) == "more than 1,000 parts"


def test_messages_in_messages_are_read_to_the_limit() -> None:
    data = HEAD + b"\r\nwords"
    for level in range(100):
        data = HEAD + multipart(
            "mixed", part(b"%d" % level), part(data, "message/rfc822"), mark=b"=_%d" % level
        )
    found = outcomes(Raw(source="m.eml", data=data))
    assert len(texts(found)) == 9
    assert list(reasons(found).values()) == ["nested more than 8 deep; what lies deeper was not read"]


def test_headers_without_an_end_are_refused() -> None:
    assert "headers" in refusal(HEAD + b"X: y\r\n" * 100_000)


@pytest.mark.parametrize(
    "body",
    [
        b"--" * 500_000,
        b"\r\n--=_x" * 150_000,
        b">" * 1_000_000,
        b"-" * 1_000_000,
        b"\n" * 1_000_000,
        b"From: x\n" * 120_000,
        b"- " * 500_000,
        b"1. x\n" * 200_000,
    ],
)
@pytest.mark.parametrize("head", [HEAD + b"\r\n", OPENED + b"\r\n"])
def test_a_megabyte_of_anything_takes_no_time(head: bytes, body: bytes) -> None:
    begin = time.perf_counter()
    outcomes(Raw(source="m.eml", data=head + body))
    assert time.perf_counter() - begin < 5


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", HEAD, OPENED]),
)
def test_any_bytes_are_a_mail_or_refused(data: bytes, head: bytes) -> None:
    for each in outcomes(Raw(source="m.eml", data=head + data)):
        if isinstance(each, Found):
            for block in each.document.blocks:
                assert each.document.text[block.start : block.end].strip()


# ── layout ────────────────────────────────────────────────────────────────────────────────────────


def test_paragraphs_lists_and_quotations_are_told_apart() -> None:
    text = "One line\nand the next.\r\n\n- first\n  goes on\n- second\n\n"
    text += "Ana wrote:\n> quoted\n> more\n>> older\nmine\n"
    assert blocks(text) == [
        ("paragraph", 0, "One line\nand the next."),
        ("item", 1, "- first\n  goes on"),
        ("item", 1, "- second"),
        ("paragraph", 0, "Ana wrote:"),
        ("quote", 1, "> quoted\n> more"),
        ("quote", 2, ">> older"),
        ("paragraph", 0, "mine"),
    ]


def test_a_number_at_the_beginning_of_a_line_makes_no_list() -> None:
    assert blocks("It was closed on\n12. March at noon.") == [
        ("paragraph", 0, "It was closed on\n12. March at noon.")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "---------- Forwarded message ---------",
        "-----Original Message-----",
        "Begin forwarded message:",
        "----- Forwarded by Ana Brel/POST on 02/05/2007 -----",
        "-------- Пересылаемое сообщение --------",
        "From: Ivo Tam\nSent: Monday\nTo: all\nSubject: x",
        "*Von:* Ivo Tam\n*Gesendet:* Montag\n*Betreff:* x",
    ],
)
def test_what_was_passed_on_is_a_quotation(line: str) -> None:
    found = blocks(f"See below.\n\n{line}\n\nThe dam broke.\n> it held\n")
    assert found[0] == ("paragraph", 0, "See below.")
    assert found[-2:] == [("quote", 1, "The dam broke."), ("quote", 2, "> it held")]


def test_a_word_about_forwarding_passes_nothing_on() -> None:
    assert all(
        kind == "paragraph"
        for kind, _, _ in blocks("Forwarded message traffic rose.\n\nFrom: here to there.\n")
    )


# ── mbox ──────────────────────────────────────────────────────────────────────────────────────────

LINE = b"From ana@post.example Mon Feb  5 23:30:00 2007\n"


def mbox(*bodies: bytes) -> bytes:
    return b"".join(LINE + HEAD.replace(b"\r\n", b"\n") + b"\n" + body + b"\n" for body in bodies)


def test_each_message_of_an_mbox_is_a_document(tmp_path: Path) -> None:
    (tmp_path / "x.mbox").write_bytes(mbox(b"one\n", b"two\n"))
    found = outcomes(Raw(source="x.mbox", path=tmp_path / "x.mbox"))
    assert texts(found) == {"x.mbox!/1": "one\n\n", "x.mbox!/2": "two\n\n"}
    assert reasons(found) == {}


def test_an_mbox_is_told_by_its_content() -> None:
    assert len(texts(outcomes(Raw(source="archive", data=mbox(b"one\n", b"two\n"))))) == 2


def test_a_quoted_from_is_unquoted_and_a_plain_one_parts_nothing() -> None:
    found = texts(
        outcomes(Raw(source="x.mbox", data=mbox(b"a\n\n>From here on\n>>From x\n\nFrom there on\n")))
    )
    assert found == {"x.mbox!/1": "a\n\nFrom here on\n>From x\n\nFrom there on\n\n"}


def test_a_message_that_is_too_large_costs_itself() -> None:
    data = mbox(b"one\n", b"x" * 200_000 + b"\n", b"three\n")
    (mbox_reader,) = [reader for reader in MAIL if reader.name == "mbox"]
    taken = list(mbox_reader.run(Raw(source="x.mbox", data=data), Limits(file_bytes=100_000)))
    assert [type(each) for each in taken] == [Raw, Refusal, Raw]


def test_an_mbox_is_read_as_it_streams_by() -> None:
    class Endless:
        def __init__(self) -> None:
            self.lines = self._lines()

        def _lines(self) -> Iterator[bytes]:
            while True:
                yield from mbox(b"words\n").splitlines(keepends=True)

        def readline(self, size: int) -> bytes:
            return next(self.lines)

    messages = _messages(Endless(), 1000)  # type: ignore[arg-type]
    assert next(messages) == next(messages)


def test_what_is_no_mbox_is_refused() -> None:
    assert reasons(outcomes(Raw(source="x.mbox", data=b"words\n"))) == {
        "x.mbox": "not an mbox file: no message begins in it"
    }


def test_a_saved_web_page_is_a_web_page_and_no_mail() -> None:
    data = (
        b"From: <Saved by Browser>\r\nSnapshot-Content-Location: https://post.example/a\r\nSubject: A\r\n"
        + multipart("related", part(b"<html>words", "text/html"), part(b"p", "image/png"))
    )
    (found,) = outcomes(Raw(source="a.mhtml", data=data))
    assert isinstance(found, Found)
    assert (found.source, found.document.url) == ("a.mhtml!/page.html", "https://post.example/a")
    assert (found.document.byline, found.document.text) == ((), "<html>words")


def test_the_same_mail_has_the_same_key_wherever_it_lies() -> None:
    data = HEAD + b"\n" + b"words"
    alone = next(iter(documents(Raw(source="m.eml", data=data), Limits(), readers=READERS)))
    inside = next(iter(documents(Raw(source="x", data=LINE + data), Limits(), readers=READERS)))
    assert isinstance(alone, Found)
    assert isinstance(inside, Found)
    assert alone.key == inside.key
