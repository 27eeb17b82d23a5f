"""After every journey the chain of acts still proves itself, and every row says what was told of it."""

from collections.abc import Iterator

import pytest

from undersigned.journeys.prove import prove
from undersigned.ledger.shapes import Verified


@pytest.fixture(autouse=True)
def the_ledger_verifies(db: None) -> Iterator[None]:
    yield
    assert isinstance(prove(), Verified)
