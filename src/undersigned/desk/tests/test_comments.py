from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.cast import acting, story
from tests.journeys.acts import HELD, PLAIN, open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment, Pick
from undersigned.desk.tests.conftest import SignIn, text_of
from undersigned.journeys.erase import erase, finish
from undersigned.journeys.reprint import reprint
from undersigned.journeys.withdraw import withdraw
from undersigned.licensing.models import Consent, Reprint
from undersigned.owed.models import Owed
from undersigned.people.models import Person


def send(browser: Client, act: str, comment_id: UUID, **fields: Any) -> Any:
    """One of the forms of a comment, as a browser sends it."""
    return browser.post(reverse(f"desk:{act}", args=[comment_id]), fields)


def page_of(browser: Client, comment_id: UUID) -> str:
    return text_of(browser.get(reverse("desk:comment", args=[comment_id])))


def test_a_published_comment_is_called_in_and_its_case_opened(
    reactive: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    comment_id = post(ada, story(reactive)).comment_id
    browser = sign_in(mona)
    assert "Call it in to decide on it" in page_of(browser, comment_id)
    response = send(browser, "call-in", comment_id)
    assert response["Location"] == f"/desk/cases/{open_case(comment_id).id}/"
    assert "Called in by the newsroom." in text_of(browser.get(response["Location"]))
    assert "Open its case" in page_of(browser, comment_id)


def test_a_held_comment_leads_to_the_case_it_waits_in(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    comment_id = post(ada, story(news), HELD).comment_id
    page = page_of(sign_in(mona), comment_id)
    assert f"/desk/cases/{open_case(comment_id).id}/" in page
    assert "editors’ pick" not in page
    assert "Reprint</button>" not in page


def test_every_decision_on_it_is_told(news: Community, ada: Person, mona: Person, sign_in: SignIn) -> None:
    comment_id = post(ada, story(news), HELD).comment_id
    ruled(mona, comment_id, "refuse", note="Off the point.")
    page = page_of(sign_in(mona), comment_id)
    assert "<strong>Refused</strong> by you" in page
    assert "2. Argue with ideas" in page
    assert "Off the point." in page
    assert "Look at it again" in page


def test_a_withdrawn_comment_is_left_alone(
    reactive: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    comment_id = post(ada, story(reactive)).comment_id
    withdraw(acting(ada), comment_id)
    browser = sign_in(mona)
    page = page_of(browser, comment_id)
    assert "Withdrawn" in page
    assert "<form" not in page.split("<main")[1].split("data-keys-hint")[0]
    assert send(browser, "call-in", comment_id).status_code == 404


def test_a_comment_is_picked_and_the_pick_taken_back(
    reactive: Community, ada: Person, edith: Person, sign_in: SignIn
) -> None:
    comment_id = post(ada, story(reactive)).comment_id
    browser = sign_in(edith)
    for _ in range(2):
        send(browser, "pick", comment_id)
    assert Pick.objects.filter(ended_at=None).count() == 1
    page = page_of(browser, comment_id)
    assert "An editors’ pick from now on." in page
    assert "Take the pick back" in page
    send(browser, "pick", comment_id, undo="1")
    assert not Pick.objects.filter(ended_at=None).exists()


def test_a_whole_comment_is_reprinted_with_byline_story_and_licence(
    reactive: Community, ada: Person, edith: Person, sign_in: SignIn
) -> None:
    comment_id = post(ada, story(reactive)).comment_id
    browser = sign_in(edith)
    response = send(browser, "reprint", comment_id, use="print", excerpts="")
    made = Reprint.objects.get()
    assert response["Location"] == f"/desk/comments/{comment_id}/#reprint-{made.id}"
    page = page_of(browser, comment_id)
    assert f"{PLAIN} — Ada Okafor, Halifax" in page
    assert "Written under “The river rose again in the night”, https://paper.example/news/a-story" in page
    assert "Reprinted by licence to The Daily Test, version 1." in page
    assert made.sha256 in page
    assert "Print" in page


def test_parts_are_reprinted_word_for_word(
    reactive: Community, ada: Person, edith: Person, sign_in: SignIn
) -> None:
    comment_id = post(ada, story(reactive)).comment_id
    parts = "The pumps were bought in 1987\r\n\r\nnew ones arrive in May."
    send(sign_in(edith), "reprint", comment_id, use="air", excerpts=parts)
    made = Reprint.objects.get()
    assert made.excerpts == ["The pumps were bought in 1987", "new ones arrive in May."]
    assert made.text == "The pumps were bought in 1987 […] new ones arrive in May."


def test_words_that_do_not_stand_there_are_not_reprinted_and_not_lost(
    reactive: Community, ada: Person, edith: Person, sign_in: SignIn
) -> None:
    comment_id = post(ada, story(reactive)).comment_id
    response = send(sign_in(edith), "reprint", comment_id, use="air", excerpts="The pumps are splendid")
    assert response.status_code == 422
    page = text_of(response)
    assert "“The pumps are splendid” is not in it" in page
    assert "The pumps are splendid</textarea>" in page
    assert 'value="air" id="id_use_2" required checked' in page or 'value="air"' in page
    assert not Reprint.objects.exists()


def test_the_same_reprint_sent_twice_is_one_and_its_author_is_told_once(
    reactive: Community, ada: Person, edith: Person, sign_in: SignIn
) -> None:
    comment_id = post(ada, story(reactive)).comment_id
    browser = sign_in(edith)
    answers = [
        send(browser, "reprint", comment_id, use="web", excerpts="", once="one form") for _ in range(2)
    ]
    assert len({answer["Location"] for answer in answers}) == 1
    assert (Reprint.objects.count(), Owed.objects.filter(kind="mail").count()) == (1, 1)


def test_a_moderator_reprints_nothing(
    reactive: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    comment_id = post(ada, story(reactive)).comment_id
    browser = sign_in(mona)
    assert "Reprint</button>" not in page_of(browser, comment_id)
    assert send(browser, "reprint", comment_id, use="web", excerpts="").status_code == 403
    assert send(browser, "consent", comment_id, record="File 12").status_code == 403


def test_a_young_writers_words_are_reprinted_with_consent_only(
    kids: Community, ada: Person, mona: Person, edith: Person, sign_in: SignIn
) -> None:
    cast.display_name(ada, kids, "Heron")
    comment_id = post(ada, story(kids), "I saw three seals near the lighthouse.").comment_id
    ruled(mona, comment_id, "publish")
    browser = sign_in(edith)
    assert "Not on record." in page_of(browser, comment_id)
    response = send(browser, "reprint", comment_id, use="web", excerpts="")
    assert response.status_code == 409
    assert "A guardian’s consent is not on record" in text_of(response)
    assert send(browser, "consent", comment_id, record="").status_code == 422
    send(browser, "consent", comment_id, record="Cabinet 3, file 12")
    assert Consent.objects.get().record == "Cabinet 3, file 12"
    send(browser, "reprint", comment_id, use="web", excerpts="")
    page = page_of(browser, comment_id)
    assert "— Heron" in page
    assert "Okafor" not in page


def test_reprints_are_listed_the_newest_first_by_community(
    reactive: Community, kids: Community, ada: Person, edith: Person, ivo: Person, sign_in: SignIn
) -> None:
    under = story(reactive)
    for use in ("web", "air"):
        reprint(acting(edith), post(ada, under).comment_id, use=use)
    page = text_of(sign_in(edith).get("/desk/reprints/"))
    assert page.index("On air") < page.index("<strong>Web</strong>")
    cast.grant(ivo, "editor", kids)
    assert "Nothing has been reprinted yet" in text_of(sign_in(ivo).get("/desk/reprints/"))


def test_a_comment_that_is_not_there_is_not_found(news: Community, mona: Person, sign_in: SignIn) -> None:
    assert sign_in(mona).get(reverse("desk:comment", args=[news.id])).status_code == 404


def test_a_comment_costs_the_same_however_much_was_made_of_it(
    reactive: Community,
    ada: Person,
    edith: Person,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    comment_id = post(ada, story(reactive)).comment_id
    for _ in range(6):
        reprint(acting(edith), comment_id, use="web")
    assert Comment.objects.get().state == "published"
    browser = sign_in(edith)
    with django_assert_num_queries(10):
        page_of(browser, comment_id)


def test_a_comment_whose_author_erased_their_account_names_nobody(
    news: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    posted = post(ada, story(news))
    erase(acting(ada))
    finish(ada.id)
    browser = sign_in(mona)
    assert "Comment by somebody who has left" in text_of(browser.get(f"/desk/comments/{posted.comment_id}/"))
    assert browser.get(f"/desk/people/{ada.id}/").status_code == 404
