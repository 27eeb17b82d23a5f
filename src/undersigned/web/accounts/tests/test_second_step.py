"""An authenticator app, recovery codes, and the pages of passkeys, with script switched off."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from tests.cast import PASSWORD
from tests.post import Post
from undersigned.people.models import Person
from undersigned.web.accounts.tests.cast import App, follow

Code = Callable[[str], str]
SECURITY = "/account/security/"
SIGN_IN = "/account/login/"


@pytest.fixture
def code() -> Iterator[Code]:
    """What the app shows for its key: half a minute later each time, since a code is good once."""
    with time_machine.travel(datetime(2026, 5, 1, 12, tzinfo=UTC), tick=False) as clock:

        def show(secret: str) -> str:
            clock.shift(timedelta(seconds=31))
            return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))

        yield show


def signed_in(email: str = "ada@demo.example") -> Client:
    client = Client()
    client.post(SIGN_IN, {"login": email, "password": PASSWORD})
    return client


def switch_on(client: Client, code: Code) -> tuple[str, list[str]]:
    """Switch the app on; its key, and the recovery codes."""
    page = client.get(f"{SECURITY}totp/activate/").content.decode()
    found = re.search(r"<code>(\w+)</code>", page)
    assert found
    after = follow(client, f"{SECURITY}totp/activate/", {"code": code(found[1])}).content.decode()
    return found[1], re.findall(r"<code>(\d+)</code>", after)


def test_with_the_app_on_a_password_alone_signs_nobody_in(
    ada: Person, post: Post, code: Code, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        secret, codes = switch_on(signed_in(), code)
    assert len(codes) == 10
    assert "The authenticator app was switched on" in [letter["Subject"] for letter in post()]
    client = Client()
    page = follow(client, SIGN_IN, {"login": "ada@demo.example", "password": PASSWORD})
    assert "The second step" in page.content.decode()
    assert "_auth_user_id" not in client.session
    follow(client, f"{SECURITY}authenticate/", {"code": "000000"})
    assert "_auth_user_id" not in client.session
    follow(client, f"{SECURITY}authenticate/", {"code": code(secret)})
    assert "_auth_user_id" in client.session


def test_a_recovery_code_signs_in_once(ada: Person, code: Code) -> None:
    _, codes = switch_on(signed_in(), code)
    for expected in (True, False):
        client = Client()
        client.post(SIGN_IN, {"login": "ada@demo.example", "password": PASSWORD})
        client.post(f"{SECURITY}authenticate/", {"code": codes[0]})
        assert ("_auth_user_id" in client.session) == expected


def test_the_app_is_switched_off_again(ada: Person, post: Post, code: Code) -> None:
    client = signed_in()
    switch_on(client, code)
    assert "Switch off the authenticator app" in client.get(f"{SECURITY}totp/deactivate/").content.decode()
    follow(client, f"{SECURITY}totp/deactivate/", {})
    assert not Authenticator.objects.exists()
    assert "The authenticator app was switched off" in [letter["Subject"] for letter in post()]


def test_new_recovery_codes_replace_the_old(ada: Person, code: Code) -> None:
    client = signed_in()
    _, old = switch_on(client, code)
    client.get(f"{SECURITY}recovery-codes/generate/")
    page = follow(client, f"{SECURITY}recovery-codes/generate/", {}).content.decode()
    new = re.findall(r"<code>(\d+)</code>", page)
    assert len(new) == 10
    assert set(new).isdisjoint(old)
    assert client.get(f"{SECURITY}recovery-codes/download/").status_code == 200


def test_programs_take_the_second_step_too(ada: Person, code: Code) -> None:
    secret, _ = switch_on(signed_in(), code)
    app = App()
    answer = app.call("POST", "auth/login", email="ada@demo.example", password=PASSWORD)
    assert answer.status_code == 401
    assert app.call("POST", "auth/2fa/authenticate", code=code(secret)).status_code == 200


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "path", ["", "webauthn/", "webauthn/add/", "totp/activate/", "recovery-codes/generate/"]
)
def test_the_pages_are_ours_and_need_no_inline_script(
    ada: Person, path: str, language: str, code: Code
) -> None:
    client = signed_in()
    if path.startswith("recovery"):
        switch_on(client, code)
    answer = client.get(f"{SECURITY}{path}", headers={"Accept-Language": language})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "account/page.html" in [template.name for template in answer.templates]
    scripts = re.findall(r"<script([^>]*)>", page)
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)
    assert " style=" not in page
    assert " onclick=" not in page


def test_the_sign_in_page_offers_a_passkey_to_those_with_script_only(client: Client, db: None) -> None:
    page = client.get(SIGN_IN).content.decode()
    found = re.search(r"<form[^>]*data-passkey=\"get\"[^>]*>", page)
    assert found
    assert found[0].endswith(" hidden>")
    options = client.get(f"{SECURITY}webauthn/login/", headers={"Accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["challenge"]
