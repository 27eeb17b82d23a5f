"""Founding, publishing and reading, on the database."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tests import cast
from undersigned.communities import actions, house, reads
from undersigned.communities.models import Community, Published
from undersigned.communities.shapes import CommunityDraft, document
from undersigned.kernel.errors import Invalid, NotFound
from undersigned.kernel.ids import new_id

DRAFT = CommunityDraft("gazette", "The Gazette", "Radio Halyard", ("en", "fr"))


@pytest.fixture
def gazette(db: None) -> Community:
    """A community with the house texts."""
    community = actions.found(DRAFT)
    texts = house.texts(DRAFT.languages, DRAFT.names, DRAFT.publisher)
    actions.publish_licence(community.id, texts.licence)
    actions.publish_guidelines(community.id, texts.guidelines)
    actions.set_notices(community.id, texts.notices)
    return community


def test_a_slug_is_taken_once(gazette: Community) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.found(DRAFT)
    assert list(refusal.value.data["fields"]) == ["slug"]
    assert Community.objects.count() == 1


@pytest.mark.django_db
def test_complaints_are_sentences_in_the_operators_language() -> None:
    with translation.override("en"), pytest.raises(Invalid) as refusal:
        actions.found(CommunityDraft("desk", "", "Radio Halyard", ("en",), closes_after_days=0))
    assert refusal.value.data["fields"] == {
        "slug": ["This word belongs to the product’s own addresses; choose another."],
        "name": ["Give the community a name."],
        "closes_after_days": ["Use a whole number above zero, or none."],
    }
    assert not Community.objects.exists()


@pytest.mark.django_db
def test_the_database_too_holds_youth_to_before_publication() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.community("kids", names="youth", mode="after")


def test_an_unknown_community_is_not_found(db: None) -> None:
    with pytest.raises(NotFound):
        reads.by_slug("nowhere")
    with pytest.raises(NotFound):
        reads.by_id(new_id())
    for read in (reads.guidelines, reads.licence):
        with pytest.raises(NotFound):
            read(new_id(), "en")
    with pytest.raises(NotFound):
        reads.in_force(new_id())
    with pytest.raises(NotFound):
        actions.publish_licence(new_id(), {})
    assert reads.notices(new_id(), "en") == {}


def test_a_new_version_stands_beside_the_old_in_every_language(gazette: Community) -> None:
    first = reads.guidelines(gazette.id, "en")
    actions.publish_guidelines(gazette.id, {"en": [("1", "Sign", "Do.")], "fr": [("1", "Signez", "Oui.")]})
    assert reads.guidelines(gazette.id, "en", version=1) == first
    english, french = reads.guidelines(gazette.id, "en"), reads.guidelines(gazette.id, "fr")
    assert (english.version, french.version, english.id) == (2, 2, french.id)
    assert [clause.title for clause in french.clauses] == ["Signez"]
    assert [version.version for version in reads.versions(gazette.id, Published.Kind.GUIDELINES)] == [2, 1]
    assert reads.guidelines_by_ids([first.id, english.id], "en") == {first.id: first, english.id: english}


def test_a_new_licence_changes_what_is_in_force(gazette: Community) -> None:
    before = reads.in_force(gazette.id)
    actions.publish_licence(gazette.id, {"en": "All rights stay yours.", "fr": "Vos droits restent vôtres."})
    after = reads.in_force(gazette.id)
    assert (before.licence_version, after.licence_version) == (1, 2)
    assert before.guidelines_id == after.guidelines_id
    assert reads.licence(gazette.id, "fr").text == "Vos droits restent vôtres."
    assert reads.licence(gazette.id, "fr", version=1).id == before.licence_id
    with pytest.raises(NotFound):
        reads.licence(gazette.id, "fr", version=3)


def test_refused_texts_leave_everything_as_it_was(gazette: Community) -> None:
    before = reads.in_force(gazette.id)
    with pytest.raises(Invalid):
        actions.publish_licence(gazette.id, {"en": "English only."})
    with pytest.raises(Invalid):
        actions.publish_guidelines(gazette.id, {"en": [("1", "a", "b")], "fr": [("2", "a", "b")]})
    with pytest.raises(Invalid):
        actions.set_notices(gazette.id, {})
    assert reads.in_force(gazette.id) == before
    assert len(reads.notices(gazette.id, "en")) == 5


@pytest.mark.django_db
def test_a_language_that_is_not_offered_falls_back_to_the_communitys_own() -> None:
    community = cast.community("nouvelles", languages=["fr", "en"])
    assert reads.guidelines(community.id, "de").language == "fr"
    assert reads.guidelines(community.id, "en-GB").language == "en"
    assert reads.licence(community.id, "de").language == "fr"
    assert reads.notices(community.id, "de") == cast.NOTICES["fr"]
    assert reads.notices(community.id, "en") == cast.NOTICES["en"]


def test_a_text_older_than_a_language_is_shown_in_the_languages_it_has(gazette: Community) -> None:
    Community.objects.filter(id=gazette.id).update(languages=["de", "en", "fr"])
    assert reads.guidelines(gazette.id, "de").language == "en"


def test_mode_and_limits_change_together(gazette: Community) -> None:
    changed = actions.set_rules(gazette.id, mode="reactive", closes_after_days=7, closes_at_comments=None)
    assert (changed.mode, changed.closes_after_days, changed.closes_at_comments) == ("reactive", 7, None)
    with pytest.raises(Invalid) as refusal:
        actions.set_rules(gazette.id, mode="never", closes_after_days=7, closes_at_comments=0)
    assert set(refusal.value.data["fields"]) == {"mode", "closes_at_comments"}
    assert reads.by_slug("gazette").mode == "reactive"


def test_communities_are_listed_oldest_first(gazette: Community) -> None:
    later = cast.community("later")
    assert [community.id for community in reads.all_communities()] == [gazette.id, later.id]


def test_reads_cost_one_or_two_queries(
    gazette: Community, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        reads.by_slug("gazette")
    with django_assert_num_queries(1):
        reads.in_force(gazette.id)
    with django_assert_num_queries(1):
        reads.notices(gazette.id, "fr")
    with django_assert_num_queries(2):
        guidelines = reads.guidelines(gazette.id, "fr")
    with django_assert_num_queries(2):
        reads.licence(gazette.id, "fr")
    with django_assert_num_queries(2):
        reads.guidelines_by_ids([guidelines.id], "fr")


def test_the_document_is_what_the_contract_says(gazette: Community) -> None:
    made = document(
        reads.by_slug("gazette"),
        reads.notices(gazette.id, "fr"),
        reads.guidelines(gazette.id, "fr"),
        reads.licence(gazette.id, "fr"),
    )
    assert (made["names"], made["mode"]) == ("full", "before")
    assert set(made["notices"]) == {"names", "licence", "endorsement", "guidelines", "welcome"}
    assert made["guidelines"]["version"] == 1
    assert made["guidelines"]["language"] == "fr"
    assert set(made["guidelines"]["clauses"][0]) == {"number", "title", "text"}
    assert set(made["licence"]) == {"version", "language", "text"}
    assert {type(made["names"]), type(made["mode"])} == {str}
