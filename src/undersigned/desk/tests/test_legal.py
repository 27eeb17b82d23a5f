"""The page of a story's legal restrictions, and what a case shows of them."""

from uuid import UUID

import pytest
from django.test import Client

from tests.cast import story
from tests.journeys.acts import open_case, post
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.ledger.models import Entry
from undersigned.owed.actions import perform_next
from undersigned.people.models import Person
from undersigned.stories.models import Closure, LegalRestriction

NAMED = "Everybody in town knows it was the Night Nurse."
GIVEN = {
    "kind": "publication-ban",
    "law": "Order of the Superior Court, 12 May",
    "terms": "night nurse\nOdile Fabre\n",
    "closes": "on",
    "note": "File 500-01",
    "once": "1",
}


@pytest.fixture
def address(news: Community) -> str:
    here = story(news)
    return f"/desk/stories/news/{here.key}/legal/"


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_an_editor_places_one_sees_it_work_takes_the_evidence_and_lifts_it(
    client: Client, address: str, news: Community, ada: Person, edith: Person
) -> None:
    sent = post(ada, news.stories.get(), NAMED)
    client.force_login(edith)
    assert client.post(address, GIVEN).status_code == 302
    assert client.post(address, GIVEN).status_code == 302  # the form sent twice
    row = LegalRestriction.objects.get()
    assert "about to be looked through" in page(client, address)
    while perform_next():
        pass
    said = page(client, address)
    assert "1 comment found" in said
    assert "2 words and names watched" in said
    assert "kind=legal" in said
    assert "1 legal restriction" in page(client, "/desk/stories/news/a-story/")
    taken = client.post(f"{address}{row.id}/evidence/")
    (found,) = taken.json()["comments"]
    assert (found["id"], found["texts"][0]["text"]) == (str(sent.comment_id), NAMED)
    assert "attachment" in taken["Content-Disposition"]
    assert Entry.objects.filter(act="evidence:taken", actor_id=edith.id).count() == 1
    lifted = client.post(
        f"{address}{row.id}/lift/", {f"{row.id}-reason": "Lifted.", "once": "2"}, follow=True
    )
    assert "What it held still waits for a decision." in lifted.content.decode()
    assert Closure.objects.get().reopened_at is not None


def test_a_case_marks_what_is_watched_and_the_queue_has_a_tab_of_it(
    client: Client, address: str, news: Community, ada: Person, edith: Person, mona: Person
) -> None:
    client.force_login(edith)
    client.post(address, {name: value for name, value in GIVEN.items() if name != "closes"})
    sent = post(ada, news.stories.get(), "Everybody in town knows it was the Night Nurse.")
    client.force_login(mona)
    said = page(client, f"/desk/cases/{open_case(sent.comment_id).id}/")
    assert "<mark>Night Nurse</mark>" in said
    assert "It holds what a legal restriction watches." in said
    assert f"/desk/cases/{open_case(sent.comment_id).id}/" in page(client, "/desk/?kind=legal")


def test_its_author_is_told_that_the_law_restricts_it_and_not_by_which_word(
    client: Client, address: str, news: Community, ada: Person, edith: Person
) -> None:
    sent = post(ada, news.stories.get(), NAMED)
    client.force_login(edith)
    client.post(address, GIVEN)
    while perform_next():
        pass
    client.force_login(ada)
    said = page(client, f"/account/comments/{sent.comment_id}/")
    assert "What may be said on this subject is restricted: Order of the Superior Court, 12 May." in said
    assert Comment.objects.get(id=sent.comment_id).state == "held"


def test_what_does_not_fit_is_said_and_nothing_is_lost(client: Client, address: str, edith: Person) -> None:
    client.force_login(edith)
    answer = client.post(address, {"terms": "night nurse\nx", "note": "File 500-01"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "night nurse\nx" in said
    assert "File 500-01" in said
    answer = client.post(address, GIVEN | {"terms": "x"})
    assert "Each word has at least two letters" in answer.content.decode()
    assert not LegalRestriction.objects.exists()


def test_it_is_for_editors(client: Client, address: str, mona: Person, ivo: Person) -> None:
    for who in (mona, ivo):
        client.force_login(who)
        for path in (address, f"{address}{UUID(int=1)}/evidence/", f"{address}{UUID(int=1)}/lift/"):
            assert client.post(path).status_code == 403
    client.force_login(mona)
    assert "/legal/" not in page(client, "/desk/stories/news/a-story/")
