"""Limits hold across processes: what they remember is in the database."""

from typing import Any

import pytest
from django.core.cache import cache, caches
from django.db import IntegrityError
from django.test import Client

from tests.post import Post
from undersigned.people.errors import EmailTaken
from undersigned.people.models import Person, Throttle
from undersigned.web.accounts.tests.cast import ADA, PASSWORD, App

SIGN_IN = "/account/login/"


def guess(client: Client, email: str = "ada@demo.example") -> Any:
    return client.post(SIGN_IN, {"login": email, "password": "not it at all"})


def test_what_the_limits_remember_is_in_one_table(db: None) -> None:
    cache.set("a", 1, 60)
    assert Throttle.objects.count() == 1
    assert caches["default"].get("a") == 1


@pytest.mark.parametrize("email", ["ada@demo.example", "nobody@demo.example"])
def test_guessing_a_password_is_slowed_down_alike_for_known_and_unknown(ada: Person, email: str) -> None:
    answers = [guess(Client(), email) for _ in range(6)]
    assert "That was tried too often" not in answers[4].content.decode()
    assert "That was tried too often" in answers[5].content.decode()


def test_even_the_right_password_waits_after_too_many_guesses(ada: Person) -> None:
    for _ in range(5):
        guess(Client())
    client = Client()
    client.post(SIGN_IN, {"login": "ada@demo.example", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_many_tries_from_one_place_are_answered_with_too_fast(db: None) -> None:
    for number in range(30):
        guess(Client(), f"someone{number}@demo.example")
    page = guess(Client())
    assert page.status_code == 429
    assert page["Retry-After"] == "60"
    assert "That was a little fast" in page.content.decode()


def test_programs_meet_the_same_limit(db: None) -> None:
    for number in range(30):
        App().call("POST", "auth/login", email=f"s{number}@demo.example", password="not it")
    answer = App().call("POST", "auth/login", email="s@demo.example", password="not it")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_letters_to_one_address_are_not_repeated_at_once(post: Post, db: None) -> None:
    Client().post("/account/signup/", ADA)
    Client().post("/account/signup/", ADA)
    Client().post(SIGN_IN, {"login": "ada@demo.example", "password": PASSWORD})
    assert len(post()) == 1


def test_two_who_join_with_one_address_at_once_are_answered_alike(
    post: Post, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second loses the race between the form's look and the account's row."""

    def taken(*_: Any, **__: Any) -> None:
        raise EmailTaken from IntegrityError()

    monkeypatch.setattr("undersigned.people.actions.register", taken)
    answer = Client().post("/account/signup/", ADA)
    assert (answer.status_code, answer["Location"]) == (302, "/account/confirm-email/")
    assert App().call("POST", "auth/signup", **ADA, password=PASSWORD).status_code == 401
    assert not Person.objects.exists()
