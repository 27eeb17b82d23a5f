"""An operator says of which other sites the pages may write."""

import pytest

from tests.cast import acting
from undersigned.communities import reads
from undersigned.communities.errors import OriginNotAllowed
from undersigned.communities.models import Community
from undersigned.journeys.set_origins import set_origins
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.errors import Invalid, NotAllowed
from undersigned.ledger.models import Entry
from undersigned.people.models import Person

PAPER, OTHER = "https://paper.example", "http://localhost:8080"


def test_origins_are_added_and_taken_off_each_with_its_entry(news: Community, otto: Person) -> None:
    set_origins(acting(otto), news.id, add=[PAPER, OTHER])
    assert reads.allows(PAPER, "news")
    assert reads.allows(OTHER)
    assert set_origins(COMMAND, news.id, add=[PAPER], remove=[OTHER]).origins == [PAPER]
    assert not reads.allows(OTHER)
    with pytest.raises(OriginNotAllowed):
        reads.require_origin(OTHER, "news")
    assert Entry.objects.filter(act="community:origins-set", subject_id=news.id).count() == 2


def test_an_origin_counts_in_its_own_community_only(news: Community, nouvelles: Community) -> None:
    set_origins(COMMAND, news.id, add=[PAPER])
    assert not reads.allows(PAPER, nouvelles.slug)
    assert not reads.allows(PAPER, "no-such-community")


def test_what_is_not_on_the_list_cannot_be_taken_off(news: Community) -> None:
    set_origins(COMMAND, news.id, add=[PAPER])
    with pytest.raises(Invalid):
        set_origins(COMMAND, news.id, add=[OTHER], remove=["https://papers.example"])
    assert not reads.allows(OTHER)


def test_only_an_operator_says_so(news: Community, mona: Person, edith: Person) -> None:
    for who in (mona, edith):
        with pytest.raises(NotAllowed):
            set_origins(acting(who), news.id, add=[PAPER])
