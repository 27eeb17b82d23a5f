"""A name is confirmed or challenged by a person; its bearer is told, and what waited goes on waiting."""

import pytest

from tests import cast
from tests.cast import acting
from tests.journeys.acts import open_case, post
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.journeys.confirm_name import confirm_name
from undersigned.journeys.correct_name import correct_name
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.errors import Invalid, NotAllowed, NotFound
from undersigned.ledger.models import Entry
from undersigned.owed.models import Owed
from undersigned.people import reads
from undersigned.people.models import Confirmation, Name, Person
from undersigned.stories.models import Story


@pytest.fixture
def story(news: Community) -> Story:
    return cast.story(news)


def doubt(person: Person) -> None:
    Name.objects.filter(person=person).update(state="declared", doubts=["famous"])


def name_of(person: Person) -> Name:
    return Name.objects.get(person=person, replaced_at=None)


def test_a_confirmed_name_holds_nothing_more(ada: Person, mona: Person, story: Story) -> None:
    doubt(ada)
    assert post(ada, story).state == "held"
    confirm_name(acting(mona), name_of(ada).id, state="confirmed")
    assert post(ada, story, "The pumps arrive in May, I am told.").state == "published"


def test_what_was_held_before_the_confirmation_stays_held(ada: Person, mona: Person, story: Story) -> None:
    doubt(ada)
    held = post(ada, story)
    confirm_name(acting(mona), name_of(ada).id, state="confirmed")
    assert Comment.objects.get().state == "held"
    assert open_case(held.comment_id).closed_at is None


def test_a_challenged_name_holds_everything_until_it_is_corrected(
    ada: Person, mona: Person, story: Story
) -> None:
    confirm_name(acting(mona), name_of(ada).id, state="challenged", note="Who are you?")
    assert post(ada, story).state == "held"
    correct_name(acting(ada), "Adaeze", "Okafor")
    assert post(ada, story, "The pumps arrive in May, I am told.").state == "published"


def test_the_bearer_of_a_challenged_name_is_told_why_in_their_language(benoit: Person, mona: Person) -> None:
    confirm_name(acting(mona), name_of(benoit).id, state="challenged", note="Est-ce bien vous ?")
    letter = Owed.objects.get().payload
    assert letter["to"] == ["benoit@demo.example"]
    assert letter["subject"] == "Une question au sujet de votre nom"
    assert "Est-ce bien vous ?" in letter["text"]
    assert reads.profile(benoit.id).name_note == "Est-ce bien vous ?"


def test_a_ruling_is_on_record_with_who_and_why(ada: Person, mona: Person) -> None:
    doubt(ada)
    confirm_name(acting(mona), name_of(ada).id, state="confirmed", note="Called, and it is so.")
    ruling = Confirmation.objects.get()
    assert (ruling.state, ruling.by_id, ruling.note) == ("confirmed", mona.id, "Called, and it is so.")
    assert Entry.objects.get().act == "name:confirmed"
    assert Owed.objects.get().payload["subject"] == "Your name is confirmed"


def test_confirming_a_name_nobody_doubted_sends_no_letter(ada: Person, mona: Person) -> None:
    confirm_name(acting(mona), name_of(ada).id, state="confirmed")
    assert not Owed.objects.exists()


def test_a_command_may_confirm(ada: Person) -> None:
    confirm_name(COMMAND, name_of(ada).id, state="confirmed")
    assert Confirmation.objects.get().by_id is None


def test_a_name_corrected_meanwhile_is_no_longer_there_to_rule_on(ada: Person, mona: Person) -> None:
    seen = name_of(ada).id
    correct_name(acting(ada), "Adaeze", "Okafor")
    with pytest.raises(NotFound):
        confirm_name(acting(mona), seen, state="challenged", note="Who are you?")


@pytest.mark.parametrize(
    ("state", "note"), [("challenged", " "), ("declared", "x"), ("confirmed", "x" * 1001)]
)
def test_a_ruling_without_its_reason_is_refused(ada: Person, mona: Person, state: str, note: str) -> None:
    with pytest.raises(Invalid):
        confirm_name(acting(mona), name_of(ada).id, state=state, note=note)


def test_the_intruder_rules_on_no_name(ada: Person, ivo: Person) -> None:
    with pytest.raises(NotAllowed):
        confirm_name(acting(ivo), name_of(ada).id, state="confirmed")


def test_nobody_rules_on_their_own_name(mona: Person) -> None:
    with pytest.raises(NotAllowed):
        confirm_name(acting(mona), name_of(mona).id, state="confirmed")
    assert not Confirmation.objects.exists()


def test_who_sits_before_youth_communities_alone_rules_on_no_name(
    news: Community, kids: Community, ada: Person, ivo: Person
) -> None:
    cast.grant(ivo, "moderator", kids)
    with pytest.raises(NotAllowed):
        confirm_name(acting(ivo), name_of(ada).id, state="confirmed")
    cast.grant(ivo, "moderator", news)
    confirm_name(acting(ivo), name_of(ada).id, state="confirmed")
