"""Asking a web server for a story, without ever asking one that is not on the public Internet.

The name is resolved once, every address it has must be public, and the connection goes to one of
those very addresses: a name that changes its answer in between gains nothing. Each redirect is
checked anew. Proxies and `.netrc` of the environment play no part. Decision 0010.
"""

import http.client
import re
import socket
import ssl
import time
from dataclasses import dataclass
from email.message import Message
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna
from django.utils.translation import gettext as _

from undersigned.stories.errors import AddressForbidden, FetchFailed, SourceTooLarge

from .connection import Answer, Guard, Pinned
from .reach import IPAddress

LONGEST = 2_000
PORTS = {"http": 80, "https": 443}
MOST_REDIRECTS = 3
REDIRECTS = (301, 302, 303, 307, 308)
HEADERS = {
    "Accept": "text/html, application/xhtml+xml, application/json, application/xml;q=0.9",
    "Accept-Encoding": "identity",
    "User-Agent": "Undersigned (story add)",
}
CONTENT_TYPES = re.compile(r"(text/html|(application|text)/([\w.-]+\+)?(xml|json))")
LOCAL_NAMES = frozenset({"localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp"})
_NAME = re.compile(
    r"(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")

STRICT = Guard()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered. Shape  address: the last one, after redirects; charset: "" if not told"""

    raw: bytes
    address: str
    content_type: str
    charset: str


def fetch(address: str, guard: Guard = STRICT) -> Fetched:
    """The document at a public http(s) address.

    Errors  AddressForbidden before any request; FetchFailed; SourceTooLarge
    """
    ends_at = time.monotonic() + guard.whole_seconds
    for _hop in range(MOST_REDIRECTS + 1):
        answer = _ask(_checked(address, guard), guard, ends_at)
        if isinstance(answer, Fetched):
            return answer
        address = _onward(address, answer)
    raise FetchFailed(host=urlsplit(address).hostname, problem=_("it redirects again and again"))


def _onward(address: str, location: str) -> str:
    """Where a redirect leads; never from https to http."""
    try:
        onward = urljoin(address, location)
        if urlsplit(address).scheme == "https" and urlsplit(onward).scheme != "https":
            raise AddressForbidden(address=onward[:200])
    except ValueError:
        raise AddressForbidden(address=location[:200]) from None
    return onward


@dataclass(frozen=True, slots=True)
class _Target:
    parts: SplitResult
    host: str
    port: int
    answers: list[Answer]

    @property
    def is_secure(self) -> bool:
        return self.parts.scheme == "https"

    @property
    def path(self) -> str:
        query = f"?{self.parts.query}" if self.parts.query else ""
        return quote(f"{self.parts.path or '/'}{query}", safe="/%:@!$&'()*+,;=~?")


def _checked(address: str, guard: Guard) -> _Target:
    """The address taken apart, its host resolved, everything about it allowed. Errors  AddressForbidden"""
    forbidden = AddressForbidden(address=address[:200])
    if len(address) > LONGEST or not address.isprintable() or " " in address or "\\" in address:
        raise forbidden
    try:
        parts = urlsplit(address)
        port = PORTS.get(parts.scheme, 0) if parts.port is None else parts.port
    except ValueError:
        raise forbidden from None
    if "@" in parts.netloc or port not in guard.ports or parts.scheme not in PORTS:
        raise forbidden
    literal = _literal(parts, forbidden)
    if literal is not None and not guard.admits(literal):
        raise forbidden
    host = _name(parts.hostname or "", forbidden) if literal is None else str(literal)
    return _Target(parts, host, port, _resolved(host, port, guard, forbidden))


def _literal(parts: SplitResult, forbidden: AddressForbidden) -> IPAddress | None:
    """The address that a host is when written as a number; None for a name.

    Numbers are dotted decimal, or IPv6 in brackets. What other programs would read as an address
    (octal, hexadecimal, fewer than four numbers) is refused, whatever it amounts to.
    """
    host = (parts.hostname or "").rstrip(".")
    try:
        if "[" in parts.netloc or ":" in host:
            return IPv6Address(host)
        return IPv4Address(host) if _NUMBER.fullmatch(host.rpartition(".")[2]) else None
    except ValueError:
        raise forbidden from None


def _name(host: str, forbidden: AddressForbidden) -> str:
    """A host name in ASCII, with at least one dot, and none that stays inside a network."""
    name = host.rstrip(".")
    try:
        name = name if name.isascii() else idna.encode(name, uts46=True).decode()
    except UnicodeError:  # IDNAError is one
        raise forbidden from None
    last = name.rpartition(".")[2]
    if (
        not _NAME.fullmatch(name)
        or _NUMBER.fullmatch(last)
        or last in LOCAL_NAMES
        or name.endswith(".home.arpa")
    ):
        raise forbidden
    return name


def _resolved(host: str, port: int, guard: Guard, forbidden: AddressForbidden) -> list[Answer]:
    """The addresses of a host, asked for once. One that may not be reached forbids them all."""
    try:
        answers = guard.resolve(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        answers = []
    if not answers:
        raise FetchFailed(host=host, problem=_("its name leads nowhere"))
    if not all(guard.admits(ip_address(answer[4][0])) for answer in answers):
        raise forbidden
    return answers


def _ask(target: _Target, guard: Guard, ends_at: float) -> Fetched | str:
    """One request to one of the target's addresses: the document, or where it redirects."""
    connection = Pinned(target.host, target.port, target.is_secure, target.answers, guard, ends_at)
    try:
        connection.request("GET", target.path, headers=HEADERS)
        with connection.getresponse() as response:
            answer = _answered(response, target, guard)
        if time.monotonic() >= ends_at:  # what was read may have been cut short
            raise TimeoutError
    except ssl.SSLCertVerificationError:
        problem = _("its certificate is not one that this machine trusts")
        raise FetchFailed(host=target.host, problem=problem) from None
    except (OSError, http.client.HTTPException) as error:
        is_late = time.monotonic() >= ends_at or isinstance(error, TimeoutError)
        problem = _("it takes too long") if is_late else _("the connection failed")
        raise FetchFailed(host=target.host, problem=problem) from None
    finally:
        connection.release()
    return answer


def _answered(response: http.client.HTTPResponse, target: _Target, guard: Guard) -> Fetched | str:
    def failed(problem: str) -> FetchFailed:
        return FetchFailed(host=target.host, problem=problem)

    location = response.getheader("Location")
    if response.status in REDIRECTS and location:
        return location
    if response.status != 200:
        raise failed(_("it answers %(status)d") % {"status": response.status})
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise failed(_("it sends a compressed document"))
    told = Message()
    told["Content-Type"] = response.getheader("Content-Type", "text/html")
    if not CONTENT_TYPES.fullmatch(told.get_content_type()):
        raise failed(_("it sends neither a page, nor JSON, nor a feed"))
    raw = _read(response, guard.limit_bytes)
    if response.length:  # fewer bytes came than were promised
        raise failed(_("the connection failed"))
    final = target.parts._replace(fragment="").geturl()
    return Fetched(raw, final, told.get_content_type(), told.get_content_charset() or "")


def _read(response: http.client.HTTPResponse, limit_bytes: int) -> bytes:
    raw = bytearray()
    while len(raw) + (response.length or 0) <= limit_bytes:
        piece = response.read1(65_536)
        if not piece:
            return bytes(raw)
        raw += piece
    raise SourceTooLarge(limit_megabytes=limit_bytes // 1_000_000)
