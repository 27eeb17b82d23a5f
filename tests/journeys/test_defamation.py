"""Complaints of defamation under UK law: who is asked, told, reminded, and by when."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from tests.cast import story
from tests.journeys.acts import open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.journeys.answer_notice import answer_notice
from undersigned.journeys.notify import confirm_notice
from undersigned.journeys.notify_defamation import notify_defamation
from undersigned.journeys.remind import remind
from undersigned.journeys.tidy import tidy
from undersigned.kernel.actor import COMMAND, HOUSE
from undersigned.kernel.errors import Invalid
from undersigned.ledger.models import Entry
from undersigned.moderation import reads as cases
from undersigned.owed.actions import perform_next
from undersigned.owed.models import Owed
from undersigned.people.models import Name, Person
from undersigned.unlawful import reads
from undersigned.unlawful.errors import AnswerNotAwaited
from undersigned.unlawful.models import DefamationNotice, UnlawfulNotice
from undersigned.unlawful.shapes import AnswerDraft, DefamationDraft

MONDAY = datetime(2026, 5, 11, 9, tzinfo=UTC)
SUNDAY_MIDNIGHT = datetime(2026, 5, 16, 23, tzinfo=UTC)  # in London, where it is summer
COMPLAINT = DefamationDraft(
    words="Whoever sold those pumps took money for it.",
    meaning="That I was bribed. I sold them.",
    untrue="Nobody paid me anything beyond the invoice.",
    lacks_means=True,
    name="Lou Petit",
    email="lou@mail.example",
    pass_name=True,
    pass_email=False,
)
STANDS_BY = AnswerDraft("keep", "Ada Okafor", "12 Quay Street, Halifax", pass_on=True)


@pytest.fixture(autouse=True)
def _taken_here(settings: Settings) -> Iterator[None]:
    settings.DEFAMATION = ("news",)
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def comment_id(news: Community, ada: Person) -> UUID:
    return post(ada, story(news)).comment_id


def complain(comment_id: UUID, *, is_proven: bool = True, **fields: Any) -> UUID:
    return notify_defamation(replace(COMPLAINT, where=str(comment_id), **fields), is_proven=is_proven)


def letters_to(who: Person | str) -> list[str]:
    email = who if isinstance(who, str) else who.email
    mail = Owed.objects.filter(kind="mail").order_by("owed_at", "id")
    return [str(row.payload) for row in mail if email in row.payload["to"]]


def due_of(comment_id: UUID) -> Any:
    case = open_case(comment_id)
    return reads.procedures([case.id])[case.id].step


def work_off() -> None:
    while perform_next():
        pass


def test_the_author_is_sent_a_copy_at_once_with_what_may_be_passed_on(comment_id: UUID, ada: Person) -> None:
    notice_id = complain(comment_id)
    letter = letters_to(ada)[-1]
    for words in (
        "took money for it",
        "That I was bribed",
        "beyond the invoice",
        "Lou Petit",
        "May 16, 2026",
    ):
        assert words in letter
    assert "lou@mail.example" not in letter
    assert reads.token(notice_id, "answer") in letter
    assert open_case(comment_id).kind == "notice"
    assert due_of(comment_id).due == "await"
    assert due_of(comment_id).until == SUNDAY_MIDNIGHT
    receipt = letters_to("lou@mail.example")[-1]
    assert "have received your notice" in receipt
    assert "with what you let us pass on" in receipt


def test_the_copy_is_headed_in_the_language_of_whoever_reads_it(comment_id: UUID, ada: Person) -> None:
    notice_id = complain(comment_id, language="fr")
    assert "The words complained of\\n" in letters_to(ada)[-1]
    with translation.override("fr"):
        assert reads.copy(notice_id).text.startswith("Les mots")


def test_the_page_of_a_complaint_says_that_its_author_stands_by_the_comment(
    comment_id: UUID, client: Client
) -> None:
    notice_id = complain(comment_id)
    page = f"/notices/{reads.token(notice_id, 'status')}/"
    assert "they have not answered yet" in client.get(page).content.decode()
    answer_notice(notice_id, STANDS_BY)
    assert "stands by the comment" in client.get(page).content.decode()


def test_everything_prescribed_that_is_missing_is_told_by_field(comment_id: UUID) -> None:
    with pytest.raises(Invalid) as refused:
        notify_defamation(DefamationDraft(), is_proven=True)
    assert set(refused.value.data["fields"]) == {
        *("where", "words", "meaning", "untrue", "lacks_means", "name", "email", "pass_name", "pass_email")
    }
    assert not UnlawfulNotice.objects.exists()


def test_a_community_that_does_not_take_them_says_so(
    comment_id: UUID, settings: Settings, ada: Person
) -> None:
    settings.DEFAMATION = ("other",)
    with pytest.raises(Invalid) as refused:
        complain(comment_id)
    assert refused.value.data["fields"] == {"where": ["not-taken-here"]}
    settings.DEFAMATION = ("*",)
    complain(comment_id)


def test_without_proof_it_waits_for_its_letter_and_its_clock_does_not(comment_id: UUID, ada: Person) -> None:
    notice_id = complain(comment_id, is_proven=False)
    assert "complains" not in str(letters_to(ada))
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        confirm_notice(notice_id)
        assert "defame" in letters_to(ada)[-1]
        case = open_case(comment_id)
        assert reads.procedures([case.id])[case.id].received_at == MONDAY


def test_without_an_answer_a_removal_is_proposed_and_the_desk_told_once(
    comment_id: UUID, ada: Person, mona: Person, ivo: Person
) -> None:
    complain(comment_id)
    with time_machine.travel(SUNDAY_MIDNIGHT - timedelta(seconds=1), tick=False):
        work_off()
        assert letters_to(mona) == []
    with time_machine.travel(SUNDAY_MIDNIGHT, tick=False):
        work_off()
        step = due_of(comment_id)
        assert (step.due, step.why, step.until) == (
            "remove",
            "unanswered",
            datetime(2026, 5, 19, 23, tzinfo=UTC),
        )
        assert open_case(comment_id).due_at == step.until
        assert remind(HOUSE) == 0, "appeals have reminders of their own"
        (letter,) = letters_to(mona)
        assert "has not answered" in letter
        assert letters_to(ivo) == []
        assert Comment.objects.get().state == "published", "nothing is removed by itself"
        ruled(mona, comment_id, "remove", clauses=[], law="Defamation Act 2013", law_text="No answer came.")
        assert "not shown any more" in letters_to("lou@mail.example")[-1]


def test_an_author_who_agrees_takes_it_back_by_that(comment_id: UUID, ada: Person, mona: Person) -> None:
    notice_id = complain(comment_id)
    answer_notice(notice_id, AnswerDraft("remove"))
    assert Comment.objects.get().state == "withdrawn"
    assert "taken back by its author" in letters_to("lou@mail.example")[-1]
    assert reads.notice(notice_id).items[0].outcome == "withdrawn"
    with time_machine.travel(SUNDAY_MIDNIGHT, tick=False):
        work_off()
        assert letters_to(mona) == []


@pytest.mark.parametrize("pass_on", [True, False])
def test_who_objects_is_named_to_the_complainant_only_with_consent(
    comment_id: UUID, ada: Person, pass_on: bool
) -> None:
    notice_id = complain(comment_id)
    answer_notice(notice_id, replace(STANDS_BY, pass_on=pass_on))
    letter = letters_to("lou@mail.example")[-1]
    assert ("12 Quay Street" in letter) == pass_on
    assert ("A court can order that" in letter) != pass_on
    assert due_of(comment_id).due == "decide"
    assert open_case(comment_id).due_at is None
    entry = Entry.objects.get(act="notice:author-answered")
    assert (entry.facts["answer"], entry.facts["passes_on"]) == ("keep", pass_on)


def test_an_objection_without_name_or_address_is_no_answer_yet(comment_id: UUID) -> None:
    notice_id = complain(comment_id)
    with pytest.raises(Invalid) as refused:
        answer_notice(notice_id, AnswerDraft("keep"))
    assert refused.value.data["fields"] == {name: ["required"] for name in ("name", "address", "pass_on")}
    assert due_of(comment_id).due == "await"
    answer_notice(notice_id, STANDS_BY)


def test_an_answer_is_given_once_and_in_time(comment_id: UUID, mona: Person) -> None:
    notice_id = complain(comment_id)
    with time_machine.travel(SUNDAY_MIDNIGHT, tick=False), pytest.raises(AnswerNotAwaited):
        answer_notice(notice_id, STANDS_BY)
    answer_notice(notice_id, STANDS_BY)
    with pytest.raises(AnswerNotAwaited):
        answer_notice(notice_id, AnswerDraft("remove"))


def test_nothing_is_asked_of_an_author_once_it_is_decided(comment_id: UUID, mona: Person) -> None:
    notice_id = complain(comment_id)
    ruled(mona, comment_id, "remove")
    with pytest.raises(AnswerNotAwaited):
        answer_notice(notice_id, STANDS_BY)


def test_who_has_no_account_any_more_cannot_be_reached(comment_id: UUID, ada: Person, mona: Person) -> None:
    Name.objects.filter(person=ada).delete()
    complain(comment_id)
    step = due_of(comment_id)
    assert (step.due, step.why, step.until) == ("remove", "unreachable", MONDAY + timedelta(hours=48))
    work_off()
    assert "cannot be reached" in letters_to(mona)[-1]


def test_notices_are_sorted_by_when_the_law_wants_something_done(
    news: Community, ada: Person, benoit: Person, comment_id: UUID
) -> None:
    here = story(news, "other")
    later, last = post(ada, here).comment_id, post(benoit, here).comment_id
    complain(last)
    with time_machine.travel(MONDAY + timedelta(days=3), tick=False):
        complain(later)
    complain(comment_id)
    answer_notice(UnlawfulNotice.objects.get(items__comment_id=comment_id).id, STANDS_BY)
    shown = [case.comment_id for case in cases.queue(None, "notice")]
    assert shown == [last, later, comment_id]
    first = cases.queue(None, "notice", 1)
    second = cases.queue(None, "notice", 1, first[0].id)
    third = cases.queue(None, "notice", 1, second[0].id)
    assert [each[0].comment_id for each in (first, second, third)] == shown
    assert cases.queue(None, "notice", 1, third[0].id) == []


def test_names_and_addresses_are_forgotten_together(comment_id: UUID, mona: Person) -> None:
    answer_notice(complain(comment_id), STANDS_BY)
    ruled(mona, comment_id, "publish")
    with time_machine.travel(MONDAY + timedelta(days=400), tick=False):
        tidy(COMMAND)
    row = DefamationNotice.objects.get()
    assert (row.poster_name, row.poster_address, row.notice.name, row.notice.email) == ("", "", "", "")
