"""Someone becomes a person here: an account, and the name it signs with."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotAllowed
from undersigned.ledger import actions as ledger
from undersigned.people import actions as people


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What someone tells when they join.

    Shape  first, last: 1–80 characters each; last is empty only for a single name; no password:
           they sign in another way, or ask for a reset
    """

    email: str
    first: str
    last: str
    is_single: bool = False
    language: str = "en"
    password: str | None = None


def join(actor: Actor, newcomer: Newcomer, *, email_confirmed: bool = False) -> UUID:
    """A new person with a declared name, its doubts on record.

    Shape   actor: the house for someone who signs up by themselves; email_confirmed: on the word of a
            command or a newsroom → id of the person
    Errors  NotAllowed for a person acting, Invalid(email), NameNotAccepted, EmailTaken
    Source  rules N1, N3, N9
    """
    if actor.kind == "person":
        raise NotAllowed
    email = newcomer.email.strip()
    try:
        validate_email(email)
    except ValidationError:
        raise Invalid({"email": ["not-an-address"]}) from None
    name = people.accepted(newcomer.first, newcomer.last, is_single=newcomer.is_single)
    with transaction.atomic():
        person = people.register(
            email=email, name=name, language=newcomer.language, password=newcomer.password
        )
        if email_confirmed:
            people.confirm_email(person.id)
        by = Actor.person(person.id) if actor.kind == "house" else actor
        ledger.append("person:joined", by, person.id, doubts=list(map(str, name.doubts)))
    return person.id
