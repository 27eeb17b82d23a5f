"""After every journey the chain of acts still proves itself."""

from collections.abc import Iterator

import pytest

from undersigned.ledger.reads import verify
from undersigned.ledger.shapes import Verified


@pytest.fixture(autouse=True)
def the_ledger_verifies(db: None) -> Iterator[None]:
    yield
    assert isinstance(verify(), Verified)
