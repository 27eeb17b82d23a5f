"""What a notice has to say, and how far it is."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.unlawful import rules
from undersigned.unlawful.shapes import ItemDraft, NoticeDraft, State

COMMENT = UUID("019df2a0-0000-7000-8000-000000000001")
STATES: list[State] = ["unconfirmed", "received", "with-a-person", "answered"]


def draft(*items: ItemDraft, **fields: str) -> NoticeDraft:
    return NoticeDraft(items, **({"name": "Lou", "email": "l@mail.example"} | fields), good_faith=True)


@pytest.mark.parametrize(
    "where",
    [
        f"http://127.0.0.1:8000/news/river/comments/{COMMENT}/",
        f"https://paper.example/{uuid4()}/river?sort=oldest#c-{COMMENT}",
        f"  {str(COMMENT).upper()} ",
    ],
)
def test_a_comment_is_found_by_any_address_that_names_it(where: str) -> None:
    assert rules.comment_in(where) == COMMENT


def test_an_address_without_a_comment_names_none() -> None:
    assert rules.comment_in("https://paper.example/river") is None


def test_there_are_between_one_and_twenty_comments_in_a_notice() -> None:
    shown = [UUID(int=number) for number in range(1, 22)]
    each = [ItemDraft(str(comment), "s. 319", "Why.") for comment in shown]
    for count, why in ((0, "required"), (21, "too-many")):
        assert rules.check(draft(*each[:count]), shown, is_address=True) == {"items": [why]}
    assert rules.check(draft(*each[:20]), shown, is_address=True) == {}


def test_a_comment_is_named_once_in_a_notice() -> None:
    one = ItemDraft(str(COMMENT), "s. 319", "Why.")
    assert rules.check(draft(one, one), {COMMENT}, is_address=True) == {"items.1.where": ["named-twice"]}


def test_what_an_item_lacks_is_said_by_field() -> None:
    found = rules.check(
        draft(ItemDraft(), ItemDraft(str(COMMENT), "x" * 501, "y")), {COMMENT}, is_address=True
    )
    assert found == {
        "items.0.where": ["required"],
        "items.0.law": ["required"],
        "items.0.text": ["required"],
        "items.1.law": ["too-long"],
    }


@given(st.lists(st.booleans(), max_size=5), st.booleans(), st.booleans())
def test_only_the_abuse_of_children_is_reported_without_a_name(
    abuse: list[bool], has_name: bool, has_email: bool
) -> None:
    items = [ItemDraft(str(COMMENT), "s. 163.1", "Why.", child) for child in abuse]
    writer = {"name": "Lou" * has_name, "email": "l@mail.example" * has_email}
    fields = rules.check(draft(*items, **writer), {COMMENT}, is_address=has_email)
    is_anonymous = not has_name and not has_email
    may = (has_name and has_email) or (is_anonymous and bool(abuse) and all(abuse))
    assert may == (not fields.keys() & {"name", "email"})


@given(st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_an_item_is_in_one_state(taken_up: bool, reported: bool, is_open: bool, seen: bool) -> None:
    state = rules.item_state(is_taken_up=taken_up, is_reported=reported, is_open=is_open, is_seen=seen)
    assert (state == "unconfirmed") == (not taken_up)
    assert state != "with-a-person" or (seen and is_open)


@given(st.lists(st.sampled_from(STATES), min_size=1))
def test_a_notice_is_as_far_as_its_least(states: list[State]) -> None:
    assert rules.state(states) in states
    assert all(STATES.index(rules.state(states)) <= STATES.index(each) for each in states)
