"""Web pages and mails that mean harm."""

from __future__ import annotations

from collections.abc import Callable

BODY = (
    "<p>The army attacked the village of Melsk on 3 May 1994, police said. Nobody was hurt, the mayor told "
    "the local radio on the same evening, and the road to the lake was open again at noon.</p>"
)


def page(body: str, head: str = "") -> bytes:
    """A web page."""
    return f"<!doctype html><html><head>{head}</head><body><main>{body}</main></body></html>".encode()


def huge() -> bytes:
    """50 MB."""
    paragraph = BODY.encode()
    return page("").replace(b"<main>", b"<main>" + paragraph * (50_000_000 // len(paragraph) + 1))


def deep() -> bytes:
    """100,000 elements in each other."""
    return page("<div>" * 100_000 + BODY)


def pictures() -> bytes:
    """Pictures in the page itself, twelve of a megabyte each, as saved pages have them."""
    return page("".join(f'<img src="data:image/png;base64,{"A" * 1_000_000}">' for _ in range(12)) + BODY)


def scripts() -> bytes:
    """Programs in every place that takes one."""
    return page(
        BODY + "<script>document.write('EVIL')</script><noscript><b onclick='EVIL'></b></noscript>"
        '<svg onload="EVIL"><script>EVIL</script></svg><p onmouseover="EVIL">Scripts. Rain fell later on.</p>'
        "<style>p:after{content:'EVIL'}</style><template><p>EVIL</p></template>",
        "<script>EVIL</script>",
    )


def links() -> bytes:
    """Addresses that run programs or hold pages themselves."""
    return page(
        BODY + "<p>Links. <a href=\"javascript:alert('EVIL')\">The statement</a> and "
        '<a href="data:text/html;base64,RVZJTA==">the annex</a> were published later.</p>',
        '<link rel="canonical" href="javascript:EVIL"><meta property="og:url" content="data:text/html,EVIL">',
    )


def remote(port: int) -> bytes:
    """Everything that a browser would fetch."""
    at = f"http://127.0.0.1:{port}"
    return page(
        f'{BODY}<p>Remote. <img src="{at}/a.png" srcset="{at}/b.png 2x">A picture was shown.</p>'
        f'<iframe src="{at}/c"></iframe><object data="{at}/d"></object><embed src="{at}/e">'
        f'<video poster="{at}/f" src="{at}/g"></video><script src="{at}/h.js"></script>',
        f'<base href="{at}/"><link rel="stylesheet" href="{at}/i.css"><link rel="icon" href="j.ico">'
        f'<meta http-equiv="refresh" content="0; url={at}/k"><link rel="canonical" href="{at}/l">',
    )


def remote_xhtml(port: int) -> bytes:
    """A page in XML, its document type and an entity on a server."""
    at = f"http://127.0.0.1:{port}"
    return (
        f'<?xml version="1.0"?><!DOCTYPE html SYSTEM "{at}/m.dtd" [<!ENTITY e SYSTEM "{at}/n">'
        '<!ENTITY f SYSTEM "file:///etc/passwd">]><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f"<p>Xhtml. &e; &f;</p>{BODY}</body></html>"
    ).encode()


# ── mail ──────────────────────────────────────────────────────────────────────────────────────────

_HEADERS = (
    b"From: Tomas Rell <rell@herald.example>\r\nTo: desk@herald.example\r\nSubject: Karsk\r\n"
    b"Date: Wed, 04 May 1994 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
)
_TEXT = (
    b"Content-Type: text/plain\r\n\r\nThe army attacked the village of Karsk on 3 May 1994, police said.\r\n"
)


def nested_mail() -> bytes:
    """Parts in parts, 1,000 deep."""
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (depth, depth)
        for depth in range(1_000)
    )
    closing = b"".join(b"\r\n--b%d--\r\n" % depth for depth in reversed(range(1_000)))
    return _HEADERS + opening + _TEXT + closing


def mail_in_mail() -> bytes:
    """Mails attached to mails, 1,000 deep."""
    return _HEADERS + b"Content-Type: message/rfc822\r\n\r\n" * 1_000 + _HEADERS + _TEXT


def many_parts() -> bytes:
    """1,001 parts beside each other."""
    return (
        _HEADERS
        + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        + b"".join(b"--b\r\n" + _TEXT for _ in range(1_001))
        + b"--b--\r\n"
    )


def remote_mail(port: int) -> bytes:
    """A mail whose text lies elsewhere, with a picture that tells that it was read."""
    at = b"http://127.0.0.1:%d" % port
    return (
        _HEADERS
        + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n'
        + BODY.encode()
        + b'<p>Mail.</p><img src="'
        + at
        + b'/o.png">\r\n--b\r\nContent-Type: message/external-body; access-type=URL; URL="'
        + at
        + b'/p"\r\n\r\nContent-Type: text/plain\r\n\r\n\r\n--b--\r\n'
    )


CHAIN = "mail-in-mail.eml"
"""A chain of mails in mails, which ends where containers may be nested no deeper."""

FILES: dict[str, Callable[[], bytes]] = {
    "50-megabytes.html": huge,
    "deep.html": deep,
    "pictures.html": pictures,
    "scripts.html": scripts,
    "links.html": links,
    "nested.eml": nested_mail,
    CHAIN: mail_in_mail,
    "parts.eml": many_parts,
    "good.eml": lambda: _HEADERS + _TEXT,
}
EXPECTED: dict[str, str | None] = {
    "50-megabytes.html": "larger than the limit of 20 MiB",
    "deep.html": "nested more than 256 deep",
    "pictures.html": None,
    "scripts.html": None,
    "links.html": None,
    "nested.eml": "parts nested more than 32 deep",
    "parts.eml": "more than 1,000 parts",
    "good.eml": None,
}
