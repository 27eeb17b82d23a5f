"""Notices of unlawful content: taken up at once or by a letter, receipts, outcomes, and who is told what."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from tests.cast import acting, story
from tests.journeys.acts import HELD, open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.exchange.transparency import statements_of
from undersigned.journeys.claim import claim
from undersigned.journeys.notify import confirm_notice, notify
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.tidy import tidy
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, NotFound
from undersigned.ledger.models import Entry
from undersigned.moderation.models import Case, Report
from undersigned.owed.models import Owed
from undersigned.people.models import Person
from undersigned.unlawful import reads
from undersigned.unlawful.models import UnlawfulNotice
from undersigned.unlawful.shapes import ItemDraft, NoticeDraft

LOU: dict[str, Any] = {"name": "Lou Petit", "email": "lou@mail.example", "good_faith": True}


def item(comment_id: UUID, **fields: Any) -> ItemDraft:
    given = {"where": str(comment_id), "law": "Criminal Code, s. 319", "text": "It incites hatred."}
    return ItemDraft(**(given | fields))


def given(*items: ItemDraft, is_proven: bool = True, **fields: Any) -> UUID:
    return notify(NoticeDraft(items, **(LOU | fields)), is_proven=is_proven)


def letters() -> list[dict[str, Any]]:
    return [row.payload for row in Owed.objects.filter(kind="mail").order_by("owed_at", "id")]


def letters_to(email: str) -> list[str]:
    return [str(letter) for letter in letters() if email in str(letter)]


def test_each_comment_is_a_case_of_its_own_and_the_writer_has_a_receipt(
    news: Community, ada: Person, benoit: Person
) -> None:
    under = story(news)
    first, second = post(ada, under).comment_id, post(benoit, under).comment_id
    notice = reads.notice(given(item(first), item(second, law="Code civil, art. 35")))
    assert notice.state == "received"
    assert [open_case(each).kind for each in (first, second)] == ["notice", "notice"]
    assert [each.law for each in Report.objects.order_by("id")] == [
        "Criminal Code, s. 319",
        "Code civil, art. 35",
    ]
    (receipt,) = letters_to("lou@mail.example")
    assert notice.reference in receipt
    assert "Code civil, art. 35" in receipt
    assert f"/notices/{reads.token(notice.id, 'status')}/" in receipt


def test_it_joins_the_case_that_is_open_and_is_the_graver_kind(
    news: Community, ada: Person, benoit: Person
) -> None:
    comment_id = post(ada, story(news)).comment_id
    report(acting(benoit), comment_id, ReportDraft(clause="2"))
    given(item(comment_id))
    case = Case.objects.get(comment_id=comment_id, closed_at=None)
    assert (case.kind, case.rank) == ("notice", 1)
    assert [reason.get("law") for reason in case.why if reason["code"] == "reported"] == [False, True]


def test_a_report_that_names_a_law_is_a_notice_too(news: Community, ada: Person, benoit: Person) -> None:
    comment_id = post(ada, story(news)).comment_id
    report(acting(benoit), comment_id, ReportDraft(law="s. 319", text="Violence."))
    assert open_case(comment_id).kind == "notice"


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"name": " "}, {"name": ["required"]}),
        ({"email": ""}, {"email": ["required"]}),
        ({"email": "lou"}, {"email": ["not-an-address"]}),
        ({"good_faith": False}, {"good_faith": ["required"]}),
    ],
)
def test_what_is_missing_is_told_by_field_and_nothing_is_kept(
    news: Community, ada: Person, fields: dict[str, Any], missing: dict[str, list[str]]
) -> None:
    comment_id = post(ada, story(news)).comment_id
    with pytest.raises(Invalid) as refused:
        given(item(comment_id), **fields)
    assert refused.value.data["fields"] == missing
    assert not UnlawfulNotice.objects.exists()


def test_an_address_that_is_no_comment_is_told_beside_its_item(news: Community, ada: Person) -> None:
    comment_id = post(ada, story(news)).comment_id
    held = post(ada, story(news, "other"), HELD).comment_id
    with pytest.raises(Invalid) as refused:
        given(item(comment_id), item(held), item(comment_id, where="https://paper.example/news"))
    assert refused.value.data["fields"] == {"items.1.where": ["no-comment"], "items.2.where": ["no-comment"]}


def test_without_proof_nothing_happens_until_the_link_in_a_letter_is_opened(
    news: Community, ada: Person
) -> None:
    comment_id = post(ada, story(news)).comment_id
    notice_id = given(item(comment_id), is_proven=False)
    assert reads.notice(notice_id).state == "unconfirmed"
    assert not Case.objects.filter(kind="notice").exists()
    (letter,) = letters_to("lou@mail.example")
    assert f"/notices/confirm/{reads.token(notice_id, 'confirm')}/" in letter
    confirm_notice(notice_id)
    confirm_notice(notice_id)
    assert open_case(comment_id).kind == "notice"
    assert Report.objects.count() == 1
    assert "have received your notice" in letters_to("lou@mail.example")[1]


def test_what_nobody_confirms_is_forgotten(news: Community, ada: Person) -> None:
    notice_id = given(item(post(ada, story(news)).comment_id), is_proven=False)
    with time_machine.travel(now() + timedelta(days=3, minutes=1)):
        tidy(COMMAND)
    with pytest.raises(NotFound):
        confirm_notice(notice_id)


def test_who_sent_it_is_forgotten_with_the_names_of_its_reports(
    news: Community, ada: Person, mona: Person
) -> None:
    first, second = post(ada, story(news)).comment_id, post(ada, story(news, "other")).comment_id
    notice_id = given(item(first), item(second))
    ruled(mona, first, "publish")
    with time_machine.travel(now() + timedelta(days=200)):
        tidy(COMMAND)
    assert UnlawfulNotice.objects.get().email, "one of its cases is still open"
    ruled(mona, second, "publish")
    with time_machine.travel(now() + timedelta(days=400)):
        tidy(COMMAND)
    assert (UnlawfulNotice.objects.get().name, UnlawfulNotice.objects.get().email) == ("", "")
    assert reads.notice(notice_id).state == "answered"


def test_whoever_reports_the_abuse_of_children_need_not_say_who_they_are(
    news: Community, ada: Person, mona: Person
) -> None:
    comment_id = post(ada, story(news)).comment_id
    nobody: dict[str, Any] = {"name": "", "email": ""}
    with pytest.raises(Invalid):
        given(item(comment_id, child_abuse=True), item(comment_id), **nobody)
    given(item(comment_id, law="", child_abuse=True), is_proven=False, **nobody)
    assert open_case(comment_id).kind == "notice"
    ruled(mona, comment_id, "remove")
    assert [letter["to"] for letter in letters()] == [[ada.email]]


def test_the_outcome_is_told_with_the_part_of_a_machine_and_redress(
    news: Community, ada: Person, mona: Person
) -> None:
    comment_id = post(ada, story(news)).comment_id
    notice_id = given(item(comment_id))
    ruled(mona, comment_id, "remove", clauses=[], law="Criminal Code, s. 319", law_text="It incites.")
    answer = letters_to("lou@mail.example")[-1]
    for words in ("not shown any more", "No program took part", "dispute settlement body", "/notices/"):
        assert words in answer
    notice = reads.notice(notice_id)
    assert (notice.state, notice.items[0].outcome, notice.items[0].detector) == ("answered", "removed", "")
    statement = letters_to(ada.email)[-1]
    assert "somebody had notified it as unlawful" in statement
    assert "Lou" not in statement


def test_each_comment_has_its_own_outcome(news: Community, ada: Person, benoit: Person, mona: Person) -> None:
    under = story(news)
    stays, back, gone = (post(ada, under, f"The wall was promised in {1980 + n}.") for n in range(3))
    waits = post(benoit, under)
    notice_id = given(*(item(posted.comment_id) for posted in (stays, back, gone, waits)), is_proven=False)
    ruled(mona, gone.comment_id, "remove")
    confirm_notice(notice_id)
    ruled(mona, stays.comment_id, "publish")
    withdraw(acting(ada), back.comment_id)
    found = reads.notice(notice_id)
    assert found.state == "received"
    assert [each.outcome for each in found.items] == ["stays", "withdrawn", "gone", None]


def test_a_claim_shows_that_a_person_has_it(news: Community, ada: Person, mona: Person) -> None:
    comment_id = post(ada, story(news)).comment_id
    notice_id = given(item(comment_id))
    claim(acting(mona), open_case(comment_id).id)
    assert reads.notice(notice_id).state == "with-a-person"


def test_the_eu_is_told_that_it_came_by_a_notice(news: Community, ada: Person, mona: Person) -> None:
    comment_id = post(ada, story(news)).comment_id
    given(item(comment_id))
    ruled(mona, comment_id, "remove", clauses=[], law="Criminal Code, s. 319", law_text="It incites.")
    (statement,) = statements_of(news, now() - timedelta(days=1), now() + timedelta(days=1))
    assert statement["source_type"] == "SOURCE_ARTICLE_16"


def test_the_ledger_tells_of_it_without_who_sent_it(news: Community, ada: Person) -> None:
    given(item(post(ada, story(news)).comment_id))
    received = Entry.objects.get(act="notice:received")
    assert set(received.facts) == {"notice", "comments", "words_sha256", "at"}
    UnlawfulNotice.objects.update(name="", email="")  # forgotten; that the ledger holds is proved after
    Report.objects.update(name="", email="")


def test_a_link_opens_one_notice_for_one_purpose(news: Community, ada: Person) -> None:
    notice_id = given(item(post(ada, story(news)).comment_id))
    link = reads.token(notice_id, "status")
    assert reads.noticed_by(link, "status") == notice_id
    for wrong in (link[:-1], notice_id.hex, ""):
        with pytest.raises(NotFound):
            reads.noticed_by(wrong, "status")
    with pytest.raises(NotFound):
        reads.noticed_by(link, "confirm")
