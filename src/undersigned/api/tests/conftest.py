"""The newsroom of the examples, at noon."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker, Settings

from undersigned.api.tests.callers import Caller
from undersigned.api.tests.world import NOON, World
from undersigned.scoring import reads as scorer
from undersigned.scoring.shapes import Assessment, Score


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


@pytest.fixture
def scores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made-up scores, which do not move with the model: "fool" is an insult, nothing else is wrong."""
    look = scorer.assess

    def assess(text: str) -> Assessment:
        insult = 0.9 if "fool" in text else 0.1
        given = {"toxicity": insult, "severe_toxicity": None, "insult": insult, "threat": 0.02, "spam": 0.01}
        return replace(look(text), scores=tuple(Score(name, given.get(name)) for name in given))

    monkeypatch.setattr(scorer, "assess", assess)


@pytest.fixture
def coral(settings: Settings, scores: None) -> None:
    settings.CORAL_SECRETS = ("coral's own",)
