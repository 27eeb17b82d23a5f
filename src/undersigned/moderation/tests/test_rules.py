from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.kernel.errors import Invalid
from undersigned.moderation import rules
from undersigned.moderation.errors import AppealNotPossible, SamePerson
from undersigned.moderation.rules import Facts, triage

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
FINDING = ("words:insult", "moron")


@given(
    st.builds(
        Facts,
        mode=st.sampled_from(["before", "after", "reactive"]),
        is_youth=st.booleans(),
        author_reasons=st.lists(st.sampled_from(["author-held", "name-doubted", "name-challenged"])).map(
            tuple
        ),
        findings=st.lists(st.just(FINDING)).map(tuple),
        scorer_failed=st.booleans(),
        weighed=st.builds(rules.Weighed, percent=st.none() | st.integers(0, 99), attribute=st.just("insult")),
        policy=st.builds(
            rules.Policy,
            is_set=st.just(True),
            unseen_below=st.integers(0, 100),
            hold_above=st.integers(1, 100),
            refusals=st.just((("3", "insult", 95),)),
        ),
    )
)
def test_a_score_adds_and_never_overrides(facts: Facts) -> None:
    outcome = triage(facts)
    without = triage(replace(facts, weighed=rules.NOT_WEIGHED))
    reasons = [reason["code"] for reason in without.why]
    if set(reasons) - {"mode-before"}:
        assert outcome.verdict == "hold"
        assert outcome.why[: len(reasons)] == without.why
    if outcome.unseen:
        assert facts.weighed.percent is not None
        assert facts.weighed.percent < facts.policy.unseen_below
        assert not facts.is_youth
        assert not outcome.review
    if facts.weighed.percent is not None and facts.weighed.percent >= facts.policy.hold_above:
        assert outcome.verdict == "hold"
        assert "score" in [reason["code"] for reason in outcome.why]


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_machine_refuses_from_its_threshold_on_and_only_where_it_may(insult: float, spam: float) -> None:
    weighed = rules.Weighed(probabilities={"insult": insult, "spam": spam, "threat": None})
    policy = rules.Policy(is_set=True, refusals=(("3", "insult", 95), ("4", "threat", 90)))
    facts = Facts("before", is_youth=False, weighed=weighed, policy=policy)
    outcome = triage(facts)
    assert (outcome.verdict == "refuse") == (rules.percent(insult) >= 95)
    assert outcome.clause == ("3" if outcome.verdict == "refuse" else "")
    assert triage(replace(facts, may_refuse=False)).verdict == "hold"
    assert triage(replace(facts, is_youth=True)).verdict == "hold"
    assert rules.waiting(outcome, "kept-out").verdict == "hold"


@pytest.mark.parametrize(
    ("kind", "percent", "doubt"),
    [
        *[("held", 9, 0), ("held", 10, 1), ("held", 29, 1), ("held", 30, 2), ("held", 69, 2)],
        *[("review", 70, 1), ("review", 89, 1), ("reported", 90, 0), ("held", None, 1)],
        *[("appeal", 50, 1), ("notice", 50, 1), ("legal", 0, 1)],
    ],
)
def test_the_scorer_is_least_sure_in_the_middle(kind: str, percent: int | None, doubt: int) -> None:
    assert rules.doubt(kind, percent) == doubt


@given(
    st.builds(
        Facts,
        mode=st.sampled_from(["before", "after", "reactive"]),
        is_youth=st.booleans(),
        author_reasons=st.lists(st.sampled_from(["author-held", "name-doubted", "name-challenged"])).map(
            tuple
        ),
        findings=st.lists(st.just(FINDING)).map(tuple),
        scorer_failed=st.booleans(),
    )
)
def test_what_waits_says_why_and_what_does_not_has_no_reason(facts: Facts) -> None:
    outcome = triage(facts)
    assert (outcome.verdict == "hold") == bool(outcome.why)
    if facts.mode == "before" or facts.is_youth or facts.author_reasons:
        assert outcome.verdict == "hold"
    if facts.mode == "reactive" and not facts.is_youth and not facts.author_reasons:
        assert outcome.verdict == "publish"
        assert not outcome.review
    if outcome.verdict == "publish":
        assert outcome.review == (facts.mode == "after")


def test_the_words_that_held_a_comment_are_named() -> None:
    outcome = triage(Facts("after", is_youth=False, findings=(FINDING,)))
    assert outcome.why == ({"code": "text", "finding": "words:insult", "excerpt": "moron"},)


STATES = ("held", "published", "refused", "removed", "withdrawn")
FITTING = {
    ("refuse", "held", False): (None, "refused"),
    ("refuse", "held", True): (None, "refused"),
    ("refuse", "refused", False): (None, "refused"),
    ("refuse", "refused", True): (None, "refused"),
    ("refuse", "published", False): (None, None),
    ("refuse", "removed", False): (None, None),
    ("remove", "published", False): (None, "removed"),
    ("remove", "published", True): (None, "removed"),
    ("remove", "removed", False): (None, "removed"),
    ("remove", "removed", True): (None, "removed"),
}


