import pytest

from tests import cast
from tests.cast import acting, story
from tests.journeys.acts import HELD, open_case, post, ruled
from tests.journeys.test_revise_and_withdraw import mend
from undersigned.communities.models import Community
from undersigned.journeys.appeal import appeal
from undersigned.journeys.call_in import call_in
from undersigned.journeys.decide import decide
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.errors import NotAllowed, NotFound
from undersigned.ledger.models import Entry
from undersigned.moderation.errors import OwnComment, SamePerson
from undersigned.moderation.models import Case
from undersigned.people.models import Person


def called_in() -> int:
    return Entry.objects.filter(act="comment:called-in").count()


def test_a_published_comment_is_called_in_and_removed(news: Community, ada: Person, mona: Person) -> None:
    news.mode = "reactive"
    news.save()
    posted = post(ada, story(news))
    case_id = call_in(acting(mona), posted.comment_id)
    case = Case.objects.get(id=case_id)
    assert (case.kind, case.why) == ("reported", [{"code": "called-in"}])
    ruled(mona, posted.comment_id, "remove")
    case.comment.refresh_from_db()
    assert case.comment.state == "removed"


def test_calling_in_twice_opens_one_case_and_tells_it_once(
    news: Community, ada: Person, mona: Person
) -> None:
    posted = post(ada, story(news))
    assert call_in(acting(mona), posted.comment_id) == call_in(acting(mona), posted.comment_id)
    assert called_in() == 1


def test_a_comment_that_would_be_looked_at_later_becomes_urgent(
    news: Community, ada: Person, edith: Person
) -> None:
    posted = post(ada, story(news))
    waiting = open_case(posted.comment_id, "review")
    assert call_in(acting(edith), posted.comment_id) == waiting.id
    waiting.refresh_from_db()
    assert waiting.kind == "reported"


def test_what_waits_already_keeps_its_case_and_its_reasons(
    news: Community, ada: Person, mona: Person
) -> None:
    posted = post(ada, story(news), HELD)
    assert call_in(acting(mona), posted.comment_id) == open_case(posted.comment_id, "held").id
    assert called_in() == 0


def test_an_appeal_is_not_got_around_by_calling_in(news: Community, ada: Person, mona: Person) -> None:
    posted = post(ada, story(news), HELD)
    appeal(acting(ada), ruled(mona, posted.comment_id, "refuse"), "It is a figure of speech.")
    assert call_in(acting(mona), posted.comment_id) == open_case(posted.comment_id, "appeal").id


def test_whom_an_appeal_overturned_does_not_call_the_same_text_in_again(
    news: Community, ada: Person, mona: Person, marc: Person
) -> None:
    posted = post(ada, story(news), HELD)
    appeal(acting(ada), ruled(mona, posted.comment_id, "refuse"), "It is a figure of speech.")
    ruled(marc, posted.comment_id, "publish")
    with pytest.raises(SamePerson):
        call_in(acting(mona), posted.comment_id)
    assert called_in() == 0
    call_in(acting(marc), posted.comment_id)
    assert called_in() == 1


def test_another_text_is_called_in_by_anybody(
    news: Community, ada: Person, mona: Person, marc: Person
) -> None:
    posted = post(ada, story(news), HELD)
    appeal(acting(ada), ruled(mona, posted.comment_id, "refuse"), "It is a figure of speech.")
    ruled(marc, posted.comment_id, "publish")
    mend(ada, posted, "Another text about the pumps.")
    call_in(acting(mona), posted.comment_id)
    assert called_in() == 1


def test_the_withdrawn_stays_withdrawn(news: Community, ada: Person, mona: Person) -> None:
    posted = post(ada, story(news))
    withdraw(acting(ada), posted.comment_id)
    with pytest.raises(NotFound):
        call_in(acting(mona), posted.comment_id)


def test_an_intruder_calls_nothing_in(news: Community, ada: Person, ivo: Person) -> None:
    posted = post(ada, story(news))
    with pytest.raises(NotAllowed):
        call_in(acting(ivo), posted.comment_id)
    assert called_in() == 0


def test_nobody_decides_on_their_own_comment(news: Community, ada: Person) -> None:
    cast.grant(ada, "moderator", news)
    posted = post(ada, story(news), HELD)
    with pytest.raises(OwnComment):
        ruled(ada, posted.comment_id, "publish")
    with pytest.raises(OwnComment):
        call_in(acting(ada), posted.comment_id)


def test_an_open_appeal_is_the_case_whatever_else_waits(
    news: Community, ada: Person, benoit: Person, ivo: Person, mona: Person, marc: Person
) -> None:
    """A text that waits to be looked at afterwards is no way around it for whoever decided first."""
    posted = post(ada, story(news))
    for reporter in (benoit, ivo):
        report(acting(reporter), posted.comment_id, ReportDraft(clause="2"))
    kept = ruled(mona, posted.comment_id, "publish")
    appeal(acting(benoit), kept, "It is an insult.")
    first = open_case(posted.comment_id)
    decide(acting(marc), first.id, verdict="publish", revision=1, reply="It is none.")
    mend(ada, posted)
    assert open_case(posted.comment_id).kind == "review"
    appeal(acting(ivo), kept, "It is one still.")
    waiting = open_case(posted.comment_id, "appeal")
    assert call_in(acting(mona), posted.comment_id) == waiting.id
