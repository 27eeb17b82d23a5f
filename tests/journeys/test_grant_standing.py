"""Standings are granted and ended by those who may, there or everywhere."""

from uuid import uuid4

import pytest

from tests.cast import acting, grant
from undersigned.communities.models import Community
from undersigned.journeys.grant_standing import end_standing, grant_standing
from undersigned.kernel.actor import COMMAND, Actor
from undersigned.kernel.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from undersigned.ledger.models import Entry
from undersigned.people import reads
from undersigned.people.models import Person


def test_an_operator_grants_and_ends(otto: Person, ada: Person, news: Community, kids: Community) -> None:
    grant_standing(acting(otto), ada.id, news.id, "moderator")
    assert reads.standings(ada.id, news.id) == {"moderator"}
    assert reads.standings(ada.id, kids.id) == frozenset()
    assert reads.author(ada.id, news.id).standing == ("moderator",)
    end_standing(acting(otto), ada.id, news.id, "moderator")
    assert reads.standings(ada.id, news.id) == frozenset()
    assert [entry.act for entry in Entry.objects.all()] == ["standing:granted", "standing:ended"]


def test_granting_twice_is_one_standing_and_one_entry(ada: Person) -> None:
    grant_standing(COMMAND, ada.id, None, "editor")
    grant_standing(COMMAND, ada.id, None, "editor")
    assert [held.kind for held in reads.standings_held(ada.id)] == ["editor"]
    assert Entry.objects.count() == 1


def test_a_standing_everywhere_holds_in_each_community(ada: Person, kids: Community) -> None:
    grant_standing(COMMAND, ada.id, None, "moderator")
    reads.require(acting(ada), kids.id, "moderator")
    assert reads.communities_of(ada.id, "moderator") is None


def test_a_moderator_makes_members_and_nothing_more(ada: Person, ivo: Person, news: Community) -> None:
    grant(ada, "moderator", news)
    grant_standing(acting(ada), ivo.id, news.id, "member")
    with pytest.raises(NotAllowed):
        grant_standing(acting(ada), ivo.id, news.id, "moderator")
    with pytest.raises(NotAllowed):
        grant_standing(acting(ada), ivo.id, None, "member")
    assert reads.standings(ivo.id, news.id) == {"member"}


def test_the_operator_of_one_community_grants_nothing_elsewhere(
    ada: Person, ivo: Person, news: Community, kids: Community
) -> None:
    grant(ada, "operator", news)
    grant_standing(acting(ada), ivo.id, news.id, "editor")
    for elsewhere in (kids.id, None):
        with pytest.raises(NotAllowed):
            grant_standing(acting(ada), ivo.id, elsewhere, "editor")


def test_the_intruder_grants_nothing(ivo: Person, news: Community) -> None:
    with pytest.raises(NotAllowed):
        grant_standing(acting(ivo), ivo.id, news.id, "operator")
    with pytest.raises(NotSignedIn):
        grant_standing(Actor("person"), ivo.id, news.id, "operator")


def test_what_is_not_there_is_not_found(news: Community, ada: Person) -> None:
    with pytest.raises(NotFound):
        grant_standing(COMMAND, uuid4(), news.id, "editor")
    with pytest.raises(NotFound):
        end_standing(COMMAND, ada.id, news.id, "editor")
    with pytest.raises(Invalid):
        grant_standing(COMMAND, ada.id, news.id, "king")
