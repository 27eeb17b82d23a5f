"""What is over is forgotten, rule by rule; what has to stay stays, and the record proves both."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from pytest_django.fixtures import Settings

from tests import cast
from tests.cast import acting, story
from tests.journeys.acts import HELD, open_case, post, ruled
from undersigned.answers.actions import remembered
from undersigned.answers.models import Answer
from undersigned.communities.models import Community
from undersigned.conversation.errors import TextPurged
from undersigned.conversation.models import Comment, Revision
from undersigned.environment import Environment
from undersigned.journeys import retention
from undersigned.journeys.appeal import appeal
from undersigned.journeys.call_in import call_in
from undersigned.journeys.decide import decide
from undersigned.journeys.prove import prove
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.revise import revise
from undersigned.journeys.tidy import due, last_run, tidy
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.actor import COMMAND, HOUSE, Actor
from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotAllowed
from undersigned.ledger import actions as ledger
from undersigned.ledger.models import Checkpoint, Entry
from undersigned.ledger.shapes import Broken
from undersigned.live.models import Event
from undersigned.moderation import reads as cases
from undersigned.moderation.models import Case, Report
from undersigned.moderation.rules import APPEAL_WINDOW
from undersigned.owed.actions import owe
from undersigned.owed.models import Owed
from undersigned.people.models import Person, Throttle

LONG = timedelta(days=400)


def ago(**span: float) -> Any:
    return time_machine.travel(now() - timedelta(**span))


def counts(done: Any) -> dict[str, int]:
    return {each.rule.name: each.count for each in done if each.count}


def texts(comment_id: UUID) -> list[str]:
    return list(
        Revision.objects.filter(comment_id=comment_id).order_by("number").values_list("text", flat=True)
    )


def refused(ada: Person, mona: Person, news: Community) -> UUID:
    comment_id = post(ada, story(news), HELD).comment_id
    ruled(mona, comment_id, "refuse")
    return comment_id


def test_every_rule_of_days_and_hours_has_its_setting_and_every_setting_its_rule() -> None:
    settings = {
        f"UNDERSIGNED_{name.upper()}" for name in Environment.model_fields if name.startswith("keep_")
    }
    assert {rule.setting for rule in retention.RULES if rule.setting} == settings
    assert [rule.name for rule in retention.RULES if not rule.setting] == ["erased", "notifiers", "tries"]


def test_finished_work_old_answers_and_ended_sessions_go_the_rest_stays(ada: Person) -> None:
    with ago(days=30):
        owe("mail", {"text": "done"})
        Owed.objects.update(done_at=now())
        remembered(ada.id, "old", "h", lambda: (200, None))
        SessionStore().save()
        cache.set("allauth:rl:login:ip:203.0.113.7", [1], 60)
    waiting = owe("mail", {"text": "waiting"})
    remembered(ada.id, "new", "h", lambda: (200, None))
    SessionStore().save()
    cache.set("now", 1, 60)
    assert counts(due()) == {"letters": 1, "answers": 1, "sessions": 1, "tries": 1}
    assert counts(tidy(HOUSE)) == {"letters": 1, "answers": 1, "sessions": 1, "tries": 1}
    assert counts(tidy(COMMAND)) == {}
    assert [o.id for o in Owed.objects.all()] == [waiting]
    assert [a.key for a in Answer.objects.all()] == ["new"]
    assert Session.objects.count() == Throttle.objects.count() == 1


def test_nobody_tidies_but_the_house_and_the_operator(ivo: Person) -> None:
    for actor in (cast.acting(ivo), Actor("newsroom")):
        with pytest.raises(NotAllowed):
            tidy(actor)


def test_a_refused_text_goes_when_no_appeal_is_possible_any_more(
    news: Community, ada: Person, mona: Person, settings: Settings
) -> None:
    settings.KEEP = settings.KEEP | {"refused": timedelta(days=1)}
    comment_id = refused(ada, mona, news)
    with time_machine.travel(now() + APPEAL_WINDOW - timedelta(hours=1)):
        assert counts(tidy(HOUSE)).get("refused") is None
    with time_machine.travel(now() + APPEAL_WINDOW + timedelta(days=2)):
        assert counts(due())["refused"] == 1
        assert counts(tidy(HOUSE))["refused"] == 1
        assert counts(tidy(COMMAND)).get("refused") is None
    assert texts(comment_id) == [""]
    row = Revision.objects.get(comment_id=comment_id)
    assert (row.html, row.purged_at is not None) == ("", True)
    (decision,) = cases.decisions(comment_id)
    assert (decision.verdict, decision.clauses, decision.note) == (
        "refuse",
        ("2",),
        "Say what is wrong with the pumps.",
    )


def test_a_text_stays_as_long_as_is_set(
    news: Community, ada: Person, mona: Person, settings: Settings
) -> None:
    settings.KEEP = settings.KEEP | {"refused": timedelta(days=500)}
    comment_id = refused(ada, mona, news)
    with time_machine.travel(now() + LONG):
        tidy(HOUSE)
    assert texts(comment_id) == [HELD]


def test_what_was_found_in_a_text_goes_with_it(news: Community, ada: Person, mona: Person) -> None:
    refused(ada, mona, news)
    assert "moron" in str(Case.objects.get().why)
    with time_machine.travel(now() + LONG):
        tidy(HOUSE)
    case = Case.objects.get()
    assert "moron" not in str(case.why)
    assert {reason["code"] for reason in case.why} <= {"text", "score"}


def test_a_text_stays_while_its_appeal_is_open(news: Community, ada: Person, mona: Person) -> None:
    comment_id = refused(ada, mona, news)
    appeal(acting(ada), cases.decisions(comment_id)[0].id, "It is what everybody calls them.")
    with time_machine.travel(now() + LONG):
        tidy(HOUSE)
    assert texts(comment_id) == [HELD]


def test_the_window_begins_anew_with_the_last_decision(
    news: Community, ada: Person, mona: Person, marc: Person
) -> None:
    with ago(days=300):
        comment_id = refused(ada, mona, news)
    call_in(acting(marc), comment_id)
    ruled(marc, comment_id, "refuse")
    tidy(HOUSE)
    assert texts(comment_id) == [HELD]


def test_a_refused_revision_goes_and_the_text_that_stands_stays(
    news: Community, ada: Person, mona: Person
) -> None:
    comment_id = post(ada, story(news)).comment_id
    revise(acting(ada), comment_id, HELD, licence_version=1, guidelines_version=1, language="en")
    ruled(mona, comment_id, "refuse")
    assert Comment.objects.get().state == "published"
    with time_machine.travel(now() + LONG):
        assert counts(tidy(HOUSE))["refused"] == 1
        assert [bool(text) for text in texts(comment_id)] == [True, False]
        call_in(acting(mona), comment_id)
        case = open_case(comment_id)
        assert "publish" not in cases.fitting(case.id)
        with pytest.raises(TextPurged):
            decide(acting(mona), case.id, verdict="publish", revision=2)


def test_what_is_gone_is_not_called_in_again(news: Community, ada: Person, mona: Person) -> None:
    comment_id = refused(ada, mona, news)
    with time_machine.travel(now() + LONG):
        tidy(HOUSE)
        with pytest.raises(TextPurged):
            call_in(acting(mona), comment_id)
    assert not Case.objects.filter(closed_at=None).exists()


def test_a_withdrawn_text_goes_a_month_after_it_was_taken_back(news: Community, ada: Person) -> None:
    with ago(days=300):
        comment_id = post(ada, story(news)).comment_id
    with ago(days=29):
        withdraw(acting(ada), comment_id)
    tidy(HOUSE)
    assert texts(comment_id) != [""]
    with time_machine.travel(now() + timedelta(days=2)):
        assert counts(due())["withdrawn"] == 1
        assert counts(tidy(HOUSE))["withdrawn"] == 1
    assert texts(comment_id) == [""]


def test_a_stranger_with_a_report_is_forgotten_what_they_said_stays(
    news: Community, ada: Person, mona: Person
) -> None:
    draft = ReportDraft(clause="2", text="Look.", name="Sam Reid", email="sam@home.example", good_faith=True)
    comment_id = post(ada, story(news)).comment_id
    report(None, comment_id, draft)
    with time_machine.travel(now() + LONG):
        tidy(COMMAND)
    assert Report.objects.get().email == "sam@home.example"  # nobody has answered yet
    ruled(mona, comment_id, "publish")
    with time_machine.travel(now() + LONG):
        assert counts(due())["reporters"] == 1
        assert counts(tidy(COMMAND))["reporters"] == 1
    kept = Report.objects.get()
    assert (kept.name, kept.email, kept.text, kept.clause) == ("", "", "Look.", "2")


def test_who_is_forgotten_is_not_written_to(news: Community, ada: Person, mona: Person) -> None:
    draft = ReportDraft(clause="2", name="Sam Reid", email="sam@home.example", good_faith=True)
    comment_id = post(ada, story(news)).comment_id
    report(None, comment_id, draft)
    Report.objects.update(name="", email="")
    written = Owed.objects.count()
    ruled(mona, comment_id, "publish")
    assert Owed.objects.count() == written


def test_an_empty_text_without_an_entry_is_found(news: Community, ada: Person, mona: Person) -> None:
    """Whoever wipes a text by hand cannot pass it off as one that the rules purged."""
    refused(ada, mona, news)
    kept = Revision.objects.values("text", "html", "purged_at").get()
    Revision.objects.update(text="", html="", purged_at=now())
    found = prove()
    assert isinstance(found, Broken)
    assert (found.act, "text_sha256" in found.facts) == ("comment:submitted", True)
    Revision.objects.update(**kept)


def test_a_text_that_comes_back_is_found(news: Community, ada: Person, mona: Person) -> None:
    refused(ada, mona, news)
    with time_machine.travel(now() + LONG):
        tidy(HOUSE)
    kept = Revision.objects.values("text", "html", "purged_at").get()
    Revision.objects.update(text="Something else.", purged_at=None)
    found = prove()
    assert isinstance(found, Broken)
    assert (found.act, set(found.facts)) == ("comment:text-purged", {"purged_at", "text_sha256"})
    Revision.objects.update(**kept)


def test_a_whole_run_is_recorded_once_a_day_in_counts(news: Community, ada: Person, mona: Person) -> None:
    refused(ada, mona, news)
    assert last_run() is None
    with time_machine.travel(now() + LONG) as clock:
        tidy(HOUSE)
        ran = last_run()
        assert ran is not None
        assert Checkpoint.objects.get().position == Entry.objects.count()
        assert ran.counts["refused"] == 1
        assert set(ran.counts) == {rule.name for rule in retention.RULES}
        clock.shift(timedelta(hours=23))
        assert {each.rule.name for each in tidy(HOUSE)} == {"sessions", "answers", "events", "tries"}
        assert Entry.objects.filter(act="retention:ran").count() == 1
        clock.shift(timedelta(hours=1))
        assert len(tidy(HOUSE)) == len(retention.RULES)
        tidy(COMMAND)
        assert Entry.objects.filter(act="retention:ran").count() == 3


def test_a_run_that_is_cut_off_is_gone_on_with(
    news: Community, ada: Person, mona: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = story(news)
    for n in range(5):
        comment_id = post(ada, here, f"{HELD} {n}").comment_id
        ruled(mona, comment_id, "refuse")
        ada.refresh_from_db()
        Comment.objects.update(submitted_at=now() - timedelta(days=1))
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    real, called = ledger.append_all, []

    def killed(lines: Any) -> Any:
        called.append(lines)
        if len(called) == 2:
            raise KeyboardInterrupt
        return real(lines)

    with time_machine.travel(now() + LONG):
        monkeypatch.setattr(ledger, "append_all", killed)
        with pytest.raises(KeyboardInterrupt):
            tidy(HOUSE)
        assert Revision.objects.filter(text="").count() == 2
        monkeypatch.setattr(ledger, "append_all", real)
        assert last_run() is None
        assert counts(tidy(HOUSE))["refused"] == 3


def test_a_dry_run_writes_nothing(news: Community, ada: Person, mona: Person) -> None:
    comment_id = refused(ada, mona, news)
    with time_machine.travel(now() + LONG):
        before = (Entry.objects.count(), Owed.objects.count(), Event.objects.count())
        assert counts(due())["refused"] == 1
        assert (Entry.objects.count(), Owed.objects.count(), Event.objects.count()) == before
    assert texts(comment_id) == [HELD]
