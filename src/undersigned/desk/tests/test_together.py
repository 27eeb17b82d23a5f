"""Ticked in the queue, or all that a search finds: decided together."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client

from tests.cast import grant, person, story
from tests.journeys.acts import HELD, open_case, post
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.desk.tests.conftest import SignIn
from undersigned.journeys.decide import decide
from undersigned.kernel.clock import now
from undersigned.moderation.models import Selection
from undersigned.owed.actions import perform_next
from undersigned.people.models import Person
from undersigned.stories.models import Story


def held(where: Story, count: int, words: str = "pumps") -> list[UUID]:
    """So many held comments, three of a person."""
    made = []
    with time_machine.travel(now() - timedelta(hours=2)):
        for number in range(count):
            if number % 3 == 0:
                author = person(f"{words}{number}@x.example", "Noé", f"Roy-{chr(65 + number // 3)}")
            made.append(post(author, where, f"{HELD} {words} {number}.").comment_id)
    return made


def ticked(comment_ids: list[UUID]) -> list[str]:
    return [f"{open_case(comment_id).id}:1" for comment_id in comment_ids]


def sent(browser: Client, address: str, **given: object) -> str:
    return browser.post(address, given, follow=True).content.decode()


def items_in(page: str) -> str:
    return page.partition('name="items" value="')[2].partition('"')[0]


def test_what_is_ticked_is_shown_and_decided(news: Community, mona: Person, sign_in: SignIn) -> None:
    chosen = ticked(held(story(news), 3))
    browser = sign_in(mona)
    assert f'name="item" value="{chosen[0]}"' in browser.get("/desk/").content.decode()
    page = sent(browser, "/desk/together/?kind=held", item=chosen[:2])
    assert "Decide 2 comments together" in page
    given = {"items": items_in(page), "verdict": "refuse", "once": "1"}
    without_clause = browser.post("/desk/together/?kind=held", given)
    assert without_clause.status_code == 422
    assert items_in(without_clause.content.decode()) == given["items"]
    done = sent(browser, "/desk/together/?kind=held", **given, clauses="2", note="No names, please.")
    assert 'href="/desk/?kind=held" data-key="u"' in done
    assert "2 comments decided." in done
    assert "2 comments were decided so, and their authors told why." in done
    assert "No names, please." in done
    assert sorted(Comment.objects.values_list("state", flat=True)) == ["held", "refused", "refused"]


def test_each_is_decided_in_a_transaction_of_its_own(
    news: Community, mona: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One around all of them would keep everybody else waiting for as long as fifty decisions take."""
    around: list[int] = []

    def noted(*args: Any, **kwargs: Any) -> UUID:
        around.append(len(connection.savepoint_ids))
        return decide(*args, **kwargs)

    monkeypatch.setattr("undersigned.journeys.decide_together.decide", noted)
    outside = len(connection.savepoint_ids)
    given = {"items": ",".join(ticked(held(story(news), 2))), "verdict": "publish", "once": "1"}
    assert "2 comments decided." in sent(sign_in(mona), "/desk/together/", **given)
    assert around == [outside, outside]


def test_the_same_form_sent_twice_decides_once(news: Community, mona: Person, sign_in: SignIn) -> None:
    given = {"items": ticked(held(story(news), 1))[0], "verdict": "publish", "once": "1"}
    browser = sign_in(mona)
    first, again = (browser.post("/desk/together/", given) for _ in range(2))
    assert first["Location"].startswith("/desk/together/")
    assert again["Location"] in (first["Location"], "/desk/")
    assert Selection.objects.count() == 1


def test_all_that_a_search_finds_wait_for_a_second_person(
    news: Community, mona: Person, marc: Person, sign_in: SignIn
) -> None:
    here = story(news)
    held(here, 51, "campaign")
    held(here, 2, "other")
    browser = sign_in(mona)
    page = sent(browser, "/desk/together/?kind=held&words=campaign", all="on")
    assert "Decide 51 comments together" in page
    assert "a second person has to agree before any" in page
    waiting = sent(browser, "/desk/together/?kind=held", items=items_in(page), verdict="publish", once="1")
    assert "You selected them, so a colleague agrees, or does not." in waiting
    assert "Agree: decide them" not in waiting
    made = Selection.objects.get()
    address = f"/desk/together/{made.id}/"
    assert browser.post(f"{address}agree/", {"verdict": "agree"}).status_code == 403
    browser = sign_in(marc)
    assert "51 comments wait for a second person to agree." in browser.get("/desk/").content.decode()
    assert "Agree: decide them" in browser.get(address).content.decode()
    assert "They are being decided." in sent(browser, f"{address}agree/", verdict="agree")
    while perform_next():
        pass
    assert "51 comments were decided so" in browser.get(address).content.decode()
    assert Comment.objects.filter(state="held").count() == 2
    assert "It waits for nobody any more." in sent(browser, f"{address}agree/", verdict="drop")


def test_what_is_left_is_told_with_why(news: Community, mona: Person, marc: Person, sign_in: SignIn) -> None:
    item = ticked([post(mona, story(news), HELD).comment_id])[0]
    page = sent(sign_in(mona), "/desk/together/", items=item, verdict="publish", once="1")
    assert "0 comments decided." in page
    assert "It is by whoever selected it." in page


@pytest.mark.parametrize("item", ["", "rubbish", "1:2:3", f"{UUID(int=5)}:1", f"{UUID(int=5)}:x"])
def test_damaged_ticks_are_told_of(news: Community, mona: Person, sign_in: SignIn, item: str) -> None:
    assert "Nothing is ticked" in sent(sign_in(mona), "/desk/together/", item=item)


def test_several_communities_are_not_decided_together(
    news: Community, nouvelles: Community, ada: Person, mona: Person, sign_in: SignIn
) -> None:
    chosen = ticked([post(ada, story(where), HELD).comment_id for where in (news, nouvelles)])
    assert "Choose one above first." in sent(sign_in(mona), "/desk/together/", item=chosen)


def test_what_is_of_others_is_not_seen(
    news: Community, kids: Community, ivo: Person, marc: Person, sign_in: SignIn
) -> None:
    chosen = ticked(held(story(news), 1))
    grant(ivo, "moderator", kids)
    browser = sign_in(ivo)
    assert "Nothing is ticked" in sent(browser, "/desk/together/", item=chosen)
    told = {"verdict": "publish", "items": [], "by": marc, "at": now()}
    made = Selection.objects.create(community=news, **told)
    assert browser.get(f"/desk/together/{made.id}/").status_code == 403
