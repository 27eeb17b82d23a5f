"""People signed in at the desk; after every test the chain of acts still proves itself."""

from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import acting
from undersigned.communities.models import Community
from undersigned.journeys.revise import revise
from undersigned.ledger.reads import verify
from undersigned.ledger.shapes import Verified
from undersigned.people.models import Person

SignIn = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def the_ledger_verifies(db: None) -> Iterator[None]:
    yield
    assert isinstance(verify(), Verified)


@pytest.fixture
def sign_in() -> SignIn:
    """A browser of somebody's own."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in


@pytest.fixture
def reactive(news: Community) -> Community:
    """The news, looked at on reports only: no case opens by itself."""
    news.mode = Community.Mode.REACTIVE
    news.save()
    return news


def mend(author: Person, comment_id: UUID, text: str) -> None:
    """A later text by the author."""
    revise(acting(author), comment_id, text, licence_version=1, guidelines_version=1, language="en")


def text_of(response: Any) -> str:
    """A page as it reads, entities resolved, white space drawn together."""
    return " ".join(unescape(response.content.decode()).split())
