"""In a youth community a person is called what they chose, and that tells nobody who they are."""

import pytest

from tests.cast import acting
from undersigned.communities.models import Community
from undersigned.journeys.choose_display_name import choose_display_name
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.errors import Invalid, NotSignedIn
from undersigned.ledger.models import Entry
from undersigned.people import reads
from undersigned.people.errors import DisplayNameNotAccepted
from undersigned.people.models import DisplayName, Person


def test_a_display_name_is_kept_for_that_community(ada: Person, kids: Community) -> None:
    choose_display_name(acting(ada), kids.id, " Blue  Fox ")
    assert reads.display_name(ada.id, kids.id) == "Blue Fox"
    assert reads.author(ada.id, kids.id).display_name == "Blue Fox"
    assert Entry.objects.get().act == "display-name:chosen"


def test_another_choice_replaces_it_and_keeps_the_record(ada: Person, kids: Community) -> None:
    choose_display_name(acting(ada), kids.id, "Blue Fox")
    choose_display_name(acting(ada), kids.id, "Red Fox")
    assert reads.display_name(ada.id, kids.id) == "Red Fox"
    assert DisplayName.objects.filter(replaced_at__isnull=False).count() == 1


def test_one_that_tells_who_they_are_is_refused_and_nothing_written(ada: Person, kids: Community) -> None:
    with pytest.raises(DisplayNameNotAccepted) as refused:
        choose_display_name(acting(ada), kids.id, "Ada Okafor")
    assert refused.value.data["fields"] == {"display_name": ["own-name"]}
    assert not DisplayName.objects.exists()
    assert not Entry.objects.exists()


def test_there_is_none_where_everyone_signs_in_full(ada: Person, news: Community) -> None:
    with pytest.raises(Invalid):
        choose_display_name(acting(ada), news.id, "Blue Fox")


def test_only_a_person_has_one(kids: Community) -> None:
    with pytest.raises(NotSignedIn):
        choose_display_name(COMMAND, kids.id, "Blue Fox")
