"""An author corrects their name; it is checked again, and the old one stays on record."""

import pytest

from tests.cast import acting
from undersigned.journeys.correct_name import correct_name
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.errors import Invalid, NotSignedIn
from undersigned.ledger.models import Entry
from undersigned.people import reads
from undersigned.people.errors import NameNotAccepted
from undersigned.people.models import Name, Person


def test_a_corrected_name_is_declared_and_the_old_one_kept(ada: Person) -> None:
    correct_name(acting(ada), "Ada", "Okafor-Roy")
    newest, oldest = reads.names(ada.id)
    assert (newest.full_name, newest.state, newest.replaced_at) == ("Ada Okafor-Roy", "declared", None)
    assert (oldest.full_name, oldest.state) == ("Ada Okafor", "confirmed")
    assert oldest.replaced_at is not None
    assert Entry.objects.get().act == "name:corrected"


def test_a_corrected_name_is_doubted_like_any_other(ada: Person) -> None:
    correct_name(acting(ada), "Concerned", "Citizen")
    assert reads.profile(ada.id).name_doubts == ("phrase",)


def test_correcting_a_challenged_name_ends_the_challenge(ada: Person) -> None:
    Name.objects.update(state="challenged")
    correct_name(acting(ada), "Adaeze", "Okafor")
    assert reads.profile(ada.id).name_state == "declared"


def test_a_challenge_is_not_escaped_with_the_same_name(ada: Person) -> None:
    Name.objects.update(state="challenged")
    with pytest.raises(Invalid):
        correct_name(acting(ada), " Ada ", "Okafor")
    assert reads.profile(ada.id).name_state == "challenged"


def test_a_name_that_wanders_is_doubted(ada: Person) -> None:
    for last in ("Roy", "Ek", "Lind"):
        correct_name(acting(ada), "Ada", last)
    assert reads.profile(ada.id).name_doubts == ("often-changed",)


def test_what_nobody_is_called_changes_nothing(ada: Person) -> None:
    with pytest.raises(NameNotAccepted):
        correct_name(acting(ada), "Ada", "Okafor🙂")
    assert len(reads.names(ada.id)) == 1


def test_only_a_person_corrects_a_name(db: None) -> None:
    with pytest.raises(NotSignedIn):
        correct_name(COMMAND, "Ada", "Okafor")
