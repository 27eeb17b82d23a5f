"""Letters to people: rendered in their language and owed in the transaction of the act they tell of."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string

from undersigned.kernel.moments import moment_in_words
from undersigned.owed import actions as owed
from undersigned.people import reads as people

LANGUAGES = ("en", "fr")


def write_to(person_id: UUID, letter: str, **facts: Any) -> None:
    """Owe one letter. The template's first line is the subject.

    Shape  letter: a name under `templates/letters/`, one file a language
    """
    reader = people.profile(person_id)
    write(reader.email, reader.full_name, reader.language, letter, **facts)


def letter_language(language: str) -> str:
    """The language in which a letter to a reader of this one is written."""
    return language if language in LANGUAGES else LANGUAGES[0]


def write(email: str, name: str, language: str, letter: str, **facts: Any) -> None:
    """Owe one letter to somebody who may have no account; none without an address. Shape  as `write_to`"""
    if not email:
        return
    language = letter_language(language)
    told = {name: _told(fact, language) for name, fact in facts.items()}
    context = {"name": name, "base_url": settings.BASE_URL, **told}
    rendered = render_to_string(f"letters/{letter}.{language}.txt", context)
    subject, _, text = rendered.strip().partition("\n")
    owed.owe_mail(email, subject.strip(), text.strip() + "\n")


def _told(fact: Any, language: str) -> Any:
    """A moment in the words of the letter; anything else as it is."""
    return moment_in_words(fact, language) if isinstance(fact, datetime) else fact
