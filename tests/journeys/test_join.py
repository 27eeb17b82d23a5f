"""Someone joins: an account, a declared name, its doubts on record."""

import pytest

from undersigned.journeys.join import Newcomer, join
from undersigned.kernel.actor import COMMAND, HOUSE, Actor
from undersigned.kernel.errors import Invalid, NotAllowed
from undersigned.ledger.models import Entry
from undersigned.people import reads
from undersigned.people.errors import EmailTaken, NameNotAccepted
from undersigned.people.models import Person

ADA = Newcomer("ada@demo.example", "Ada", "Okafor", language="fr", password="a long and quiet walk")


def test_a_newcomer_has_a_declared_name_and_an_unconfirmed_address(db: None) -> None:
    profile = reads.profile(join(HOUSE, ADA))
    assert (profile.full_name, profile.name_state, profile.name_doubts) == ("Ada Okafor", "declared", ())
    assert (profile.email, profile.email_confirmed, profile.language) == ("ada@demo.example", False, "fr")


def test_the_entry_is_in_the_newcomers_own_name(db: None) -> None:
    person_id = join(HOUSE, ADA)
    entry = Entry.objects.get()
    assert (entry.act, entry.actor_kind, entry.actor_id) == ("person:joined", "person", person_id)
    assert "Okafor" not in str(entry.facts)


def test_a_doubtful_name_is_accepted_and_its_doubts_kept(db: None) -> None:
    profile = reads.profile(join(HOUSE, Newcomer("mickey@demo.example", "Mickey", "Mouse")))
    assert profile.name_doubts == ("famous",)


def test_a_single_name_is_a_recorded_exception(db: None) -> None:
    profile = reads.profile(join(HOUSE, Newcomer("s@demo.example", "Suharto", "", is_single=True)))
    assert (profile.full_name, profile.is_single, profile.name_doubts) == ("Suharto", True, ("single-name",))


def test_a_command_can_vouch_for_the_address(db: None) -> None:
    person_id = join(COMMAND, ADA, email_confirmed=True)
    assert reads.profile(person_id).email_confirmed
    assert Entry.objects.get().actor_kind == "command"


def test_an_address_is_one_account_whatever_its_capitals(db: None) -> None:
    join(HOUSE, ADA)
    with pytest.raises(EmailTaken):
        join(HOUSE, Newcomer("Ada@Demo.EXAMPLE", "Ada", "Roy"))
    assert Person.objects.count() == 1


def test_nobodys_name_is_refused_field_by_field(db: None) -> None:
    with pytest.raises(NameNotAccepted) as refused:
        join(HOUSE, Newcomer("ada@demo.example", "Ada7", ""))
    assert refused.value.data["fields"] == {"first_name": ["digit"], "last_name": ["empty"]}
    assert {"field": "first_name", "reason": "digit"} in refused.value.data["reasons"]
    assert not Person.objects.exists()


def test_what_is_no_address_is_refused(db: None) -> None:
    with pytest.raises(Invalid):
        join(HOUSE, Newcomer("ada", "Ada", "Okafor"))


def test_a_person_cannot_make_another(ada: Person) -> None:
    with pytest.raises(NotAllowed):
        join(Actor.person(ada.id), Newcomer("b@demo.example", "Bo", "Ek"))
