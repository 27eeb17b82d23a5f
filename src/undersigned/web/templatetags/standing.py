"""What the reader of a page may open besides."""

from typing import Any

from django import template

from undersigned.people import reads as people

register = template.Library()

DESK = ("moderator", "editor")


@register.simple_tag(takes_context=True)
def may_open_desk(context: dict[str, Any]) -> bool:
    """Whether the person signed in moderates or edits anywhere; an operator does everywhere."""
    user = context.get("user")
    if user is None or not user.is_authenticated:
        return False
    return people.communities_of(user.pk, *DESK) != []
