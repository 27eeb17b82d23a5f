"""What a rule alone refuses is read by a person where its author asks for it, and never published unseen."""

from typing import Any

import pytest

from tests.cast import acting, story
from tests.journeys.acts import PLAIN, open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.communities.shapes import ControlsShape, Words
from undersigned.conversation.errors import LinksNotTaken, WordsNotTaken
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
