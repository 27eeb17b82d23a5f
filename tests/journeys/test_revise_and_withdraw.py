from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests.cast import acting, story
from tests.journeys.acts import HELD, PLAIN, open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.conversation.errors import TooLate, Withdrawn
from undersigned.conversation.models import Comment
from undersigned.conversation.reads import own
from undersigned.journeys.close import close
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.revise import revise
from undersigned.journeys.set_opening import OpeningDraft, set_opening
from undersigned.journeys.submission import Posted
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotAllowed
from undersigned.licensing.models import Acceptance
from undersigned.moderation.models import Case, Decision
from undersigned.moderation.rules import rank
from undersigned.owed.models import Owed
from undersigned.people.models import Person
from undersigned.stories.errors import ConversationClosed

MENDED = "The pumps were bought in 1988; I had the year wrong."


def mend(who: Person, posted: Posted, text: str = MENDED) -> Posted:
    versions: dict[str, Any] = {"licence_version": 1, "guidelines_version": 1, "language": "en"}
    return revise(acting(who), posted.comment_id, text, **versions)


def codes(case: Case) -> list[str]:
    return [reason["code"] for reason in case.why]


def test_a_revision_is_shown_and_the_first_text_is_kept(news: Community, ada: Person) -> None:
    posted = post(ada, story(news))
    assert mend(ada, posted).state == "published"
    comment = Comment.objects.get(id=posted.comment_id)
    assert comment.shown is not None
    assert (comment.shown.number, comment.shown.text) == (2, MENDED)
    assert [r.text for r in comment.revisions.order_by("number")] == [PLAIN, MENDED]
    assert Acceptance.objects.count() == 2
    assert [d.revision.number for d in Decision.objects.order_by("at")] == [1, 2]


def test_a_doubtful_revision_waits_and_leaves_the_earlier_text_standing(news: Community, ada: Person) -> None:
    posted = post(ada, story(news))
    assert mend(ada, posted, HELD).state == "held"
    comment = Comment.objects.get(id=posted.comment_id)
    assert comment.state == "published"
    assert comment.shown is not None
    assert comment.shown.text == PLAIN
    assert open_case(comment.id).kind == "held"


def test_refusing_a_waiting_revision_keeps_the_earlier_text_public(
    news: Community, ada: Person, mona: Person
) -> None:
    posted = post(ada, story(news))
    mend(ada, posted, HELD)
    ruled(mona, posted.comment_id, "refuse")
    comment = Comment.objects.get(id=posted.comment_id)
    assert (comment.state, comment.shown and comment.shown.text) == ("published", PLAIN)


def test_a_case_says_nothing_of_a_text_that_was_changed(news: Community, ada: Person, mona: Person) -> None:
    posted = post(ada, story(news), HELD)
    assert open_case(posted.comment_id).detector
    assert mend(ada, posted).state == "published"
    case = open_case(posted.comment_id)
    assert (case.kind, codes(case), case.detector) == ("review", ["text-changed", "mode-after"], "")
    assert case.rank == rank("review", ())
    told = Owed.objects.filter(kind="mail").count()
    ruled(mona, posted.comment_id, "publish")
    assert Owed.objects.filter(kind="mail").count() == told


def test_a_changed_text_that_waits_too_waits_for_its_own_reasons(news: Community, ada: Person) -> None:
    posted = post(ada, story(news), HELD)
    mend(ada, posted, "Write to pumps@waterworks.example about it.")
    case = open_case(posted.comment_id)
    assert case.kind == "held"
    assert "moron" not in str(case.why)
    assert "pumps@waterworks.example" in str(case.why)


def test_a_report_stays_whatever_its_author_makes_of_the_text(
    news: Community, ada: Person, ivo: Person
) -> None:
    posted = post(ada, story(news))
    report(acting(ivo), posted.comment_id, ReportDraft(clause="2", text="Look."))
    mend(ada, posted, HELD)
    assert codes(open_case(posted.comment_id))[:2] == ["reported", "text"]
    mend(ada, posted)
    case = open_case(posted.comment_id)
    assert (case.kind, codes(case)) == ("reported", ["reported", "mode-after"])


