"""A month is told of once, when it is over; every figure is what was done, and none changes afterwards."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from tests.cast import acting, story
from tests.journeys.acts import HELD, post, ruled
from undersigned.communities.models import Community
from undersigned.journeys.appeal import appeal
from undersigned.journeys.prove import prove
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.report_months import following, report_months
from undersigned.journeys.restrict import restrict
from undersigned.kernel.actor import COMMAND, HOUSE, Actor
from undersigned.kernel.errors import NotAllowed
from undersigned.ledger.shapes import Broken
from undersigned.moderation import reads
from undersigned.moderation.models import MonthlyReport
from undersigned.moderation.totals import rows
from undersigned.people.models import Person

FOUNDED = datetime(2026, 1, 20, 9, tzinfo=UTC)
WORKED = datetime(2026, 2, 10, 9, tzinfo=UTC)
APRIL = datetime(2026, 4, 1, 0, 1, tzinfo=UTC)


@pytest.fixture
def worked(
    news: Community, ada: Person, benoit: Person, mona: Person, marc: Person, otto: Person
) -> Community:
    """February: one held, refused, put right on appeal 5 hours later; one reported and removed, one notified
    as unlawful and kept, both published at once before; a suspension."""
    Community.objects.update(founded_at=FOUNDED)
    news.refresh_from_db()
    with time_machine.travel(WORKED, tick=False) as clock:
        here = story(news)
        held = post(ada, here, HELD)
        ruled(mona, held.comment_id, "refuse", clauses=["2"])
        appeal(acting(ada), reads.decisions(held.comment_id)[0].id, "It is what everybody calls them.")
        reported, notified = post(benoit, here, "The valves leak."), post(benoit, here, "The pipes leak too.")
        report(acting(ada), reported.comment_id, ReportDraft(clause="2"))
        report(acting(ada), notified.comment_id, ReportDraft(law="s. 319", text="It incites."))
        restrict(acting(otto), benoit.id, news.id, kind="suspend", reason="Again.", until=APRIL)
        clock.shift(timedelta(hours=5, minutes=1))
        ruled(marc, held.comment_id, "publish")
        ruled(mona, reported.comment_id, "remove", clauses=["2", "3"])
        ruled(mona, notified.comment_id, "publish")
    return news


def told(community: Community) -> dict[str, Any]:
    """All indicators of the newest month that are not nothing."""
    newest = reads.monthly_reports(community.id)[0]
    found = {f"{row.code}:{row.scope}".rstrip(":"): row.value for row in rows([newest.counted])}
    return {code: value for code, value in found.items() if value}


def test_every_month_that_is_over_is_written_once(worked: Community) -> None:
    with time_machine.travel(APRIL):
        assert report_months(HOUSE) == 3
        assert report_months(COMMAND) == 0
        assert [row.month for row in reads.monthly_reports(worked.id)] == [
            date(2026, 3, 1),
            date(2026, 2, 1),
            date(2026, 1, 1),
        ]
    with time_machine.travel(APRIL + timedelta(days=29)):
        assert report_months(HOUSE) == 0
    with time_machine.travel(APRIL + timedelta(days=30)):
        assert report_months(HOUSE) == 1


def test_nobody_writes_it_but_the_house_and_the_operator(ivo: Person) -> None:
    for actor in (acting(ivo), Actor("newsroom")):
        with pytest.raises(NotAllowed):
            report_months(actor)


def test_the_figures_are_what_was_done(worked: Community) -> None:
    with time_machine.travel(datetime(2026, 3, 2, tzinfo=UTC)):
        report_months(HOUSE)
    assert told(worked) == {
        "notices:law": 1,
        "notices:guidelines": 1,
        "notices-acted-on:guidelines": 1,
        "notices-median-hours": 5,
        "own-initiative:refuse": 1,
        "own-ground:guidelines": 1,
        "own-clause:2": 1,
        "complaints:author": 1,
        "complaints-outcome:overturned": 1,
        "complaints-median-hours": 5,
        "accounts:suspend": 1,
        "published-by-rule": 2,
        "marked-by-program": 1,
        "people:en": 1,
        "people:fr": 1,
        "people-in-all": 2,
    }


def test_a_month_without_anything_is_told_of_too(worked: Community) -> None:
    with time_machine.travel(APRIL):
        report_months(HOUSE)
    assert set(told(worked)) == {"people:en", "people:fr", "people-in-all"}


def test_a_month_that_was_edited_is_found(worked: Community) -> None:
    with time_machine.travel(APRIL):
        report_months(HOUSE)
    row = MonthlyReport.objects.get(month=date(2026, 2, 1))
    kept = row.counted
    row.counted = kept | {"counts": kept["counts"] | {"notices:law": 0}}
    row.save()
    found = prove()
    assert isinstance(found, Broken)
    assert (found.act, found.facts) == ("month:reported", ("counted_sha256",))
    MonthlyReport.objects.filter(id=row.id).update(counted=kept)


def test_one_community_does_not_count_what_another_did(worked: Community, kids: Community) -> None:
    Community.objects.filter(id=kids.id).update(founded_at=FOUNDED)
    with time_machine.travel(datetime(2026, 3, 2, tzinfo=UTC)):
        assert report_months(HOUSE) == 4
    assert set(told(kids)) == {"people:en", "people:fr", "people-in-all"}


def test_months_follow_each_other() -> None:
    assert following(date(2026, 12, 1)) == date(2027, 1, 1)
    assert following(date(2026, 1, 1)) == date(2026, 2, 1)
