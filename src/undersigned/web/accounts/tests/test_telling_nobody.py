"""No answer tells who has an account: compared byte for byte, with its headers, by the passwords hashed."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client

from tests.cast import PASSWORD as CAST_PASSWORD
from undersigned.people.models import Person
from undersigned.web.accounts.tests.cast import ADA, PASSWORD, App

KNOWN, UNKNOWN = "ada@demo.example", "new@demo.example"
LOGIN, SIGN_UP, RESET, EMAIL = (
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/account/email/",
)
NEW_EACH_TIME = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|"session_token": "\w+"')
Act = Callable[[str], Any]


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """One entry for each password hashed."""
    entries: list[None] = []
    encode = MD5PasswordHasher.encode

    def counted(*given: Any, **more: Any) -> str:
        entries.append(None)
        return encode(*given, **more)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return entries


@pytest.fixture(params=["active", "unconfirmed", "without a password", "closed"], autouse=True)
def account(request: pytest.FixtureRequest, ada: Person, ivo: Person) -> None:
    """Ada's account, in each of its states."""
    ada.is_active = request.param != "closed"
    if request.param == "without a password":
        ada.set_unusable_password()
    ada.save()
    EmailAddress.objects.filter(user=ada).update(verified=request.param != "unconfirmed")


def told(answer: Any, email: str) -> tuple[int, str, list[tuple[str, str]], list[str]]:
    """All that a caller sees, without what is new each time or repeats what was typed."""
    body = NEW_EACH_TIME.sub("", in_one_order(answer.content.decode().replace(email, "…")))
    headers = [(name, value.replace(email, "…")) for name, value in answer.items() if name != "Expires"]
    return answer.status_code, body, sorted(headers), sorted(answer.cookies)


def in_one_order(body: str) -> str:
    """allauth lists addresses as the database happens to give them."""
    if not body.startswith("{"):
        return body
    document = json.loads(body)
    if isinstance(document.get("data"), list):
        document["data"].sort(key=json.dumps)
    return json.dumps(document)


def form(path: str, **fields: str) -> Act:
    return lambda email: Client().post(
        path, {name: email if value == "…" else value for name, value in fields.items()}
    )


def call(path: str, **fields: str) -> Act:
    return lambda email: App().call(
        "POST", path, **{name: email if value == "…" else value for name, value in fields.items()}
    )


def sign_up_by_page(email: str, client: Client | None = None) -> Any:
    return (client or Client()).post(SIGN_UP, ADA | {"email": email})


def sign_up_by_app(email: str, app: App | None = None) -> Any:
    names = {"first_name": "Ada", "last_name": "Okafor"}
    return (app or App()).call("POST", "auth/signup", **names, email=email, password=PASSWORD)


def page_after_sign_up(path: str) -> Act:
    def act(email: str) -> Any:
        client = Client()
        sign_up_by_page(email, client)
        return client.get(path)

    return act


def call_after_sign_up(method: str, path: str) -> Act:
    def act(email: str) -> Any:
        app = App()
        sign_up_by_app(email, app)
        return app.call(method, path)

    return act


def ivo_by_page() -> Client:
    client = Client()
    client.post(LOGIN, {"login": "ivo@demo.example", "password": CAST_PASSWORD})
    return client


def ivo_by_app() -> App:
    app = App()
    assert app.call("POST", "auth/login", email="ivo@demo.example", password=CAST_PASSWORD).status_code == 200
    return app


def change_by_page(email: str) -> Any:
    client = ivo_by_page()
    client.post(EMAIL, {"action_add": "", "email": email})
    page = client.get(EMAIL)
    client.post(EMAIL, {"action_remove": "", "email": email})
    return page


def change_by_app(email: str) -> Any:
    app = ivo_by_app()
    answer = app.call("POST", "account/email", email=email)
    assert answer.status_code == 200
    app.call("DELETE", "account/email", email=email)
    return answer


def sign_in_with_an_address_not_yet_ones_own(email: str) -> Any:
    client = ivo_by_page()
    client.post(EMAIL, {"action_add": "", "email": email})
    answer = App().call("POST", "auth/login", email=email, password=CAST_PASSWORD + " too")
    client.post(EMAIL, {"action_remove": "", "email": email})
    return answer


def sign_up_after_a_letter(email: str) -> Any:
    """The letter is not repeated at once, and with it nothing that takes time may be left out."""
    change_by_page(email)
    return sign_up_by_page(email)


def sign_in_after_sign_up_by_page(email: str) -> Any:
    sign_up_by_page(email)
    return Client().post(LOGIN, {"login": email, "password": PASSWORD})


def sign_in_after_sign_up_by_app(email: str) -> Any:
    sign_up_by_app(email)
    return App().call("POST", "auth/login", email=email, password=PASSWORD)


def sign_in_often_after_sign_up(email: str) -> Any:
    sign_up_by_page(email)
    return [Client().post(LOGIN, {"login": email, "password": PASSWORD}) for _ in range(6)][-1]


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(act, id=name)
        for name, act in {
            "sign in by page": form(LOGIN, login="…", password="not it at all"),
            "sign in by app": call("auth/login", email="…", password="not it at all"),
            "reset by page": form(RESET, email="…"),
            "reset by app": call("auth/password/request", email="…"),
            "sign up by page": sign_up_by_page,
            "sign up by app": sign_up_by_app,
            "page after it": page_after_sign_up("/account/confirm-email/"),
            "own page after it": page_after_sign_up("/account/"),
            "sign-in page after it": page_after_sign_up(LOGIN),
            "session after it": call_after_sign_up("GET", "auth/session"),
            "resend after it": call_after_sign_up("POST", "auth/email/verify/resend"),
            "sign out after it": call_after_sign_up("DELETE", "auth/session"),
            "sign up after a letter": sign_up_after_a_letter,
            "sign in after sign-up by page": sign_in_after_sign_up_by_page,
            "sign in after sign-up by app": sign_in_after_sign_up_by_app,
            "sign in often after sign-up": sign_in_often_after_sign_up,
            "change address by page": change_by_page,
            "change address by app": change_by_app,
            "sign in with an address not yet one’s own": sign_in_with_an_address_not_yet_ones_own,
        }.items()
    ],
)
def test_an_answer_is_the_same_whether_there_is_an_account_or_not(act: Act, hashed: list[None]) -> None:
    seen = []
    for email in (KNOWN, UNKNOWN):
        cache.clear()
        hashed.clear()
        seen.append((told(act(email), email), len(hashed)))
    assert seen[0] == seen[1]
