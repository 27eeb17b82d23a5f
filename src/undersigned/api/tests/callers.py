"""Programs that call the API, over HTTP, with a token, a session or nothing."""

import json
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from undersigned.people.models import Person

JSON = "application/json"


class Caller:
    """A program; without a person it is nobody’s."""

    def __init__(self, person: Person | None = None, **headers: str) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if person is not None:
            self.headers["authorization"] = f"Bearer {token_of(person)}"

    def __call__(
        self,
        method: str,
        path: str,
        body: Any = None,
        query: Any = None,
        headers: dict[str, str] | None = None,
    ) -> Any:
        address = f"{path}?{urlencode(query, doseq=True)}" if query else path
        sent = self.headers | (headers or {})
        if body is None:
            return self.client.generic(method, address, headers=sent)
        data = body if isinstance(body, (bytes, str)) else json.dumps(body)
        return self.client.generic(method, address, data, content_type=JSON, headers=sent)

    def get(self, path: str, query: Any = None, **headers: str) -> Any:
        """Shape  headers: named with low lines, `accept_language`"""
        return self("GET", path, query=query, headers={n.replace("_", "-"): v for n, v in headers.items()})

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self("POST", path, body, headers={n.replace("_", "-"): v for n, v in headers.items()})


def token_of(person: Person) -> str:
    """The session token that signing in by the accounts’ JSON door gives."""
    client = Client()
    client.force_login(person)
    return str(client.session.session_key)
