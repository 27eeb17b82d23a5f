"""What the UK's procedure asks for next, whatever has happened so far."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from undersigned.unlawful import defamation
from undersigned.unlawful.deadlines import act_by, answer_by
from undersigned.unlawful.defamation import Answer, Procedure, step

FIRST, LAST = datetime(2014, 1, 1, tzinfo=UTC), datetime(2034, 6, 1, tzinfo=UTC)
SECONDS = st.integers(int(FIRST.timestamp()), int(LAST.timestamp()))
MOMENTS = SECONDS.map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
SPANS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=20))
ANSWERS: list[Answer] = ["", "remove", "keep"]
MONDAY = datetime(2026, 5, 11, 9, tzinfo=UTC)


@st.composite
def procedures(draw: st.DrawFn) -> Procedure:
    received = draw(MOMENTS)
    asked = draw(st.none() | SPANS.map(lambda span: received + span))
    answer = draw(st.sampled_from(ANSWERS)) if asked is not None else ""
    return Procedure(received, asked, answer, draw(st.booleans()))


def test_from_the_letter_to_the_removal() -> None:
    asked = Procedure(MONDAY, MONDAY, "", is_open=True)
    until = answer_by(MONDAY)
    assert step(asked, MONDAY) == defamation.Step("await", until)
    assert step(asked, until - timedelta(seconds=1)).due == "await"
    assert step(asked, until) == defamation.Step("remove", act_by(until), "unanswered")


def test_who_cannot_be_reached_has_it_removed_within_48_hours_of_the_notice() -> None:
    facts = Procedure(MONDAY, None, "", is_open=True)
    assert step(facts, MONDAY) == defamation.Step("remove", MONDAY + timedelta(hours=48), "unreachable")


@given(procedures(), SPANS)
def test_a_closed_case_asks_for_nothing_and_an_open_one_for_one_thing(
    facts: Procedure, later: timedelta
) -> None:
    due = step(facts, facts.received_at + later)
    if not facts.is_open:
        assert due == defamation.Step("over")
    assert (due.due in ("await", "remove")) == (due.until is not None)


@given(procedures(), SPANS)
def test_an_objection_is_never_followed_by_a_duty_to_remove(facts: Procedure, later: timedelta) -> None:
    due = step(facts, facts.received_at + later)
    if facts.answer:
        assert due.due in ("decide", "over")


@given(procedures(), SPANS)
def test_no_removal_is_due_before_the_author_had_the_time_to_answer(
    facts: Procedure, later: timedelta
) -> None:
    now = facts.received_at + later
    due = step(facts, now)
    if due.due == "remove" and facts.asked_at is not None:
        assert now >= answer_by(facts.asked_at)


@given(procedures(), SPANS, SPANS)
def test_waiting_alone_leads_from_the_authors_turn_to_the_desks_and_never_back(
    facts: Procedure, first: timedelta, more: timedelta
) -> None:
    before, after = (step(facts, facts.received_at + span) for span in (first, first + more))
    assert (before.due, after.due) in {(each, each) for each in ("await", "remove", "decide", "over")} | {
        ("await", "remove")
    }


@given(procedures())
def test_the_queue_is_sorted_by_when_the_desk_has_to_have_acted(facts: Procedure) -> None:
    due = defamation.desk_due_at(facts)
    much_later = step(facts, facts.received_at + timedelta(days=400))
    assert due == (much_later.until if much_later.due == "remove" else None)
