"""`undersigned statements`: what the desk decides passes every rule of the EU's database and names nobody."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.cast import acting, story
from tests.journeys.acts import HELD, post, ruled
from undersigned import cli
from undersigned.communities.models import Community
from undersigned.exchange.statements import faults
from undersigned.exchange.tests.test_statements import values as values
from undersigned.journeys.call_in import call_in
from undersigned.journeys.report import ReportDraft, report
from undersigned.journeys.restrict import restrict
from undersigned.kernel.clock import now
from undersigned.people.models import Person


@pytest.fixture
def decided(news: Community, ada: Person, benoit: Person, mona: Person) -> None:
    """A decision of each kind that restricts or labels, brought up in each way."""
    here = story(news)
    ruled(mona, post(ada, here, HELD).comment_id, "refuse", facts="Ada Okafor wrote this.", note="Ada!")
    reported = post(benoit, here, "The valves leak.")
    report(acting(ada), reported.comment_id, ReportDraft(clause="2", text="Benoît again."))
    ruled(mona, reported.comment_id, "remove")
    notified = post(benoit, here, "The pipes leak.")
    report(acting(ada), notified.comment_id, ReportDraft(law="s. 319", text="Violence."))
    ruled(
        mona, notified.comment_id, "remove", clauses=[], law="Criminal Code, s. 319", law_text="It incites."
    )
    for verdict, more in (("hold", {"source": "order"}), ("label", {"label": "From 2024."})):
        posted = post(ada, here, f"The {verdict} leaks.")
        call_in(acting(mona), posted.comment_id)
        ruled(mona, posted.comment_id, verdict, **more)


def test_what_limits_an_account_passes_every_rule_and_names_nobody(
    news: Community,
    kids: Community,
    ada: Person,
    mona: Person,
    values: dict[str, list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    end = now() + timedelta(days=30)
    far = datetime(2040, 1, 1, tzinfo=UTC)
    limits: list[tuple[UUID | None, dict[str, Any]]] = [
        (news.id, {"kind": "warn"}),
        (news.id, {"kind": "hold", "submissions": 5}),
        (news.id, {"kind": "slow", "every_seconds": 600, "until": end}),
        (news.id, {"kind": "suspend", "until": end}),
        (news.id, {"kind": "ban", "until": far}),
        (None, {"kind": "ban"}),
        (kids.id, {"kind": "ban"}),
    ]
    made = [
        str(restrict(acting(mona), ada.id, where, reason="Ada Okafor, again.", **more))
        for where, more in limits
    ]
    assert cli.main(["statements", "news"]) == 0
    (call,) = capsys.readouterr().out.splitlines()
    found = json.loads(call)["statements"]
    assert [faults(each, values) for each in found] == [[]] * 5
    assert "Okafor" not in call
    assert [each["puid"] for each in found] == made[1:6]
    day = end.date().isoformat()
    told = [
        (
            each.get("decision_account") or each.get("decision_provision"),
            each.get("end_date_account_restriction") or each.get("end_date_service_restriction"),
        )
        for each in found
    ]
    assert told == [
        ("DECISION_PROVISION_PARTIAL_SUSPENSION", None),
        ("DECISION_PROVISION_PARTIAL_SUSPENSION", day),
        ("DECISION_ACCOUNT_SUSPENDED", day),
        ("DECISION_ACCOUNT_SUSPENDED", None),
        ("DECISION_ACCOUNT_TERMINATED", None),
    ]
    assert cli.main(["statements", "kids"]) == 0
    (call,) = capsys.readouterr().out.splitlines()
    assert [each["puid"] for each in json.loads(call)["statements"]] == made[6:]


def test_what_the_desk_decides_passes_every_rule_and_names_nobody(
    decided: None, news: Community, values: dict[str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["statements", "news"]) == 0
    said = capsys.readouterr()
    assert said.err == "5 statements\n"
    (call,) = said.out.splitlines()
    found = json.loads(call)["statements"]
    assert [faults(each, values) for each in found] == [[]] * 5
    for hidden in ("Ada", "Okafor", "Benoît", "Tremblay", "Haddad", "moron"):
        assert hidden not in call
    assert [each["source_type"] for each in found] == [
        "SOURCE_VOLUNTARY",
        "SOURCE_TYPE_OTHER_NOTIFICATION",
        "SOURCE_ARTICLE_16",
        "SOURCE_TYPE_OTHER_NOTIFICATION",
        "SOURCE_VOLUNTARY",
    ]
    assert [each["automated_detection"][-3:] for each in found] == ["YES", "_NO", "_NO", "_NO", "_NO"]
    assert found[2]["illegal_content_legal_ground"] == "Criminal Code, s. 319"
    assert found[0]["puid"] != found[1]["puid"]