def test_the_window_closes(news: Community, ada: Person) -> None:
    posted = post(ada, story(news))
    with (
        time_machine.travel(now() + timedelta(seconds=news.revision_window_seconds + 1)),
        pytest.raises(TooLate),
    ):
        mend(ada, posted)


def test_nobody_revises_or_withdraws_for_somebody_else(news: Community, ada: Person, ivo: Person) -> None:
    posted = post(ada, story(news))
    with pytest.raises(NotAllowed):
        mend(ivo, posted)
    with pytest.raises(NotAllowed):
        withdraw(acting(ivo), posted.comment_id)


def test_a_closed_conversation_takes_no_revision_and_still_lets_an_author_withdraw(
    news: Community, ada: Person, edith: Person
) -> None:
    here = story(news)
    posted = post(ada, here)
    close(acting(edith), here.id, "The discussion has run its course.")
    with pytest.raises(ConversationClosed):
        mend(ada, posted)
    comment = Comment.objects.get(id=posted.comment_id)
    assert getattr(comment.shown, "text", None) == PLAIN
    assert own(ada.id)[0].may_revise_until is None
    withdraw(acting(ada), posted.comment_id)
    assert Comment.objects.get(id=posted.comment_id).state == "withdrawn"


def test_who_had_the_last_place_can_still_mend(news: Community, ada: Person, edith: Person) -> None:
    here = story(news)
    posted = post(ada, here)
    set_opening(acting(edith), here.id, OpeningDraft(closes_at_comments=1))
    with pytest.raises(ConversationClosed):
        post(ada, here)
    assert own(ada.id)[0].may_revise_until is not None
    assert mend(ada, posted).state == "published"


def test_the_window_ends_no_later_than_the_conversation(news: Community, ada: Person, edith: Person) -> None:
    here = story(news)
    posted = post(ada, here)
    soon = now() + timedelta(seconds=30)
    set_opening(acting(edith), here.id, OpeningDraft(closes_at=soon))
    assert own(ada.id)[0].may_revise_until == soon
    with time_machine.travel(soon + timedelta(seconds=1)), pytest.raises(ConversationClosed):
        mend(ada, posted)


def test_what_is_withdrawn_is_gone_and_nobody_needs_to_look(news: Community, ada: Person) -> None:
    posted = post(ada, story(news), HELD)
    withdraw(acting(ada), posted.comment_id)
    comment = Comment.objects.get(id=posted.comment_id)
    assert comment.state == "withdrawn"
    assert not comment.cases.filter(closed_at=None).exists()
    with pytest.raises(Withdrawn):
        withdraw(acting(ada), posted.comment_id)
    with pytest.raises(Withdrawn):
        mend(ada, posted)


def test_what_was_decided_against_is_neither_mended_nor_withdrawn(
    news: Community, ada: Person, mona: Person
) -> None:
    posted = post(ada, story(news), HELD)
    ruled(mona, posted.comment_id, "refuse")
    with pytest.raises(TooLate):
        mend(ada, posted)
    with pytest.raises(TooLate):
        withdraw(acting(ada), posted.comment_id)


@pytest.mark.parametrize(("text", "code"), [(MENDED, "kept-out"), (HELD, "text")])
def test_what_the_newsroom_took_out_of_sight_waits_whatever_its_author_makes_of_it(
    news: Community, ada: Person, mona: Person, text: str, code: str
) -> None:
    posted = post(ada, story(news))
    ruled(mona, posted.comment_id, "hold")
    mended = mend(ada, posted, text)
    assert (mended.state, mended.why[0]["code"]) == ("held", code)
    assert Comment.objects.get(id=posted.comment_id).state == "held"
    ruled(mona, posted.comment_id, "publish")
    assert mend(ada, posted).state == "published"