@pytest.mark.parametrize(
    ("verdict", "state", "judged_is_shown"), list(product(("refuse", "remove"), STATES, (True, False)))
)
def test_a_verdict_against_fits_or_is_refused(verdict: str, state: str, judged_is_shown: bool) -> None:
    if (verdict, state, judged_is_shown) in FITTING:
        result = rules.effect(verdict, state, judged_is_shown=judged_is_shown)
        assert (result.state, result.shows, result.closes) == (
            FITTING[verdict, state, judged_is_shown][1],
            False,
            True,
        )
    else:
        with pytest.raises(Invalid):
            rules.effect(verdict, state, judged_is_shown=judged_is_shown)


def test_publishing_shows_and_escalating_leaves_everything_as_it_is() -> None:
    shown = rules.effect("publish", "held", judged_is_shown=False)
    assert (shown.state, shown.shows, shown.closes) == ("published", True, True)
    left = rules.effect("escalate", "held", judged_is_shown=False)
    assert (left.state, left.shows, left.closes) == (None, False, False)


def test_clauses_are_required_against_and_must_exist() -> None:
    known = frozenset({"1", "2.1"})
    rules.check_ground("publish", [], known)
    rules.check_ground("refuse", ["2.1"], known)
    for verdict, clauses in (("refuse", []), ("remove", []), ("publish", ["9"]), ("frown", ["1"])):
        with pytest.raises(Invalid):
            rules.check_ground(verdict, clauses, known)


def test_what_is_unlawful_needs_no_clause_but_the_law_and_why() -> None:
    known = frozenset({"1"})
    rules.check_ground("remove", [], known, "Criminal Code, s. 319", "It calls for violence.")
    for law, why in (("Criminal Code, s. 319", ""), ("", "It calls for violence.")):
        with pytest.raises(Invalid):
            rules.check_ground("remove", ["1"], known, law, why)


@pytest.mark.parametrize(
    ("verdict", "state", "judged_is_shown"),
    list(product(("restore", "hold", "label"), STATES, (True, False))),
)
def test_what_was_taken_away_comes_back_and_what_is_public_is_held_or_labelled(
    verdict: str, state: str, judged_is_shown: bool
) -> None:
    fits = {
        "restore": state == "removed",
        "hold": state == "published",
        "label": state == "published" and judged_is_shown,
    }
    outcome = {
        "restore": ("published", True, True),
        "hold": ("held", False, False),
        "label": (None, False, True),
    }
    if fits[verdict]:
        result = rules.effect(verdict, state, judged_is_shown=judged_is_shown)
        assert (result.state, result.shows, result.closes) == outcome[verdict]
    else:
        with pytest.raises(Invalid):
            rules.effect(verdict, state, judged_is_shown=judged_is_shown)


def test_a_note_to_readers_is_new_or_takes_the_old_one_away() -> None:
    rules.check_label("label", "The figure is from 2024.", "")
    rules.check_label("label", "", "The figure is from 2024.")
    rules.check_label("publish", "", "")
    for label, before in (("", ""), ("Same.", "Same.")):
        with pytest.raises(Invalid):
            rules.check_label("label", label, before)


@pytest.mark.parametrize(
    ("kind", "why", "source"),
    [
        ("held", [{"code": "text"}], "own"),
        ("reported", [{"code": "called-in"}], "own"),
        ("reported", [{"code": "called-in"}, {"code": "reported", "law": False}], "report"),
        ("reported", [{"code": "reported", "law": False}, {"code": "reported", "law": True}], "notice"),
    ],
)
def test_what_brought_a_case_is_told_by_its_reasons(
    kind: str, why: list[dict[str, object]], source: str
) -> None:
    assert rules.source(kind, why) == source


@pytest.mark.parametrize(
    ("verdict", "is_newest", "is_answer", "already", "days", "why"),
    [
        ("refuse", True, False, False, 183, None),
        ("remove", True, False, False, 0, None),
        ("publish", True, False, False, 0, "not-appealable"),
        ("refuse", False, False, False, 0, "not-appealable"),
        ("refuse", True, True, False, 0, "already-appealed"),
        ("refuse", True, False, True, 0, "already-appealed"),
        ("refuse", True, False, False, 184, "too-late"),
    ],
)
def test_when_an_appeal_is_possible(
    verdict: str, is_newest: bool, is_answer: bool, already: bool, days: int, why: str | None
) -> None:
    def ask() -> None:
        rules.may_appeal(
            verdict,
            "published",
            is_newest=is_newest,
            is_answer=is_answer,
            already=already,
            decided_at=NOON,
            now=NOON + timedelta(days=days),
        )

    if why is None:
        ask()
    else:
        with pytest.raises(AppealNotPossible) as refused:
            ask()
        assert refused.value.data == {"why": why}


def test_anyone_but_the_first_decider_answers() -> None:
    mona, marc = uuid4(), uuid4()
    rules.may_answer("refuse", "refuse", mona, marc)
    rules.may_answer("publish", "refuse", None, marc)
    with pytest.raises(SamePerson):
        rules.may_answer("publish", "refuse", mona, mona)
    with pytest.raises(Invalid):
        rules.may_answer("remove", "refuse", mona, marc)


def test_anyone_but_who_escalated_a_case_settles_it() -> None:
    mona, marc = uuid4(), uuid4()
    rules.may_settle(mona, NOON, marc)
    with pytest.raises(SamePerson) as refused:
        rules.may_settle(mona, NOON, mona)
    assert refused.value.data == {"escalated_at": NOON.isoformat()}
