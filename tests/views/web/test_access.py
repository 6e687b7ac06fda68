"""Who may come in, and what he may do there."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import argon2
import pytest
from starlette.testclient import TestClient

from tests.views.by_hand import report, said
from tests.views.web.conftest import HERE, Open
from tests.views.web.walk import filled, routes
from whosays.views.web import access, accounts, sessions, tries
from whosays.views.web.access import Door, Tokens
from whosays.views.web.accounts import Accounts
from whosays.views.web.guard import OPEN, House
from whosays.views.web.pages.sign_in import local

BLAST = "A bomb went off in Velm on 3 May 1994."
MARKET = report(BLAST, said(BLAST, day="1994-05-03"))
WORDS = "seven quiet herons"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost next to nothing: how long they take is not what is tested."""
    quick = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts, "hasher", quick)
    monkeypatch.setattr(accounts, "_NOBODY", quick.hash("x"))


@pytest.fixture
def people(tmp_path: Path) -> Accounts:
    made = Accounts(str(tmp_path / "people.json"))
    made.put("vera", right="decide", password=WORDS)
    made.put("ida", right="read", password=WORDS)
    return made


def sign_in(client: TestClient, name: str, password: str = WORDS, **fields: str):
    data = {"name": name, "password": password, **fields}
    return client.post("/sign-in", data=data, follow_redirects=False)


def behind(room: Open, people: Accounts) -> TestClient:
    return room(MARKET, house=House(door=Door(accounts=people)))


# ── rights ────────────────────────────────────────────────────────────────────────────────────────


def test_a_stranger_gets_nothing_of_the_casebook(room: Open, people: Accounts):
    client = behind(room, people)
    for route in routes(client):
        path = filled(route.path)
        if path in OPEN or path.startswith("/assets/"):
            continue
        for method in route.methods or ():
            answer = client.request(method, path, follow_redirects=False)
            assert answer.status_code in {303, 401}, (method, path)
            assert "case.db" not in answer.text
            if answer.status_code == 303:
                assert answer.headers["location"].startswith("/sign-in?next=/")


def test_a_program_is_told_that_it_has_to_sign_in(room: Open, people: Accounts):
    answer = behind(room, people).get("/chronology.json")
    assert (answer.status_code, answer.json()) == (401, {"error": "Sign in first."})


def test_who_may_read_reads_and_sends_nothing(room: Open, people: Accounts):
    client = behind(room, people)
    assert sign_in(client, "ida").status_code == 303
    assert client.get("/chronology.json").status_code == 200
    for route in routes(client):
        if "POST" in (route.methods or ()) and route.path not in OPEN:
            assert client.post(filled(route.path)).status_code == 403, route.path


def test_who_may_decide_is_let_through_to_every_route(room: Open, people: Accounts):
    client = behind(room, people)
    sign_in(client, "vera")
    for route in routes(client):
        if "POST" in (route.methods or ()) and route.path not in OPEN:
            answer = client.post(filled(route.path))  # it may still lack what a form of ours brings along
            assert answer.status_code != 401, route.path
            assert "Here you may read" not in answer.text, route.path


def test_where_nobody_may_decide_nobody_does(room: Open, people: Accounts):
    client = room(MARKET, house=House(door=Door(accounts=people), read_only=True))
    sign_in(client, "vera")
    assert client.post("/decide/anything").status_code == 403
    client = room(house=House(read_only=True))
    assert client.get("/").status_code == 200
    assert client.post("/decide/anything").status_code == 403


