"""Open cases are found by their words, names, story and the rest, for as long as they are open."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.cast import acting, story
from tests.journeys.acts import open_case, post, ruled
from tests.journeys.test_revise_and_withdraw import mend
from undersigned.communities.models import Community
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.withdraw import withdraw
from undersigned.moderation.models import Pending
from undersigned.moderation.reads import next_up, queue
from undersigned.moderation.shapes import Search
from undersigned.people.models import Person

CHECK = "INSERT INTO moderation_pending_words (moderation_pending_words) VALUES ('integrity-check')"
MORON = "Whoever bought those pumps is a moron"


def found(**asked: Any) -> set[UUID]:
    return {case.comment_id for case in queue(None, search=Search(**asked))}


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("pumps", True),
        ("PUMPS moron", True),
        ("pum", True),
        ("pum moron", False),
        ("okafor", True),
        ("ada pumps", True),
        ("élève", True),
        ("eleve", True),
        ("l'eleve", True),
        ("valves", False),
        ("pumps valves", False),
        ("", True),
        ("   ", True),
        ("'; DROP TABLE moderation_case; --", False),
        ('"', True),
        ("pumps' & !moron:*", True),
        ("NEAR(pumps moron)", False),
        ("pumps*", True),
        ("a" * 300, False),
    ],
)
def test_by_words_and_names(news: Community, ada: Person, words: str, is_found: bool) -> None:
    posted = post(ada, story(news), f"{MORON}; and l’Élève said so.")
    assert found(words=words) == ({posted.comment_id} if is_found else set())


def test_by_everything_else(news: Community, ada: Person, benoit: Person) -> None:
    here, there = story(news, section="Harbour"), story(news, "other")
    held = post(ada, here, MORON)
    reported = post(ada, there, "The valves leak.")
    report(acting(benoit), reported.comment_id, ReportDraft(clause="3"))
    assert found(story_id=here.id) == found(section="Harbour") == {held.comment_id}
    assert found(clause="3") == {reported.comment_id}
    assert (
        found(clause="2")
        == found(section="Sport")
        == found(language="fr")
        == found(standing="staff")
        == set()
    )
    assert found(language="en") == {held.comment_id, reported.comment_id}
    assert found(language="en", words="valves", clause="3") == {reported.comment_id}


def test_by_the_text_as_it_is_now(news: Community, ada: Person) -> None:
    posted = post(ada, story(news), MORON)
    mend(ada, posted, "Whoever bought those valves is an idiot.")
    assert found(words="pumps") == set()
    assert found(words="valves idiot") == {posted.comment_id}


def test_what_is_closed_is_found_no_more(news: Community, ada: Person, mona: Person) -> None:
    here = story(news)
    decided, taken_back = post(ada, here, MORON), post(ada, here, f"{MORON}, I say.")
    ruled(mona, decided.comment_id, "refuse")
    assert found(words="pumps") == {taken_back.comment_id}
    withdraw(acting(ada), taken_back.comment_id)
    assert found(words="pumps") == set()
    assert not Pending.objects.exists()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO moderation_pending_words (moderation_pending_words) VALUES ('integrity-check')"
            )


def test_the_next_case_is_the_next_of_what_is_searched_for(
    news: Community, ada: Person, benoit: Person, mona: Person
) -> None:
    here = story(news)
    post(ada, here, MORON)
    other = post(benoit, here, "Whoever bought those valves is a moron.")
    free = next_up(None, None, person_id=mona.id, settles_in=None, search=Search(words="valves"))
    assert free == [open_case(other.comment_id).id]


def test_notices_come_before_reports_and_both_before_what_is_held(
    news: Community, ada: Person, benoit: Person, mona: Person
) -> None:
    here = story(news)
    held = post(ada, here, MORON)
    reported, notified = post(ada, here, "The valves leak."), post(benoit, here, "The pipes leak.")
    report(acting(benoit), reported.comment_id, ReportDraft(clause="3"))
    report(acting(ada), notified.comment_id, ReportDraft(law="s. 319", text="Violence."))
    order = [notified.comment_id, reported.comment_id, held.comment_id]
    assert [case.comment_id for case in queue(None)] == order
    ruled(mona, held.comment_id, "escalate", note="?")
    assert queue(None)[0].comment_id == held.comment_id
