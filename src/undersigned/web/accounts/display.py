"""What a person is called on their own pages. Named in the settings, hence imported before the apps."""

from typing import Any


def full_name(person: Any) -> str:
    """First and last name as given; the address while there is none."""
    from undersigned.kernel.errors import NotFound
    from undersigned.people.reads import profile

    try:
        return profile(person.pk).full_name
    except NotFound:
        return str(person.email)
