import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from whosays.errors import Refused
from whosays.plugins import Limits
from whosays.read import fetch as fetching
from whosays.read.fetch import fetch, is_public

LIMITS = Limits(file_bytes=100_000, seconds=5)


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
        elif self.path == "/round":
            self.send_response(301)
            self.send_header("Location", "/round")
            self.end_headers()
        elif self.path == "/missing":
            self.send_error(404)
        else:
            large = "large" in self.path
            body = b"x" * 200_000 if large else b"<p>" + self.headers["Host"].encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=koi8-r")
            if self.path != "/large-untold":
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(b"" if self.path == "/empty" else body)

    def log_message(self, *_arguments):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_comes_with_its_type_and_address(site):
    raw = fetch(f"{site}/page?a=1#part", allow_private=True, limits=LIMITS)
    assert raw.data == b"<p>" + site.removeprefix("http://").encode()
    assert raw.media_type == "text/html; charset=koi8-r"
    assert (raw.source, raw.given.url) == (f"{site}/page?a=1#part", f"{site}/page?a=1#part")


def test_redirections_are_followed_and_the_last_address_is_kept(site):
    assert fetch(f"{site}/to//page", allow_private=True, limits=LIMITS).given.url == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/round", "redirected more than 5 times"),
        ("/missing", "answered 404"),
        ("/large", "larger than the limit"),
        ("/large-untold", "larger than the limit"),
        ("/to/file:///etc/passwd", "only http and https"),
        ("/to/ftp://x.example/", "only http and https"),
    ],
)
def test_what_cannot_be_had_is_refused(site, path, reason):
    with pytest.raises(Refused, match=reason):
        fetch(site + path, allow_private=True, limits=LIMITS)


def test_this_machine_is_refused_unless_allowed(site):
    with pytest.raises(Refused, match="private address"):
        fetch(f"{site}/page", limits=LIMITS)


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "0.0.0.0",
        "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]",
        "[fe80::1]", "[fc00::1]", "[ff02::1]",
        "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fec0::1]",
    ],
)  # fmt: skip
def test_private_and_reserved_addresses_are_refused_in_every_spelling(host):
    with pytest.raises(Refused, match=r"private address|host is not known"):
        fetch(f"http://{host}:9/", limits=LIMITS)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_addresses_of_the_open_net_are_public(address):
    assert is_public(ip_address(address))


def test_a_redirection_to_a_private_address_is_refused(site, monkeypatch):
    checked = fetching._checked_address

    def first_is_public(host, port, allow_private):
        # Stands in for a public site, which there is none of in a test.
        return ip_address("127.0.0.1") if host == "ostrel.example" else checked(host, port, allow_private)

    monkeypatch.setattr(fetching, "_checked_address", first_is_public)
    port = site.rpartition(":")[2]
    assert (
        fetch(f"http://ostrel.example:{port}/page", limits=LIMITS).data
        == f"<p>ostrel.example:{port}".encode()
    )
    with pytest.raises(Refused, match="private address"):
        fetch(f"http://ostrel.example:{port}/to/http://127.0.0.1:{port}/page", limits=LIMITS)


def test_a_name_is_resolved_once_and_the_checked_address_is_used(site, monkeypatch):
    asked = []

    def resolve(host, port, **_more):
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda host, port, *a, **k: resolve(host, port))
    port = site.rpartition(":")[2]
    fetch(f"http://ostrel.example:{port}/page", allow_private=True, limits=LIMITS)
    assert asked.count("ostrel.example") == 1


def test_one_private_address_among_several_refuses_the_host():
    def resolve(_host, port, **_more):
        return [(2, 1, 6, "", ("93.184.216.34", port)), (2, 1, 6, "", ("10.0.0.1", port))]

    with pytest.raises(Refused, match="private address"):
        fetching._checked_address("ostrel.example", 80, False, resolve)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://x.example/", "http://", "http://a:b@x.example/", "http://x.example:99999/",
        "http://x y/", "http://x.example/\r\nHost: y", "javascript:alert(1)", "http://[::1",
        "http://" + "a" * 3000,
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(Refused):
        fetch(url, limits=LIMITS)


def test_a_server_that_is_not_there_is_told():
    with pytest.raises(Refused, match="could not be fetched"):
        fetch("http://127.0.0.1:9/", allow_private=True, limits=LIMITS)
