"""Whoever is restricted sees why, and appeals from their own page; also when banned."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import acting
from undersigned.communities.models import Community
from undersigned.journeys.answer_restriction import answer_restriction_appeal
from undersigned.journeys.restrict import restrict
from undersigned.kernel.clock import now
from undersigned.moderation.models import RestrictionAppeal
from undersigned.people.models import Person, Restriction
from undersigned.site.tests.browsing import get, read, signed_in


@pytest.fixture
def banned(ada: Person, mona: Person, news: Community) -> Restriction:
    made = restrict(acting(mona), ada.id, news.id, kind="ban", reason="Four insults in one evening.")
    return Restriction.objects.get(id=made)


def test_a_ban_in_one_community_stands_on_my_page_and_is_appealed_there(
    client: Client, banned: Restriction, ada: Person, marc: Person
) -> None:
    reader = signed_in(client, ada)
    mine = get(reader, "/account/").text(".me-part:has(#restrictions-title)")
    assert "Four insults in one evening." in mine
    assert "News" in mine
    assert "You can appeal" in mine
    address = f"/account/restrictions/{banned.id}/"
    page = get(reader, address)
    assert "You can no longer submit" in page.text("h1")
    empty = read(reader.post(address, {"text": ""}))
    assert empty.answer.status_code == 422
    assert reader.post(address, page.fields("form.form") | {"text": "It was my brother."}).status_code == 302
    assert "Your appeal is received" in get(reader, address).text(".notice.is-wait")
    asked = RestrictionAppeal.objects.get()
    answer_restriction_appeal(acting(marc), asked.id, outcome="overturned", note="You are right.")
    page = get(reader, address)
    assert "Your appeal was granted" in page.text(".notice.is-go")
    assert "You are right." in page.text()
    assert "Lifted on" in page.text()
    assert "Your appeal was granted" in get(reader, "/account/").text(".me-part:has(#restrictions-title)")
    again = read(reader.post(address, {"text": "Once more."}))
    assert again.answer.status_code == 409
    assert again.all(".error-summary")


def test_a_slower_pace_is_told_in_minutes_as_it_was_set(
    client: Client, ada: Person, mona: Person, news: Community
) -> None:
    made = restrict(acting(mona), ada.id, news.id, kind="slow", reason="Three a minute.", every_seconds=300)
    page = get(signed_in(client, ada), f"/account/restrictions/{made}/")
    assert page.text("h1") == "You can submit less often: once in 5 min"


def test_it_is_for_nobody_else(client: Client, banned: Restriction, ivo: Person) -> None:
    address = f"/account/restrictions/{banned.id}/"
    assert client.get(address).status_code == 401
    assert signed_in(client, ivo).get(address).status_code == 404


def test_what_is_long_over_can_still_be_read_but_not_appealed(client: Client, ada: Person) -> None:
    over = Restriction.objects.create(
        person=ada,
        kind="suspend",
        reason="Insults.",
        at=now() - timedelta(days=300),
        until=now() - timedelta(days=290),
    )
    page = get(signed_in(client, ada), f"/account/restrictions/{over.id}/")
    assert "It is over" in page.text()
    assert not page.all("form.form")
