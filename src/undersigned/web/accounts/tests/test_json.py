"""The whole life of an account in JSON, as allauth's headless API documents it."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from tests.cast import PASSWORD as CAST_PASSWORD
from tests.post import Post
from undersigned.communities.models import Community
from undersigned.people import reads
from undersigned.people.models import Person
from undersigned.people.tokens import person_for_token
from undersigned.web.accounts.tests.cast import ADA, PASSWORD, App, link

NEW = "the ferry leaves at six"


def told(**changes: Any) -> dict[str, Any]:
    """What a program sends to sign up."""
    body = {name: value for name, value in ADA.items() if name != "password1"} | {"password": PASSWORD}
    return body | changes


def key(path: str) -> str:
    """The key at the end of a link."""
    return path.rstrip("/").rpartition("/")[2]


def signed_in(email: str = "ada@demo.example", password: str = CAST_PASSWORD) -> App:
    app = App()
    assert app.call("POST", "auth/login", email=email, password=password).status_code == 200
    return app


def test_sign_up_confirm_and_write_with_the_token(news: Community, post: Post) -> None:
    app = App()
    answer = app.call("POST", "auth/signup", **told())
    assert answer.status_code == 401
    assert {"id": "verify_email", "is_pending": True} in answer.json()["data"]["flows"]
    assert person_for_token(app.token) is None
    answer = app.call("POST", "auth/email/verify", key=key(link(post()[0])))
    assert answer.status_code == 200
    assert answer.json()["data"]["user"]["display"] == "Ada Okafor"
    assert person_for_token(app.token) == Person.objects.get().id
    assert reads.author(Person.objects.get().id, news.id).email_confirmed


def test_a_key_can_be_looked_at_before_it_is_used(post: Post, db: None) -> None:
    app = App()
    app.call("POST", "auth/signup", **told())
    answer = app.client.get(
        "/_allauth/app/v1/auth/email/verify",
        headers={"X-Session-Token": app.token, "X-Email-Verification-Key": key(link(post()[0]))},
    )
    assert answer.status_code == 200
    assert not EmailAddress.objects.get().verified


def test_without_the_token_of_the_sign_up_the_address_is_confirmed_and_nobody_signed_in(
    post: Post, db: None
) -> None:
    App().call("POST", "auth/signup", **told())
    answer = App().call("POST", "auth/email/verify", key=key(link(post()[0])))
    assert answer.status_code == 401
    assert EmailAddress.objects.get().verified


def test_a_wrong_key_confirms_nothing(db: None) -> None:
    app = App()
    app.call("POST", "auth/signup", **told())
    assert app.call("POST", "auth/email/verify", key="MQ:1:x").status_code == 400
    assert not EmailAddress.objects.get().verified


def test_what_nobody_is_called_is_refused_by_field_in_the_readers_language(db: None) -> None:
    answer = App("en").call("POST", "auth/signup", **told(first_name="Ada7", last_name=""))
    assert answer.status_code == 400
    errors = {error["param"]: error for error in answer.json()["errors"]}
    assert errors["first_name"] == {
        "message": "A name is written without digits.",
        "code": "name-not-accepted",
        "param": "first_name",
    }
    assert errors["last_name"]["code"] == "name-not-accepted"
    assert not Person.objects.exists()


@pytest.mark.parametrize("missing", ["first_name", "last_name", "email", "password"])
def test_every_field_is_needed(db: None, missing: str) -> None:
    body = told()
    del body[missing]
    answer = App().call("POST", "auth/signup", **body)
    assert answer.status_code == 400
    assert [error["param"] for error in answer.json()["errors"]] == [missing]


def test_a_single_name_is_recorded(db: None) -> None:
    App().call("POST", "auth/signup", **told(first_name="Suharto", last_name="", single_name=True))
    assert reads.profile(Person.objects.get().id).is_single


def test_signing_up_tells_nobody_that_an_account_exists(ada: Person, post: Post) -> None:
    answers = [
        App().call("POST", "auth/signup", **told(email=e)) for e in ("ada@demo.example", "n@demo.example")
    ]
    assert {answer.status_code for answer in answers} == {401}
    bodies = [answer.json() for answer in answers]
    for body in bodies:
        assert body["meta"].pop("session_token")
    assert bodies[0] == bodies[1]
    assert {letter["Subject"] for letter in post()} == {
        "You already have an account",
        "Confirm your e-mail address",
    }


def test_signing_in_tells_nobody_that_an_account_exists(ada: Person) -> None:
    answers = [
        App().call("POST", "auth/login", email=email, password="not it at all")
        for email in ("ada@demo.example", "new@demo.example")
    ]
    assert {answer.status_code for answer in answers} == {400}
    assert answers[0].content == answers[1].content


def test_asking_for_a_reset_tells_nobody_that_an_account_exists(ada: Person) -> None:
    answers = [
        App().call("POST", "auth/password/request", email=email)
        for email in ("ada@demo.example", "new@demo.example")
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert answers[0].content == answers[1].content


def test_sign_in_and_out(ada: Person) -> None:
    app = signed_in("ADA@demo.example")
    assert person_for_token(app.token) == ada.id
    token = app.token
    assert app.call("GET", "auth/session").status_code == 200
    assert app.call("DELETE", "auth/session").status_code == 401
    assert person_for_token(token) is None
    assert app.call("GET", "auth/session").status_code in (401, 410)


def test_a_forgotten_password_is_replaced(ada: Person, post: Post) -> None:
    App().call("POST", "auth/password/request", email="ada@demo.example")
    found = key(link(post()[0]))
    app = App()
    answer = app.call("POST", "auth/password/reset", key=found, password=NEW)
    assert answer.status_code == 401
    assert App().call("POST", "auth/password/reset", key=found, password=NEW).status_code == 400
    assert signed_in(password=NEW).token


def test_an_address_is_changed_and_confirmed(ada: Person, post: Post) -> None:
    app = signed_in()
    assert app.call("POST", "account/email", email="ada@new.example").status_code == 200
    assert Person.objects.get().email == "ada@demo.example"
    app.call("POST", "auth/email/verify", key=key(link(post()[0])))
    assert Person.objects.get().email == "ada@new.example"
    answer = app.call("GET", "account/email")
    assert [row["email"] for row in answer.json()["data"]] == ["ada@new.example"]


def test_a_password_is_changed(ada: Person) -> None:
    app = signed_in()
    wrong = app.call("POST", "account/password/change", current_password="no", new_password=NEW)
    assert wrong.status_code == 400
    app.call("POST", "account/password/change", current_password=CAST_PASSWORD, new_password=NEW)
    assert signed_in(password=NEW).token


def test_the_token_works_in_both_headers_and_a_bad_one_in_neither(ada: Person) -> None:
    token = signed_in().token
    for headers in ({"X-Session-Token": token}, {"Authorization": f"Bearer {token}"}):
        assert Client(headers=headers).get("/api/v1/me").status_code == 200
    for headers in ({"X-Session-Token": "no"}, {"Authorization": "Bearer no"}, {}):
        assert Client(headers=headers).get("/api/v1/me").status_code == 401


def test_the_accounts_own_door_reads_either_header_too(ada: Person) -> None:
    token = signed_in().token
    session = "/_allauth/app/v1/auth/session"
    for headers in ({"X-Session-Token": token}, {"Authorization": f"Bearer {token}"}):
        answer = Client(headers=headers).get(session)
        assert (answer.status_code, answer.json()["data"]["user"]["id"]) == (200, str(ada.id))
    for headers in ({"X-Session-Token": "no"}, {"Authorization": "Bearer no", "X-Session-Token": token}):
        assert Client(headers=headers).get(session).status_code == 410
    assert Client(headers={"Authorization": f"Basic {token}"}).get(session).status_code == 401
    assert Client(headers={"Authorization": f"Bearer {token}"}).delete(session).status_code == 401
    assert person_for_token(token) is None


def test_a_sign_up_is_finished_with_the_bearer_token_that_began_it(post: Post, db: None) -> None:
    app = App()
    app.call("POST", "auth/signup", **told())
    answer = Client(headers={"Authorization": f"Bearer {app.token}"}).post(
        "/_allauth/app/v1/auth/email/verify", {"key": key(link(post()[0]))}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["meta"]["is_authenticated"]) == (200, True)


def test_signing_up_in_french_is_answered_and_written_to_in_french(post: Post, db: None) -> None:
    App("fr").call("POST", "auth/signup", **told())
    assert Person.objects.get().language == "fr"
    assert post()[0]["Subject"] == "Confirmez votre adresse courriel"
