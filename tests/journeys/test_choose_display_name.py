"""In a youth community a person is called what they chose, and that tells nobody who they are."""

import pytest
from django.db import IntegrityError, transaction

from tests import cast
from tests.cast import acting
from undersigned.communities.models import Community
from undersigned.journeys.choose_display_name import choose_display_name
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.errors import Invalid, NotSignedIn
from undersigned.ledger.models import Entry
from undersigned.people import reads
from undersigned.people.errors import NameNotAccepted
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
    with pytest.raises(NameNotAccepted) as refused:
        choose_display_name(acting(ada), kids.id, "Ada Okafor")
    assert refused.value.data["fields"] == {"display_name": ["own-name"]}
    assert not DisplayName.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "again", ["lorbax", "Lorbax", "LORBAX", "Lörbax", "lorbax_", "ｌｏｒｂａｘ", "l0rbax", "Iorbax", "1orbax"]
)
def test_one_that_someone_else_has_or_that_looks_like_it_is_refused(
    ada: Person, ivo: Person, kids: Community, again: str
) -> None:
    choose_display_name(acting(ada), kids.id, "lorbax")
    with pytest.raises(NameNotAccepted) as refused:
        choose_display_name(acting(ivo), kids.id, again)
    assert refused.value.data["fields"] == {"display_name": ["someone-elses"]}
    assert reads.display_name(ivo.id, kids.id) is None
    assert Entry.objects.count() == 1


def test_one_that_someone_gave_up_stays_theirs_and_they_may_have_it_back(
    ada: Person, ivo: Person, kids: Community
) -> None:
    for name in ("Blue Fox", "Red Fox"):
        choose_display_name(acting(ada), kids.id, name)
    with pytest.raises(NameNotAccepted) as refused:
        choose_display_name(acting(ivo), kids.id, "blue fox")
    assert refused.value.data["fields"] == {"display_name": ["someone-elses"]}
    choose_display_name(acting(ada), kids.id, "Blue fox")
    assert reads.display_name(ada.id, kids.id) == "Blue fox"


def test_another_community_has_its_own_names(ada: Person, ivo: Person, kids: Community) -> None:
    teens = cast.community("teens", names=Community.Names.YOUTH, mode=Community.Mode.BEFORE)
    choose_display_name(acting(ada), kids.id, "Blue Fox")
    choose_display_name(acting(ivo), teens.id, "Blue Fox")
    assert reads.display_name(ivo.id, teens.id) == "Blue Fox"


@pytest.mark.parametrize("field", ["spelled", "drawn"])
def test_the_database_itself_keeps_two_from_one_name(
    ada: Person, ivo: Person, kids: Community, field: str
) -> None:
    cast.display_name(ada, kids, "Blue Fox")
    compared = {"spelled": "red", "drawn": "red"} | {field: "bluefox"}
    with pytest.raises(IntegrityError), transaction.atomic():
        DisplayName.objects.create(person=ivo, community=kids, name="Red", **compared)


@pytest.mark.parametrize("name", ["The Daily Test", "Daily Test Helper", "Kids", "Edit0r", "Le Modérateur"])
def test_nobody_poses_as_the_newsroom(ada: Person, kids: Community, name: str) -> None:
    with pytest.raises(NameNotAccepted) as refused:
        choose_display_name(acting(ada), kids.id, name)
    assert "staff" in refused.value.data["fields"]["display_name"]


def test_there_is_none_where_everyone_signs_in_full(ada: Person, news: Community) -> None:
    with pytest.raises(Invalid):
        choose_display_name(acting(ada), news.id, "Blue Fox")


def test_only_a_person_has_one(kids: Community) -> None:
    with pytest.raises(NotSignedIn):
        choose_display_name(COMMAND, kids.id, "Blue Fox")
