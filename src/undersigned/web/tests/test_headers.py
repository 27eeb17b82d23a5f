"""What every answer carries to keep its reader safe."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


def policy(client: Client) -> dict[str, str]:
    header = client.get("/problems/")["Content-Security-Policy"]
    return {part.split()[0]: " ".join(part.split()[1:]) for part in header.split(";") if part.strip()}


def test_nothing_runs_or_loads_but_from_here(client: Client) -> None:
    found = policy(client)
    assert found["default-src"] == found["object-src"] == found["base-uri"] == "'none'"
    assert found["frame-ancestors"] == "'none'"
    assert found["script-src"] == found["style-src"] == found["form-action"] == "'self'"
    assert "unsafe" not in str(found)
    assert found["require-trusted-types-for"] == "'script'"


@pytest.mark.parametrize("path", ["/problems/", "/problems/no-such-code", "/healthz", "/nowhere/at/all/"])
def test_pages_refusals_and_data_alike_carry_them(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "Content-Security-Policy" in answer


def test_pages_hold_no_inline_script_or_style(client: Client) -> None:
    page = client.get("/problems/").content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert all("src=" in tag.split(">")[0] for tag in page.split("<script")[1:])


def test_in_the_clear_cookies_have_plain_names_and_no_hsts() -> None:
    assert settings.SESSION_COOKIE_NAME == "undersigned-session"
    assert not settings.SESSION_COOKIE_SECURE
    assert settings.SECURE_HSTS_SECONDS == 0
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_under_https_cookies_are_bound_to_the_host_and_hsts_is_on() -> None:
    tell = (
        "from undersigned import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS,"
        "s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'],"
        "'allauth.socialaccount.providers.openid_connect' in s.INSTALLED_APPS)"
    )
    variables = os.environ | {
        "UNDERSIGNED_BASE_URL": "https://talk.daily.example",
        "UNDERSIGNED_OIDC_ISSUER": "https://accounts.daily.example/realm",
        "UNDERSIGNED_OIDC_CLIENT_ID": "undersigned",
        "UNDERSIGNED_OIDC_CLIENT_SECRET": "a secret",
    }
    said = subprocess.run(
        [sys.executable, "-c", tell], env=variables, capture_output=True, text=True, check=True
    ).stdout
    assert said.split(maxsplit=4) == [
        "__Host-undersigned-session",
        "__Host-undersigned-csrf",
        "True",
        "31536000",
        "[\"'self'\", 'https://accounts.daily.example'] True\n",
    ]
