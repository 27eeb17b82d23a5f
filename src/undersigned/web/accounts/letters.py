"""Letters about accounts: plain text, one file a language, owed by the mail backend like any other."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from undersigned.communities import reads as communities
from undersigned.kernel import clock
from undersigned.kernel.moments import moment_in_words
from undersigned.web.accounts.display import full_name

LANGUAGES = ("en", "fr")
OWN_WORDS = frozenset(
    {
        "account_already_exists",
        "email_confirmation",
        "email_confirmation_signup",
        "password_reset_key",
        "unknown_account",
    }
)


def send(to: str, letter: str, language: str, told: Mapping[str, Any]) -> None:
    """Owe one letter. The template's first line is the subject.

    Shape  letter: as allauth calls it; one without words of its own tells of a change to the account;
           told: what allauth tells, and `reader`, the person, where there is one
    """
    reader = told.get("reader")
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    template = letter if letter in OWN_WORDS else "account_changed"
    context = {
        **told,
        "letter": letter,
        "name": full_name(reader) if reader else "",
        "publisher": publisher(),
        "base_url": settings.BASE_URL,
        "at": moment_in_words(clock.now(), chosen),
    }
    rendered = render_to_string(f"account/letters/{template}.{chosen}.txt", context)
    subject, _, text = rendered.strip().partition("\n")
    EmailMessage(subject.strip(), text.strip() + "\n", to=[to]).send()


def publisher() -> str:
    """Who runs this: the one publisher of all communities, else the host's name."""
    names = {community.publisher for community in communities.all_communities()}
    return names.pop() if len(names) == 1 else str(urlsplit(settings.BASE_URL).hostname)
