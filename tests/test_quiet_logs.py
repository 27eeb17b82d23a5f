"""A walk from sign-up to a fault of ours, and not a name, an address or a word of it in the log."""

import io
import json
import logging
import re
import smtplib
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests import cast
from tests.post import Post
from tests.smtp_sink import sink
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.owed.actions import owe_mail, perform_next
from undersigned.people.models import Person
from undersigned.web.logs import JsonLines

FIRST, LAST, EMAIL = "Zenobia", "Quackenbush", "zq@private.example"
PASSWORD = "an uncommon gooseberry phrase"
TEXT = "The rhubarb was counted twice."
SECRETS = ("zenobia", "quackenbush", "zq@", "private.example", "gooseberry", "rhubarb", "persimmon")
ACCOUNTS = "/_allauth/app/v1/auth"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger says, down to the last detail, as the product would write it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def _send(client: Client, path: str, body: dict[str, Any], **headers: str) -> Any:
    return client.post(path, json.dumps(body), content_type="application/json", headers=headers)


def _is_quiet(log: io.StringIO) -> None:
    lines = log.getvalue().splitlines()
    assert lines
    for line in lines:
        json.loads(line)
        assert not [word for word in SECRETS if word in line.lower()], line


def _sign_up(client: Client, post: Post) -> str:
    """A token, by way of the letter with the code."""
    given = {"email": EMAIL, "password": PASSWORD, "first_name": FIRST, "last_name": LAST}
    begun = _send(client, f"{ACCOUNTS}/signup", given)
    token = begun.json()["meta"]["session_token"]
    letter = post()[-1].get_body(("plain",))
    assert letter is not None
    keys = re.findall(r"confirm-email/([^/\s]+)|^\s*([A-Z0-9-]{6,9})\s*$", letter.get_content(), re.MULTILINE)
    key = next(link or code for link, code in keys)
    verified = _send(client, f"{ACCOUNTS}/email/verify", {"key": key}, x_session_token=token)
    assert verified.status_code == 200, verified.content
    return str(verified.json().get("meta", {}).get("session_token") or token)


def test_from_sign_up_to_a_comment_nothing_of_it_is_logged(
    news: Community, post: Post, client: Client, log: io.StringIO
) -> None:
    story = cast.story(news)
    _send(client, f"{ACCOUNTS}/signup", {"email": EMAIL, "password": "gooseberry", "first_name": FIRST})
    token = _sign_up(client, post)
    _send(client, f"{ACCOUNTS}/login", {"email": EMAIL, "password": "persimmon"})
    draft = {"text": TEXT, "licence_version": 1, "guidelines_version": 1}
    comments = f"/api/v1/communities/news/stories/{story.key}/comments"
    bearer = {"authorization": f"Bearer {token}", "idempotency_key": "rhubarb"}
    assert _send(client, comments, draft, **bearer).status_code in (201, 202)
    _send(client, comments, draft | {"text": TEXT * 300}, **bearer)
    _send(client, comments, draft | {"licence_version": "persimmon"}, **bearer)
    client.get(f"/news/{story.key}/", {"q": TEXT}, headers={"user-agent": TEXT})
    client.get(f"/news/{LAST}/", {"name": FIRST})
    client.get(f"/{LAST}/{FIRST}/persimmon")
    assert Comment.objects.get().byline_name == f"{FIRST} {LAST}"
    _is_quiet(log)


def test_a_fault_of_ours_is_told_without_the_words_it_was_about(
    news: Community, ada: Person, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = cast.story(news)
    client = Client(raise_request_exception=False)
    client.force_login(ada)

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError(f"{FIRST} {LAST} said: {TEXT}")

    monkeypatch.setattr("undersigned.conversation.rendering.nh3.clean", fail)
    answer = _send(
        client,
        f"/api/v1/communities/news/stories/{story.key}/comments",
        {"text": TEXT, "licence_version": 1, "guidelines_version": 1},
    )
    assert answer.status_code == 500
    page = client.get(f"/news/{story.key}/")
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.content.decode()))
    answer = client.post(f"/news/{story.key}/", fields | {"text": TEXT, "accept": "on"})
    assert answer.status_code == 500
    assert "RuntimeError" in log.getvalue()
    _is_quiet(log)


def test_a_letter_that_fails_is_told_without_its_address(
    db: None, settings: Settings, log: io.StringIO
) -> None:
    with sink() as server:
        settings.MAIL_DIRECTORY, settings.EMAIL_HOST, settings.EMAIL_PORT = None, "127.0.0.1", server.port
        for answer in (b"550 no such person as zq@private.example", b"451 later"):
            server.answers["RCPT"] = answer
            owe_mail(EMAIL, f"For {FIRST}", TEXT)
            assert perform_next()
    assert "smtp-550" in log.getvalue()
    refused = smtplib.SMTPRecipientsRefused({EMAIL: (451, b"later")})
    logging.getLogger("undersigned").error("letter refused", exc_info=refused)
    _is_quiet(log)
