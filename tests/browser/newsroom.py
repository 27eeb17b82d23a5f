"""What a newsroom has around the embed: stories of its own, people who call the interface, a sign-in."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Error, Page, Route

from tests.browser.product import Product


@dataclass(frozen=True)
class Caller:
    """Somebody of the demonstration, at the interface itself."""

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


def sign_in_here(page: Page, product: Product, email: str) -> None:
    """Stands in for the newsroom's own sign-in: its token is exchanged for a session of this person, and
    the interface answers writing to the page's origin. What is written is written to the real product."""
    token = caller(product, email).token

    def answer(route: Route) -> None:
        origin = {"access-control-allow-origin": route.request.headers["origin"]}
        if route.request.url.endswith("/session/exchange"):
            route.fulfill(json={"session_token": token}, headers=origin)
        else:
            with suppress(Error):  # the page was closed while it waited
                given = route.fetch()
                route.fulfill(response=given, headers={**given.headers, **origin})

    private = r"/api/v1/(session|me|comments/[^/?]+$|comments/.+/(recommendation|reports)|.+/comments$)"
    page.context.route(re.compile(re.escape(product.base_url) + private), answer)
    page.add_init_script(
        "document.addEventListener('readystatechange', () => {"
        "  const element = document.querySelector('undersigned-conversation');"
        "  if (element) element.getToken = async () => 'from the newsroom';"
        "});"
    )
