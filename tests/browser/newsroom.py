"""What a newsroom has around the embed: stories of its own, people who call the interface, a sign-in."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import Page

from tests.browser.product import Product

KEY_ID = "halyard-2026"
KEY = Ed25519PrivateKey.generate()


@dataclass(frozen=True)
class Caller:
    """Somebody at the interface itself."""

    product: Product
    token: str

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """What a call answers; it must succeed."""
        asked = Request(  # noqa: S310 - our own address
            f"{self.product.base_url}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"},
        )
        with urlopen(asked, timeout=20) as answer:  # noqa: S310 - the same
            said = answer.read()
        return json.loads(said) if said else None

    def write(self, story: str, text: str, reply_to: str | None = None) -> str:
        """Publish a comment under a story of `news`; its id."""
        sent = self.call(
            "POST",
            f"/api/v1/communities/news/stories/{story}/comments",
            {"text": text, "licence_version": 1, "guidelines_version": 1, "in_reply_to": reply_to},
        )
        assert sent["state"] == "published", sent["why"]
        return str(sent["comment"]["id"])


def caller(product: Product, email: str) -> Caller:
    """Signs somebody in by the accounts' own JSON door."""
    login = f"{product.base_url}/_allauth/app/v1/auth/login"
    body = json.dumps({"email": email, "password": product.passwords[email]}).encode()
    with urlopen(Request(login, body, {"Content-Type": "application/json"}), timeout=20) as answer:  # noqa: S310 - the same
        return Caller(product, json.load(answer)["meta"]["session_token"])


def reader(product: Product, name: str) -> Caller:
    """Somebody new, on the newsroom's word. Who writes in one test only is never too fast in another."""
    exchange = f"{product.base_url}/api/v1/session/exchange"
    body = json.dumps({"token": signed_token(product, name)}).encode()
    with urlopen(Request(exchange, body, {"Content-Type": "application/json"}), timeout=20) as answer:  # noqa: S310 - the same
        return Caller(product, json.load(answer)["session_token"])


def add_story(product: Product, key: str, directory: Path) -> str:
    """A story with nothing said about it yet; its key."""
    ninjs = {
        "uri": f"https://paper.example/{key}",
        "standard": {"name": "ninjs", "version": "3.1"},
        "type": "text",
        "language": "en",
        "versionCreated": "2026-05-04T11:00:00Z",
        "firstCreated": "2026-05-04T11:00:00Z",
        "headlines": [{"role": "main", "value": "The ferry runs again"}],
        "bodies": [
            {"role": "main", "contentType": "text/plain", "value": "From noon it crosses every hour."}
        ],
    }
    file = directory / f"{key}.ninjs.json"
    file.write_text(json.dumps(ninjs))
    product.run("story", "add", str(file), "--community", "news", "--key", key)
    return key


def wait_until_served(product: Product, story: str) -> None:
    """Until everybody is served what was just published; that may take a second."""
    address = f"{product.base_url}/api/v1/communities/news/stories/{story}/conversation"
    end = time.monotonic() + 5
    while time.monotonic() < end:
        with urlopen(address, timeout=20) as answer:  # noqa: S310 - our own address
            if json.load(answer)["comments"]:
                return
        time.sleep(0.05)
    raise AssertionError(f"nothing is served under {story}")


def welcome(product: Product, origin: str, directory: Path) -> None:
    """From now on `news` lets pages of this origin write, and takes the newsroom's word for its readers."""
    public = KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    file = directory / "newsroom.pub.pem"
    file.write_bytes(public)
    product.run("newsroom", "trust", "news", KEY_ID, str(file))
    product.run("community", "origins", "news", "--add", origin)


def signed_token(product: Product, name: str, email: str = "") -> str:
    """The newsroom's word for a reader, good once.

    Shape  email: of an account that there is; without, of a new one
    """
    first, last = name.split()
    email = email or f"{first}.{last}@paper.example".lower()
    claims = {
        "aud": product.base_url,
        "iat": int(time.time()),
        "exp": int(time.time()) + 300,
        "jti": str(uuid4()),
        "sub": email,
        "email": email,
        "email_verified": True,
        "first_name": first,
        "last_name": last,
    }
    return jwt.encode(claims, KEY, "EdDSA", headers={"kid": KEY_ID})


def sign_in_here(page: Page, product: Product, name: str, email: str = "") -> None:
    """The newsroom's pages know this reader: whenever the embed asks, they hand over a fresh token."""
    page.expose_function("newsroomToken", lambda: signed_token(product, name, email))
    page.add_init_script(
        "document.addEventListener('readystatechange', () => {"
        "  const element = document.querySelector('undersigned-conversation');"
        "  if (element) element.getToken = () => newsroomToken();"
        "});"
    )
