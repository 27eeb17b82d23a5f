"""No request is ever made where none may be; where one may, it goes to the address that was checked."""

import datetime
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from undersigned.stories.errors import AddressForbidden, FetchFailed, SourceTooLarge
from undersigned.stories.sources.connection import Answer, Guard
from undersigned.stories.sources.fetch import STRICT, Fetched, fetch

from .test_reach import CLOSED

HOST = "paper.example"
PUBLIC = "93.184.215.14"

SPELLED = [
    "http://localhost/", "http://LOCALHOST./", "https://a.localhost/", "http://localhost.localdomain/",
    "http://printer.local/", "http://intranet/", "http://host.internal/", "http://router.home.arpa/", "http://nas.lan/",
    "http://127.1/", "http://127.0.1/", "http://2130706433/", "http://017700000001/", "http://0x7f000001/",
    "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://127.0.0.01/", "http://127.0.0.1./", "http://0/",
    "http://0.0.0.0.0/", "http://256.0.0.1/", "http://1.1.1.1.1/", "http://a.0x7f/", "http://a.1/",
    "http://１２７.０.０.１/", "http://127。0。0。1/", "http://ⓛocalhost/", "http://127.0.0.1%2f.paper.example/",
    "http://%31%32%37.0.0.1/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/", "http://[0:0:0:0:0:0:0:1]/",
    "http://[::1%25lo]/", "http://[fe80::1%25eth0]/", "http://[v1.x]/", "http://[]/", "http://[::1/", "http://::1/",
    "http://paper.example:8080/", "https://paper.example:22/", "http://paper.example:0/", "http://paper.example:x/",
    "http://paper.example:65536/", "http://ada@paper.example/", "http://ada:word@paper.example/", "http://@paper.example/",
    "http://paper.example\\@127.0.0.1/", "http:\\\\127.0.0.1/", "http://127.0.0.1\t/", "http:// 127.0.0.1/",
    "http://paper.example/ HTTP/1.1\r\nHost: x", "http://paper.example/\x00", "http://paper.example/\u2028",
    "file:///etc/passwd", "ftp://paper.example/", "gopher://paper.example/", "javascript:alert(1)", "data:,x",
    "//paper.example/", "paper.example", "http:///", "https://", "", "http://.example/", "http://paper..example/",
    "http://-paper.example/", "http://xn--a.example:443:80/", "http://paper.example/" + "a" * 2000,
    "http://" + "a" * 64 + ".example/", "http://" + "a." * 130 + "example/", "http://\u202eexample.paper/",
]  # fmt: skip # a table reads best as one


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any touch of the network fails the test."""

    def touched(*args: Any, **_: Any) -> Any:
        pytest.fail(f"the network was touched: {args}")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        monkeypatch.setattr(socket, name, touched)


def leading_to(*addresses: str) -> Callable[..., list[Answer]]:
    """A resolver with one answer for every name, that may be asked once."""
    asked: list[str] = []

    def resolve(host: str, port: int, **_: Any) -> list[Answer]:
        assert host not in asked, "a name is resolved once"
        asked.append(host)
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(family[":" in a], socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    return resolve


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("address", CLOSED)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_request_is_made_to_an_address_that_is_not_public(scheme: str, address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(AddressForbidden):
        fetch(f"{scheme}://{host}/story", replace(STRICT, resolve=socket.getaddrinfo))


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("address", SPELLED)
def test_no_request_is_made_to_an_address_in_disguise(address: str) -> None:
    with pytest.raises(AddressForbidden):
        fetch(address, replace(STRICT, resolve=socket.getaddrinfo))


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("address", CLOSED)
def test_no_request_is_made_to_a_name_that_leads_inside(address: str) -> None:
    for answers in ([address], [PUBLIC, address], [address, PUBLIC]):
        with pytest.raises(AddressForbidden):
            fetch(f"https://{HOST}/story", replace(STRICT, resolve=leading_to(*answers)))


@pytest.mark.usefixtures("no_network")
def test_a_name_that_leads_nowhere_is_said_so() -> None:
    def lost(*_: Any, **__: Any) -> list[Answer]:
        raise socket.gaierror(-2, "unknown")

    for resolve in (lost, leading_to()):
        with pytest.raises(FetchFailed):
            fetch(f"https://{HOST}/", replace(STRICT, resolve=resolve))


def test_the_strict_guard_is_the_default() -> None:
    assert Guard() == STRICT
    assert STRICT.ports == {80, 443}


class Paper(BaseHTTPRequestHandler):
    """A paper that serves what its path says."""

    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        getattr(self, f"_{self.path.strip('/').split('?')[0].replace('-', '_') or 'story'}")()

    def _answer(self, status: int = 200, body: bytes = b"<p>story", **headers: str) -> None:
        self.send_response(status)
        usual = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body))}
        for name, value in (usual | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _story(self) -> None:
        self._answer()

    def _moved(self) -> None:
        self._answer(301, Location="/story?from=moved")

    def _round(self) -> None:
        self._answer(302, Location="/round")

    def _inside(self) -> None:
        self._answer(302, Location="http://169.254.169.254/latest/meta-data/")

    def _broken_location(self) -> None:
        self._answer(302, Location="http://[::1")

    def _down(self) -> None:
        self._answer(307, Location="http://paper.example/story")

    def _gone(self) -> None:
        self._answer(410)

    def _image(self) -> None:
        self._answer(Content_Type="image/png")

    def _json(self) -> None:
        self._answer(body=b"{}", Content_Type="application/ld+json")

    def _packed(self) -> None:
        self._answer(Content_Encoding="gzip")

    def _large(self) -> None:
        self._answer(body=b"", Content_Length="50000000")

    def _endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self._drop(b"x" * 65_536, 1000)

    def _short(self) -> None:
        self._answer(body=b"half", Content_Length="8")

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self._drop(b"x", 200, 0.05)

    def _drip_headers(self) -> None:
        self._drop(b"X", 200, 0.05)

    def _drop(self, piece: bytes, times: int, wait_seconds: float = 0) -> None:
        """Pieces, until the reader hangs up."""
        with suppress(OSError):
            for _ in range(times):
                self.wfile.write(piece)
                time.sleep(wait_seconds)

    def _silent(self) -> None:
        time.sleep(0.8)

    def log_message(self, *_: Any) -> None:
        """Nothing: tests are quiet."""


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[tuple[str, dict[str, str]]]]]:
    class Here(Paper):
        asked: list[tuple[str, dict[str, str]]] = []

    server = ThreadingHTTPServer(("127.0.0.1", 0), Here)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that hangs up is the test's point
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.server_port, Here.asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def guarding(port: int, **changes: Any) -> Guard:
    """A guard that lets the loopback server be reached under the paper's name, and nothing else."""
    guard = Guard(
        lambda address: address.is_loopback,
        frozenset({port}),
        lambda host, port, **_: leading_to("127.0.0.1")(host, port),
        limit_bytes=1_000_000,
    )
    return replace(guard, step_seconds=0.5, whole_seconds=3.0, **changes)


