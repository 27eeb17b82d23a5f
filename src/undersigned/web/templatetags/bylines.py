"""Who signed a comment, where nobody may be left to be named."""

from django.template import Library
from django.utils.translation import gettext as _

register = Library()


@register.filter
def signed(byline: str) -> str:
    """The name over a comment; in its place, once the account is erased, that nobody is there."""
    return byline or _("somebody who has left")
