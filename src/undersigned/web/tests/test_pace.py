"""Visitors without an account keep a pace, counted by the network they come from."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import RequestFactory

from undersigned.kernel.errors import TooFast
from undersigned.web.pace import keep_pace

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def tries(number: int, address: str = "203.0.113.7", policy: str = "reports") -> None:
    for _ in range(number):
        keep_pace(RequestFactory().post("/", REMOTE_ADDR=address), policy, 3, 600)


@time_machine.travel(NOON, tick=False)
def test_one_too_many_is_told_when_to_try_again() -> None:
    tries(3)
    with pytest.raises(TooFast) as refused:
        tries(1)
    assert refused.value.data == {
        "retry_after_seconds": 600,
        "policy": "reports",
        "limit": 3,
        "window_seconds": 600,
    }


def test_a_new_window_begins_anew() -> None:
    with time_machine.travel(NOON, tick=False):
        tries(3)
    with time_machine.travel(NOON + timedelta(seconds=600), tick=False):
        tries(3)


@time_machine.travel(NOON, tick=False)
def test_another_network_and_another_act_are_counted_apart() -> None:
    tries(3)
    tries(3, "203.0.113.8")
    tries(3, policy="other")


@time_machine.travel(NOON, tick=False)
def test_of_ipv6_one_site_counts_as_one() -> None:
    tries(2, "2001:db8:1:2::1")
    tries(1, "2001:db8:1:2:ffff::9")
    with pytest.raises(TooFast):
        tries(1, "2001:db8:1:2::2")
    tries(1, "2001:db8:1:3::1")


@time_machine.travel(NOON, tick=False)
def test_where_no_address_is_known_all_count_as_one() -> None:
    tries(3, "")
    with pytest.raises(TooFast):
        tries(1, "")