@pytest.fixture
def paper() -> Iterator[tuple[str, Guard, list[tuple[str, dict[str, str]]]]]:
    with serving() as (port, asked):
        yield f"http://{HOST}:{port}", guarding(port), asked


Served = tuple[str, Guard, list[tuple[str, dict[str, str]]]]


def test_a_page_is_fetched_from_the_checked_address_under_its_own_name(
    paper: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    where, guard, asked = paper
    assert fetch(f"{where}/story?a=é#top", guard) == Fetched(
        b"<p>story", f"{where}/story?a=é", "text/html", "utf-8"
    )
    ((path, headers),) = asked
    assert path == "/story?a=%C3%A9"
    assert headers["Host"] == where.removeprefix("http://")
    assert headers["Accept-Encoding"] == "identity"
    assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


def test_a_redirect_is_followed_and_checked_anew(paper: Served) -> None:
    where, guard, asked = paper
    assert fetch(f"{where}/moved", guard).address == f"{where}/story?from=moved"
    assert len(asked) == 2


@pytest.mark.parametrize("path", ["inside", "broken-location"])
def test_a_redirect_that_leads_inside_is_refused(paper: Served, path: str) -> None:
    where, guard, asked = paper
    with pytest.raises(AddressForbidden):
        fetch(f"{where}/{path}", guard)
    assert len(asked) == 1


def test_a_redirect_goes_on_three_times_and_no_more(paper: Served) -> None:
    where, guard, asked = paper
    with pytest.raises(FetchFailed):
        fetch(f"{where}/round", guard)
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("gone", "it answers 410"),
        ("image", "it sends neither a page, nor JSON, nor a feed"),
        ("packed", "it sends a compressed document"),
        ("short", "the connection failed"),
        ("silent", "it takes too long"),
    ],
)
def test_what_is_no_answer_is_said_in_words(paper: Served, path: str, problem: str) -> None:
    where, guard, _ = paper
    with pytest.raises(FetchFailed) as refused:
        fetch(f"{where}/{path}", guard)
    assert refused.value.data == {"host": HOST, "problem": problem}


