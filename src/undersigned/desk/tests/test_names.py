from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.cast import story
from tests.journeys.acts import PLAIN, post
from undersigned.communities.models import Community
from undersigned.desk.tests.conftest import SignIn, text_of
from undersigned.people.models import Confirmation, Name, Person

NOTE = "Send us a picture of a letter addressed to you, or let us call you."


def doubtful(email: str = "sherlock@x.example", first: str = "Sherlock", last: str = "Holmes") -> Name:
    """A name in use that waits for someone to look at it."""
    person = cast.person(email, first, last, name_state="declared")
    Name.objects.filter(person=person).update(doubts=["famous"])
    return Name.objects.get(person=person)


def send(browser: Client, name: Name, verdict: str, note: str = "", **fields: Any) -> Any:
    """The ruling on a name, as a browser sends it."""
    given = {f"{name.id.hex}-verdict": verdict, f"{name.id.hex}-note": note} | fields
    return browser.post(f"/desk/names/{name.id}/", given)


def test_a_doubtful_name_waits_with_its_doubts_in_words(
    news: Community, mona: Person, sign_in: SignIn
) -> None:
    name = doubtful()
    post(name.person, story(news), PLAIN)
    page = text_of(sign_in(mona).get("/desk/names/"))
    assert "Sherlock Holmes" in page
    assert "Someone well known, or someone in a story, is called that." in page
    assert "1 comment waits" in page


def test_a_name_waits_only_once_its_address_is_confirmed(
    news: Community, mona: Person, sign_in: SignIn
) -> None:
    name = doubtful()
    EmailAddress.objects.filter(user=name.person).update(verified=False)
    assert "Sherlock Holmes" not in text_of(sign_in(mona).get("/desk/names/"))
    EmailAddress.objects.filter(user=name.person).update(verified=True)
    assert "Sherlock Holmes" in text_of(sign_in(mona).get("/desk/names/"))


def test_a_confirmed_name_signs_without_waiting(news: Community, mona: Person, sign_in: SignIn) -> None:
    name = doubtful()
    browser = sign_in(mona)
    assert send(browser, name, "confirmed")["Location"] == "/desk/names/"
    page = text_of(browser.get("/desk/names/"))
    assert "Confirmed: Sherlock Holmes signs from now on without waiting." in page
    assert "Every name has been looked at" in page
    assert post(name.person, story(news), PLAIN).state == "published"


def test_a_challenge_needs_a_note_which_is_kept_in_the_form(mona: Person, sign_in: SignIn) -> None:
    name, other = doubtful(), doubtful("mary@x.example", "Mary", "Poppins")
    browser = sign_in(mona)
    response = send(browser, name, "challenged")
    assert response.status_code == 422
    assert "Say what is doubted, and what would settle it." in text_of(response)
    assert f'id="id_{other.id.hex}-note_error"' not in response.content.decode()
    send(browser, name, "challenged", NOTE)
    name.refresh_from_db()
    assert (name.state, Confirmation.objects.get().note) == ("challenged", NOTE)
    assert "Challenged: Sherlock Holmes has your note." in text_of(browser.get("/desk/names/"))


@pytest.mark.parametrize("verdict", ["", "praised"])
def test_no_ruling_is_asked_for_and_the_note_kept(verdict: str, mona: Person, sign_in: SignIn) -> None:
    name = doubtful()
    response = send(sign_in(mona), name, verdict, NOTE)
    assert response.status_code == 422
    assert NOTE in text_of(response)
    name.refresh_from_db()
    assert name.state == "declared"


def test_the_same_ruling_sent_twice_is_one(mona: Person, sign_in: SignIn) -> None:
    name = doubtful()
    browser = sign_in(mona)
    answers = [send(browser, name, "confirmed", once="the same form") for _ in range(2)]
    assert {answer.status_code for answer in answers} == {302}
    assert Confirmation.objects.count() == 1


def test_a_name_corrected_meanwhile_is_said_to_be(mona: Person, sign_in: SignIn) -> None:
    name = doubtful()
    name.replaced_at = name.given_at
    name.save()
    browser = sign_in(mona)
    send(browser, name, "confirmed")
    assert "Its bearer has corrected this name meanwhile." in text_of(browser.get("/desk/names/"))


def test_nobody_rules_on_their_own_name(mona: Person, sign_in: SignIn) -> None:
    Name.objects.filter(person=mona).update(state="declared", doubts=["famous"])
    browser = sign_in(mona)
    assert "Your own name: a colleague rules on it." in text_of(browser.get("/desk/names/"))
    assert send(browser, Name.objects.get(person=mona), "confirmed").status_code == 403


def test_a_further_page_begins_where_the_first_ended(
    mona: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("undersigned.desk.names.PAGE_SIZE", 1)
    first, second = doubtful(), doubtful("mary@x.example", "Mary", "Poppins")
    browser = sign_in(mona)
    page = text_of(browser.get("/desk/names/"))
    assert ("Holmes" in page, "Poppins" in page, f"?after={first.id}" in page) == (True, False, True)
    page = text_of(browser.get(f"/desk/names/?after={first.id}"))
    assert ("Holmes" in page, "Poppins" in page) == (False, True)
    assert "Poppins" in text_of(send(browser, second, "challenged"))


@pytest.mark.parametrize("count", [1, 9])
def test_the_list_costs_the_same_however_long_it_is(
    count: int, mona: Person, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        doubtful(f"holmes{number}@x.example")
    browser = sign_in(mona)
    with django_assert_num_queries(7):
        browser.get("/desk/names/")


def test_who_sits_before_a_youth_community_alone_is_not_led_to_names(
    news: Community, kids: Community, ivo: Person, mona: Person, sign_in: SignIn
) -> None:
    doubtful()
    cast.grant(ivo, "moderator", kids)
    for page in ("/desk/", "/desk/stories/"):
        assert "/desk/names/" not in text_of(sign_in(ivo).get(page))
        assert "/desk/names/" in text_of(sign_in(mona).get(page))
