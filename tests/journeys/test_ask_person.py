"""What a rule alone refuses is read by a person where its author asks for it, and never published unseen."""

from typing import Any

import pytest

from tests.cast import acting, display_name, story
from tests.journeys.acts import PLAIN, open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.communities.shapes import ControlsShape, Words
from undersigned.conversation.errors import KeepItPrivate, LinksNotTaken, SaidAlready, WordsNotTaken
from undersigned.conversation.models import Comment
from undersigned.journeys.revise import revise
from undersigned.journeys.set_controls import set_controls
from undersigned.kernel.errors import TooFast
from undersigned.people.models import Person

BANNED = "The crapaud is a toad, and a fine one."
LINKED = "It is all on https://paper.example/pumps for you to read."


def keep(editor: Person, here: Community, **controls: Any) -> None:
    set_controls(acting(editor), here.id, ControlsShape(**controls), Words(banned=("crapaud",)))


@pytest.fixture(params=[Community.Mode.AFTER, Community.Mode.REACTIVE])
def here(news: Community, edith: Person, request: pytest.FixtureRequest) -> Community:
    news.mode = request.param
    news.save(update_fields=["mode"])
    keep(edith, news, links="refuse")
    return news


def test_the_author_of_a_refused_text_has_a_person_read_it(
    here: Community, ada: Person, mona: Person
) -> None:
    under = story(here)
    with pytest.raises(WordsNotTaken):
        post(ada, under, BANNED)
    posted = post(ada, under, BANNED, asks_person=True)
    assert posted.state == "held"
    why = list(open_case(posted.comment_id).why)
    assert {"code": "asked-person"} in why
    assert {"code": "text", "finding": "list:banned", "excerpt": "crapaud"} in why
    ruled(mona, posted.comment_id, "publish")
    assert Comment.objects.get(id=posted.comment_id).state == "published"


def test_links_that_are_not_taken_are_read_too_and_told_of_once(here: Community, ada: Person) -> None:
    under = story(here)
    with pytest.raises(LinksNotTaken):
        post(ada, under, LINKED)
    posted = post(ada, under, LINKED, asks_person=True)
    assert posted.state == "held"
    found = [reason for reason in posted.why if reason["code"] == "text"]
    assert len(found) == 1


def test_asking_changes_nothing_for_a_text_that_no_rule_refuses(here: Community, ada: Person) -> None:
    posted = post(ada, story(here), PLAIN, asks_person=True)
    assert (posted.state, posted.why) == ("published", ())


def test_a_later_text_is_read_too_and_readers_see_the_first_meanwhile(here: Community, ada: Person) -> None:
    posted = post(ada, story(here), PLAIN)
    texts: dict[str, Any] = {"licence_version": 1, "guidelines_version": 1, "language": "en"}
    with pytest.raises(WordsNotTaken):
        revise(acting(ada), posted.comment_id, BANNED, **texts)
    assert revise(acting(ada), posted.comment_id, BANNED, asks_person=True, **texts).state == "held"
    shown = Comment.objects.get(id=posted.comment_id).shown
    assert shown is not None
    assert shown.text == PLAIN


def test_asking_opens_no_way_round_the_pace(here: Community, ada: Person, edith: Person) -> None:
    keep(edith, here, slow_seconds=600, links="refuse")
    under = story(here)
    post(ada, under, PLAIN)
    with pytest.raises(TooFast):
        post(ada, under, BANNED, asks_person=True)


def test_the_same_words_again_are_read_by_a_person_where_their_author_asks(
    here: Community, ada: Person, edith: Person
) -> None:
    keep(edith, here, repeats="refuse")
    under = story(here)
    post(ada, under, PLAIN)
    with pytest.raises(SaidAlready):
        post(ada, under, PLAIN)
    posted = post(ada, under, PLAIN, asks_person=True)
    assert posted.state == "held"
    repeated = {"code": "text", "finding": "repeat", "excerpt": ""}
    assert list(open_case(posted.comment_id).why) == [{"code": "asked-person"}, repeated]


def test_what_may_give_a_young_writer_away_waits_unseen_for_a_person_who_was_asked(
    kids: Community, ada: Person, mona: Person
) -> None:
    under = story(kids)
    display_name(ada, kids, "Blue Fox")
    text = "My robot is called otter#1234."
    with pytest.raises(KeepItPrivate):
        post(ada, under, text)
    posted = post(ada, under, text, asks_person=True)
    comment = Comment.objects.get(id=posted.comment_id)
    assert (comment.state, comment.shown, comment.present) == ("held", None, False)
    why = list(open_case(posted.comment_id).why)
    assert {"code": "asked-person"} in why
    assert [reason["excerpt"] for reason in why if reason["code"] == "text"] == ["otter#1234"]
    ruled(mona, posted.comment_id, "publish")
    comment.refresh_from_db()
    assert comment.state == "published"


def test_a_young_writers_later_text_waits_unseen_too(kids: Community, ada: Person, mona: Person) -> None:
    display_name(ada, kids, "Blue Fox")
    posted = post(ada, story(kids), "The robot fell over.")
    ruled(mona, posted.comment_id, "publish")
    texts: dict[str, Any] = {"licence_version": 1, "guidelines_version": 1, "language": "en"}
    revise(acting(ada), posted.comment_id, "Ask otter#1234.", asks_person=True, **texts)
    shown = Comment.objects.get(id=posted.comment_id).shown
    assert shown is not None
    assert shown.text == "The robot fell over."
