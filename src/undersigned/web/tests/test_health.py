"""Up means the process answers; ready means the database does, with every table in place."""

import pytest
from django.db import OperationalError
from django.test import Client

from undersigned.web import health


def test_up_asks_nothing_of_the_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "up"})
    assert "no-cache" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.django_db
def test_ready_when_the_database_answers_and_is_migrated(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


def test_not_ready_without_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable() -> list[str]:
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "unapplied", unreachable)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"]
    assert (answer.json()["reason"], answer.json()["status"]) == ("database", 503)


def test_not_ready_before_the_migrations(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "unapplied", lambda: ["stories.0002_more"])
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["missing"] == ["stories.0002_more"]
