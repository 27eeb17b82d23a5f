"""The chain's rules, without a database."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.ledger.errors import NotForTheLedger
from undersigned.ledger.rules import GENESIS, check_act, digest, plain

codes = st.from_regex(r"\A[a-z0-9][a-z0-9._:+/-]{0,63}\Z")
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(-1e15, 1e15),
    codes,
    st.uuids(),
    st.datetimes(timezones=st.just(UTC)),
)
facts = st.dictionaries(st.from_regex(r"\A[a-z][a-z0-9_]{0,39}\Z"), scalars | st.lists(scalars), max_size=5)

WHOLE: dict[str, Any] = {
    "position": 7,
    "at": datetime(2026, 3, 1, 12, 0, tzinfo=UTC),
    "act": "comment:submitted",
    "actor_kind": "person",
    "actor_id": UUID(int=1),
    "subject_id": UUID(int=2),
    "community_id": UUID(int=3),
    "facts": {"revision": 1},
    "previous_hash": GENESIS,
}
OTHER: dict[str, Any] = {
    "position": 8,
    "at": WHOLE["at"] + timedelta(microseconds=1),
    "act": "comment:withdrawn",
    "actor_kind": "house",
    "actor_id": None,
    "subject_id": UUID(int=4),
    "community_id": None,
    "facts": {"revision": 2},
    "previous_hash": "f" * 64,
}


@given(facts)
def test_facts_come_back_from_json_as_they_went(given_facts: dict[str, Any]) -> None:
    told = plain(given_facts)
    assert json.loads(json.dumps(told)) == told


@given(facts, st.permutations(range(5)))
def test_the_order_of_facts_does_not_change_the_hash(given_facts: dict[str, Any], order: list[int]) -> None:
    told = plain(given_facts)
    shuffled = dict(sorted(told.items(), key=lambda item: order[hash(item[0]) % 5]))
    assert digest(**WHOLE | {"facts": told}) == digest(**WHOLE | {"facts": shuffled})


@pytest.mark.parametrize("field", WHOLE)
def test_every_field_changes_the_hash(field: str) -> None:
    assert digest(**WHOLE | {field: OTHER[field]}) != digest(**WHOLE)


def test_the_hash_is_the_same_in_every_time_zone() -> None:
    elsewhere = WHOLE["at"].astimezone(timezone(timedelta(hours=-5)))
    assert digest(**WHOLE | {"at": elsewhere}) == digest(**WHOLE)


def test_the_hash_is_the_one_on_record() -> None:
    """Changing how entries are hashed would break every chain in use."""
    assert digest(**WHOLE) == "818528817981b1998a7d6fe74fca07362261da13e129b3908216fd92d09dd53f"


@pytest.mark.parametrize(
    "value",
    [
        "Ada",
        "Ada Okafor",
        "ada okafor",
        "ada@demo.example",
        "é",
        "",
        "a" * 65,
        "two\nlines",
        {"text": "nested"},
        [["nested"]],
        ["fine", "Not fine"],
        b"bytes",
        float("nan"),
        float("inf"),
        10**16,
        object(),
        datetime(2026, 3, 1),  # noqa: DTZ001 - without a zone on purpose
    ],
)
def test_names_and_texts_are_refused_and_not_repeated(value: Any) -> None:
    with pytest.raises(NotForTheLedger) as refused:
        plain({"note": value})
    assert "Ada" not in str(refused.value)
    assert "Not fine" not in str(refused.value)


@pytest.mark.parametrize("name", ["Note", "", "a note", "1st", "a" * 41])
def test_a_fact_is_named_in_small_letters(name: str) -> None:
    with pytest.raises(NotForTheLedger):
        plain({name: 1})


def test_ids_times_and_lists_become_plain() -> None:
    some = uuid4()
    assert plain({"ids": (some,), "at": WHOLE["at"], "zero": -0.0}) == {
        "ids": [str(some)],
        "at": "2026-03-01T12:00:00.000000+00:00",
        "zero": 0.0,
    }


@pytest.mark.parametrize(
    "act", ["comment", "comment:", "Comment:submitted", "comment: submitted", "a:" + "b" * 60]
)
def test_an_act_reads_subject_and_verb(act: str) -> None:
    check_act("name-confirmation:given")
    with pytest.raises(NotForTheLedger):
        check_act(act)
