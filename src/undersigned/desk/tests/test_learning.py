"""The page on which an editor compares layers, promotes one and goes back."""

from datetime import timedelta

import pytest
import time_machine

from tests.judging import judged_texts
from undersigned.communities.models import Community
from undersigned.conversation.models import Revision
from undersigned.desk.tests.conftest import SignIn, text_of
from undersigned.journeys.learn import KIND
from undersigned.journeys.prove import prove
from undersigned.kernel.clock import now
from undersigned.learning.models import Layer
from undersigned.ledger.shapes import Verified
from undersigned.moderation.models import Weighing
from undersigned.owed.actions import perform_next
from undersigned.owed.models import Owed
from undersigned.people.models import Person
from undersigned.scoring import reads as scorer

PAGE = "/desk/learning/"


def work() -> None:
    while perform_next():
        pass


@pytest.fixture
def taught(news: Community, ada: Person, mona: Person, edith: Person) -> Layer:
    judged_texts(news, ada, [mona, edith], 180, until=now() - timedelta(minutes=5))
    Owed.objects.create(kind=KIND, payload={"community": str(news.id)})
    work()
    return Layer.objects.get()


def test_it_is_for_editors(news: Community, mona: Person, edith: Person, sign_in: SignIn) -> None:
    assert sign_in(mona).get(PAGE).status_code == 403
    assert sign_in(mona).post(PAGE, {"learn": "1"}).status_code == 403
    assert sign_in(edith).get(PAGE).status_code == 200


def test_before_there_is_one_it_says_what_is_missing(
    news: Community, ada: Person, mona: Person, edith: Person, sign_in: SignIn
) -> None:
    judged_texts(news, ada, [mona], 7, until=now())
    page = text_of(sign_in(edith).get(PAGE))
    assert "7 texts were decided by people. At least 40 are needed" in page


def test_it_shows_both_on_real_comments_with_what_people_decided(
    taught: Layer, edith: Person, sign_in: SignIn
) -> None:
    page = text_of(sign_in(edith).get(PAGE))
    assert "It learnt from 138 decisions, 46 of them against a text." in page
    assert "<strong>published</strong>" in page
    assert "of the pumps was repaired in May" in page
    assert "Mona Haddad" in page


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.02, 0.2, "better than what scores now"),
        (-0.2, -0.02, "less well than what scores now"),
        (-0.1, 0.1, "no difference is certain"),
        (None, None, "Too few were decided either way"),
    ],
)
def test_it_says_whether_a_layer_is_better_beyond_doubt(
    taught: Layer, edith: Person, sign_in: SignIn, low: float | None, high: float | None, said: str
) -> None:
    taught.facts["better"] = {"area": 0.0, "low": low, "high": high}
    taught.save()
    assert said in text_of(sign_in(edith).get(PAGE))


def test_forgotten_words_are_not_shown(taught: Layer, edith: Person, sign_in: SignIn) -> None:
    Revision.objects.filter(text__contains="pumps").update(text="", html="", purged_at=now())
    page = text_of(sign_in(edith).get(PAGE))
    assert "of the pumps was repaired in May" not in page
    assert "<strong>refused under clause 3</strong>" in page


def test_an_editor_promotes_once_and_goes_back_with_one_press(
    news: Community, taught: Layer, edith: Person, sign_in: SignIn
) -> None:
    browser = sign_in(edith)
    for _ in range(2):
        assert browser.post(PAGE, {"layer": str(taught.id), "once": "1"}).status_code == 302
    news.refresh_from_db()
    assert news.layer == taught.id
    page = text_of(browser.get(PAGE))
    assert "Layer 1, made from 138 decisions." in page
    assert "Let layer 1 score" not in page
    assert "Go back to the shipped model" in page
    browser.post(PAGE, {"layer": "", "once": "2"})
    news.refresh_from_db()
    assert news.layer is None
    page = text_of(browser.get(PAGE))
    assert "Go back to layer 1" in page
    assert page.count("by Edith Park") == 2
    assert isinstance(prove(), Verified)


def test_a_layer_that_is_there_no_more_changes_nothing(
    news: Community, taught: Layer, edith: Person, sign_in: SignIn
) -> None:
    browser = sign_in(edith)
    for gone in (str(news.id), "nothing"):
        page = text_of(browser.post(PAGE, {"layer": gone, "once": gone}, follow=True))
        assert "That layer is there no more." in page
    news.refresh_from_db()
    assert news.layer is None


def test_one_is_made_on_demand(
    news: Community, ada: Person, mona: Person, edith: Person, sign_in: SignIn
) -> None:
    judged_texts(news, ada, [mona, edith], 180, until=now() - timedelta(minutes=5))
    page = text_of(sign_in(edith).post(PAGE, {"learn": "1", "once": "1"}, follow=True))
    assert "A layer is being made" in page
    work()
    assert Layer.objects.get().number == 1


def test_it_says_how_the_layer_does_since_it_was_promoted(
    news: Community, taught: Layer, ada: Person, mona: Person, edith: Person, sign_in: SignIn
) -> None:
    browser = sign_in(edith)
    browser.post(PAGE, {"layer": str(taught.id), "once": "1"})
    page = text_of(browser.get(PAGE))
    assert "People have decided nothing yet that it scored. " in page
    assert "Too few were decided this week" in page
    alike = judged_texts(news, ada, [mona], 1, until=now(), key="alike")[0]
    score = Weighing(revision_id=alike.revision_id, percent=30, probabilities={}, version="rules-1+layer-1")
    score.save()
    assert "it has no order to be right about." in text_of(browser.get(PAGE))
    score.delete()
    with time_machine.travel(now() + timedelta(days=5), tick=False):
        for decision in judged_texts(
            news, ada, [mona], 120, until=now(), every=timedelta(minutes=30), key="since"
        ):
            Weighing.objects.create(
                revision_id=decision.revision_id, percent=30, probabilities={}, version="rules-1+layer-1"
            )
        page = text_of(sign_in(edith).get(PAGE))
    assert "Right order on the 120 texts that it scored and people decided: 0.50" in page
    assert "It no longer does what it did when it was promoted." in page
    assert "33.3%" in page


def test_thresholds_are_weighed_on_what_the_present_score_said_only(
    news: Community, taught: Layer, ada: Person, mona: Person, edith: Person, sign_in: SignIn
) -> None:
    for decision in judged_texts(news, ada, [mona], 60, until=now(), every=timedelta(hours=1), key="scored"):
        Weighing.objects.create(
            revision_id=decision.revision_id, percent=30, probabilities={}, version=scorer.VERSION
        )
    browser = sign_in(edith)
    assert browser.get("/desk/triage/").context["buckets"]
    browser.post(PAGE, {"layer": str(taught.id), "once": "1"})
    assert not browser.get("/desk/triage/").context.get("buckets")
    assert "until the triage policy is set again" in text_of(browser.get(PAGE))
    browser.post(PAGE, {"layer": "", "once": "2"})
    assert browser.get("/desk/triage/").context["buckets"]
