"""The figures: every number is what was done, plots say what their table says, and who may see what."""

import csv
import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.cast import acting, story
from tests.journeys.acts import HELD, open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.desk.period import chosen
from undersigned.desk.plots import HEIGHT, LEAST, lengths, strip
from undersigned.desk.tests.conftest import SignIn, text_of
from undersigned.journeys.appeal import appeal
from undersigned.journeys.call_in import call_in
from undersigned.journeys.report import ReportDraft, report
from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id
from undersigned.moderation import figures, reads
from undersigned.moderation.figures import Span
from undersigned.moderation.models import Decision
from undersigned.people.models import Person, Standing

PAGE = "/desk/figures/"
NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)


@pytest.fixture
def noon() -> Any:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def worked(
    noon: time_machine.Traveller, reactive: Community, ada: Person, benoit: Person, mona: Person, marc: Person
) -> Community:
    """Two published at once; one held for 10 minutes and refused, then published on appeal an hour later; one
    reported and removed after 20 minutes."""
    here = story(reactive)
    post(ada, here)
    removed = post(benoit, here, "The valves leak.")
    Community.objects.update(mode="before")
    reactive.refresh_from_db()
    here.community = reactive
    held = post(ada, story(reactive, "another"), HELD)
    report(acting(ada), removed.comment_id, ReportDraft(clause="2"))
    noon.shift(timedelta(minutes=10))
    ruled(mona, held.comment_id, "refuse", clauses=["2", "3"])
    appeal(acting(ada), reads.decisions(held.comment_id)[0].id, "It is what everybody calls them.")
    noon.shift(timedelta(minutes=10))
    ruled(mona, removed.comment_id, "remove", clauses=["2"])
    noon.shift(timedelta(minutes=50))
    ruled(marc, held.comment_id, "publish")
    return reactive


def table(browser: Client, name: str, **asked: str) -> list[dict[str, str]]:
    """A table as its file has it."""
    answer = browser.get(f"{PAGE}{name}.csv", asked)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(answer.content.decode())))


def test_what_came_in_and_what_became_of_it(worked: Community, edith: Person, sign_in: SignIn) -> None:
    days = table(sign_in(edith), "volume", period="7")
    assert [row["day"] for row in days] == [f"2026-06-{day:02}" for day in range(4, 11)]
    assert days[-1] == {
        "day": "2026-06-10",
        "submitted": "3",
        "at_once": "2",
        "held": "1",
        "refused": "1",
        "removed": "1",
        "reports": "1",
        "share_held": "0.3333",
        "share_refused": "0.3333",
    }
    assert {value for row in days[:-1] for value in list(row.values())[1:]} == {"0", ""}


def test_clauses_stories_hours_and_appeals(worked: Community, edith: Person, sign_in: SignIn) -> None:
    browser = sign_in(edith)
    assert table(browser, "clauses") == [
        {"clause": "2", "refused": "1", "removed": "1", "held": "0", "all": "2"},
        {"clause": "3", "refused": "1", "removed": "0", "held": "0", "all": "1"},
    ]
    assert table(browser, "stories") == [
        {"story": "a-story", "submitted": "2", "refused": "0", "removed": "1", "share_against": "0.5"},
        {"story": "another", "submitted": "1", "refused": "1", "removed": "0", "share_against": "1.0"},
    ]
    hours = {row["hour"]: (row["submitted"], row["decided"]) for row in table(browser, "hours")}
    assert (hours["12"], hours["13"], hours["11"]) == (("3", "2"), ("0", "1"), ("0", "0"))
    (appeals,) = table(browser, "appeals")
    assert (appeals["asked"], appeals["answered"], appeals["overturned"]) == ("1", "1", "1")
    assert appeals["share_overturned"] == "1.0"


def test_how_long_people_took(worked: Community, edith: Person, sign_in: SignIn) -> None:
    browser = sign_in(edith)
    last = table(browser, "waiting")[-1]
    assert (last["decisions"], last["p50_seconds"], last["p95_seconds"]) == ("3", "1200", "3600")
    assert "half within 20 mins, 19 of 20 within 60 mins" in text_of(browser.get(PAGE)).replace(
        "1 hr", "60 mins"
    )


def test_shares_of_a_hundred_waits_are_exact(noon: Any, news: Community, mona: Person, ada: Person) -> None:
    posted = post(ada, story(news), HELD)
    ruled(mona, posted.comment_id, "refuse")
    row = Decision.objects.get()
    for tenth in range(1, 101):
        row.id, row.waited_seconds = new_id(), tenth * 10
        row.save(force_insert=True)
    Decision.objects.filter(waited_seconds=0).delete()
    found = figures.waits(Span(news.id, NOON - timedelta(days=1), NOON + timedelta(days=1)))
    assert (found[None].count, found[None].half, found[None].most) == (100, 500, 950)


def test_what_waits_is_told_by_age(
    noon: Any, news: Community, ada: Person, edith: Person, sign_in: SignIn
) -> None:
    here = story(news)
    for hours in (50, 3, 0):
        with time_machine.travel(NOON - timedelta(hours=hours), tick=False):
            post(ada, here, f"{HELD} {hours}")
    browser = sign_in(edith)
    assert [row["cases"] for row in table(browser, "backlog")] == ["1", "1", "0", "1", "0"]
    assert "2 days ago</time>" in text_of(browser.get(PAGE))


