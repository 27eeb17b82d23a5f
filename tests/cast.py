"""The cast: three communities, seven people, and a story to talk under.

Everything is made straight through models, so that no test of one room waits for another. A
fixture makes one of them; the functions make more.
"""

from typing import Any
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress

from undersigned.communities.models import Clause, Community, LicenceText, Notice, Published
from undersigned.kernel.actor import Actor
from undersigned.kernel.clock import now
from undersigned.people.display_names import as_drawn, as_spelled
from undersigned.people.models import DisplayName, Name, Person, Standing
from undersigned.stories.models import Story

PASSWORD = "a long and quiet walk by the river"

CLAUSES = {
    "en": [
        ("1", "Sign your words", "You write under your own first and last name."),
        ("2", "Argue with ideas", "Contradict what was said; leave the person who said it alone."),
        ("3", "Stay on the story", "What has nothing to do with the story belongs under another one."),
        ("4", "Keep it lawful", "Nothing that the law forbids, and nobody’s private details."),
    ],
    "fr": [
        ("1", "Signez vos propos", "Vous écrivez sous vos propres prénom et nom."),
        ("2", "Débattez des idées", "Contredisez les propos et laissez la personne tranquille."),
        ("3", "Restez dans le sujet", "Ce qui est étranger à l’article a sa place ailleurs."),
        ("4", "Respectez la loi", "Rien d’illégal ni aucun renseignement privé sur autrui."),
    ],
}
LICENCE = {
    "en": "By submitting, you let the publisher reproduce and publish your words, whole or in part.",
    "fr": "En soumettant ce texte, vous permettez à l’éditeur de le reproduire, en tout ou en partie.",
}
NOTICES = {
    "en": {
        "names": "First and last names appear with each submission.",
        "licence": "Submitting accepts the licence.",
        "endorsement": "The publisher does not endorse the opinions expressed.",
        "guidelines": "Comments are moderated according to the Submission Guidelines.",
        "welcome": "Comments are welcome while the conversation is open.",
    },
    "fr": {
        "names": "Le prénom et le nom accompagnent chaque commentaire.",
        "licence": "Soumettre un texte, c’est accepter la licence.",
        "endorsement": "L’éditeur n’endosse pas les opinions exprimées.",
        "guidelines": "Les commentaires sont modérés selon les règles de participation.",
        "welcome": "Les commentaires sont bienvenus tant que la conversation est ouverte.",
    },
}


def community(slug: str, **fields: Any) -> Community:
    """A community with licence, four guideline clauses and notices, version 1, English and French."""
    languages = fields.pop("languages", ["en", "fr"])
    made = Community.objects.create(
        slug=slug, name=slug.capitalize(), publisher="The Daily Test", languages=languages, **fields
    )
    licence(made, 1)
    guidelines(made, 1)
    Notice.objects.bulk_create(
        Notice(community=made, kind=kind, language=language, text=text)
        for language, notices in NOTICES.items()
        for kind, text in notices.items()
    )
    return made


def licence(community: Community, version: int) -> Published:
    """A version of a community's licence, in both languages."""
    made = Published.objects.create(community=community, kind=Published.Kind.LICENCE, version=version)
    LicenceText.objects.bulk_create(
        LicenceText(licence=made, language=language, text=f"{text} ({version})")
        for language, text in LICENCE.items()
    )
    return made


def guidelines(community: Community, version: int) -> Published:
    """A version of a community's guidelines, in both languages."""
    made = Published.objects.create(community=community, kind=Published.Kind.GUIDELINES, version=version)
    Clause.objects.bulk_create(
        Clause(guidelines=made, number=number, position=position, language=language, title=title, text=text)
        for language, clauses in CLAUSES.items()
        for position, (number, title, text) in enumerate(clauses)
    )
    return made


def person(
    email: str,
    first: str,
    last: str,
    *,
    language: str = "en",
    name_state: str = Name.State.CONFIRMED,
    email_confirmed: bool = True,
    **fields: Any,
) -> Person:
    """Someone with a confirmed name and address, who signs in with PASSWORD."""
    made = Person(email=email, language=language, **fields)
    made.set_password(PASSWORD)
    made.save()
    Name.objects.create(person=made, first=first, last=last, is_single=not last, state=name_state)
    EmailAddress.objects.create(user=made, email=email, verified=email_confirmed, primary=True)
    return made


def grant(person: Person, kind: str, community: Community | None = None) -> Standing:
    """A standing in one community, or with none given, in all."""
    return Standing.objects.create(person=person, community=community, kind=kind)


def display_name(person: Person, community: Community, name: str) -> DisplayName:
    """What a person is called in a youth community."""
    compared = {"spelled": as_spelled(name), "drawn": as_drawn(name)}
    return DisplayName.objects.create(person=person, community=community, name=name, **compared)


def story(community: Community, key: str = "a-story", **fields: Any) -> Story:
    """A story published just now, open to comments."""
    given: dict[str, Any] = {
        "url": f"https://paper.example/{community.slug}/{key}",
        "language": community.languages[0],
        "headline": "The river rose again in the night",
        "deck": "Nobody slept on the lower street",
        "standfirst": "The water came over the wall a little after two.",
        "body": [{"kind": "paragraph", "text": "The water came over the wall a little after two."}],
        "published_at": now(),
    }
    return Story.objects.create(community=community, key=key, **(given | fields))


def acting(who: Person | UUID) -> Actor:
    """The actor that a person is."""
    return Actor.person(who.id if isinstance(who, Person) else who)


@pytest.fixture
def news(db: None) -> Community:
    """English, full names, moderated after publication."""
    return community("news", mode=Community.Mode.AFTER)


@pytest.fixture
def nouvelles(db: None) -> Community:
    """French, full names, moderated before publication."""
    return community("nouvelles", languages=["fr", "en"], mode=Community.Mode.BEFORE)


@pytest.fixture
def kids(db: None) -> Community:
    """Youth: display names only, moderated before publication."""
    return community("kids", names=Community.Names.YOUTH, mode=Community.Mode.BEFORE)


@pytest.fixture
def ada(db: None) -> Person:
    """Ada Okafor, an author."""
    return person("ada@demo.example", "Ada", "Okafor", place="Halifax")


@pytest.fixture
def benoit(db: None) -> Person:
    """Benoît Tremblay, an author in French."""
    return person("benoit@demo.example", "Benoît", "Tremblay", language="fr", place="Trois-Rivières")


@pytest.fixture
def mona(db: None) -> Person:
    """Mona Haddad, a moderator everywhere."""
    made = person("mona@demo.example", "Mona", "Haddad")
    grant(made, Standing.Kind.MODERATOR)
    return made


@pytest.fixture
def marc(db: None) -> Person:
    """Marc Lavoie, another moderator everywhere."""
    made = person("marc@demo.example", "Marc", "Lavoie", language="fr")
    grant(made, Standing.Kind.MODERATOR)
    return made


@pytest.fixture
def edith(db: None) -> Person:
    """Edith Park, an editor everywhere."""
    made = person("edith@demo.example", "Edith", "Park")
    grant(made, Standing.Kind.EDITOR)
    return made


@pytest.fixture
def otto(db: None) -> Person:
    """Otto Lind, an operator."""
    made = person("otto@demo.example", "Otto", "Lind")
    grant(made, Standing.Kind.OPERATOR)
    return made


@pytest.fixture
def ivo(db: None) -> Person:
    """Ivo Marsh, the intruder: a reader with no rights."""
    return person("ivo@demo.example", "Ivo", "Marsh")
