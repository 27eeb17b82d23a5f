"""The whole life of an account in pages, with script switched off."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from tests.cast import PASSWORD as CAST_PASSWORD
from tests.post import Post
from undersigned.communities.models import Community
from undersigned.ledger.models import Entry
from undersigned.people import reads
from undersigned.people.models import Person
from undersigned.web.accounts.tests.cast import ADA, PASSWORD, follow, link, text_of

SIGN_UP, SIGN_IN, SIGN_OUT = "/account/signup/", "/account/login/", "/account/logout/"
RESET, EMAIL, CHANGE = "/account/password/reset/", "/account/email/", "/account/password/change/"


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def sign_in(client: Client, email: str = "ada@demo.example", password: str = CAST_PASSWORD) -> bool:
    client.post(SIGN_IN, {"login": email, "password": password})
    return is_signed_in(client)


def test_a_reader_signs_up_confirms_and_goes_back_to_the_story(
    client: Client, news: Community, post: Post
) -> None:
    answer = client.post(f"{SIGN_UP}?next=/news/", ADA | {"next": "/news/"})
    assert answer["Location"] == "/account/confirm-email/"
    assert not is_signed_in(client)
    (letter,) = post()
    assert letter["To"] == "ada@demo.example"
    assert letter["Subject"] == "Confirm your e-mail address"
    assert "Hello Ada Okafor," in text_of(letter)
    assert "at The Daily Test." in text_of(letter)
    page = client.get(link(letter))
    assert "Yes, confirm it" in page.content.decode()
    assert not EmailAddress.objects.get().verified
    answer = client.post(link(letter))
    assert answer["Location"] == "/news/"
    assert is_signed_in(client)
    person = Person.objects.get()
    assert reads.author(person.id, news.id).email_confirmed
    assert reads.profile(person.id).full_name == "Ada Okafor"
    assert [entry.act for entry in Entry.objects.all()] == ["person:joined", "person:reached"]


def test_confirming_in_another_browser_signs_nobody_in(client: Client, post: Post, db: None) -> None:
    client.post(SIGN_UP, ADA)
    elsewhere = Client()
    answer = elsewhere.post(link(post()[0]))
    assert answer["Location"] == SIGN_IN
    assert EmailAddress.objects.get().verified
    assert not is_signed_in(elsewhere)
    assert sign_in(elsewhere, password=PASSWORD)


def test_nobody_signs_in_before_the_address_is_confirmed(client: Client, post: Post, db: None) -> None:
    client.post(SIGN_UP, ADA)
    assert not sign_in(Client(), password=PASSWORD)
    assert len(post()) == 1
    cache.clear()  # as when the minutes have passed in which no letter is repeated
    assert not sign_in(Client(), password=PASSWORD)
    assert [letter["Subject"] for letter in post()] == ["Confirm your e-mail address"] * 2
    client.post(link(post()[1]))
    assert sign_in(Client(), password=PASSWORD)


def test_a_link_that_was_damaged_says_what_to_do(client: Client, db: None) -> None:
    page = client.get("/account/confirm-email/MQ:1vAbcd:xyz/").content.decode()
    assert "This link no longer works" in page
    assert client.post("/account/confirm-email/MQ:1vAbcd:xyz/").status_code == 404


def test_signing_up_in_french_writes_in_french(post: Post, db: None) -> None:
    client = Client(headers={"Accept-Language": "fr"})
    client.post(SIGN_UP, ADA | {"first_name": "Benoît", "last_name": "Tremblay"})
    assert Person.objects.get().language == "fr"
    (letter,) = post()
    assert letter["Subject"] == "Confirmez votre adresse courriel"
    assert "Bonjour Benoît Tremblay," in text_of(letter)


def test_the_sign_up_page_says_how_a_name_is_signed_and_why(client: Client, db: None) -> None:
    page = client.get(SIGN_UP).content.decode()
    assert "What you write will be signed like this" in page
    assert "Letters to the editor have always been signed." in page
    assert 'name="first_name"' in page
    assert 'name="last_name"' in page
    assert "<script>" not in page
    assert " style=" not in page
    assert "placeholder" not in page


def test_what_nobody_is_called_is_refused_beside_its_field(client: Client, db: None) -> None:
    page = client.post(SIGN_UP, ADA | {"first_name": "Ada7", "last_name": ""}).content.decode()
    assert "A name is written without digits." in page
    assert "We need your last name too." in page
    assert 'value="ada@demo.example"' in page
    assert not Person.objects.exists()


def test_a_single_name_is_recorded(client: Client, db: None) -> None:
    client.post(SIGN_UP, ADA | {"first_name": "Suharto", "last_name": "", "single_name": "on"})
    profile = reads.profile(Person.objects.get().id)
    assert (profile.full_name, profile.is_single) == ("Suharto", True)


def test_a_doubtful_name_is_accepted_and_its_bearer_is_told(client: Client, post: Post, db: None) -> None:
    client.post(SIGN_UP, ADA | {"first_name": "Mickey", "last_name": "Mouse"})
    client.post(link(post()[0]))
    page = client.get("/account/").content.decode()
    assert "This name waits for a person to confirm it" in page


def test_a_weak_password_is_refused(client: Client, db: None) -> None:
    for weak in ("password", "short", "1234567890", "ada@demo.example"):
        assert client.post(SIGN_UP, ADA | {"password1": weak}).status_code == 200
    assert not Person.objects.exists()


def test_signing_up_tells_nobody_that_an_account_exists(ada: Person, post: Post) -> None:
    known, unknown = Client(), Client()
    told = known.post(SIGN_UP, ADA), unknown.post(SIGN_UP, ADA | {"email": "new@demo.example"})
    assert {(answer.status_code, answer["Location"]) for answer in told} == {(302, "/account/confirm-email/")}
    pages = [_anonymised(browser.get("/account/confirm-email/").content) for browser in (known, unknown)]
    assert pages[0] == pages[1]
    subjects = {letter["To"]: letter["Subject"] for letter in post()}
    assert subjects["ada@demo.example"] == "You already have an account"
    assert subjects["new@demo.example"] == "Confirm your e-mail address"
    assert Person.objects.count() == 2


def test_signing_up_with_other_capitals_is_the_same_address(ada: Person) -> None:
    Client().post(SIGN_UP, ADA | {"email": "ADA@Demo.example"})
    assert Person.objects.count() == 1


def test_signing_in_tells_nobody_that_an_account_exists(ada: Person) -> None:
    pages = [
        _anonymised(Client().post(SIGN_IN, {"login": email, "password": "not it at all"}).content)
        for email in ("ada@demo.example", "new@demo.example")
    ]
    assert pages[0] == pages[1]


def test_sign_in_and_out(client: Client, ada: Person) -> None:
    assert sign_in(client, "ADA@demo.example")
    assert "You will be signed out" in client.get(SIGN_OUT).content.decode()
    assert is_signed_in(client)
    client.post(SIGN_OUT)
    assert not is_signed_in(client)


def test_sign_in_leads_back_but_never_off_the_site(ada: Person) -> None:
    for target, place in ("/news/", "/news/"), ("https://evil.example/", "/account/"):
        answer = Client().post(
            SIGN_IN, {"login": "ada@demo.example", "password": CAST_PASSWORD, "next": target}
        )
        assert answer["Location"] == place


def test_someone_whose_account_is_closed_cannot_sign_in(ada: Person) -> None:
    Person.objects.update(is_active=False)
    assert not sign_in(Client())


def test_a_forgotten_password_is_replaced(ada: Person, post: Post) -> None:
    client = Client()
    page = follow(client, RESET, {"email": "ada@demo.example"})
    assert "We have sent an e-mail" in page.content.decode()
    (letter,) = post()
    form = client.get(link(letter), follow=True)
    assert "New password" in form.content.decode()
    path = form.redirect_chain[-1][0]
    follow(client, path, {"password1": "the ferry leaves at six", "password2": "the ferry leaves at six"})
    assert not sign_in(Client())
    assert sign_in(Client(), password="the ferry leaves at six")
    assert "Your password was changed" in [letter["Subject"] for letter in post()]


def test_a_reset_link_works_once(ada: Person, post: Post) -> None:
    follow(Client(), RESET, {"email": "ada@demo.example"})
    path = link(post()[0])
    client = Client()
    form = client.get(path, follow=True).redirect_chain[-1][0]
    follow(client, form, {"password1": "the ferry leaves at six", "password2": "the ferry leaves at six"})
    assert "no longer works" in Client().get(path, follow=True).content.decode()


def test_asking_for_a_reset_tells_nobody_that_an_account_exists(ada: Person, post: Post) -> None:
    pages = [
        _anonymised(follow(Client(), RESET, {"email": email}).content)
        for email in ("ada@demo.example", "new@demo.example")
    ]
    assert pages[0] == pages[1]
    subjects = {letter["To"]: letter["Subject"] for letter in post()}
    assert subjects == {
        "ada@demo.example": "Choose a new password",
        "new@demo.example": "There is no account with this address",
    }


def test_an_address_changes_when_the_new_one_is_confirmed(ada: Person, post: Post) -> None:
    client = Client()
    sign_in(client)
    client.post(EMAIL, {"action_add": "", "email": "Ada@New.example"})
    assert Person.objects.get().email == "ada@demo.example"
    assert "ada@new.example" in client.get(EMAIL).content.decode()
    (letter,) = post()
    assert letter["To"] == "ada@new.example"
    client.post(link(letter))
    assert Person.objects.get().email == "ada@new.example"
    assert [(row.email, row.verified) for row in EmailAddress.objects.all()] == [("ada@new.example", True)]
    told = post()[-1]
    assert (told["To"], told["Subject"]) == ("ada@demo.example", "Your e-mail address was changed")
    assert told.get_content().startswith("Hello Ada")
    assert sign_in(Client(), "ada@new.example")
    assert not sign_in(Client(), "ada@demo.example")


def test_a_session_that_was_left_open_changes_no_address(ada: Person) -> None:
    with time_machine.travel(datetime(2026, 5, 1, 12, tzinfo=UTC), tick=False) as clock:
        client = Client()
        sign_in(client)
        clock.shift(timedelta(minutes=16))
        page = follow(client, EMAIL, {"action_add": "", "email": "ada@new.example"})
        assert "Is it you?" in page.content.decode()
        assert EmailAddress.objects.count() == 1
        follow(client, "/account/reauthenticate/", {"password": CAST_PASSWORD, "next": EMAIL})
        assert EmailAddress.objects.count() == 2


def test_a_change_of_address_can_be_taken_back(ada: Person, post: Post) -> None:
    client = Client()
    sign_in(client)
    client.post(EMAIL, {"action_add": "", "email": "ada@new.example"})
    client.post(EMAIL, {"action_remove": "", "email": "ada@new.example"})
    assert [row.email for row in EmailAddress.objects.all()] == ["ada@demo.example"]


def test_changing_to_someone_elses_address_tells_and_takes_nothing(
    ada: Person, ivo: Person, post: Post
) -> None:
    client = Client()
    sign_in(client, "ivo@demo.example")
    page = follow(client, EMAIL, {"action_add": "", "email": "ada@demo.example"}).content.decode()
    assert "To be confirmed" in page
    letter = next(one for one in post() if one["To"] == "ada@demo.example")
    if "/account/confirm-email/" in text_of(letter):
        client.post(link(letter))
    assert EmailAddress.objects.get(email="ada@demo.example", verified=True).user_id == ada.id
    assert Person.objects.get(id=ivo.id).email == "ivo@demo.example"


def test_a_password_changes_for_who_knows_the_old_one(ada: Person, post: Post) -> None:
    client = Client()
    sign_in(client)
    new = {"password1": "the ferry leaves at six", "password2": "the ferry leaves at six"}
    follow(client, CHANGE, {"oldpassword": "not it at all"} | new)
    assert sign_in(Client())
    follow(client, CHANGE, {"oldpassword": CAST_PASSWORD} | new)
    assert sign_in(Client(), password="the ferry leaves at six")
    assert post()[-1]["Subject"] == "Your password was changed"


def test_others_are_signed_out_when_the_password_changes(ada: Person) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here)
    sign_in(elsewhere)
    new = {"password1": "the ferry leaves at six", "password2": "the ferry leaves at six"}
    here.post(CHANGE, {"oldpassword": CAST_PASSWORD} | new)
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 401


@pytest.mark.parametrize("path", [EMAIL, CHANGE, "/account/security/", "/account/security/webauthn/"])
def test_ones_own_pages_are_for_those_who_signed_in(client: Client, db: None, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize("path", [SIGN_UP, SIGN_IN, RESET, "/account/confirm-email/", "/account/inactive/"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_for_everyone_are_ours_in_both_languages(db: None, path: str, language: str) -> None:
    page = Client(headers={"Accept-Language": language}).get(path)
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()
    assert "site/base.html" not in [template.name for template in page.templates]
    assert "account/page.html" in [template.name for template in page.templates]


def _anonymised(content: bytes) -> str:
    """A page without what differs from visit to visit or repeats what was typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", content.decode())
    return page.replace("ada@demo.example", "…").replace("new@demo.example", "…")


def test_a_password_like_the_address_is_refused_in_words(client: Client, db: None) -> None:
    told = ADA | {"email": "tempest@demo.example", "password1": "tempest1"}
    assert "It is too much like your e-mail address." in client.post(SIGN_UP, told).content.decode()


@pytest.mark.parametrize(("asked", "landed"), [("", "/desk/"), ("/news/", "/news/")])
def test_who_sits_at_the_desk_lands_there_where_nothing_else_was_asked_for(
    asked: str, landed: str, client: Client, news: Community, mona: Person
) -> None:
    given = {"login": mona.email, "password": CAST_PASSWORD} | ({"next": asked} if asked else {})
    assert client.post(SIGN_IN, given)["Location"] == landed
