"""What became of a report, and its appeal: for a reader, and for somebody who has the letter only."""

from uuid import UUID

import pytest
from django.test import Client

from tests import cast
from tests.cast import acting
from tests.journeys.acts import post, ruled
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.journeys import report_link
from undersigned.journeys.report import ReportDraft, report
from undersigned.moderation.models import Appeal
from undersigned.people.models import Person
from undersigned.site.tests.browsing import get, read, signed_in

LOU = ReportDraft(clause="2", name="Lou Petit", email="lou@mail.example", good_faith=True)


@pytest.fixture
def comment(news: Community, ada: Person) -> Comment:
    return post(ada, cast.story(news)).comment


def by_letter(report_id: UUID) -> str:
    return report_link.address(report_id).removeprefix("http://127.0.0.1:8000")


def test_my_page_tells_what_i_reported_and_where_to_appeal(
    client: Client, comment: Comment, ivo: Person, mona: Person
) -> None:
    report_id = report(acting(ivo), comment.id, ReportDraft(clause="2", text="Read it aloud."))
    reader = signed_in(client, ivo)
    assert "Received" in get(reader, "/account/").text(".me-part:has(#reports-title)")
    ruled(mona, comment.id, "publish")
    listed = get(reader, "/account/").text(".me-part:has(#reports-title)")
    assert "Stays" in listed
    assert "You can appeal" in listed
    page = get(reader, f"/account/reports/{report_id}/")
    assert "Read it aloud." in page.text()
    assert "It stays" in page.text()
    sent = page.fields("form.form") | {"text": "It names my neighbour."}
    assert reader.post(f"/account/reports/{report_id}/", sent).status_code == 302
    asked = get(reader, f"/account/reports/{report_id}/")
    assert "Your appeal is received" in asked.text(".notice.is-wait")
    assert "You should have an answer by" in asked.text(".notice.is-wait")
    assert not asked.all("form.form")


def test_the_page_of_a_report_is_for_nobody_else(
    client: Client, comment: Comment, ivo: Person, benoit: Person
) -> None:
    report_id = report(acting(ivo), comment.id, ReportDraft(clause="2"))
    assert client.get(f"/account/reports/{report_id}/").status_code == 401
    assert client.get(by_letter(report_id)).status_code == 404  # with an account, one signs in
    assert signed_in(client, benoit).get(f"/account/reports/{report_id}/").status_code == 404


def test_by_the_link_in_a_letter_one_sees_the_outcome_appeals_and_reads_the_answer(
    client: Client, comment: Comment, mona: Person, marc: Person
) -> None:
    report_id = report(None, comment.id, LOU)
    address = by_letter(report_id)
    waiting = get(client, address)
    assert "Received" in waiting.text(".chip")
    assert waiting.answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in waiting.answer["Cache-Control"]
    ruled(mona, comment.id, "publish")
    refused = read(client.post(address, {"text": " "}))
    assert refused.answer.status_code == 422
    assert refused.all(".error-summary a[href='#id_text']")
    assert client.post(address, {"text": "It names my neighbour."}).status_code == 302
    assert Appeal.objects.get().report_id == report_id
    ruled(marc, comment.id, "remove", reply="It does name her.")
    page = get(client, address)
    assert "Your appeal was granted" in page.text(".notice.is-go")
    assert "It does name her." in page.text()
    assert "Argue with ideas" in page.text(".clauses")
    assert "Ada Okafor" not in page.text()
    again = read(client.post(address, {"text": "Once more."}))
    assert again.answer.status_code == 409
    assert again.all(".error-summary")


def test_a_damaged_link_leads_nowhere(client: Client, db: None) -> None:
    assert client.get("/account/reports/by-letter/nothing-of-ours/").status_code == 404


def test_the_author_does_not_read_what_the_reporter_is_told(
    client: Client, comment: Comment, ada: Person, mona: Person, marc: Person
) -> None:
    report_id = report(None, comment.id, LOU)
    ruled(mona, comment.id, "publish")
    client.post(by_letter(report_id), {"text": "It names my neighbour."})
    ruled(marc, comment.id, "publish", reply="She said it in public.")
    page = get(signed_in(client, ada), f"/account/comments/{comment.id}/").text()
    assert "She said it in public." not in page
    assert "It names my neighbour." not in page
