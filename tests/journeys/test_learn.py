"""A desk’s own layer: made from what people decided, promoted by a person, gone back from with one act."""

from datetime import timedelta

import pytest
import time_machine

from tests import cast
from tests.cast import acting, story
from tests.journeys.acts import HELD, open_case, post, ruled
from tests.journeys.test_decide_and_appeal import letters_to
from tests.judging import LINKED, PLAIN, judged_texts
from tests.scores import Scores
from undersigned.communities.models import Community
from undersigned.communities.shapes import MachineRefusal, TriageShape
from undersigned.conversation.models import Revision
from undersigned.journeys.appeal import appeal
from undersigned.journeys.learn import KIND, learn_nightly, owe_learning
from undersigned.journeys.promote_layer import promote_layer
from undersigned.journeys.set_triage import set_triage
from undersigned.journeys.watch_layers import watch_layers
from undersigned.journeys.weighing import policy_of
from undersigned.kernel.actor import HOUSE
from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotAllowed, NotFound
from undersigned.learning import reads as layers
from undersigned.learning.models import Layer
from undersigned.learning.shapes import LayerShape
from undersigned.ledger.models import Entry
from undersigned.moderation import reads as cases
from undersigned.moderation.models import Weighing
from undersigned.moderation.rules import Policy
from undersigned.owed.actions import perform_next
from undersigned.owed.models import Owed
from undersigned.people.models import Person

AD = LINKED.format(n=7_000)
WORDS = PLAIN.format(n=7_001)


@pytest.fixture
def desk(news: Community, ada: Person, mona: Person, edith: Person) -> Community:
    """`news`, with 180 texts judged by two people in sixty days."""
    judged_texts(news, ada, [mona, edith], 180, until=now() - timedelta(minutes=5))
    return news


def learnt(here: Community) -> LayerShape:
    """What the worker makes of it."""
    Owed.objects.create(kind=KIND, payload={"community": str(here.id)})
    while perform_next():
        pass
    made = layers.newest(here.id)
    assert made is not None
    return made


def promoted(who: Person, here: Community, layer: LayerShape | None) -> None:
    promote_layer(acting(who), here.id, None if layer is None else layer.id)
    here.refresh_from_db()


def test_a_layer_is_made_from_what_people_decided(desk: Community, edith: Person) -> None:
    owe_learning(acting(edith), desk.id)
    assert perform_next()
    made = layers.newest(desk.id)
    assert made is not None
    assert (made.number, made.heads) == (1, ("", "3"))
    assert made.examples == 138  # the rest is of the newest two weeks
    assert made.facts["held_out"] == 42
    assert made.facts["scores"]["challenger"]["area"] > 0.95
    assert made.until < made.newest <= now()
    assert {each["decisions"] for each in made.facts["people"]} == {69}


def test_nothing_is_made_of_too_little_or_of_nothing_new(news: Community, ada: Person, mona: Person) -> None:
    judged_texts(news, ada, [mona], 30, until=now())
    Owed.objects.create(kind=KIND, payload={"community": str(news.id)})
    assert perform_next()
    assert layers.newest(news.id) is None
    judged_texts(news, ada, [mona], 150, until=now(), key="more")
    first = learnt(news)
    assert learnt(news).id == first.id


def test_the_same_decisions_make_the_same_layer(desk: Community) -> None:
    learnt(desk)
    before = bytes(Layer.objects.get().numbers)
    Layer.objects.all().delete()
    learnt(desk)
    assert bytes(Layer.objects.get().numbers) == before


def test_it_is_made_once_a_night_where_something_was_decided(
    desk: Community, kids: Community, ada: Person, mona: Person
) -> None:
    assert learn_nightly(HOUSE) == 1
    while perform_next():
        pass
    assert learn_nightly(HOUSE) == 0
    with time_machine.travel(now() + timedelta(days=2), tick=False):
        assert learn_nightly(HOUSE) == 0
        judged_texts(desk, ada, [mona], 3, until=now(), key="since")
        assert learn_nightly(HOUSE) == 1
    with pytest.raises(NotAllowed):
        learn_nightly(acting(mona))


