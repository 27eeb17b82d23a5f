"""`undersigned tidy`: one line a rule, what went or would go."""

from datetime import timedelta

import pytest
import time_machine

from tests.cast import story
from tests.journeys.acts import HELD, post, ruled
from undersigned import cli
from undersigned.cli.examination import forgetting
from undersigned.communities.models import Community
from undersigned.conversation.models import Revision
from undersigned.journeys.retention import RULES
from undersigned.kernel.clock import now
from undersigned.people.models import Person


@pytest.fixture
def years_later(news: Community, ada: Person, mona: Person) -> time_machine.travel:
    ruled(mona, post(ada, story(news), HELD).comment_id, "refuse")
    return time_machine.travel(now() + timedelta(days=800))


def test_a_dry_run_says_what_would_go(
    years_later: time_machine.travel, capsys: pytest.CaptureFixture[str]
) -> None:
    with years_later:
        assert cli.main(["tidy", "--dry-run"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(RULES)
    assert lines[0].split(maxsplit=4)[:4] == ["1", "refused", "190", "days"]
    assert lines[-3].split(maxsplit=4)[1:4] == ["answers", "1", "day"]
    assert Revision.objects.get().text == HELD


def test_a_run_says_what_went_and_the_doctor_knows(
    years_later: time_machine.travel, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [found.level for found in forgetting()] == ["warn"]
    with years_later:
        assert cli.main(["tidy"]) == 0
        assert cli.main(["tidy"]) == 0
        assert [found.level for found in forgetting()] == ["ok"]
    first, *_, second = (line for line in capsys.readouterr().out.splitlines() if " refused " in line)
    assert (first.split()[0], second.split()[0]) == ("1", "0")
    assert Revision.objects.get().text == ""
