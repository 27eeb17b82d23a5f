"""The pages of the UK's procedure: the complaint and the author's answer."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import story
from tests.journeys.acts import open_case, post
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.journeys.submission import Posted
from undersigned.people.models import Person
from undersigned.site.tests.browsing import get, read, signed_in
from undersigned.unlawful import reads
from undersigned.unlawful.models import UnlawfulNotice

NEW = "/notices/defamation/"
SAID = {
    "words": "Whoever sold those pumps took money.",
    "meaning": "That I was bribed.",
    "untrue": "Nobody paid me.",
    "lacks_means": "on",
    "name": "Lou Petit",
    "email": "lou@mail.example",
    "pass_name": "no",
    "pass_email": "no",
    "answer": "0",
}


@pytest.fixture(autouse=True)
def _taken_here(settings: Settings) -> None:
    settings.DEFAMATION, settings.PROOF_BITS = ("news",), 0


@pytest.fixture
def sent(news: Community, ada: Person) -> Posted:
    return post(ada, story(news))


def complained(client: Client, sent: Posted, **fields: Any) -> str:
    """Where the author answers, once the complaint has been sent."""
    shown = get(client, f"{NEW}?comment={sent.comment_id}").fields("form.form")
    assert client.post(NEW, shown | SAID | fields).status_code == 302
    return f"/notices/answer/{reads.token(UnlawfulNotice.objects.get().id, 'answer')}/"


def test_it_is_offered_where_a_community_takes_it(client: Client, sent: Posted, settings: Settings) -> None:
    assert get(client, "/notices/").all(f"a[href='{NEW}']")
    settings.DEFAMATION = ()
    assert get(client, "/notices/").all(f"a[href='{NEW}']") == []
    assert client.get(NEW).status_code == 404


def test_what_is_missing_is_said_field_by_field(client: Client, sent: Posted) -> None:
    page = read(client.post(NEW, {"words": "These."}))
    assert page.answer.status_code == 422
    assert page.text("#id_meaning_error") == "This is needed."
    assert len(page.all(".has-error")) == 8


def test_an_author_reads_the_complaint_and_stands_by_the_comment(client: Client, sent: Posted) -> None:
    at = complained(client, sent)
    page = get(client, at)
    assert "That I was bribed." in page.text("blockquote")
    assert "Lou" not in page.text()
    lacking = read(client.post(at, {"answer": "keep"}))
    assert (lacking.answer.status_code, len(lacking.all(".has-error"))) == (422, 3)
    whole = {"answer": "keep", "name": "Ada Okafor", "address": "12 Quay Street", "pass_on": "yes"}
    assert client.post(at, whole)["Location"] == at
    assert "your answer has been sent" in get(client, at).text()
    again = client.post(at, whole)
    assert again.status_code == 409
    assert "your answer has been sent" in read(again).text()


def test_an_author_agrees(client: Client, sent: Posted) -> None:
    at = complained(client, sent)
    client.post(at, {"answer": "remove"})
    assert Comment.objects.get().state == "withdrawn"
    assert "your answer has been sent" in get(client, at).text()


def test_the_complainants_name_is_shown_to_the_author_with_consent_only(client: Client, sent: Posted) -> None:
    page = get(client, complained(client, sent, pass_name="yes"))
    assert "Lou Petit" in page.text()
    assert "lou@mail.example" not in page.text()


def test_the_desk_sees_what_is_due_and_until_when(client: Client, sent: Posted, mona: Person) -> None:
    complained(client, sent)
    signed_in(client, mona)
    assert "The author has until" in get(client, "/desk/?kind=notice").text()
    page = get(client, f"/desk/cases/{open_case(sent.comment_id).id}/")
    assert "Complaint of defamation under UK law" in page.text("#defamation")
    assert "by Lou Petit" in page.text("#reports")


def test_a_link_for_something_else_does_not_open_an_answer(client: Client, sent: Posted) -> None:
    complained(client, sent)
    link = reads.token(UnlawfulNotice.objects.get().id, "status")
    assert client.get(f"/notices/answer/{link}/").status_code == 404
