"""Where a person writes from, and the language they are written to in."""

import pytest

from tests.cast import acting
from undersigned.journeys.change_language import change_language
from undersigned.journeys.change_place import change_place
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.errors import Invalid, NotSignedIn
from undersigned.people import reads
from undersigned.people.models import Person


@pytest.mark.parametrize(
    "place", ["Trois-Rivières (Québec)", "St. John’s, NL", "ᐃᖃᓗᐃᑦ", "Saint John / Saint-Jean", ""]
)
def test_a_place_is_kept(ada: Person, place: str) -> None:
    assert change_place(acting(ada), f" {place} ") == place
    assert reads.profile(ada.id).place == place


@pytest.mark.parametrize(
    "place", ["12 Main Street", "ada@demo.example", "Halifax🙂", "x" * 81, "Hali\u202efax"]
)
def test_what_is_no_place_is_refused(ada: Person, place: str) -> None:
    with pytest.raises(Invalid):
        change_place(acting(ada), place)
    assert reads.profile(ada.id).place == "Halifax"


def test_a_language_is_kept(ada: Person) -> None:
    change_language(acting(ada), "fr")
    assert reads.profile(ada.id).language == "fr"


def test_a_language_nobody_writes_here_is_refused(ada: Person) -> None:
    with pytest.raises(Invalid):
        change_language(acting(ada), "xx")


def test_only_a_person_changes_them(db: None) -> None:
    with pytest.raises(NotSignedIn):
        change_place(COMMAND, "Halifax")
    with pytest.raises(NotSignedIn):
        change_language(COMMAND, "fr")
