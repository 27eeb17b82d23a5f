"""Rule N2: two who choose one display name at once do not both get it."""

from functools import partial

import pytest

from tests import cast
from tests.cast import acting
from tests.race import race
from undersigned.journeys.choose_display_name import choose_display_name
from undersigned.ledger.models import Entry
from undersigned.ledger.reads import verify
from undersigned.ledger.shapes import Verified
from undersigned.people.errors import NameNotAccepted
from undersigned.people.models import DisplayName

SPELLINGS = ("lorbax", "LORBAX", "l0rbax", "Iorbax")
ROUNDS = 25


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_of_all_who_choose_one_name_at_once_one_is_called_so() -> None:
    kids = cast.community("kids", names="youth", mode="before")
    choosers = [acting(cast.person(f"{n}@demo.example", "Ada", "Okafor")) for n in range(len(SPELLINGS))]
    for number in range(ROUNDS):
        name = f" {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number]}"
        outcomes = race(
            *(
                partial(choose_display_name, who, kids.id, spelling + name)
                for who, spelling in zip(choosers, SPELLINGS, strict=True)
            )
        )
        refused = [one for one in outcomes if isinstance(one, NameNotAccepted)]
        assert [one.data["fields"] for one in refused] == [{"display_name": ["someone-elses"]}] * 3, outcomes
        assert DisplayName.objects.filter(chosen_at__isnull=False).count() == number + 1
    assert Entry.objects.count() == ROUNDS
    assert isinstance(verify(), Verified)
