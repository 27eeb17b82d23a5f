"""An account is erased: what is left is an id, for the acts that were done under it."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from .models import DisplayName, Name, NewsroomIdentity, Person

NOWHERE = "erased.invalid"


def erase(person: Person, at: datetime) -> None:
    """Forget who a locked person is: names, address, place, ways to sign in. Sessions end with the password.

    The rows of names stay, without a name, for the entries that tell what was thought of them.
    """
    Name.objects.filter(person=person).update(first="", last="", is_single=True)
    for kept in (DisplayName, NewsroomIdentity):
        kept.objects.filter(person=person).delete()
    for way in (EmailAddress, Authenticator, SocialAccount):
        way.objects.filter(user=person).delete()
    person.email, person.place = f"{person.id.hex}@{NOWHERE}", ""
    person.is_active, person.erased_at = False, at
    person.set_password(None)
    person.save(update_fields=["email", "place", "is_active", "erased_at", "password"])
