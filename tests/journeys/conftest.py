"""After every journey the chain proves itself, every row says what was told of it, and what pages are
read by is true.
"""

from collections.abc import Iterator

import pytest

from tests.journeys.truths import check_places_and_tallies
from undersigned.journeys.prove import prove
from undersigned.ledger.shapes import Verified


@pytest.fixture(autouse=True)
def the_ledger_verifies(db: None) -> Iterator[None]:
    yield
    assert isinstance(prove(), Verified)


@pytest.fixture(autouse=True)
def places_and_tallies_are_true(db: None) -> Iterator[None]:
    yield
    check_places_and_tallies()
