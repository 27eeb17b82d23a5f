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
    language = reader.language if reader.language in LANGUAGES else LANGUAGES[0]
    told = {name: _told(fact, language) for name, fact in facts.items()}
    context = {"name": reader.full_name, "base_url": settings.BASE_URL, **told}
    rendered = render_to_string(f"letters/{letter}.{language}.txt", context)
    subject, _, text = rendered.strip().partition("\n")
    owed.owe_mail(reader.email, subject.strip(), text.strip() + "\n")


def _told(fact: Any, language: str) -> Any:
    """A moment in the words of the letter; anything else as it is."""
    return moment_in_words(fact, language) if isinstance(fact, datetime) else fact
