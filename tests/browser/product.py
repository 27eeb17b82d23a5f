"""The product itself, started as an operator starts it, on a port and in a directory of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
MAIL_SECONDS = 15


@dataclass(frozen=True)
class Product:
    """A running installation with the demonstration in it.

    Shape  passwords: by address, as the demonstration printed them
    """

    base_url: str
    var_dir: Path
    passwords: dict[str, str] = field(repr=False)

    def run(self, *arguments: str) -> str:
        """What a command of the product prints; it must succeed."""
        return subprocess.run(
            command(*arguments),
            env=variables(self.base_url, self.var_dir),
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def join(self, first: str, last: str) -> str:
        """Somebody new; their address. Who writes in one test only is never too fast in another."""
        email, password = f"{first}.{last}@mail.example".lower(), "a long quiet river walk 9"
        subprocess.run(
            [sys.executable, "-m", "tests.browser.newcomer", first, last, email, password],
            env=variables(self.base_url, self.var_dir) | {"DJANGO_SETTINGS_MODULE": "undersigned.settings"},
            cwd=ROOT,
            check=True,
        )
        self.passwords[email] = password
        return email

    def letters(self, to: str) -> list[EmailMessage]:
        """The mail that has reached an address so far, oldest first: an id tells when it was made."""
        paths = sorted((self.var_dir / "mail").glob("*.eml"))
        found: list[EmailMessage] = [message_from_bytes(p.read_bytes(), policy=default) for p in paths]
        return [letter for letter in found if to in str(letter["To"])]

    def letter(self, to: str, about: str) -> EmailMessage:
        """The newest letter to an address whose subject or text holds these words; waits for it."""
        deadline = time.monotonic() + MAIL_SECONDS
        while time.monotonic() < deadline:
            fitting = [m for m in self.letters(to) if about in str(m["Subject"]) or about in text_of(m)]
            if fitting:
                return fitting[-1]
            time.sleep(0.1)
        had = [str(letter["Subject"]) for letter in self.letters(to)]
        raise AssertionError(f"no letter to {to} about “{about}” came; there are {had}")


def text_of(letter: EmailMessage) -> str:
    """The plain text of a letter."""
    body = letter.get_body(("plain",))
    return str(body.get_content()) if body else ""


def link_in(letter: EmailMessage) -> str:
    """The first address that a letter asks its reader to open."""
    found = re.search(r"https?://\S+", text_of(letter))
    assert found, "there is no address in it"
    return found[0]


@contextmanager
def running(var_dir: Path, log: Path, *, has_month: bool = False) -> Iterator[Product]:
    """Load the demonstration, with last month or without, serve it, and stop it when done with."""
    base_url = f"http://127.0.0.1:{free_port()}"
    environment = variables(base_url, var_dir)
    demo = command("demo") if has_month else command("demo", "--without-month")
    with log.open("w") as written:
        told = subprocess.run(
            demo, env=environment, stdout=subprocess.PIPE, stderr=written, text=True, check=True
        ).stdout
        passwords = dict(re.findall(r"^(\S+@\S+)\s.*password: (.+)$", told, re.MULTILINE))
        port = base_url.rpartition(":")[2]
        server = subprocess.Popen(
            command("serve", "--port", port), env=environment, stdout=written, stderr=written
        )
        try:
            wait_until_up(base_url, server)
            yield Product(base_url, var_dir, passwords)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "undersigned.cli", *arguments]


def variables(base_url: str, var_dir: Path) -> dict[str, str]:
    """This machine's, without any setting of a developer's own."""
    ours = {"UNDERSIGNED_BASE_URL": base_url, "UNDERSIGNED_VAR_DIR": str(var_dir)}
    ours["UNDERSIGNED_DEFAMATION"] = "*"
    return {name: value for name, value in os.environ.items() if not name.startswith("UNDERSIGNED_")} | ours


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def wait_until_up(base_url: str, server: "subprocess.Popen[bytes]") -> None:
    """Ready is when /healthz answers 200, as the contract has it."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, "it did not start; its log is under .cache/browser/"
        try:
            with urlopen(f"{base_url}/healthz", timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"{base_url}/healthz did not answer within {START_SECONDS} seconds")
