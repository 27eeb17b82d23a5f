"""`undersigned demo`."""

import re
import stat
from argparse import Namespace
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.utils.timezone import now

from undersigned.cli import demo, main
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment, Pick, Revision
from undersigned.desk.triage import FEWEST as FEWEST_DECIDED
from undersigned.exchange.demonstration import script
from undersigned.exchange.demonstration.script import Script
from undersigned.journeys.found_community import found_community
from undersigned.journeys.learn import learn_nightly
from undersigned.journeys.prove import prove
from undersigned.kernel.actor import COMMAND, HOUSE
from undersigned.learning import reads as layers
from undersigned.ledger.models import Entry
from undersigned.ledger.shapes import Verified
from undersigned.licensing.models import Reprint
from undersigned.moderation import reads as moderation
from undersigned.moderation.models import Appeal, Case, SecondLook
from undersigned.owed.actions import perform_next
from undersigned.people.models import Person
from undersigned.scoring import reads as scorer
from undersigned.stories.models import Closure, Story

LINE = re.compile(r"[a-z]+@demo\.example  (?:author|moderator|editor|operator|reader)  password: \S+")


@pytest.fixture
def short() -> Script:
    """The demonstration with one story in each community, and nobody who has no part in that."""
    whole = script.read(now())
    scenes = [
        next(scene for scene in whole.scenes if scene.community == community.slug)
        for community in whole.communities
    ]
    heard = {line.by for scene in scenes for line in scene.lines}
    heard |= {who for scene in scenes for act in scene.acts for who in act.by}
    players = [player for player in whole.players if player.part or player.key in heard]
    return replace(whole, players=tuple(players), scenes=tuple(scenes))


def quiet(_done: int, _steps: int) -> None:
    """Progress that nobody watches."""


@time_machine.travel("2026-11-26T16:00:00+00:00")
def test_the_demonstration_is_loaded_once_and_its_people_printed_each_time(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo"]) == 0
    first = capsys.readouterr().out
    entries = Entry.objects.count()
    assert main(["demo"]) == 0
    assert capsys.readouterr().out == first
    assert Entry.objects.count() == entries
    assert isinstance(prove(), Verified)

    printed = first.splitlines()
    assert len(printed) == 7
    assert all(LINE.fullmatch(line) for line in printed)
    for line in printed:
        assert Person.objects.get(email=line.split()[0]).check_password(line.split()[-1])
    kept = settings.ENVIRONMENT.var_dir / "demo-passwords"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600

    assert Counter(Story.objects.values_list("community__slug", flat=True)) == {
        "news": 6 + 6,
        "nouvelles": 4 + 3,
        "kids": 3 + 1,
    }
    states = Counter(Comment.objects.values_list("state", flat=True))
    assert set(states) == {"held", "published", "refused", "removed", "withdrawn"}
    assert states["published"] > 90
    waiting = set(Case.objects.filter(closed_at=None).values_list("kind", flat=True))
    assert waiting == {"held", "review", "reported", "appeal"}
    assert Appeal.objects.filter(answer=None).count() == 1
    assert Revision.objects.filter(number=2).exists()
    assert Comment.objects.filter(state="removed", reply_count__gt=0).exists()
    assert Closure.objects.count() == 2
    assert Pick.objects.exists()
    assert set(Reprint.objects.values_list("use", flat=True)) == {"air", "print"}
    bylines = set(Comment.objects.filter(community__slug="kids").values_list("byline_name", flat=True))
    assert all(" " not in byline for byline in bylines)
    every_page_of_last_month_has_something_to_show()


def every_page_of_last_month_has_something_to_show() -> None:
    news = Community.objects.get(slug="news")
    for community in Community.objects.all():
        (written,) = moderation.monthly_reports(community.id)
        assert written.counted["counts"]["own:refuse"] + written.counted["counts"].get("report:remove", 0)
    (written,) = moderation.monthly_reports(news.id)
    told = written.counted["counts"]
    assert min(told[f"outcome:{outcome}"] for outcome in ("upheld", "overturned")) > 0
    assert min(told[name] for name in ("complaints:author", "notices:guidelines", "sampled")) > 0
    until = now()
    scored = moderation.by_score(news.id, until - timedelta(days=30), until, scorer.VERSION)
    assert sum(each.published + each.against for each in scored) >= FEWEST_DECIDED
    assert moderation.handling(news.id, until - timedelta(days=30), until).seconds
    assert moderation.agreed([news.id], written.written_at - timedelta(days=31), until).looks
    assert not SecondLook.objects.filter(by=None).exists()
    assert learn_nightly(HOUSE)
    while perform_next():
        pass
    assert layers.newest(news.id) is not None


@pytest.mark.django_db
def test_an_interrupted_load_has_not_begun_and_the_next_one_is_complete(
    short: Script, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(done: int, steps: int) -> None:
        if done == steps - 1:
            raise KeyboardInterrupt

    kept = tmp_path / "var" / "demo-passwords"
    with pytest.raises(KeyboardInterrupt):
        demo.load(short, kept, interrupt)
    assert not Community.objects.exists()
    assert not Entry.objects.exists()
    passwords = kept.read_text()

    demo.load(short, kept, quiet)
    assert kept.read_text() == passwords
    assert Person.objects.count() == len(short.players)
    assert Comment.objects.count() == sum(len(scene.lines) for scene in short.scenes)
    demo.load(short, kept, quiet)
    assert Comment.objects.count() == sum(len(scene.lines) for scene in short.scenes)


@pytest.mark.django_db
def test_an_interruption_is_told_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(_done: int, _steps: int) -> None:
        raise KeyboardInterrupt

    assert demo.run(Namespace(without_month=True), interrupt) == 1
    assert "nothing was loaded" in capsys.readouterr().err
    assert not Community.objects.exists()


@pytest.mark.django_db
def test_a_community_of_the_same_slug_is_left_alone_and_told(
    short: Script, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found_community(COMMAND, short.communities[0])
    assert main(["demo"]) == 1
    assert "slug" in capsys.readouterr().err
    assert Community.objects.count() == 1
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_passwords_that_are_gone_are_not_made_up(
    short: Script, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "demo-passwords"
    demo.load(short, kept, quiet)
    kept.unlink()
    capsys.readouterr()
    demo.load(short, kept, quiet)
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 7
    assert all("not known here" in line for line in printed)
    assert not kept.exists()
