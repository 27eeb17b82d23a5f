"""A court's or the law's limit on what may be said under a story."""

from dataclasses import replace
from datetime import timedelta
from typing import cast
from uuid import UUID

import pytest
import time_machine

from tests.cast import acting, story
from tests.journeys import acts
from tests.journeys.acts import PLAIN, open_case, post, ruled
from tests.post import Post
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.journeys import sweep as sweeping
from undersigned.journeys import weighing
from undersigned.journeys.close import close
from undersigned.journeys.impose import free, impose
from undersigned.journeys.reopen import reopen
from undersigned.journeys.revise import revise
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid, NotAllowed, NotFound
from undersigned.moderation import reads as cases
from undersigned.moderation.models import Case, Decision, LegalMatch
from undersigned.owed.actions import perform_next
from undersigned.owed.models import Owed
from undersigned.people.models import Person
from undersigned.stories.errors import ConversationClosed, NotClosed
from undersigned.stories.legal import Kind, LegalDraft
from undersigned.stories.models import Closure, LegalRestriction

BAN = LegalDraft(
    "publication-ban",
    "Order of the Superior Court, 12 May",
    ("Odile Fabre", "the night nurse"),
    note="File 500-01",
)
NAMED = "Everybody in town knows it was the Night Nurse."


def work() -> None:
    """Do what is owed now."""
    while perform_next():
        pass


def state(comment_id: UUID) -> str:
    return Comment.objects.get(id=comment_id).state


def test_it_closes_the_conversation_for_legal_reasons(
    news: Community, ada: Person, edith: Person, mona: Person
) -> None:
    here = story(news)
    impose(acting(edith), here.id, BAN)
    with pytest.raises(ConversationClosed) as refused:
        post(ada, here)
    assert refused.value.data["reason"] == "It is closed for legal reasons."
    with pytest.raises(NotAllowed):
        reopen(acting(mona), here.id)
    with pytest.raises(NotAllowed):
        close(acting(mona), here.id, "Calm down.")
    reopen(acting(edith), here.id)
    assert post(ada, here).state == "published"


def test_what_is_sent_from_then_on_is_watched_in_every_mode(
    news: Community, ada: Person, edith: Person
) -> None:
    here = story(news)
    here.mode = "reactive"
    here.save()
    impose(acting(edith), here.id, BAN, closes=False)
    assert post(ada, here, PLAIN).state == "published"
    sent = post(ada, here, "It was 0dile F a b r e, they say.")
    assert sent.state == "published"  # a first name alone, and letters apart in a name of two words
    held = post(ada, here, "It was Odile FABRE’s idea, they say.")
    assert (held.state, held.why[0]["code"]) == ("held", "legal")
    assert "Odile" not in str(held.why)
    assert open_case(held.comment_id).kind == "legal"
    assert LegalMatch.objects.get().comment_id == held.comment_id


def test_a_revision_is_watched_too(news: Community, ada: Person, edith: Person) -> None:
    here = story(news)
    impose(acting(edith), here.id, BAN, closes=False)
    sent = post(ada, here)
    revised = revise(
        acting(ada), sent.comment_id, NAMED, licence_version=1, guidelines_version=1, language="en"
    )
    assert revised.state == "held"


def test_what_was_said_already_is_swept_out_of_sight_and_its_author_told(
    news: Community, ada: Person, benoit: Person, edith: Person, post: Post
) -> None:
    here, elsewhere = story(news), story(news, key="elsewhere")
    sent = [acts.post(ada, here), acts.post(ada, here, NAMED), acts.post(benoit, elsewhere, NAMED)]
    row = impose(acting(edith), here.id, BAN)
    letters = post()
    assert [state(each.comment_id) for each in sent] == ["published", "held", "published"]
    decision = Decision.objects.get(comment_id=sent[1].comment_id, verdict="hold")
    assert (decision.by, decision.source, decision.law) == (None, "order", BAN.law)
    assert cases.match_counts([row]) == {row: (1, 1)}
    letter = next(letter for letter in letters if letter["To"] == ada.email)
    said = letter.get_content()
    assert "Order of the Superior Court" in said
    assert "A rule decided this without a person." in said
    assert "nurse" not in said.lower()


@pytest.mark.parametrize(("kind", "source"), [("publication-ban", "order"), ("sub-judice", "own")])
def test_only_a_ban_is_an_order(news: Community, ada: Person, edith: Person, kind: Kind, source: str) -> None:
    here = story(news)
    post(ada, here, NAMED)
    impose(acting(edith), here.id, replace(BAN, kind=kind))
    work()
    assert Decision.objects.get(verdict="hold").source == source


def test_it_can_hold_in_the_whole_community_and_of_names(
    news: Community, nouvelles: Community, ada: Person, benoit: Person, edith: Person
) -> None:
    here, elsewhere = story(news), story(news, key="elsewhere")
    abroad = story(nouvelles, key="ailleurs")
    named, other, signed = post(ada, here, NAMED), post(ada, elsewhere, NAMED), post(benoit, elsewhere)
    foreign = post(ada, abroad, NAMED)
    impose(
        acting(edith), here.id, replace(BAN, terms=("night nurse", "Tremblay"), everywhere=True), closes=False
    )
    work()
    assert [state(each.comment_id) for each in (named, other, signed)] == ["held"] * 3
    assert not LegalMatch.objects.filter(comment_id=foreign.comment_id).exists()
    assert post(benoit, elsewhere, "The bridge is fine.").state == "held"


