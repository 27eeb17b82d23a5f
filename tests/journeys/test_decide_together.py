"""Many cases decided alike, above fifty once a second person agrees."""

from collections.abc import Sequence
from datetime import timedelta
from string import ascii_uppercase
from typing import Any
from uuid import UUID

import pytest
import time_machine

from tests.cast import acting, person, story
from tests.journeys.acts import HELD, open_case, post
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.journeys import decide_together as together
from undersigned.journeys.appeal import appeal
from undersigned.journeys.claim import claim
from undersigned.journeys.decide_together import carry_on, decide_together, drop, finish, second, select
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.revise import revise
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, NotAllowed
from undersigned.moderation import reads as cases
from undersigned.moderation.errors import Overtaken, SamePerson
from undersigned.moderation.models import Decision, Selection
from undersigned.owed.actions import perform_next
from undersigned.people.models import Person
from undersigned.stories.models import Story

Items = list[tuple[UUID, int]]


def held(where: Story, count: int) -> list[UUID]:
    """So many held comments, three of a person."""
    made = []
    with time_machine.travel(now() - timedelta(hours=2)):
        for number in range(count):
            if number % 3 == 0:
                author = person(f"reader{number}@x.example", "Noé", f"Roy-{ascii_uppercase[number // 3]}")
            made.append(post(author, where, f"{HELD} That makes {number}.").comment_id)
    return made


def items(comment_ids: Sequence[UUID]) -> Items:
    return [(open_case(comment_id).id, 1) for comment_id in comment_ids]


def states() -> list[str]:
    return sorted(Comment.objects.values_list("state", flat=True))


def test_a_few_are_decided_at_once_each_as_fits_it(
    news: Community, ada: Person, benoit: Person, mona: Person
) -> None:
    here = story(news)
    published = post(ada, here)
    report(acting(benoit), published.comment_id, ReportDraft(clause="3"))
    chosen = items([*held(here, 3), published.comment_id])
    made = decide_together(
        acting(mona), news.id, chosen, verdict="refuse", clauses=["3", "3"], note="Off the story."
    )
    assert states() == ["refused", "refused", "refused", "removed"]
    found = cases.selection(made)
    assert (found.state, found.decided, found.left) == ("done", 4, ())
    assert {d.by_id for d in Decision.objects.filter(selection_id=made)} == {mona.id}
    assert {d.note for d in Decision.objects.filter(selection_id=made)} == {"Off the story."}


def test_more_than_fifty_wait_for_a_second_person(news: Community, mona: Person, marc: Person) -> None:
    chosen = items(held(story(news), 51))
    made = decide_together(acting(mona), news.id, chosen, verdict="publish")
    assert states() == ["held"] * 51
    assert [each.id for each in cases.selections_waiting([news.id])] == [made]
    assert carry_on(made) is False
    with pytest.raises(SamePerson):
        second(acting(mona), made)
    second(acting(marc), made)
    while perform_next():
        pass
    assert states() == ["published"] * 51
    assert cases.selections_waiting(None) == []
    with pytest.raises(Overtaken):
        second(acting(marc), made)


def test_a_second_person_may_disagree(news: Community, mona: Person, marc: Person) -> None:
    chosen = items(held(story(news), 51))
    made = decide_together(acting(mona), news.id, chosen, verdict="publish")
    drop(acting(marc), made)
    assert cases.selection(made).state == "dropped"
    assert states() == ["held"] * 51
    with pytest.raises(Overtaken):
        second(acting(marc), made)


