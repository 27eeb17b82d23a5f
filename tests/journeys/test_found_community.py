"""An operator founds a community, publishes its texts and changes its rules."""

from typing import Any

import pytest

from tests import cast
from undersigned.communities import reads
from undersigned.communities.models import Community
from undersigned.communities.shapes import CommunityDraft, Texts
from undersigned.journeys.found_community import found_community
from undersigned.journeys.publish_texts import publish_guidelines, publish_licence, set_notices
from undersigned.journeys.set_rules import set_rules
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.errors import Invalid, NotAllowed, NotFound
from undersigned.kernel.ids import new_id
from undersigned.ledger.models import Entry
from undersigned.ledger.reads import verify
from undersigned.ledger.shapes import Verified
from undersigned.people.models import Person

DRAFT = CommunityDraft("gazette", "The Gazette", "Radio Halyard", ("en", "fr"), mode="after")
LICENCE = {"en": "Yours stays yours.", "fr": "Le vôtre reste vôtre."}
CLAUSES = {"en": [("1", "Sign", "Your name.")], "fr": [("1", "Signez", "Votre nom.")]}
RULES: dict[str, Any] = {"mode": "reactive", "closes_after_days": 14, "closes_at_comments": None}


def acts() -> list[str]:
    assert isinstance(verify(), Verified)
    return [entry.act for entry in Entry.objects.all()]


@pytest.mark.django_db
def test_a_community_is_founded_with_everything_it_needs_in_writing() -> None:
    community = found_community(COMMAND, DRAFT)
    assert reads.in_force(community.id).licence_version == 1
    assert len(reads.guidelines(community.id, "fr").clauses) >= 8
    assert "Radio Halyard" in reads.licence(community.id, "en").text
    assert set(reads.notices(community.id, "en")) == {
        "names",
        "licence",
        "endorsement",
        "guidelines",
        "welcome",
    }
    entry = Entry.objects.order_by("position")[0]
    assert (entry.act, entry.actor_kind, entry.subject_id) == ("community:founded", "command", community.id)
    assert acts() == [
        "community:founded",
        "licence:published",
        "guidelines:published",
        "notices:set",
    ]


@pytest.mark.django_db
def test_a_community_may_be_founded_with_texts_of_its_own() -> None:
    texts = Texts(licence=LICENCE, guidelines=CLAUSES, notices=cast.NOTICES)
    community = found_community(COMMAND, DRAFT, texts)
    assert reads.licence(community.id, "fr").text == "Le vôtre reste vôtre."


@pytest.mark.django_db
def test_a_community_with_half_its_texts_is_not_founded() -> None:
    with pytest.raises(Invalid):
        found_community(COMMAND, DRAFT, Texts(LICENCE, CLAUSES, notices={}))
    assert not Community.objects.exists()
    assert acts() == []


def test_an_operator_founds_and_nobody_else(otto: Person, edith: Person, mona: Person, ivo: Person) -> None:
    for who in (edith, mona, ivo):
        with pytest.raises(NotAllowed):
            found_community(cast.acting(who), DRAFT)
    assert not Community.objects.exists()
    assert found_community(cast.acting(otto), DRAFT).slug == "gazette"


def test_publishing_is_recorded_with_version_and_fingerprint(news: Community, otto: Person) -> None:
    licence = publish_licence(cast.acting(otto), news.id, LICENCE)
    guidelines = publish_guidelines(cast.acting(otto), news.id, CLAUSES)
    set_notices(cast.acting(otto), news.id, cast.NOTICES)
    assert (licence.version, guidelines.version) == (2, 2)
    assert acts() == ["licence:published", "guidelines:published", "notices:set"]
    entry = Entry.objects.get(act="licence:published")
    assert entry.facts["version"] == 2
    assert len(entry.facts["words_sha256"]) == 64


def test_refused_texts_are_not_recorded(news: Community) -> None:
    with pytest.raises(Invalid):
        publish_licence(COMMAND, news.id, {"en": "English only."})
    with pytest.raises(NotFound):
        publish_guidelines(COMMAND, new_id(), CLAUSES)
    assert reads.in_force(news.id).licence_version == 1
    assert acts() == []


def test_nobody_but_an_operator_publishes_or_sets_rules(news: Community, edith: Person, ivo: Person) -> None:
    for actor in map(cast.acting, (edith, ivo)):
        with pytest.raises(NotAllowed):
            publish_licence(actor, news.id, LICENCE)
        with pytest.raises(NotAllowed):
            publish_guidelines(actor, news.id, CLAUSES)
        with pytest.raises(NotAllowed):
            set_notices(actor, news.id, cast.NOTICES)
        with pytest.raises(NotAllowed):
            set_rules(actor, news.id, **RULES)
    assert acts() == []


def test_an_operator_of_one_community_rules_there_and_not_elsewhere(
    news: Community, nouvelles: Community, ivo: Person
) -> None:
    cast.grant(ivo, "operator", news)
    assert set_rules(cast.acting(ivo), news.id, **RULES).mode == "reactive"
    with pytest.raises(NotAllowed):
        set_rules(cast.acting(ivo), nouvelles.id, **RULES)
    assert acts() == ["community:rules-set"]


def test_a_youth_community_cannot_be_set_to_after(kids: Community) -> None:
    with pytest.raises(Invalid):
        set_rules(COMMAND, kids.id, **RULES)
    assert reads.by_slug("kids").mode == "before"
    assert acts() == []
