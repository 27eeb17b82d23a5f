"""The public page of figures, a month each, and its files."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from tests.cast import story
from tests.journeys.acts import HELD, post, ruled
from undersigned.communities.models import Community
from undersigned.journeys.report_months import report_months
from undersigned.kernel.actor import HOUSE
from undersigned.people.models import Person

PAGE = "/news/transparency/"


@pytest.fixture
def written(news: Community, ada: Person, mona: Person) -> Community:
    """February with a refusal, and March with none."""
    Community.objects.update(founded_at=datetime(2026, 2, 1, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 2, 10, tzinfo=UTC)):
        ruled(mona, post(ada, story(news), HELD).comment_id, "refuse")
    with time_machine.travel(datetime(2026, 4, 1, tzinfo=UTC)):
        report_months(HOUSE)
    return news


def lines(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def value(answer: Any, indicator: str, scope: str = "") -> str:
    (found,) = (
        row["value"] for row in lines(answer) if (row["indicator"], row["scope"]) == (indicator, scope)
    )
    return found


def test_the_newest_month_stands_there_and_any_other_by_its_address(
    written: Community, client: Client
) -> None:
    page = client.get(PAGE).content.decode()
    assert "March 2026" in page
    assert [f'id="part-{number}"' in page for number in range(1, 10)] == [True] * 8 + [False]
    assert client.get(PAGE, {"month": "2026-02"}).status_code == 200
    assert (
        "février 2026"
        in client.get(PAGE, {"month": "2026-02"}, headers={"Accept-Language": "fr"}).content.decode()
    )
    assert f'href="{PAGE}"' in client.get("/news/").content.decode()


def test_before_the_first_month_is_over_it_says_so(news: Community, client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert "No month is over yet" in page
    assert "Every day a few decisions are drawn by lot" in page
    assert client.get(f"{PAGE}report.csv").status_code == 404


@pytest.mark.parametrize("asked", ["2026-05", "2026-13", "x", "", "2026-2"])
def test_a_month_that_is_not_there_is_not_found(written: Community, client: Client, asked: str) -> None:
    assert client.get(PAGE, {"month": asked}).status_code == (404 if asked else 200)
    assert client.get(f"{PAGE}report.csv", {"from": asked or "x"}).status_code == 404


def test_a_file_has_a_month_a_year_or_any_months(written: Community, client: Client) -> None:
    for asked, refused in (
        ({"month": "2026-02"}, "1"),
        ({"month": "2026-03"}, "0"),
        ({"year": "2026"}, "1"),
        ({"from": "2026-02", "to": "2026-03"}, "1"),
        ({"from": "2026-03"}, "0"),
        ({}, "1"),
    ):
        answer = client.get(f"{PAGE}report.csv", asked)
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert value(answer, "own-initiative", "refuse") == refused
        assert value(answer, "disputes") == ""
    assert client.get(f"{PAGE}report.csv", {"year": "2025"}).status_code == 404
    assert client.get(f"{PAGE}report.pdf").status_code == 404


def test_a_workbook_has_the_eight_parts_and_one_in_words(written: Community, client: Client) -> None:
    answer = client.get(f"{PAGE}report.xlsx", {"year": "2026"})
    assert answer["Content-Disposition"] == 'attachment; filename="news-transparency-2026-02-2026-03.xlsx"'
    with ZipFile(BytesIO(answer.content)) as book:
        names = book.read("xl/workbook.xml").decode()
        words = book.read("xl/sharedStrings.xml").decode()
    assert names.count("<sheet ") == 10
    assert 'name="1 Orders from authorities"' in names
    assert 'name="9 In words"' in names
    assert "Every day a few decisions are drawn by lot" in words


def test_the_operators_own_words_take_the_place_of_ours(
    written: Community, client: Client, settings: Settings
) -> None:
    settings.TRANSPARENCY_TEXT = "We have\ntwo moderators.\n\n  =They rest on Sundays.  \n"
    page = client.get(PAGE).content.decode()
    assert "<p>We have two moderators.</p>" in page
    assert "drawn by lot and looked at again by somebody" not in page
    with ZipFile(BytesIO(client.get(f"{PAGE}report.xlsx").content)) as book:
        assert "<t>=They rest on Sundays.</t>" in book.read("xl/sharedStrings.xml").decode()
