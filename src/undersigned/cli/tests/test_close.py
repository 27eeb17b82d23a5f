"""`undersigned close` and `undersigned reopen`."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import cast
from undersigned import cli
from undersigned.communities.models import Community
from undersigned.kernel.clock import now
from undersigned.ledger.models import Entry
from undersigned.snapshots.reads import state
from undersigned.stories.models import Story


@pytest.fixture
def here(news: Community) -> Story:
    return cast.story(news)


def test_a_conversation_is_closed_and_reopened_by_command(
    here: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["close", "news/a-story", "--reason", "The night desk goes home."]) == 0
    assert state(here).reason == "The night desk goes home."
    assert "closed  http://127.0.0.1:8000/news/a-story/  The river" in capsys.readouterr().out
    assert cli.main(["reopen", "news/a-story", "--reason", "Morning."]) == 0
    assert capsys.readouterr().out.startswith("reopened  http")
    assert state(here).is_open
    assert [entry.actor_kind for entry in Entry.objects.order_by("position")] == ["command", "command"]


def test_it_may_be_closed_for_a_while(here: Story) -> None:
    end = datetime(2126, 5, 4, 12, tzinfo=UTC)
    assert cli.main(["close", "news/a-story", "--reason", "x", "--until", "2126-05-04T12:00"]) == 0
    assert state(here).opens_at == end


def test_reopening_says_when_the_rules_keep_it_shut(here: Story, capsys: pytest.CaptureFixture[str]) -> None:
    Story.objects.update(closes_at=now() - timedelta(hours=1))
    cli.main(["close", "news/a-story", "--reason", "x"])
    assert cli.main(["reopen", "news/a-story"]) == 0
    assert "its opening rules keep it shut" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["reopen", "news/a-story"], "This conversation is not closed"),
        (["close", "news/other", "--reason", "x"], "There is no story other in news"),
        (["close", "nowhere/a-story", "--reason", "x"], "There is no community nowhere; there are: news"),
        (["close", "news/a-story", "--reason", " "], "reason: This is needed."),
        (
            ["close", "news/a-story", "--reason", "x", "--until", "2020-01-01"],
            "until: This moment has passed.",
        ),
    ],
)
def test_a_refusal_is_told_and_ends_with_status_1(
    here: Story, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert cli.main(words) == 1
    assert said in capsys.readouterr().err
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "words", [["close", "news/a-story"], ["close", "a-story", "--reason", "x"], ["reopen", "/"], ["reopen"]]
)
def test_wrong_arguments_end_with_status_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        cli.main(words)
    assert ending.value.code == 2
