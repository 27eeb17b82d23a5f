"""A person chooses the language in which they are written to."""

from django.conf import settings
from django.db import transaction

from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import Invalid, NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.people import actions as people


def change_language(actor: Actor, language: str) -> None:
    """Letters come in that language from now on.

    Shape   language: a code of LANGUAGES
    Errors  NotSignedIn, Invalid(language)
    """
    if actor.person_id is None:
        raise NotSignedIn
    if language not in dict(settings.LANGUAGES):
        raise Invalid({"language": ["unknown"]})
    with transaction.atomic():
        people.locked(actor.person_id)
        people.set_language(actor.person_id, language)
        ledger.append("person:addressed", actor, actor.person_id, language=language)
