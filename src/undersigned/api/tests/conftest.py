"""The newsroom of the examples, at noon."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache

from undersigned.api.tests.callers import Caller
from undersigned.api.tests.world import NOON, World


@pytest.fixture
def world(db: None) -> Iterator[World]:
    cache.clear()  # where the pace of visitors is counted
    with time_machine.travel(NOON, tick=False):
        yield World()


@pytest.fixture
def anyone() -> Caller:
    """A program that says nothing of who it is for."""
    return Caller()
