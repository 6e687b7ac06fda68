"""Web pages and mails that mean harm: nothing in them is run or fetched."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bad_input.hostile import office, pages
from tests.bad_input.program import Outcome, whosays


@pytest.mark.parametrize(("source", "reason"), pages.EXPECTED.items())
def test_each_is_read_or_refused_by_name_with_the_reason(
    outcome: Outcome, source: str, reason: str | None
) -> None:
    if reason is None:
        assert "on 3 May 1994, police said." in outcome.annotations[source]["text"]
    else:
        assert reason in outcome.refused[source]


def test_mails_in_mails_are_read_to_the_limit_and_no_further(outcome: Outcome) -> None:
    reasons = {source: why for source, why in outcome.refused.items() if source.startswith(pages.CHAIN)}
    assert 1 <= len(reasons) <= 10
    assert any("nested more than 8 deep" in why for why in reasons.values())


def test_nothing_that_a_program_in_a_page_would_write_is_kept(outcome: Outcome) -> None:
    document = outcome.annotations["scripts.html"]
    assert "EVIL" not in json.dumps(document)
    assert "Scripts. Rain fell later on." in document["text"]


def test_links_that_would_run_are_text_and_nothing_else(outcome: Outcome) -> None:
    document = outcome.annotations["links.html"]
    assert "Links. The statement and the annex were published later." in document["text"]
    assert "EVIL" not in json.dumps(document)
    assert document["url"] is None
    assert document["canonical_url"] is None


# ── nothing is fetched ────────────────────────────────────────────────────────────────────────────


class _Listener:
    """A server that counts who connects."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.visits = 0
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            visitor, _ = self._socket.accept()
            with visitor:
                if visitor.recv(1) == b"\x00":
                    return
                self.visits += 1

    def close(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as farewell:
            farewell.sendall(b"\x00")
        self._thread.join()
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[_Listener]:
    server = _Listener()
    yield server
    server.close()


def test_nothing_is_fetched(tmp_path: Path, listener: _Listener) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    port = listener.port
    (pile / "page.html").write_bytes(pages.remote(port))
    (pile / "page.xhtml").write_bytes(pages.remote_xhtml(port))
    (pile / "mail.eml").write_bytes(pages.remote_mail(port))
    (pile / "letter.docx").write_bytes(office.remote_template(port))
    (pile / "doctype.docx").write_bytes(office.remote_doctype(port))
    (pile / "doctype.odt").write_bytes(office.odt(doctype=office._REMOTE.format(port=port)))
    read = whosays("read", "pile", "--case", "case.db", "--json", cwd=tmp_path)
    tally = json.loads(read.stdout)
    refused = {entry["source"] for entry in tally["refused"]}
    assert {"pile/doctype.docx", "pile/doctype.odt"} <= refused
    assert not {"pile/page.html", "pile/mail.eml", "pile/letter.docx"} & refused
    exported = whosays("export", "case.db", "--format", "html", "-o", "case.html", cwd=tmp_path)
    assert exported.returncode == 0
    assert b"root:" not in (tmp_path / "case.html").read_bytes()
    assert listener.visits == 0


def test_the_listener_would_notice_a_visit(listener: _Listener) -> None:
    with socket.create_connection(("127.0.0.1", listener.port)) as visit:
        visit.sendall(b"G")
        visit.recv(1)
    assert listener.visits == 1