def test_one_that_nobody_promoted_makes_room_for_the_next(
    desk: Community, ada: Person, mona: Person, edith: Person
) -> None:
    first = learnt(desk)
    judged_texts(desk, ada, [mona], 3, until=now(), key="second")
    second = learnt(desk)
    assert (first.number, second.number) == (1, 2)
    with pytest.raises(NotFound):
        promoted(edith, desk, first)
    promoted(edith, desk, second)
    judged_texts(desk, ada, [mona], 3, until=now() + timedelta(seconds=1), key="third")
    third = learnt(desk)
    assert set(Layer.objects.values_list("number", flat=True)) == {2, 3}
    assert third.facts["scores"].keys() == {"shipped", "champion", "challenger"}
    assert third.until >= second.until  # so that neither has learnt from what they are compared on


def test_only_people_teach_and_a_last_word_only(
    news: Community, ada: Person, mona: Person, marc: Person, edith: Person
) -> None:
    here = story(news)
    post(ada, here)  # published by the house rule: teaches nothing
    assert cases.judged(news.id, 100) == []
    posted = post(ada, here, HELD)
    against = ruled(mona, posted.comment_id, "refuse")
    (taught,) = cases.judged(news.id, 100)
    assert (taught.text, taught.is_against, taught.clauses, taught.by) == (HELD, True, ("2",), mona.id)
    appeal(acting(ada), against, "It was meant kindly.")
    case_id = open_case(posted.comment_id, "appeal")
    assert case_id
    ruled(edith, posted.comment_id, "publish", note="It was.")
    (taught,) = cases.judged(news.id, 100)
    assert (taught.is_against, taught.clauses, taught.by) == (False, (), edith.id)
    assert cases.judged_count(news.id) == 1


def test_words_that_were_forgotten_teach_nothing(news: Community, ada: Person, mona: Person) -> None:
    decision = judged_texts(news, ada, [mona], 3, until=now())[0]
    assert len(cases.judged(news.id, 100)) == 3
    Revision.objects.filter(id=decision.revision_id).update(text="", html="", purged_at=now())
    assert len(cases.judged(news.id, 100)) == cases.judged_count(news.id) == 2


def test_what_the_law_alone_took_away_teaches_nothing_of_the_guidelines(
    news: Community, ada: Person, mona: Person
) -> None:
    posted = post(ada, story(news), HELD)
    ruled(mona, posted.comment_id, "refuse", clauses=[], law="s. 1", law_text="Why.")
    assert cases.judged(news.id, 100) == []


def test_the_same_text_has_the_same_chance_whoever_wrote_it(
    desk: Community, ada: Person, benoit: Person, edith: Person
) -> None:
    promoted(edith, desk, learnt(desk))
    cast.grant(benoit, "member", desk)
    here = story(desk)
    one, other = post(ada, here, AD), post(benoit, here, AD)
    first, second = (Weighing.objects.get(revision__comment_id=posted.comment_id) for posted in (one, other))
    assert (first.percent, first.probabilities) == (second.percent, second.probabilities)
    assert first.percent is not None


def test_a_promoted_layer_is_the_score_of_a_text_and_is_named(
    desk: Community, ada: Person, edith: Person, scores: Scores
) -> None:
    scores(AD, toxicity=0.41)
    scores(WORDS, toxicity=0.42)
    set_triage(acting(edith), desk.id, TriageShape(hold_above=50))
    desk.refresh_from_db()
    made = learnt(desk)
    before = post(ada, story(desk, "before"), AD)
    assert Weighing.objects.get(revision__comment_id=before.comment_id).percent == 41
    promoted(edith, desk, made)
    here = story(desk)
    held, published = post(ada, here, AD), post(ada, here, WORDS)
    weighing = Weighing.objects.get(revision__comment_id=held.comment_id)
    assert weighing.attribute == "desk"
    assert (weighing.percent or 0) > 80
    assert weighing.probabilities["toxicity"] == 0.41
    assert weighing.probabilities["desk:3"] > 0.8
    assert weighing.version.endswith("layer-1")
    assert (Weighing.objects.get(revision__comment_id=published.comment_id).percent or 0) < 20
    why = open_case(held.comment_id).why
    assert {"code": "score", "attribute": "desk", "percent": weighing.percent, "words": []} in why
    assert open_case(held.comment_id).detector == weighing.version


