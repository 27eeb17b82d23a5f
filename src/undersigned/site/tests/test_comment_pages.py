"""One comment: its permalink, recommending, reporting, withdrawing; and who may not."""

from datetime import timedelta

import pytest
from django.test import Client

from tests import cast
from tests.journeys.acts import HELD, post
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment, Recommendation, Revision
from undersigned.journeys.close import close
from undersigned.journeys.submission import Posted
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.clock import now
from undersigned.moderation.models import Report
from undersigned.people.models import Person
from undersigned.site.tests.browsing import address, get, read, signed_in
from undersigned.stories.models import Story


@pytest.fixture
def story(news: Community) -> Story:
    return cast.story(news)


@pytest.fixture
def sent(story: Story, ada: Person) -> Posted:
    return post(ada, story, "The pumps were bought in 1987.")


@pytest.fixture
def at(story: Story, sent: Posted) -> str:
    return f"{address(story)}comments/{sent.comment_id}/"


def test_a_permalink_shows_what_it_answers_and_its_replies(
    client: Client, story: Story, sent: Posted, benoit: Person, ivo: Person
) -> None:
    middle = post(benoit, story, "And in 1988.", in_reply_to=sent.comment_id)
    post(ivo, story, "And in 1989.", in_reply_to=middle.comment_id)
    page = get(client, f"{address(story)}comments/{middle.comment_id}/")
    assert "1987" in page.text(".above")
    assert "1988" in page.text(".comment.is-target")
    assert "1989" in page.text("#replies")
    assert page.text("h1") == story.headline
    assert "Benoît Tremblay" in page.text("title")
    assert "does not endorse" in page.text(".fine")


def test_a_held_comment_has_no_address(client: Client, story: Story, ada: Person) -> None:
    held = post(ada, story, HELD)
    assert client.get(f"{address(story)}comments/{held.comment_id}/").status_code == 404


def test_a_comment_is_found_under_its_own_story_only(client: Client, news: Community, sent: Posted) -> None:
    other = cast.story(news, "another")
    assert client.get(f"{address(other)}comments/{sent.comment_id}/").status_code == 404


def test_a_recommendation_counts_once_and_can_be_taken_back(
    client: Client, story: Story, at: str, benoit: Person
) -> None:
    signed_in(client, benoit)
    form = get(client, address(story)).fields(".comment-actions form")
    answer = client.post(f"{at}recommend/", form)
    assert answer["Location"].startswith(f"{address(story)}#c-")
    client.post(f"{at}recommend/", form)
    assert Recommendation.objects.count() == 1
    again = get(client, address(story))
    assert again.all(".comment-actions button")[0].get("aria-pressed") == "true"
    client.post(f"{at}recommend/", again.fields(".comment-actions form"))
    assert not Recommendation.objects.exists()


def test_a_recommendation_leads_nowhere_else(client: Client, story: Story, at: str, benoit: Person) -> None:
    signed_in(client, benoit)
    answer = client.post(f"{at}recommend/", {"back": "https://elsewhere.example/"})
    assert answer["Location"].startswith(address(story))


def test_signed_out_readers_are_asked_to_sign_in_before_they_recommend(client: Client, at: str) -> None:
    assert client.post(f"{at}recommend/").status_code == 401


def test_a_reader_without_an_account_can_report(client: Client, at: str) -> None:
    filled = get(client, f"{at}report/").fields("form.form")
    refused = read(client.post(f"{at}report/", filled | {"clause": "2"}))
    assert refused.answer.status_code == 422
    assert len(refused.all(".error-summary a")) == 3
    who = {"name": "Rosa Lind", "email": "rosa@demo.example", "good_faith": "on"}
    answer = client.post(f"{at}report/", filled | {"clause": "2", "text": "It is about me."} | who)
    assert answer.status_code == 302
    assert Report.objects.get().name == "Rosa Lind"
    assert "Thank you" in get(client, answer["Location"]).text(".messages")


def test_a_member_reports_once(client: Client, at: str, benoit: Person) -> None:
    signed_in(client, benoit)
    page = get(client, f"{at}report/")
    assert page.all("form.form [name=email]") == []
    assert client.post(f"{at}report/", {"clause": "2"}).status_code == 302
    again = read(client.post(f"{at}report/", {"clause": "2"}))
    assert again.answer.status_code == 409
    assert "already" in again.text(".error-summary")


def test_unlawful_content_is_reported_with_its_law(client: Client, at: str, benoit: Person) -> None:
    signed_in(client, benoit)
    assert client.post(f"{at}report/", {"clause": "law", "law": "s. 319"}).status_code == 422
    client.post(f"{at}report/", {"clause": "law", "law": "s. 319", "text": "It incites hatred."})
    assert Report.objects.get().law == "s. 319"


def test_an_author_withdraws_after_being_asked(client: Client, at: str, ada: Person, sent: Posted) -> None:
    signed_in(client, ada)
    page = get(client, f"{at}withdraw/")
    assert "cannot be brought back" in page.text()
    assert Comment.objects.get().state == "published"
    answer = client.post(f"{at}withdraw/", page.fields("form.row"))
    assert Comment.objects.get().state == "withdrawn"
    assert "Withdrawn" in get(client, answer["Location"]).text()


@pytest.mark.parametrize("act", ["revise", "withdraw"])
def test_what_is_withdrawn_is_offered_neither_to_be_revised_nor_withdrawn(
    client: Client, at: str, ada: Person, sent: Posted, act: str
) -> None:
    withdraw(cast.acting(ada), sent.comment_id)
    signed_in(client, ada)
    for answer in (client.get(f"{at}{act}/"), client.post(f"{at}{act}/", {"text": "My new words."})):
        assert answer.status_code == 409
        assert "This comment is withdrawn" in read(answer).text()
    assert "My new words." in read(client.post(f"{at}revise/", {"text": "My new words."})).text()
    assert Revision.objects.count() == 1


def test_what_was_being_revised_at_the_closing_is_not_lost(
    client: Client, at: str, ada: Person, edith: Person, sent: Posted
) -> None:
    signed_in(client, ada)
    close(cast.acting(edith), Comment.objects.get().story_id, "The vote begins.")
    answer = client.post(f"{at}revise/", {"text": "My new words."})
    assert answer.status_code == 409
    assert "The vote begins" in read(answer).text()
    assert "My new words." in read(answer).text()
    assert Revision.objects.count() == 1


def test_the_form_to_revise_goes_with_its_window(client: Client, at: str, ada: Person) -> None:
    signed_in(client, ada)
    assert client.get(f"{at}revise/").status_code == 200
    Comment.objects.update(submitted_at=now() - timedelta(hours=2))
    assert client.get(f"{at}revise/").status_code == 409


@pytest.mark.parametrize("act", ["revise", "withdraw"])
def test_the_intruder_changes_nothing(client: Client, at: str, ivo: Person, act: str) -> None:
    assert client.get(f"{at}{act}/").status_code == 401
    signed_in(client, ivo)
    assert client.get(f"{at}{act}/").status_code == 403
    assert client.post(f"{at}{act}/", {"text": "Mine now."}).status_code == 403
    assert Comment.objects.get().state == "published"
