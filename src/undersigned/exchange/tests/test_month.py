"""Last month of the demonstration holds together before anyone plays it."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from undersigned.communities import house
from undersigned.exchange.demonstration import month, script
from undersigned.exchange.demonstration.month import Month
from undersigned.people.rules import check_name
from undersigned.scoring.reads import revealing

NOWS = [
    datetime(2026, 11, 26, 16, tzinfo=UTC),
    datetime(2026, 1, 1, 0, 5, tzinfo=UTC),
    datetime(2026, 3, 31, 23, 55, tzinfo=UTC),
]


@pytest.fixture(params=NOWS, ids=lambda at: at.date().isoformat())
def now(request: pytest.FixtureRequest) -> datetime:
    found: datetime = request.param
    return found


@pytest.fixture
def played(now: datetime) -> Month:
    return month.read(now)


def test_it_begins_with_last_month_and_leaves_today_alone(played: Month, now: datetime) -> None:
    day_before = now.replace(day=1) - timedelta(days=1)
    assert (played.begins.year, played.begins.month) == (day_before.year, day_before.month)
    assert (played.begins.day, played.begins.hour) == (1, 0)
    moments = [remark.at for remark in played.remarks]
    assert moments == sorted(moments)
    assert played.begins < moments[0] < now.replace(day=1, hour=0)
    assert moments[-1] <= now - timedelta(days=2)
    published = {story.key: story.published_at for _, story in played.stories}
    assert all(remark.at > published[remark.story] for remark in played.remarks)


def test_every_community_has_something_over_and_something_refused(played: Month, now: datetime) -> None:
    over = now.replace(day=1, hour=0, minute=0)
    slugs = {story.key: slug for slug, story in played.stories}
    refused = {slugs[r.story] for r in played.remarks if r.fate == "against" and r.at < over}
    assert refused == {"news", "nouvelles", "kids"}


def test_the_same_day_tells_the_same(played: Month, now: datetime) -> None:
    assert month.read(now) == played


def test_nothing_is_said_twice_and_nobody_says_most_of_it(played: Month) -> None:
    texts = Counter(remark.text for remark in played.remarks)
    assert texts.most_common(1)[0][1] == 1
    assert Counter(remark.by for remark in played.remarks).most_common(1)[0][1] <= 12


def test_clauses_exist_and_every_refusal_says_why(played: Month) -> None:
    slugs = {story.key: slug for slug, story in played.stories}
    names = {each.slug: each.names for each in script.read(NOWS[0]).communities}
    for remark in played.remarks:
        if remark.fate != "kept":
            told = house.texts(("en",), names[slugs[remark.story]], "").guidelines["en"]
            assert remark.clause in {number for number, _, _ in told}
            assert remark.note


def test_its_people_have_names_that_nobody_doubts_and_addresses_that_reach_nobody(played: Month) -> None:
    others = {player.email for player in script.read(NOWS[0]).players}
    for player in played.players:
        verdict = check_name(player.first, player.last)
        assert (verdict.is_accepted, verdict.doubts) == (True, ())
        assert player.email.endswith("@demo.example")
        assert player.email not in others
        assert not player.part


def test_the_young_give_nothing_away(played: Month) -> None:
    young = {story.key for slug, story in played.stories if slug == "kids"}
    names = tuple(f"{player.first} {player.last}" for player in played.players)
    for remark in played.remarks:
        if remark.story in young:
            assert revealing(remark.text, names).findings == ()
