"""The newsroom of the examples, at noon."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker

from undersigned.api.tests.callers import Caller
from undersigned.api.tests.world import NOON, World


@pytest.fixture(scope="module")
def newsroom(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for the tests of a file; each of them stands in a transaction of its own within this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOON, tick=False):
            made = World()
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def world(newsroom: World, db: None) -> Iterator[World]:
    cache.clear()  # where the pace of visitors is counted
    with time_machine.travel(NOON, tick=False):
        yield deepcopy(newsroom)


@pytest.fixture
def anyone() -> Caller:
    """A program that says nothing of who it is for."""
    return Caller()
