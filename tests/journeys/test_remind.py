"""The desk is reminded once before an appeal is due, and once when it is overdue."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.conf import settings

from tests import cast
from tests.cast import acting, story
from tests.journeys.acts import HELD, open_case, post, ruled
from tests.journeys.test_reporters_appeal import letters
from undersigned.communities.models import Community
from undersigned.journeys.appeal import appeal
from undersigned.journeys.appeal_restriction import appeal_restriction
from undersigned.journeys.remind import remind
from undersigned.journeys.restrict import restrict
from undersigned.kernel.actor import HOUSE
from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotAllowed
from undersigned.moderation import reads
from undersigned.owed.models import Owed
from undersigned.people.models import Person


def subjects(person: Person) -> list[str]:
    return [letter["subject"] for letter in letters(person.email) if "/desk/" in letter["text"]]


@pytest.fixture
def appealed(news: Community, ada: Person, mona: Person) -> UUID:
    posted = post(ada, story(news), HELD)
    appeal(acting(ada), ruled(mona, posted.comment_id, "refuse"), "Please look again.")
    return posted.comment_id


def test_one_letter_before_and_one_when_overdue_and_never_to_who_decided_first(
    appealed: UUID, ada: Person, mona: Person, marc: Person, edith: Person
) -> None:
    begun = now()
    assert remind(HOUSE) == 0
    for days, told in ((settings.APPEAL_DAYS - 2, 1), (settings.APPEAL_DAYS + 1, 1)):
        with time_machine.travel(begun + timedelta(days=days)):
            assert [remind(HOUSE) for _ in range(2)] == [told, 0]
    assert subjects(edith) == ["An appeal is due soon", "An appeal is overdue"]
    assert subjects(marc) == ["Un appel est bientôt à rendre", "Un appel est en retard"]
    assert subjects(mona) == subjects(ada) == []
    case = open_case(appealed, "appeal")
    assert case.rank == 1
    assert f"/desk/cases/{case.id}/" in letters(edith.email)[-1]["text"]


def test_an_overdue_appeal_comes_before_reports(
    appealed: UUID, news: Community, benoit: Person, ivo: Person
) -> None:
    from undersigned.journeys.report import ReportDraft, report

    posted = post(benoit, story(news, "other"))
    report(acting(ivo), posted.comment_id, ReportDraft(clause="2"))
    assert reads.queue(None)[0].kind == "reported"
    with time_machine.travel(now() + timedelta(days=settings.APPEAL_DAYS + 1)):
        remind(HOUSE)
    assert reads.queue(None)[0].kind == "appeal"


def test_what_is_answered_is_not_told_of(appealed: UUID, marc: Person, edith: Person) -> None:
    ruled(marc, appealed, "refuse")
    with time_machine.travel(now() + timedelta(days=settings.APPEAL_DAYS + 1)):
        assert remind(HOUSE) == 0


def test_what_was_passed_on_is_for_editors_and_where_none_may_for_operators(
    appealed: UUID, marc: Person, edith: Person, otto: Person
) -> None:
    ruled(marc, appealed, "escalate", note="Edith?")
    with time_machine.travel(now() + timedelta(days=settings.APPEAL_DAYS - 1)):
        remind(HOUSE)
    assert (len(subjects(edith)), subjects(marc), subjects(otto)) == (1, [], [])


def test_where_nobody_else_may_answer_operators_are_told(appealed: UUID, otto: Person) -> None:
    with time_machine.travel(now() + timedelta(days=settings.APPEAL_DAYS - 1)):
        remind(HOUSE)
    assert len(subjects(otto)) == 1


def test_a_short_time_is_told_of_halfway(
    monkeypatch: pytest.MonkeyPatch, news: Community, ada: Person, mona: Person, marc: Person
) -> None:
    monkeypatch.setattr(settings, "APPEAL_DAYS", 2)
    posted = post(ada, story(news), HELD)
    appeal(acting(ada), ruled(mona, posted.comment_id, "refuse"), "Please look again.")
    for hours, told in ((23, 0), (25, 1)):
        with time_machine.travel(now() + timedelta(hours=hours)):
            assert remind(HOUSE) == told


def test_appeals_against_limits_are_told_of_too(
    news: Community, ada: Person, mona: Person, edith: Person
) -> None:
    made = restrict(acting(mona), ada.id, news.id, kind="ban", reason="Insults.")
    asked = appeal_restriction(acting(ada), made, "It was my brother.")
    for days in (settings.APPEAL_DAYS - 2, settings.APPEAL_DAYS + 1):
        with time_machine.travel(now() + timedelta(days=days)):
            assert [remind(HOUSE), remind(HOUSE)] == [1, 0]
    assert subjects(edith) == ["An appeal is due soon", "An appeal is overdue"]
    assert subjects(mona) == []
    assert f"/desk/appeals/{asked}/" in letters(edith.email)[-1]["text"]


def test_nobody_reminds_but_the_house_and_the_operator(ivo: Person) -> None:
    with pytest.raises(NotAllowed):
        remind(cast.acting(ivo))
    assert not Owed.objects.exists()