def test_a_page_that_was_made_for_one_is_not_shown_to_another(room: Open, people: Accounts):
    client = behind(room, people)
    sign_in(client, "vera")
    tag = client.get("/").headers["etag"]
    sign_in(client, "ida")
    answer = client.get("/", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "vera" not in answer.text


# ── sessions ──────────────────────────────────────────────────────────────────────────────────────


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(room: Open, people: Accounts):
    cookie = sign_in(behind(room, people), "vera").headers["set-cookie"]
    assert re.fullmatch(r"whosays-8040=[\w-]{43}; HttpOnly; Path=/; SameSite=Strict", cookie)


def test_over_https_the_cookie_goes_nowhere_else(room: Open, people: Accounts):
    client = behind(room, people)
    client.base_url = "https://localhost"
    client.headers["Origin"] = "https://localhost"
    cookie = sign_in(client, "vera").headers["set-cookie"]
    assert cookie.startswith("__Host-whosays-443=")
    assert "Secure" in cookie


def test_a_session_that_somebody_brings_is_not_taken_up(room: Open, people: Accounts):
    client = behind(room, people)
    client.cookies.set("whosays-8040", "given-by-another", domain="127.0.0.1")
    sign_in(client, "vera")
    brought = {"Cookie": "whosays-8040=given-by-another"}
    client.cookies.clear()
    assert client.get("/chronology.json", headers=brought).status_code == 401


def test_signing_in_again_is_another_session_and_ends_the_first(room: Open, people: Accounts):
    client = behind(room, people)
    sign_in(client, "vera")
    first = client.cookies["whosays-8040"]
    sign_in(client, "vera")
    assert client.cookies["whosays-8040"] != first
    client.cookies.clear()
    assert client.get("/chronology.json", headers={"Cookie": f"whosays-8040={first}"}).status_code == 401


def test_signing_out_ends_the_session_itself(room: Open, people: Accounts):
    client = behind(room, people)
    sign_in(client, "vera")
    session = client.cookies["whosays-8040"]
    answer = client.post("/sign-out", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    client.cookies.clear()
    assert client.get("/chronology.json", headers={"Cookie": f"whosays-8040={session}"}).status_code == 401


@pytest.mark.parametrize("change", ["remove", "password", "right"])
def test_whoever_is_removed_or_changed_is_signed_out(room: Open, people: Accounts, change: str):
    client = behind(room, people)
    sign_in(client, "vera")
    assert client.get("/chronology.json").status_code == 200
    if change == "remove":
        people.remove("vera")
    elif change == "password":
        people.put("vera", password="eight loud herons")
    else:
        people.put("vera", right="read")
    assert client.get("/chronology.json").status_code == 401


def test_a_session_ends_when_it_is_idle_and_in_any_case():
    now = [0.0]
    kept = sessions.Sessions(clock=lambda: now[0])
    idle, busy = kept.begin("vera", "read", ""), kept.begin("vera", "read", "")
    while now[0] < sessions.WHOLE:
        assert kept.of(busy)
        now[0] += sessions.IDLE - 1
    assert kept.of(busy) is None
    assert kept.of(idle) is None


def test_only_so_many_sessions_are_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sessions, "MOST", 2)
    kept = sessions.Sessions()
    ids = [kept.begin("vera", "read", "") for _ in range(3)]
    assert [kept.of(id_) is not None for id_ in ids] == [False, True, True]


def test_what_lies_in_memory_does_not_open_the_door():
    kept = sessions.Sessions()
    id_ = kept.begin("vera", "read", "")
    assert id_ not in repr(vars(kept))


# ── signing in ────────────────────────────────────────────────────────────────────────────────────


def test_after_signing_in_one_is_where_one_wanted_to_be(room: Open, people: Accounts):
    client = behind(room, people)
    there = client.get("/chronology?text=Velm%20%26%20x&limit=5", follow_redirects=False).headers["location"]
    form = client.get(there).text
    (wanted,) = re.findall(r'name="next" value="([^"]*)"', form)
    answer = sign_in(client, "vera", next=wanted.replace("&amp;", "&"))
    assert answer.headers["location"] == "/chronology?text=Velm%20%26%20x&limit=5"


@pytest.mark.parametrize(
    "address",
    ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example",
     "javascript:alert(1)", "", "elsewhere.example", "\n//elsewhere.example"],
)  # fmt: skip
def test_nobody_is_sent_elsewhere_after_signing_in(address: str):
    assert local(address) == "/"


def test_whoever_follows_a_link_from_elsewhere_is_let_in_by_the_cookie_he_has(room: Open, people: Accounts):
    client = behind(room, people)
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    page = client.get("/sign-in?next=/chronology", headers=link).text
    assert '<meta http-equiv="refresh" content="0; url=/chronology">' in page
    assert "refresh" not in client.get("/sign-in", headers={"Sec-Fetch-Site": "same-origin"}).text


@pytest.mark.parametrize("charset", ["undefined", "unicode_escape", "utf-8"])
def test_a_form_in_parts_is_not_read(room: Open, people: Accounts, charset: str):
    part = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n\\ud800\r\n'
    answer = behind(room, people).post(
        "/sign-in",
        content=part.format("name") + part.format("password") + "--x--\r\n",
        headers={"Content-Type": f"multipart/form-data; boundary=x; charset={charset}"},
    )
    assert answer.status_code == 415


@pytest.mark.parametrize(("name", "password"), [("vera", "wrong words here"), ("nobody", WORDS), ("", "")])
def test_what_was_wrong_is_not_told(room: Open, people: Accounts, name: str, password: str):
    answer = sign_in(behind(room, people), name, password)
    assert answer.status_code == 401
    assert "This name and this password do not belong together." in answer.text
    assert answer.headers["cache-control"] == "private, no-store"
    assert "set-cookie" not in answer.headers


def test_an_unknown_name_costs_as_much_as_a_known_one(people: Accounts, monkeypatch: pytest.MonkeyPatch):
    looked: list[str] = []
    real = accounts.hasher.verify

    class Counts:
        def verify(self, kept: str, given: str) -> bool:
            looked.append(kept)
            return real(kept, given)

    monkeypatch.setattr(accounts, "hasher", Counts())
    assert people.right_password("vera", "wrong words here") is None
    assert people.right_password("nobody", "wrong words here") is None
    known, unknown = map(argon2.extract_parameters, looked)
    assert known == unknown