def test_on_another_scale_a_policy_holds_but_publishes_nothing_unseen_until_it_is_set_again(
    desk: Community, edith: Person
) -> None:
    policy = TriageShape(unseen_below=70, hold_above=90, refusals=(MachineRefusal("3", "spam", 95),))
    set_triage(acting(edith), desk.id, policy)
    desk.refresh_from_db()
    assert (policy_of(desk).unseen_below, len(policy_of(desk).refusals)) == (70, 1)
    promoted(edith, desk, learnt(desk))
    assert policy_of(desk) == Policy(is_set=True, unseen_below=0, hold_above=90, refusals=())
    set_triage(acting(edith), desk.id, policy)
    desk.refresh_from_db()
    assert policy_of(desk).unseen_below == 70
    promoted(edith, desk, None)
    assert policy_of(desk).unseen_below == 0


def test_going_back_is_one_act_and_all_of_it_stands_in_the_ledger(
    desk: Community, ada: Person, mona: Person, edith: Person
) -> None:
    made = learnt(desk)
    promoted(edith, desk, made)
    promoted(edith, desk, None)
    post(ada, story(desk), AD)
    assert Weighing.objects.filter(attribute="desk").count() == 0
    promoted(edith, desk, made)
    assert [p.number for p in layers.promotions(desk.id)] == [1, None, 1]
    told = Entry.objects.filter(act="community:layer-promoted").order_by("position")
    assert [entry.facts["layer"] for entry in told] == [str(made.id), None, str(made.id)]
    assert len(told[0].facts["numbers_sha256"]) == 64


def test_promoting_is_for_editors_and_of_the_own_community(
    desk: Community, nouvelles: Community, mona: Person, edith: Person
) -> None:
    made = learnt(desk)
    with pytest.raises(NotAllowed):
        promoted(mona, desk, made)
    with pytest.raises(NotAllowed):
        owe_learning(acting(mona), desk.id)
    with pytest.raises(NotFound):
        promoted(edith, nouvelles, made)


def test_a_layer_over_another_scorer_scores_no_more(desk: Community, ada: Person, edith: Person) -> None:
    made = learnt(desk)
    Layer.objects.update(base="rules-0")
    with pytest.raises(NotFound):
        promoted(edith, desk, made)
    Layer.objects.update(base=made.base)
    promoted(edith, desk, made)
    Layer.objects.update(base="rules-0")
    assert layers.chance(desk, AD, 0.1) is None
    assert layers.version(desk) == ""


def test_the_desk_is_written_to_once_when_a_layer_meets_other_decisions(
    desk: Community, ada: Person, mona: Person, edith: Person
) -> None:
    promoted(edith, desk, learnt(desk))
    with time_machine.travel(now() + timedelta(days=5), tick=False):
        assert watch_layers(HOUSE) == 0
        decisions = judged_texts(
            desk, ada, [mona, edith], 150, until=now(), every=timedelta(minutes=30), key="since"
        )
        Weighing.objects.bulk_create(
            Weighing(
                revision_id=decision.revision_id,
                percent=90 if decision.verdict == "publish" else 10,  # the other way round
                attribute="desk",
                probabilities={},
                version="rules-1+layer-1",
            )
            for decision in decisions
        )
        drift = layers.drift_of(desk, now())
        assert drift is not None
        assert (drift.texts, drift.wrong, drift.order.area) == (150, 150, 0.0)
        assert [watch_layers(HOUSE), watch_layers(HOUSE)] == [1, 0]
        (letter,) = [one for one in letters_to(edith) if "no longer fits" in one]
        assert "less well than when it was promoted" in letter
        assert "/desk/learning/?community=news" in letter
        assert letters_to(mona) == []
        promoted(edith, desk, None)
        assert layers.drift_of(desk, now()) is None
    with pytest.raises(NotAllowed):
        watch_layers(acting(mona))
