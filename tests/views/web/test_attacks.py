"""What people try: each is tried here on every page and route there is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from starlette.testclient import TestClient

from tests.views.web import hostile
from tests.views.web.conftest import HERE, Open
from tests.views.web.walk import filled, pages, routes, walk
from whosays.views.export.csv import BLANK, FORMULA
from whosays.views.web.app import create_app
from whosays.views.web.guard import House

UP = ("..%2f..%2f..%2fetc%2fpasswd", "%2e%2e", "....%2f%2fetc%2fpasswd", "..%5c..%5cetc", "%2fetc%2fpasswd")
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "cite")


@pytest.fixture
def case(tmp_path: Path) -> str:
    return hostile.casebook(tmp_path)


@pytest.fixture
def client(case: str) -> Iterator[TestClient]:
    with TestClient(create_app(case), base_url=HERE, headers={"Origin": HERE}) as client:
        yield client


def test_no_text_becomes_part_of_a_page(client: TestClient, case: str):
    told = ""
    for address, kind, text in walk(client, case):
        if kind != "text/html" or not text:
            continue
        told += text
        for element in lxml.html.fromstring(text).iter(lxml.etree.Element):
            _require_ours(address, element)
    assert "mark-er" in told  # the texts are there, as texts


def _require_ours(address: str, element: lxml.html.HtmlElement) -> None:
    where = f"{address}: {lxml.html.tostring(element)[:300]!r}"
    tag = str(element.tag)
    assert tag not in {hostile.MARK, "style", "iframe", "object", "embed", "base"}, where
    if tag == "script" and element.get("type") != "application/json":
        assert element.get("src", "").startswith("/assets/"), where
        assert not element.text, where
    for name, value in element.attrib.items():
        assert not name.startswith("on"), where
        assert name not in {"style", "srcdoc"}, where
        if name in ADDRESSES:
            scheme = urlsplit(urljoin(HERE, "".join(value.split()))).scheme
            assert scheme in {"http", "https"}, where


def test_nothing_is_read_as_a_template(client: TestClient, case: str):
    assert all(str(7919 * 7907) not in text for _, _, text in walk(client, case))


def test_every_answer_forbids_scripts_that_are_not_ours(client: TestClient, case: str):
    for address in [*pages(case), "/nothing", "/openapi.json", "/chronology?limit=x", "/assets/0/room.css"]:
        policy = client.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_json_is_never_taken_for_a_page(client: TestClient, case: str):
    for address in pages(case):
        answer = client.get(address)
        if address.endswith(".json"):
            assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_no_cell_of_a_list_is_run_as_a_formula(client: TestClient, case: str):
    lists = [address for address in pages(case) if address.endswith(".csv")]
    lists += [filled(route.path) for route in routes(client) if route.path.endswith(".csv")]
    assert lists
    cells = 0
    for address in lists:
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        for row in csv.reader(io.StringIO(answer.text)):
            for cell in row:
                cells += 1
                assert not cell.lstrip(BLANK).startswith(FORMULA), (address, cell)
    assert cells > len(lists)


def test_no_address_leads_out_of_the_casebook(client: TestClient, tmp_path: Path):
    (tmp_path / "secret").write_text("root: a secret")
    for route in routes(client):
        if "{" not in route.path or "GET" not in (route.methods or ()):
            continue
        for up in (*UP, "..%2fsecret", str(tmp_path / "secret").replace("/", "%2f")):
            answer = client.get(filled(route.path, up))
            assert answer.status_code in {303, 307, 400, 404}, (route.path, up)
            assert "root:" not in answer.text
            assert str(tmp_path) not in answer.text


def test_no_name_of_an_upload_leads_out_of_its_place(client: TestClient, tmp_path: Path):
    for route in routes(client):
        if "POST" in (route.methods or ()):
            for name in ("../../../evil.txt", "/tmp/../evil.txt", "..\\evil.txt", "evil.txt\0.pdf"):
                fields = ("file", "files", "documents", "document")
                files = [(field, (name, b"A shop burned in Velm.", "text/plain")) for field in fields]
                assert client.post(filled(route.path), files=files).status_code < 500, route.path
    assert not [folder for folder in tmp_path.parents if (folder / "evil.txt").exists()]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1:8041"},
        {"Origin": "https://127.0.0.1:8040"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": HERE, "Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_no_other_site_can_send_anything_here(client: TestClient, headers: dict[str, str]):
    told = [route for route in routes(client) if set(route.methods or ()) - {"GET", "HEAD"}]
    assert told
    for route in told:
        answer = client.post(filled(route.path), data={"by": "x"}, headers=headers)
        assert answer.status_code == 403, route.path


def test_what_is_sent_from_nowhere_is_refused(client: TestClient):
    del client.headers["Origin"]
    for route in routes(client):
        if "POST" in (route.methods or ()):
            assert client.post(filled(route.path)).status_code == 403, route.path


@pytest.mark.parametrize("host", ["elsewhere.example", "elsewhere.example:8040", "127.0.0.1.example:8040"])
def test_a_name_that_was_turned_to_this_machine_gets_nothing(client: TestClient, case: str, host: str):
    for address in ["/", "/openapi.json", *pages(case)]:
        answer = client.get(address, headers={"Host": host})
        assert answer.status_code == 421
        assert "Velm" not in answer.text


def test_what_is_too_large_is_refused_before_it_is_read(room: Open):
    client = room(*hostile.readings(), house=House(body_bytes=1_000, upload_bytes=2_000))
    for route in routes(client):
        if "POST" in (route.methods or ()):
            assert client.post(filled(route.path), content=b"x" * 2_001).status_code == 413, route.path


def test_a_page_that_fails_says_nothing_of_how(case: str, monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object) -> None:
        raise RuntimeError(f"secret words about {case}")

    app = create_app(case)
    monkeypatch.setattr(app.state.room, "read", fails)
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        answer = client.get("/chronology")
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert client.get("/chronology.json").json()["error"].startswith("This page failed")