def test_what_a_person_decides_stands_when_it_is_swept_again(
    news: Community, ada: Person, edith: Person, mona: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = story(news)
    named = post(ada, here, NAMED)
    with time_machine.travel(now(), tick=False) as clock:
        impose(acting(edith), here.id, BAN)
        work()
        assert LegalRestriction.objects.get().swept_at is None
        ruled(mona, named.comment_id, "publish")
        reopen(acting(edith), here.id)
        with monkeypatch.context() as meanwhile:  # it was being sent as the restriction was placed
            meanwhile.setattr(weighing, "matched", lambda *_: [])
            late = post(ada, here, f"{NAMED} Yes.")
        clock.shift(timedelta(minutes=3))
        work()
    assert (state(named.comment_id), state(late.comment_id)) == ("published", "held")
    assert LegalRestriction.objects.get().swept_at is not None
    assert not Owed.objects.filter(kind=sweeping.KIND, done_at=None).exists()


def test_what_waits_already_joins_the_legal_cases(news: Community, ada: Person, edith: Person) -> None:
    here = story(news)
    held = post(ada, here, f"{NAMED} The moron.")
    impose(acting(edith), here.id, BAN)
    work()
    case = open_case(held.comment_id)
    assert (case.kind, state(held.comment_id)) == ("legal", "held")
    assert [reason["code"] for reason in case.why if reason["code"] != "score"] == ["text", "legal"]


def test_a_sweep_takes_turns_and_goes_on_where_it_was(
    news: Community, ada: Person, edith: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = story(news)
    sent = [post(ada, here, f"{NAMED} {number}") for number in range(3)]
    monkeypatch.setattr(sweeping, "TURN_SECONDS", -1)
    monkeypatch.setattr(sweeping, "AT_ONCE", 1)
    impose(acting(edith), here.id, BAN)
    perform_next()
    assert Owed.objects.filter(kind=sweeping.KIND).count() == 2
    monkeypatch.setattr(sweeping, "TURN_SECONDS", 60)
    work()
    assert {state(each.comment_id) for each in sent} == {"held"}


def test_lifting_it_watches_no_more_reopens_and_leaves_the_cases(
    news: Community, ada: Person, edith: Person
) -> None:
    here = story(news)
    named = post(ada, here, NAMED)
    row = impose(acting(edith), here.id, BAN)
    work()
    free(acting(edith), row, "Lifted by the court.")
    assert Closure.objects.get().reopened_at is not None
    assert post(ada, here, f"{NAMED} Yes.").state == "published"
    assert open_case(named.comment_id).kind == "legal"
    with pytest.raises(NotFound):
        free(acting(edith), row)


def test_what_it_concerns_is_kept_as_evidence_until_it_is_lifted(
    news: Community, ada: Person, edith: Person, mona: Person
) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        here = story(news)
        named = post(ada, here, NAMED)
        row = impose(acting(edith), here.id, BAN)
        work()
        ruled(mona, named.comment_id, "refuse")
        clock.shift(timedelta(days=400))
        assert cases.refused_texts(timedelta(days=180)) == []
        free(acting(edith), row)
        assert len(cases.refused_texts(timedelta(days=180))) == 1


def test_the_last_one_lifted_reopens_not_the_first(news: Community, edith: Person) -> None:
    here = story(news)
    first, second = impose(acting(edith), here.id, BAN), impose(acting(edith), here.id, BAN)
    free(acting(edith), first)
    assert Closure.objects.get().reopened_at is None
    free(acting(edith), second)
    assert Closure.objects.get().reopened_at is not None


def test_it_ends_by_itself(news: Community, ada: Person, edith: Person) -> None:
    here = story(news)
    with time_machine.travel(now(), tick=False) as clock:
        impose(acting(edith), here.id, replace(BAN, until=now() + timedelta(days=1)))
        clock.shift(timedelta(days=2))
        assert post(ada, here, NAMED).state == "published"


def test_editors_place_it_moderators_and_strangers_do_not(
    news: Community, mona: Person, ivo: Person, edith: Person
) -> None:
    here = story(news)
    for who in (mona, ivo):
        with pytest.raises(NotAllowed):
            impose(acting(who), here.id, BAN)
    row = impose(acting(edith), here.id, BAN)
    with pytest.raises(NotAllowed):
        free(acting(mona), row)
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(BAN, law=" "), "law"),
        (replace(BAN, kind=cast("Kind", "whim")), "kind"),
        (replace(BAN, terms=("a",)), "terms"),
        (replace(BAN, terms=("word",) * 201), "terms"),
        (replace(BAN, note="n" * 1001), "note"),
        (replace(BAN, until=now() - timedelta(days=1)), "until"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_done(
    news: Community, edith: Person, draft: LegalDraft, field: str
) -> None:
    here = story(news)
    with pytest.raises(Invalid) as refused:
        impose(acting(edith), here.id, draft)
    assert list(refused.value.data["fields"]) == [field]
    assert not Closure.objects.exists()


def test_when_its_end_has_come_moderators_close_again(news: Community, edith: Person, mona: Person) -> None:
    here = story(news)
    impose(acting(edith), here.id, replace(BAN, until=now() + timedelta(hours=1)))
    with time_machine.travel(now() + timedelta(hours=2), tick=False):
        with pytest.raises(NotClosed):
            reopen(acting(mona), here.id)
        close(acting(mona), here.id, "Calm down.")
    assert Closure.objects.get(reopened_at=None).reason == "Calm down."


def test_what_has_come_to_its_end_is_lifted_too(news: Community, edith: Person) -> None:
    restriction = impose(acting(edith), story(news).id, replace(BAN, until=now() + timedelta(hours=1)))
    with time_machine.travel(now() + timedelta(hours=2), tick=False):
        free(acting(edith), restriction)
    assert LegalRestriction.objects.get().lifted_at is not None