def test_what_others_hold_decided_or_changed_is_left_and_told(
    news: Community, ada: Person, mona: Person, marc: Person, benoit: Person
) -> None:
    here = story(news)
    decided, claimed = held(here, 2)
    revised, own = post(ada, here, HELD).comment_id, post(mona, here, HELD).comment_id
    chosen = items([decided, claimed, revised, own])
    named = dict(
        zip((case_id for case_id, _ in chosen), ["decided", "claimed", "revised", "own"], strict=True)
    )
    decide_together(acting(marc), news.id, chosen[:1], verdict="publish")
    claim(acting(marc), chosen[1][0])
    revise(acting(ada), revised, f"{HELD} Sorry.", licence_version=1, guidelines_version=1, language="en")
    made = decide_together(acting(mona), news.id, chosen, verdict="refuse", clauses=["2"])
    left = {named[case_id]: code for case_id, code in cases.selection(made).left}
    assert left == {"decided": "decided", "claimed": "claimed", "revised": "revised", "own": "own-comment"}
    assert cases.selection(made).decided == 0


def test_appeals_are_answered_one_by_one(news: Community, ada: Person, mona: Person, marc: Person) -> None:
    posted = post(ada, story(news), HELD)
    refused = decide_together(
        acting(mona), news.id, items([posted.comment_id]), verdict="refuse", clauses=["2"]
    )
    appeal(acting(ada), Decision.objects.get(selection_id=refused).id, "It is his own word.")
    made = decide_together(acting(marc), news.id, items([posted.comment_id]), verdict="publish")
    assert [code for _, code in cases.selection(made).left] == ["one-by-one"]


def test_cases_of_another_community_are_left(
    news: Community, nouvelles: Community, ada: Person, mona: Person
) -> None:
    elsewhere = post(ada, story(nouvelles), HELD)
    made = decide_together(acting(mona), news.id, items([elsewhere.comment_id]), verdict="publish")
    assert [code for _, code in cases.selection(made).left] == ["one-by-one"]
    assert states() == ["held"]


def test_who_was_cut_off_goes_on_and_decides_nothing_twice(
    news: Community, mona: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = items(held(story(news), 5))
    monkeypatch.setattr(together, "AT_ONCE", 2)
    monkeypatch.setattr(together, "carry_on", lambda _: False)
    made = decide_together(acting(mona), news.id, chosen, verdict="publish")
    assert carry_on(made) is True
    Selection.objects.filter(id=made).update(reached=0)  # killed before it could note how far it was
    while carry_on(made):
        pass
    assert Decision.objects.filter(selection_id=made, by=mona).count() == 5
    assert cases.selection(made).left == ()


def test_the_same_form_sent_twice_at_once_leaves_nothing_alone(
    news: Community, mona: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = items(held(story(news), 3))
    made = select(acting(mona), news.id, chosen, verdict="publish")
    stale = cases.selection(made)
    finish(made)
    monkeypatch.setattr(cases, "selection", lambda _: stale)  # as the other one read it before
    known = iter([False, True] * 3)  # not decided yet when asked first, decided by then
    monkeypatch.setattr(cases, "is_decided_in", lambda *_: next(known))
    assert carry_on(made) is False
    monkeypatch.undo()
    assert cases.selection(made).left == ()
    assert Decision.objects.filter(selection_id=made).count() == 3


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"verdict": "label"}, "verdict"),
        ({"verdict": "refuse"}, "clauses"),
        ({"clauses": ["99"]}, "clauses"),
        ({"note": "n" * 2_001}, "note"),
        ({"items": []}, "items"),
    ],
)
def test_what_does_not_fit_is_refused(
    news: Community, mona: Person, change: dict[str, object], field: str
) -> None:
    given: dict[str, Any] = {"items": items(held(story(news), 1)), "verdict": "publish"} | change
    with pytest.raises(Invalid) as refused:
        decide_together(acting(mona), news.id, **given)
    assert list(refused.value.data["fields"]) == [field]
    assert not Selection.objects.exists()


def test_it_is_for_moderators_of_the_community(news: Community, ivo: Person, mona: Person) -> None:
    chosen = items(held(story(news), 51))
    with pytest.raises(NotAllowed):
        decide_together(acting(ivo), news.id, chosen, verdict="publish")
    made = decide_together(acting(mona), news.id, chosen, verdict="publish")
    for act in (second, drop):
        with pytest.raises(NotAllowed):
            act(acting(ivo), made)
