"""Who signs, who may, and at what price in queries."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress

from tests.cast import acting, display_name, grant
from undersigned.communities.models import Community
from undersigned.kernel.actor import COMMAND, HOUSE, Actor
from undersigned.kernel.clock import now
from undersigned.kernel.errors import NotAllowed, NotFound, NotSignedIn
from undersigned.people import reads
from undersigned.people.models import Confirmation, Name, Person, Restriction


def restricted(person: Person, kind: str, **fields: Any) -> Restriction:
    return Restriction.objects.create(person=person, kind=kind, reason="Because.", **fields)


def test_an_author_is_told_in_three_queries(
    ada: Person, news: Community, django_assert_num_queries: Any
) -> None:
    grant(ada, "member", news)
    with django_assert_num_queries(3):
        author = reads.author(ada.id, news.id)
    assert (author.full_name, author.place, author.standing) == ("Ada Okafor", "Halifax", ("member",))
    assert (author.email_confirmed, author.must_hold, author.is_banned) == (True, False, False)
    assert author.display_name is None


def test_an_operators_standing_is_no_badge(otto: Person, news: Community) -> None:
    assert reads.author(otto.id, news.id).standing == ()


def test_a_display_name_is_of_one_community(ada: Person, kids: Community, news: Community) -> None:
    display_name(ada, kids, "Blue Fox")
    assert reads.author(ada.id, kids.id).display_name == "Blue Fox"
    assert reads.author(ada.id, news.id).display_name is None


def test_a_doubted_name_holds_until_it_is_confirmed(ada: Person, news: Community) -> None:
    Name.objects.update(state="declared", doubts=["famous"])
    author = reads.author(ada.id, news.id)
    assert (author.must_hold, author.hold_reasons, author.name_doubts) == (
        True,
        ("name-doubted",),
        ("famous",),
    )
    Name.objects.update(state="confirmed")
    assert not reads.author(ada.id, news.id).must_hold


def test_an_unconfirmed_address_is_told(ada: Person, news: Community) -> None:
    EmailAddress.objects.filter(user=ada).update(verified=False)
    assert not reads.author(ada.id, news.id).email_confirmed


def test_nobody_and_the_closed_are_not_found(ada: Person, news: Community) -> None:
    with pytest.raises(NotFound):
        reads.author(uuid4(), news.id)
    Person.objects.update(is_active=False)
    with pytest.raises(NotFound):
        reads.author(ada.id, news.id)


def test_restrictions_count_where_and_while_they_are_in_force(
    ada: Person, news: Community, kids: Community
) -> None:
    tomorrow, yesterday = now() + timedelta(days=1), now() - timedelta(days=1)
    restricted(ada, "ban", community=kids)
    restricted(ada, "suspend", community=news, until=yesterday)
    restricted(ada, "hold", community=news, lifted_at=now())
    assert not reads.author(ada.id, news.id).is_banned
    assert reads.author(ada.id, news.id).is_suspended_until is None
    assert not reads.author(ada.id, news.id).must_hold
    restricted(ada, "suspend", until=tomorrow)
    restricted(ada, "suspend", community=news, until=tomorrow + timedelta(days=1))
    assert reads.author(ada.id, news.id).is_suspended_until == tomorrow + timedelta(days=1)
    assert reads.author(ada.id, kids.id).is_banned
    assert [limit.kind for limit in reads.restrictions(ada.id, None)] == ["suspend"]
    assert len(reads.restrictions_anywhere(ada.id)) == 3


def test_a_suspension_without_an_end_is_a_ban(ada: Person, news: Community) -> None:
    restricted(ada, "suspend", community=news)
    assert reads.author(ada.id, news.id).is_banned


def test_only_the_named_standings_and_operators_pass(
    mona: Person, otto: Person, ivo: Person, news: Community
) -> None:
    reads.require(acting(mona), news.id, "moderator", "editor")
    reads.require(acting(otto), news.id, "moderator")
    for trusted in (COMMAND, HOUSE, Actor("newsroom")):
        reads.require(trusted, news.id, "moderator")
        reads.require_somewhere(trusted, "moderator")
    for who, kinds in ((mona, ("editor",)), (mona, ()), (ivo, ("moderator", "member"))):
        with pytest.raises(NotAllowed):
            reads.require(acting(who), news.id, *kinds)
    with pytest.raises(NotAllowed):
        reads.require_somewhere(acting(ivo), "moderator")
    for nobody in (None, Actor("person")):
        with pytest.raises(NotSignedIn):
            reads.require(nobody, news.id, "moderator")
        with pytest.raises(NotSignedIn):
            reads.require_somewhere(nobody, "moderator")


def test_a_standing_ends_with_the_account(mona: Person, news: Community) -> None:
    Person.objects.update(is_active=False)
    assert reads.standings(mona.id, news.id) == frozenset()
    assert reads.communities_of(mona.id, "moderator") == []


def test_where_someone_may_is_everywhere_or_a_list(ada: Person, mona: Person, news: Community) -> None:
    assert reads.communities_of(mona.id, "moderator") is None
    assert reads.communities_of(ada.id, "moderator") == []
    grant(ada, "moderator", news)
    assert reads.communities_of(ada.id, "moderator") == [news.id]
    assert reads.communities_of(ada.id, "editor") == []


def test_names_to_look_at_are_those_doubted_and_not_ruled_on(
    ada: Person, benoit: Person, ivo: Person, django_assert_num_queries: Any
) -> None:
    Name.objects.filter(person=ada).update(state="declared", doubts=["famous"])
    Name.objects.filter(person=benoit).update(state="declared")
    Name.objects.filter(person=ivo).update(state="challenged", doubts=["phrase"])
    with django_assert_num_queries(1):
        (found,) = reads.names_to_look_at()
    assert (found.full_name, found.doubts) == ("Ada Okafor", ("famous",))
    assert reads.names_waiting() == 1
    assert reads.names_to_look_at(after=found.name_id) == []


def test_a_name_carries_the_last_note(ada: Person, mona: Person) -> None:
    name = Name.objects.get(person=ada)
    for note in ("first", "last"):
        Confirmation.objects.create(name=name, state="challenged", note=note, by_id=mona.id)
    assert reads.profile(ada.id).name_note == "last"
    assert reads.name_given(name.id).note == "last"
    with pytest.raises(NotFound):
        reads.name_given(uuid4())


def test_a_person_is_found_by_address_whatever_its_capitals(ada: Person) -> None:
    assert reads.person_with_email("ADA@Demo.Example") == ada.id
    assert reads.person_with_email("nobody@demo.example") is None
    assert reads.full_names([ada.id, uuid4()]) == {ada.id: "Ada Okafor"}


def test_an_address_is_kept_in_lower_case(db: None) -> None:
    person = Person(email="Ada@Demo.EXAMPLE")
    person.save()
    assert person.email == "ada@demo.example"
    assert Person.objects.get_by_natural_key("ADA@demo.example") == person
