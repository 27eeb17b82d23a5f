"""Short forms of what a browser without script does, and of what a program says."""

import json
import re
from email.message import EmailMessage
from typing import Any

from django.http import HttpResponse
from django.test import Client

PASSWORD = "a long and quiet walk"
ADA = {
    "first_name": "Ada",
    "last_name": "Okafor",
    "email": "ada@demo.example",
    "password1": PASSWORD,
}


def text_of(letter: EmailMessage) -> str:
    """What a letter says."""
    return str(letter.get_content())


def link(letter: EmailMessage) -> str:
    """The path of the first link in a letter."""
    found = re.search(r"https?://[^/\s]+(/account/\S+/)", text_of(letter))
    assert found, text_of(letter)
    return found[1]


def follow(client: Client, path: str, data: dict[str, Any]) -> HttpResponse:
    """Send a form and go where it leads."""
    return client.post(path, data, follow=True)  # type: ignore[return-value]  # a response with a chain


class App:
    """A program of the embed or of a phone: JSON, and the session token in a header."""

    def __init__(self, language: str = "en") -> None:
        self.client = Client(headers={"Accept-Language": language})
        self.token = ""

    def call(self, method: str, path: str, **body: Any) -> Any:
        """The answer as it came; a new session token is kept for the next call."""
        headers = {"X-Session-Token": self.token} if self.token else {}
        answer = self.client.generic(
            method,
            f"/_allauth/app/v1/{path}",
            data=json.dumps(body) if body else b"",
            content_type="application/json",
            headers=headers,
        )
        meta = answer.json().get("meta", {}) if answer.content else {}
        self.token = meta.get("session_token", self.token)
        return answer
