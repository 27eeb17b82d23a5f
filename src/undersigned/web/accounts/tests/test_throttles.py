"""Limits hold across processes: what they remember is in the database."""

from typing import Any

import pytest
from django.core.cache import cache, caches
from django.db import IntegrityError
from django.test import Client

from tests.cast import PASSWORD as CAST_PASSWORD
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


def sign_up(number: int) -> Any:
    return Client().post("/account/signup/", ADA | {"email": f"s{number}@demo.example", "password1": "short"})


def sign_up_by_app(number: int) -> Any:
    return App().call("POST", "auth/signup", email=f"s{number}@demo.example")


def ask_for_a_reset(_: int) -> Any:
    return Client().post("/account/password/reset/", {"email": "ada@demo.example"})


def ask_for_a_reset_by_app(_: int) -> Any:
    return App().call("POST", "auth/password/request", email="nobody@demo.example")


def use_a_reset_link(number: int) -> Any:
    return Client().post(f"/account/password/reset/key/{number}-x/")


def use_a_reset_key(number: int) -> Any:
    return App().call("POST", "auth/password/reset", key=f"{number}-x", password=PASSWORD)


@pytest.mark.parametrize(
    ("limit", "act"),
    [
        (20, sign_up),
        (20, sign_up_by_app),
        (5, ask_for_a_reset),
        (5, ask_for_a_reset_by_app),
        (20, use_a_reset_link),
        (20, use_a_reset_key),
    ],
)
def test_each_way_in_has_its_limit(ada: Person, limit: int, act: Any) -> None:
    assert [answer.status_code for answer in map(act, range(limit))].count(429) == 0
    assert act(limit).status_code == 429


def test_an_address_or_a_password_is_not_changed_again_and_again(ada: Person) -> None:
    client, app = Client(), App()
    client.post(SIGN_IN, {"login": "ada@demo.example", "password": CAST_PASSWORD})
    app.call("POST", "auth/login", email="ada@demo.example", password=CAST_PASSWORD)
    tries = [client.post("/account/email/", {"action_add": "", "email": "no"}) for _ in range(11)]
    assert tries[-1].status_code == app.call("POST", "account/email", email="no").status_code == 429
    wrong = {"current_password": "not it at all", "new_password": PASSWORD}
    assert [app.call("POST", "account/password/change", **wrong).status_code for _ in range(6)][-1] == 429
    assert client.post("/account/password/change/", {"oldpassword": "not it at all"}).status_code == 429


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
