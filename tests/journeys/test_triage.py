"""What a score does to a comment: kept with it, told with its words, and never more than the policy says."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import acting, story
from tests.journeys.acts import HELD, PLAIN, open_case, post, ruled
from tests.journeys.test_decide_and_appeal import letters_to
from tests.journeys.test_revise_and_withdraw import mend
from tests.scores import VERSION, Scores
from undersigned.communities import reads as communities
from undersigned.communities.models import Community, TriagePolicy
from undersigned.communities.shapes import ControlsShape, MachineRefusal, TriageShape, Words
from undersigned.conversation.models import Comment
from undersigned.journeys.appeal import appeal
from undersigned.journeys.claim import claim
from undersigned.journeys.prove import prove
from undersigned.journeys.set_controls import set_controls
from undersigned.journeys.set_triage import set_triage
from undersigned.journeys.tidy import tidy
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, NotAllowed
from undersigned.ledger.models import Entry
from undersigned.ledger.shapes import Verified
from undersigned.moderation import reads as cases
from undersigned.moderation.errors import ThinkAgain
from undersigned.moderation.models import Case, Decision, Pending, Weighing
from undersigned.people.models import Person
from undersigned.web import reasons

RUDE = "Whoever built that wall should hide in it."


def set_policy(who: Person, here: Community, **given: Any) -> None:
    refusals = tuple(MachineRefusal(*each) for each in given.pop("refusals", ()))
    set_triage(acting(who), here.id, TriageShape(refusals=refusals, **given))


def why_of(comment_id: Any) -> list[dict[str, Any]]:
    return list(open_case(comment_id).why)


def test_how_a_text_scored_is_kept_with_each_revision_and_says_nothing_of_its_author(
    news: Community, ada: Person, scores: Scores
) -> None:
    scores(PLAIN, toxicity=0.0312, spam=0.02, profanity=0.95)
    scores("Another text.", insult=0.4)
    posted = post(ada, story(news))
    mend(ada, posted, "Another text.")
    first, second = Weighing.objects.order_by("revision__number")
    assert (first.percent, first.attribute, first.version) == (3, "toxicity", VERSION)
    assert first.probabilities["toxicity"] == 0.0312
    assert first.probabilities["threat"] is None  # not available, and not nought
    assert (second.percent, second.attribute) == (40, "insult")
    assert {field.name for field in Weighing._meta.get_fields()} == {
        *("revision", "percent", "attribute", "probabilities", "version")
    }


def test_without_a_model_nothing_is_kept_and_everything_is_as_before(
    news: Community, ada: Person, scores: Scores
) -> None:
    assert post(ada, story(news)).state == "published"
    assert not Weighing.objects.exists()


def test_where_no_attribute_has_an_answer_there_is_no_score(
    news: Community, edith: Person, ada: Person, scores: Scores
) -> None:
    scores(PLAIN)
    set_policy(edith, news, unseen_below=50, hold_above=60)
    assert post(ada, story(news)).state == "published"
    assert Weighing.objects.get().percent is None
    assert open_case(Comment.objects.get().id).kind == "review"  # nobody measured it: a person looks


def test_keeping_it_is_one_statement_more(news: Community, ada: Person, scores: Scores) -> None:
    here = story(news)
    post(ada, here, "Something to warm up with.")
    with CaptureQueriesContext(connection) as without:
        post(ada, here, "Nothing is known of this.")
    scores(PLAIN, toxicity=0.02)
    with CaptureQueriesContext(connection) as scored:
        post(ada, here)
    assert len(scored) == len(without) + 1


def test_how_a_text_scored_goes_with_the_text(news: Community, ada: Person, scores: Scores) -> None:
    scores(RUDE, words=["hide"], insult=0.93)
    posted = post(ada, story(news), RUDE)
    withdraw(acting(ada), posted.comment_id)
    with time_machine.travel(now() + timedelta(days=800)):
        tidy(COMMAND)
    assert not Weighing.objects.exists()
    assert Case.objects.get().why[-1]["words"] == []


def test_without_a_policy_nothing_goes_unseen_and_a_high_score_holds(
    news: Community, ada: Person, scores: Scores
) -> None:
    here = story(news)
    scores(PLAIN, toxicity=0.0)
    scores(RUDE, words=["hide"], insult=0.938)
    assert open_case(post(ada, here).comment_id).kind == "review"
    posted = post(ada, here, RUDE)
    assert posted.state == "held"
    reason = {"code": "score", "attribute": "insult", "percent": 93, "words": ["hide"]}
    assert why_of(posted.comment_id) == [reason]
    assert open_case(posted.comment_id).detector == VERSION


def test_where_reports_decide_a_score_holds_only_where_the_newsroom_set_it(
    ada: Person, edith: Person, news: Community, scores: Scores
) -> None:
    Community.objects.filter(id=news.id).update(mode="reactive")
    scores(RUDE, insult=0.93)
    here = story(news)
    assert post(ada, here, RUDE).state == "published"
    set_policy(edith, news, hold_above=90)
    assert post(ada, here, RUDE).state == "held"


def test_desk_and_author_are_told_in_words(news: Community, ada: Person, scores: Scores) -> None:
    scores(RUDE, words=["hide", "wall"], insult=0.938)
    why = post(ada, story(news), RUDE).why
    assert reasons.deciding(why[0]) == "The scorer sees an insult: 93%."
    (said,) = reasons.waiting(why)
    assert "an insult" in said
    assert "“hide”, “wall”" in said
    assert "93" not in said


def test_an_author_who_asks_first_is_told_the_words(news: Community, ada: Person, scores: Scores) -> None:
    scores(RUDE, words=["hide"], insult=0.93)
    with pytest.raises(ThinkAgain) as asked:
        post(ada, story(news), RUDE, asks_first=True)
    assert asked.value.data["why"][0]["words"] == ["hide"]
    assert not Comment.objects.exists()


@pytest.mark.parametrize("mode", ["before", "after"])
def test_what_scores_low_is_published_unseen_where_the_policy_says_so(
    news: Community, ada: Person, edith: Person, scores: Scores, mode: str
) -> None:
    Community.objects.filter(id=news.id).update(mode=mode)
    set_policy(edith, news, unseen_below=10)
    here = story(news)
    scores(PLAIN, toxicity=0.0999)
    scores(RUDE, toxicity=0.1)
    posted = post(ada, here)
    assert posted.state == "published"
    assert not Case.objects.exists()
    decision = Decision.objects.get()
    assert (decision.policy_id, decision.detector) == (communities.by_id(news.id).triage_id, VERSION)
    other = post(ada, here, RUDE)
    assert open_case(other.comment_id).kind == {"before": "held", "after": "review"}[mode]


def test_the_score_adds_and_never_overrides(
    news: Community, ada: Person, edith: Person, scores: Scores
) -> None:
    set_policy(edith, news, unseen_below=50, refusals=[("2", "insult", 95)])
    set_controls(acting(edith), news.id, ControlsShape(first_held=1), Words())
    scores(PLAIN, toxicity=0.0)
    scores(RUDE, insult=0.99)
    here = story(news)
    assert post(ada, here).state == "held"  # a new author's first comment
    assert post(ada, here, RUDE).state == "held"  # and no machine refuses it either
    set_controls(acting(edith), news.id, ControlsShape(), Words())
    scores(HELD, toxicity=0.0)
    assert post(ada, here, HELD).state == "held"  # the list of insults


def test_a_machine_refuses_by_itself_only_where_it_was_switched_on(
    news: Community, ada: Person, edith: Person, scores: Scores
) -> None:
    scores(RUDE, words=["hide"], insult=0.97)
    here = story(news)
    assert post(ada, here, RUDE).state == "held"
    set_policy(edith, news, refusals=[("2", "insult", 95)])
    posted = post(ada, here, RUDE)
    assert posted.state == "refused"
    assert Comment.objects.get(id=posted.comment_id).state == "refused"
    (told,) = cases.decisions(posted.comment_id)
    assert (told.verdict, told.clauses, told.by_id, told.detector) == ("refuse", ("2",), None, VERSION)
    assert told.may_be_appealed
    said = cases.sentences(told)
    assert f"A program ({VERSION}) decided this without a person. If you appeal, a person decides." in said
    assert "The newsroom looked at it on its own initiative." not in said
    (letter,) = letters_to(ada)
    assert "no person has read it" in letter


def test_whom_a_machine_refused_has_a_person_decide(
    news: Community, ada: Person, edith: Person, mona: Person, scores: Scores
) -> None:
    scores(RUDE, insult=0.97)
    set_policy(edith, news, refusals=[("2", "insult", 95)])
    here = story(news)
    posted = post(ada, here, RUDE)
    appeal(acting(ada), Decision.objects.get().id, "It was about the wall.")
    ruled(mona, posted.comment_id, "publish")
    assert Comment.objects.get(id=posted.comment_id).state == "published"
    assert post(ada, here, RUDE, asks_person=True).state == "held"


def test_no_machine_refuses_a_revision(news: Community, ada: Person, edith: Person, scores: Scores) -> None:
    scores(RUDE, insult=0.97)
    set_policy(edith, news, refusals=[("2", "insult", 95)])
    assert mend(ada, post(ada, story(news)), RUDE).state == "held"


def test_no_machine_refuses_under_a_clause_that_is_gone(
    news: Community, ada: Person, edith: Person, scores: Scores, monkeypatch: pytest.MonkeyPatch
) -> None:
    scores(RUDE, insult=0.97)
    set_policy(edith, news, refusals=[("4", "insult", 95)])
    guidelines = communities.guidelines(news.id, "en")
    shorter = type(guidelines)(guidelines.id, 2, "en", guidelines.clauses[:3])
    monkeypatch.setattr(communities, "guidelines", lambda *_: shorter)
    assert post(ada, story(news), RUDE).state == "held"


def test_in_a_youth_community_a_person_looks_at_everything(kids: Community, edith: Person) -> None:
    given: list[dict[str, Any]] = [{"unseen_below": 5}, {"refusals": [("2", "insult", 95)]}]
    for each in given:
        with pytest.raises(Invalid) as refused:
            set_policy(edith, kids, **each)
        assert list(refused.value.data["fields"].values()) == [["youth-person"]]
    set_policy(edith, kids, hold_above=50)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"unseen_below": 80, "hold_above": 70}, "unseen_below"),
        ({"unseen_below": -1}, "unseen_below"),
        ({"hold_above": 101}, "hold_above"),
        ({"hold_above": 0}, "hold_above"),
        ({"promise_per_mille": 0}, "promise_per_mille"),
        ({"promise_per_mille": 201}, "promise_per_mille"),
        ({"refusals": [("99", "insult", 95)]}, "refusals"),
        ({"refusals": [("2", "charm", 95)]}, "refusals"),
        ({"refusals": [("2", "insult", 89)]}, "refusals"),
        ({"refusals": [("2", "insult", 95), ("2", "threat", 95)]}, "refusals"),
        ({"refusals": [("2", "insult", 92)], "hold_above": 95}, "refusals"),
    ],
)
def test_a_policy_that_does_not_fit_is_refused(
    news: Community, edith: Person, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        set_policy(edith, news, **given)
    assert field in refused.value.data["fields"]
    assert not TriagePolicy.objects.exists()


def test_editors_set_it_and_no_policy_is_ever_edited(
    news: Community, mona: Person, edith: Person, ivo: Person
) -> None:
    for who in (mona, ivo):
        with pytest.raises(NotAllowed):
            set_policy(who, news, unseen_below=5)
    set_policy(edith, news, unseen_below=5)
    set_policy(edith, news, unseen_below=0)
    assert [each.unseen_below for each in communities.triage_policies(news.id)] == [0, 5]
    assert Entry.objects.filter(act="community:triage-set").count() == 2
    TriagePolicy.objects.filter(unseen_below=5).update(unseen_below=6)
    assert not isinstance(prove(), Verified)
    TriagePolicy.objects.filter(unseen_below=6).update(unseen_below=5)


def test_how_long_a_case_was_in_somebodys_hands_is_kept(news: Community, ada: Person, mona: Person) -> None:
    here = story(news)
    with time_machine.travel(now(), tick=False) as clock:
        claimed, unclaimed = post(ada, here, HELD), post(ada, here, f"{HELD} Again.")
        claim(acting(mona), open_case(claimed.comment_id).id)
        clock.shift(10)
        claim(acting(mona), open_case(claimed.comment_id).id)  # longer: it began when it began
        clock.shift(6)
        ruled(mona, claimed.comment_id, "publish")
        ruled(mona, unclaimed.comment_id, "publish")
    seconds = dict(Decision.objects.values_list("comment_id", "handled_seconds"))
    assert seconds == {claimed.comment_id: 16, unclaimed.comment_id: None}


def test_a_revision_moves_its_case_to_where_its_score_belongs(
    news: Community, ada: Person, scores: Scores
) -> None:
    scores(PLAIN, insult=0.02)
    scores(RUDE, insult=0.5)
    posted = post(ada, story(news))
    assert open_case(posted.comment_id).doubt == 0
    mend(ada, posted, RUDE)
    assert open_case(posted.comment_id).doubt == 2
    assert Pending.objects.get().percent == 50