def test_after_some_tries_one_has_to_wait(room: Open, people: Accounts):
    client = behind(room, people)
    for _ in range(tries.FREE):
        assert sign_in(client, "vera", "wrong words here").status_code == 401
    answer = sign_in(client, "vera")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert "Too many tries" in answer.text


def test_many_tries_at_once_are_many(people: Accounts):
    door = Door(accounts=people)

    async def all_at_once() -> list[object]:
        attempts = [door.sign_in("vera", f"wrong words {n}", f"10.0.0.{n}") for n in range(30)]
        return await asyncio.gather(*attempts, return_exceptions=True)

    told = asyncio.run(all_at_once())
    door.close()
    assert sum(isinstance(each, access.TooManyTries) for each in told) == 30 - tries.FREE


def test_each_try_in_vain_doubles_the_wait_up_to_an_end():
    now = [0.0]
    counted = tries.Tries(60.0, clock=lambda: now[0])
    waits = []
    for _ in range(tries.FREE + 10):
        waits.append(counted.wait("vera"))
        now[0] += waits[-1]
        counted.count("vera")
    assert waits[tries.FREE - 1 : tries.FREE + 4] == [0, 1, 2, 4, 8]
    assert waits[-1] == 60
    assert counted.wait("ida") == 0
    now[0] += tries.FORGOTTEN
    assert counted.wait("vera") == 0


def test_only_so_many_names_are_remembered(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tries, "REMEMBERED", 3)
    counted = tries.Tries(60.0)
    for number in range(10):
        counted.count(f"name {number}")
    assert len(counted._counts) == 3


@pytest.mark.parametrize(
    ("address", "whose"),
    [
        ("2001:db8::1:2:3", "2001:db8::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("192.0.2.1", "192.0.2.1"),
        ("testclient", "testclient"),
    ],
)
def test_an_address_is_counted_with_its_network(address: str, whose: str):
    assert tries.network(address) == whose


def test_where_the_accounts_cannot_be_read_nobody_comes_in(room: Open, people: Accounts):
    client = behind(room, people)
    sign_in(client, "vera")
    people.path.write_text("{")
    for answer in (client.get("/chronology.json"), sign_in(client, "vera")):
        assert answer.status_code == 503
        assert str(people.path) not in answer.text


# ── tokens ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("right", "status"), [("read", 403), ("decide", 404)])
def test_a_token_opens_the_door_and_does_not_stay_in_the_address(room: Open, right: str, status: int):
    tokens = Tokens.new()
    client = room(MARKET, house=House(door=Door(tokens=tokens)))
    answer = client.get("/enter", params={"token": getattr(tokens, right)}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert client.get("/chronology.json").status_code == 200
    assert client.post("/nothing").status_code == status


@pytest.mark.parametrize("token", ["", "x", "é" * 43])
def test_no_other_word_is_a_token(room: Open, token: str):
    client = room(MARKET, house=House(door=Door(tokens=Tokens.new())))
    client.get("/enter", params={"token": token})
    assert client.get("/chronology.json").status_code == 401


def test_a_program_may_bring_its_token_in_a_header(room: Open):
    tokens = Tokens.new()
    client = room(MARKET, house=House(door=Door(tokens=tokens)))
    for token, status in ((tokens.read, 200), ("x", 401)):
        headers = {"Authorization": f"Bearer {token}"}
        assert client.get("/chronology.json", headers=headers).status_code == status


def test_tokens_are_new_each_time_and_long():
    made = [Tokens.new(), Tokens.new()]
    told = {token for each in made for token in (each.read, each.decide)}
    assert len(told) == 4
    assert min(map(len, told)) >= 43


def test_where_there_is_no_door_nobody_has_to_sign_in(room: Open):
    client = room(MARKET)
    for address in ("/sign-in?next=/chronology", "/enter?token=x"):
        assert client.get(address).status_code == 200
    assert client.post("/sign-out", follow_redirects=False).status_code == 303


def test_the_page_to_sign_in_tells_nothing_of_the_casebook(room: Open, people: Accounts):
    assert "case.db" not in behind(room, people).get("/sign-in").text
    assert HERE not in behind(room, people).get("/sign-in").text


# ── the file ──────────────────────────────────────────────────────────────────────────────────────


def test_the_file_is_for_its_owner_only_and_holds_no_password(people: Accounts):
    assert people.path.stat().st_mode & 0o777 == 0o600
    told = people.path.read_text()
    assert WORDS not in told
    assert told.count("$argon2id$") == 2


def test_a_password_is_the_same_however_its_letters_are_written(people: Accounts):
    people.put("zoe", password="caf\u00e9 au lait vert")
    assert people.right_password("zoe", "cafe\u0301 au lait vert")


def test_a_hash_of_another_time_is_made_anew_and_ends_no_session(
    people: Accounts, monkeypatch: pytest.MonkeyPatch
):
    before = people.all()["vera"]
    monkeypatch.setattr(accounts, "hasher", argon2.PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert people.right_password("vera", WORDS)
    after = people.all()["vera"]
    assert after.password != before.password
    assert after.changed == before.changed
    assert people.right_password("vera", WORDS)
