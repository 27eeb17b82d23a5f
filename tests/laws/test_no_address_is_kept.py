"""Where somebody comes from on the network is kept nowhere: in no column, in no line of the log."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.test import Client
from pytest_django.fixtures import Settings

from tests.cast import story
from tests.journeys.acts import post
from undersigned.communities.models import Community
from undersigned.people.models import Person, Throttle
from undersigned.web.logs import JsonLines

FOUR, SIX = "203.0.113.77", "2001:db8:77:1::99"
PARTS = ("203.0.113", "2001:db8:77", "2001:0db8:0077")
OWN_WORDS = {"ip", "ip_address", "remote_addr", "client_ip", "user_agent"}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger says, as the product would write it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def test_no_column_is_made_for_one() -> None:
    kinds = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.GenericIPAddressField) or field.name in OWN_WORDS
    ]
    assert kinds == []


@pytest.mark.parametrize("address", [FOUR, SIX])
@pytest.mark.parametrize("proxies", [0, 1])
def test_a_walk_through_all_that_counts_tries_leaves_none(
    news: Community, ada: Person, log: io.StringIO, settings: Settings, address: str, proxies: int
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    browser = Client(REMOTE_ADDR=FOUR if proxies else address, headers={"X-Forwarded-For": address})
    here = story(news)
    comment = post(ada, here)
    at = f"/{news.slug}/{here.key}/comments/{comment.comment_id}/report/"
    for _ in range(7):
        browser.post("/account/login/", {"login": "ada@demo.example", "password": "not it at all"})
        browser.post("/account/password/reset/", {"email": "ada@demo.example"})
        browser.post("/account/signup/", {"email": "new@demo.example", "password1": "short"})
        browser.post(at, {"clause": "2", "name": "Sam Reid", "email": "s@home.example", "good_faith": "on"})
        said = {"where_0": str(comment.comment_id), "law_0": "s. 1", "text_0": "Why.", "good_faith": "on"}
        browser.post("/notices/new/", said | {"name": "Sam Reid", "email": "s@home.example"})
    browser.force_login(ada)
    browser.get("/account/")
    assert Throttle.objects.count() > 3
    for part in PARTS:
        assert part not in everything_kept()
        assert part not in log.getvalue()
    assert log.getvalue()


def everything_kept() -> str:
    """Every row of every table, and what sessions hold."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            rows += [repr(row) for row in cursor.fetchall()]
    return "\n".join([*rows, *(json.dumps(each.get_decoded()) for each in Session.objects.all())])
