from typing import Any

from django.test import Client
from django.urls import reverse

from tests import cast
from tests.cast import acting, story
from tests.journeys.acts import HELD, post
from undersigned.communities.models import Community
from undersigned.desk.tests.conftest import SignIn, text_of
from undersigned.journeys.restrict import restrict
from undersigned.people.models import Name, Person, Restriction

REASON = "Three comments in a week named people instead of arguing with them."


def send(browser: Client, person: Person, **fields: Any) -> Any:
    """The form for a limit, as a browser sends it."""
    given = {"community": "news", "kind": "hold", "reason": REASON, "until": ""} | fields
    return browser.post(reverse("desk:restrict", args=[person.id]), given)


def page_of(browser: Client, person: Person) -> str:
    return text_of(browser.get(reverse("desk:person", args=[person.id])))


def test_names_standings_and_comments_are_told(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    cast.grant(ada, "member", news)
    Name.objects.create(person=ada, first="Adah", last="Okafor", replaced_at=ada.joined_at, doubts=["title"])
    post(ada, story(news), HELD)
    page = page_of(sign_in(mona), ada)
    assert "Adah Okafor" in page
    assert "A title is part of it." in page
    assert 'Member </span> <span class="fine">News' in page
    assert "Whoever bought those pumps is a moron." in page
    assert "Waiting for a moderator" in page
    assert "ada@demo.example" not in page


def test_a_seat_sees_what_belongs_to_its_own_communities(
    news: Community, kids: Community, ada: Person, ivo: Person, sign_in: SignIn
) -> None:
    cast.grant(ivo, "moderator", kids)
    cast.grant(ada, "member", news)
    restrict(acting(moderator()), ada.id, news.id, kind="hold", reason=REASON)
    post(ada, story(news), HELD)
    page = page_of(sign_in(ivo), ada)
    assert "None in your communities." in page
    assert "Member" not in page
    assert REASON not in page
    assert "In every community" not in page


def test_a_young_member_is_known_by_display_name_before_youth_communities_alone(
    kids: Community, ada: Person, ivo: Person, mona: Person, sign_in: SignIn
) -> None:
    cast.grant(ivo, "moderator", kids)
    cast.display_name(ada, kids, "Heron")
    page = page_of(sign_in(ivo), ada)
    assert "Heron" in page
    assert "Okafor" not in page
    assert "Halifax" not in page


def moderator() -> Person:
    made = cast.person("noor@demo.example", "Noor", "Saleh")
    cast.grant(made, "moderator")
    return made


def test_a_limit_is_set_told_and_lifted(news: Community, ada: Person, mona: Person, sign_in: SignIn) -> None:
    browser = sign_in(mona)
    send(browser, ada, until="2031-01-01T00:00", kind="suspend")
    made = Restriction.objects.get()
    assert (made.kind, made.community_id, made.reason) == ("suspend", news.id, REASON)
    page = page_of(browser, ada)
    assert "<strong>Suspended</strong> in News" in page
    assert REASON in page
    lift = reverse("desk:lift", args=[ada.id, made.id])
    for _ in range(2):
        assert browser.post(lift)["Location"] == reverse("desk:person", args=[ada.id])
    page = page_of(browser, ada)
    assert "It was lifted already." in page
    assert "None." in page


def test_a_limit_holds_everywhere_when_the_seat_does(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    send(sign_in(mona), ada, community="everywhere")
    assert Restriction.objects.get().community_id is None
    assert "everywhere" in page_of(sign_in(mona), ada)


def test_a_suspension_needs_an_end_and_every_limit_a_reason(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    response = send(sign_in(mona), ada, kind="suspend", reason="")
    assert response.status_code == 422
    page = text_of(response)
    assert "A suspension has an end." in page
    assert "Reason: This field is required." in page
    assert '<details class="desk-details" open>' in page
    assert "This moment has passed." in text_of(send(sign_in(mona), ada, until="2020-01-01T00:00"))
    assert not Restriction.objects.exists()


def test_the_same_limit_sent_twice_is_one(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    browser = sign_in(mona)
    answers = [send(browser, ada, once="one form") for _ in range(2)]
    assert {answer.status_code for answer in answers} == {302}
    assert Restriction.objects.count() == 1


def test_nobody_limits_themselves_nor_a_moderator_a_colleague(
    news: Community, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    browser = sign_in(mona)
    assert "Set a limit" not in page_of(browser, mona)
    for colleague in (mona, marc):
        response = send(browser, colleague)
        assert response.status_code == 403
        assert REASON in text_of(response)
    assert not Restriction.objects.exists()


def test_an_editor_limits_nobody(news: Community, ada: Person, edith: Person, sign_in: SignIn) -> None:
    browser = sign_in(edith)
    assert "Set a limit" not in page_of(browser, ada)
    assert send(browser, ada).status_code == 403
    assert not Restriction.objects.exists()


def test_someone_who_is_not_there_is_not_found(news: Community, mona: Person, sign_in: SignIn) -> None:
    browser = sign_in(mona)
    assert browser.get(reverse("desk:person", args=[news.id])).status_code == 404
