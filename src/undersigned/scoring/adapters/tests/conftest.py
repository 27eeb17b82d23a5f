from collections.abc import Iterator

import pytest

from .other import Other, running


@pytest.fixture
def other() -> Iterator[Other]:
    with running() as made:
        yield made