@pytest.mark.parametrize("path", ["drip", "drip-headers"])
def test_a_server_that_drips_is_left_when_the_time_is_over(paper: Served, path: str) -> None:
    where, guard, _ = paper
    began = time.monotonic()
    with pytest.raises(FetchFailed) as refused:
        fetch(f"{where}/{path}", replace(guard, whole_seconds=0.5))
    assert refused.value.data["problem"] == "it takes too long"
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("path", ["large", "endless"])
def test_too_much_is_left_where_the_limit_is(paper: Served, path: str) -> None:
    where, guard, _ = paper
    with pytest.raises(SourceTooLarge):
        fetch(f"{where}/{path}", guard)


def test_a_server_that_does_not_answer_is_passed_over_for_the_next_address(paper: Served) -> None:
    where, guard, _ = paper
    closed = socket.socket()
    closed.bind(("127.0.0.2", int(where.rpartition(":")[2])))  # bound, never listening
    both = replace(guard, resolve=leading_to("127.0.0.2", "127.0.0.1"))
    with closed:
        assert fetch(f"{where}/json", both).content_type == "application/ld+json"
        with pytest.raises(FetchFailed):
            fetch(f"{where}/json", replace(guard, resolve=leading_to("127.0.0.2")))


@pytest.fixture
def certified(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server of HOST shows, and what a reader who trusts it and nobody else asks for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    at = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(at - datetime.timedelta(days=1))
        .not_valid_after(at + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "both.pem").write_bytes(secret + certificate)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(tmp_path / "both.pem")
    return server, ssl.create_default_context(cadata=certificate.decode())


def test_under_tls_the_certificate_is_checked_for_the_name_not_the_number(
    certified: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    server, reader = certified
    told: list[str | None] = []
    server.sni_callback = lambda _socket, name, _context: told.append(name)
    with serving(server) as (port, asked):
        guard = guarding(port, tls=lambda: reader)
        assert fetch(f"https://{HOST}:{port}/story", guard).raw == b"<p>story"
        assert told == [HOST]
        assert asked[0][1]["Host"] == f"{HOST}:{port}"
        with pytest.raises(FetchFailed, match="story-fetch-failed") as refused:
            fetch(f"https://other.example:{port}/story", guard)
        assert "certificate" in refused.value.data["problem"]
        with pytest.raises(AddressForbidden):
            fetch(f"https://{HOST}:{port}/down", guard)
    assert [path for path, _ in asked] == ["/story", "/down"]