def test_what_each_moderator_did_is_for_editors_and_operators(
    worked: Community, mona: Person, edith: Person, otto: Person, sign_in: SignIn
) -> None:
    for lead in (edith, otto):
        rows = table(sign_in(lead), "moderators")
        assert [(row["decisions"], row["p50_seconds"], row["overturned"]) for row in rows] == [
            ("2", "600", "1"),
            ("1", "3600", "0"),
        ]
        assert "By moderator" in text_of(sign_in(lead).get(PAGE))
    browser = sign_in(mona)
    assert "By moderator" not in text_of(browser.get(PAGE))
    assert "Lavoie" not in text_of(browser.get(PAGE))
    assert browser.get(f"{PAGE}moderators.csv").status_code == 404
    assert browser.get(f"{PAGE}nothing.csv").status_code == 404


def test_nobody_sees_a_community_of_others(worked: Community, ivo: Person, sign_in: SignIn) -> None:
    other = cast.community("courier", names="full")
    cast.grant(ivo, Standing.Kind.EDITOR, other)
    browser = sign_in(ivo)
    assert {row["submitted"] for row in table(browser, "volume", community=worked.slug)} == {"0"}
    page = browser.get(PAGE, {"community": worked.slug}).content.decode()
    assert f"volume.csv?community={other.slug}&amp;" in page
    assert "volume.csv?community=news" not in page


def test_a_period_is_the_last_days_or_a_month(noon: Any) -> None:
    assert (chosen("7").since, chosen("7").until) == (
        datetime(2026, 6, 4, tzinfo=UTC),
        datetime(2026, 6, 11, tzinfo=UTC),
    )
    march = chosen("2026-03")
    assert (march.since, march.until) == (datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
    assert (len(march.days), march.words) == (31, "March 2026")
    assert chosen("2026-06").last.day == 10
    assert {chosen(odd).key for odd in ("", "8", "2019-01", "x", "1e9")} == {"30"}


def test_the_page_asks_the_database_as_often_however_much_there_is(
    worked: Community, edith: Person, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = sign_in(edith)
    for period in ("7", "90"):
        with django_assert_num_queries(29):
            browser.get(PAGE, {"period": period})


def test_every_plot_has_its_table_and_says_where_it_is(
    worked: Community, edith: Person, sign_in: SignIn
) -> None:
    page = sign_in(edith).get(PAGE, {"period": "7"}, headers={"Accept-Language": "fr"}).content.decode()
    assert page.count("<svg") > 10
    assert page.count('role="img"') == 11
    for key in (
        "volume",
        "waiting",
        "backlog",
        "clauses",
        "stories",
        "hours",
        "appeals",
        "quality",
        "moderators",
    ):
        assert f'href="{PAGE}{key}.csv?community=news&amp;period=7"' in page
    assert "style=" not in page


def test_bars_are_to_scale_and_what_is_not_nothing_is_seen() -> None:
    drawn = strip("Held", ["a", "b", "c", "d"], [0, 1, 10_000, None], ["0", "1", "10,000", "–"])
    assert [bar.height for bar in drawn.bars] == [0, LEAST, HEIGHT, 0]
    assert {bar.y + bar.height for bar in drawn.bars} == {HEIGHT}
    assert (drawn.peak, drawn.first, drawn.last, drawn.width) == ("10,000", "a", "d", 40)
    assert [bar.says for bar in drawn.bars][2] == "c: 10,000"
    assert strip("Held", [], [], []).peak == ""
    assert lengths([0, 5, 10]) == [0, 50, 100]
    assert lengths([0, 0]) == [0, 0]


def test_a_call_in_waits_from_when_it_was_called(
    noon: time_machine.Traveller, reactive: Community, ada: Person, mona: Person
) -> None:
    comment_id = post(ada, story(reactive)).comment_id
    noon.shift(timedelta(days=3))
    call_in(acting(mona), comment_id)
    assert open_case(comment_id).opened_at == now()
    noon.shift(timedelta(seconds=90))
    ruled(mona, comment_id, "remove")
    found = figures.waits(Span(reactive.id, now() - timedelta(days=1), now() + timedelta(days=1)), "by_id")
    assert found[mona.id].half == 90


def test_leads_take_the_statements_for_the_eu_home_and_moderators_do_not(
    worked: Community, mona: Person, edith: Person, sign_in: SignIn
) -> None:
    address = f"{PAGE}statements.jsonl?community=news&period=7"
    answer = sign_in(edith).get(address)
    (call,) = (json.loads(line) for line in answer.content.decode().splitlines())
    shown = [each["decision_visibility"] for each in call["statements"]]
    assert shown == [["DECISION_VISIBILITY_OTHER"], ["DECISION_VISIBILITY_CONTENT_REMOVED"]]
    assert 'filename="news-statements-2026-06-04-2026-06-10.jsonl"' in answer["Content-Disposition"]
    assert "statements.jsonl?community=news" in text_of(sign_in(edith).get(PAGE))
    assert sign_in(mona).get(address).status_code == 404
    assert "statements.jsonl" not in text_of(sign_in(mona).get(PAGE))
