import pytest

from tests import cast
from tests.cast import acting, story
from tests.journeys.acts import HELD, PLAIN, post, ruled
from tests.journeys.test_decide_and_appeal import letters_to
from undersigned.communities.models import Community
from undersigned.conversation import reads
from undersigned.conversation.models import Comment
from undersigned.journeys.pick import pick, unpick
from undersigned.journeys.recommend import recommend, unrecommend
from undersigned.journeys.reprint import record_consent, reprint
from undersigned.kernel.errors import Invalid, NotAllowed, NotFound
from undersigned.licensing import reads as licences
from undersigned.licensing.errors import ConsentMissing, NotVerbatim
from undersigned.people.models import Person


def test_a_whole_reprint_freezes_text_byline_story_and_licence(
    news: Community, ada: Person, edith: Person
) -> None:
    here = story(news)
    posted = post(ada, here)
    made = reprint(acting(edith), posted.comment_id, use="print")
    assert (made.text, made.part, made.byline_name, made.byline_place) == (
        PLAIN,
        "whole",
        "Ada Okafor",
        "Halifax",
    )
    assert (made.story_headline, made.licence_version, len(made.sha256)) == (here.headline, 1, 64)
    assert "in print" in letters_to(ada)[-1]


def test_a_part_is_verbatim_and_marks_what_is_left_out(news: Community, ada: Person, edith: Person) -> None:
    posted = post(ada, story(news))
    made = reprint(acting(edith), posted.comment_id, use="air", parts=["the new ones arrive in May"])
    assert made.text == "[…] the new ones arrive in May […]"
    with pytest.raises(NotVerbatim):
        reprint(acting(edith), posted.comment_id, use="air", parts=["the new ones arrive in June"])


def test_what_is_no_longer_public_is_marked_and_whoever_reprinted_it_told(
    news: Community, ada: Person, edith: Person, mona: Person
) -> None:
    posted = post(ada, story(news))
    made = reprint(acting(edith), posted.comment_id, use="print")
    assert made.comment_state == "published"
    assert letters_to(edith) == []
    ruled(mona, posted.comment_id, "remove")
    (marked,) = licences.reprints([posted.comment_id])[posted.comment_id]
    assert marked.comment_state == "removed"
    (letter,) = letters_to(edith)
    assert "which you reprinted, was removed" in letter


def test_only_an_editor_reprints_and_only_what_is_public(
    news: Community, ada: Person, edith: Person, mona: Person, ivo: Person
) -> None:
    posted = post(ada, story(news))
    for person in (ada, ivo, mona):
        with pytest.raises(NotAllowed):
            reprint(acting(person), posted.comment_id, use="web")
    with pytest.raises(Invalid):
        reprint(acting(edith), posted.comment_id, use="mural")
    ruled(mona, posted.comment_id, "remove")
    with pytest.raises(NotFound):
        reprint(acting(edith), posted.comment_id, use="web")


def test_a_young_writer_is_reprinted_only_with_a_guardians_consent_on_record(
    kids: Community, ada: Person, edith: Person, mona: Person
) -> None:
    cast.display_name(ada, kids, "River Otter")
    posted = post(ada, story(kids))
    ruled(mona, posted.comment_id, "publish")
    with pytest.raises(ConsentMissing):
        reprint(acting(edith), posted.comment_id, use="web")
    with pytest.raises(NotAllowed):
        record_consent(acting(ada), posted.comment_id, "Binder 7")
    record_consent(acting(edith), posted.comment_id, "Binder 7, sheet 12")
    made = reprint(acting(edith), posted.comment_id, use="web")
    assert made.byline_name == "River Otter"


def test_an_editor_picks_and_takes_it_back(news: Community, ada: Person, edith: Person, ivo: Person) -> None:
    here = story(news)
    posted = post(ada, here)
    for _ in range(2):
        pick(acting(edith), posted.comment_id)
    assert [c.picked for c in reads.page(here.id, "picks").comments] == [True]
    with pytest.raises(NotAllowed):
        pick(acting(ivo), posted.comment_id)
    unpick(acting(edith), posted.comment_id)
    assert reads.page(here.id, "picks").comments == ()


def test_a_reader_recommends_once_and_never_themselves(news: Community, ada: Person, benoit: Person) -> None:
    posted = post(ada, story(news))
    for _ in range(2):
        recommend(acting(benoit), posted.comment_id)
    assert Comment.objects.get(id=posted.comment_id).recommendation_count == 1
    with pytest.raises(Invalid):
        recommend(acting(ada), posted.comment_id)
    for _ in range(2):
        unrecommend(acting(benoit), posted.comment_id)
    assert Comment.objects.get(id=posted.comment_id).recommendation_count == 0
    held = post(ada, story(news, "other"), HELD)
    with pytest.raises(NotFound):
        recommend(acting(benoit), held.comment_id)
