"""Why a conversation takes no comments, in words for its readers."""

from babel.numbers import format_decimal
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from undersigned.kernel.moments import locale_of, moment_in_words

from .rules import Opening


def reason(opening: Opening) -> str:
    """One sentence in the active language; the newsroom's own words if someone closed it and said why.

    Shape  empty while it is open
    """
    language = get_language() or "en"
    known = {
        "opens_at": opening.opens_at and moment_in_words(opening.opens_at, language),
        "closes_at": opening.closes_at and moment_in_words(opening.closes_at, language),
        "limit": opening.limit and format_decimal(opening.limit, locale=locale_of(language)),
    }
    match opening.why:
        case "closed":
            return opening.reason or _("It is closed for legal reasons.")
        case "never":
            return _("No comments are taken on this subject.")
        case "not-yet":
            return _("It opens on %(opens_at)s.") % known
        case "time":
            return _("It was open until %(closes_at)s.") % known
        case "days":
            return _days(opening.limit or 0) % known
        case "comments":
            return _comments(opening.limit or 0) % known
        case None:
            return ""


def _days(limit: int) -> str:
    return ngettext(
        "It was open for %(limit)s day after the story was published, until %(closes_at)s.",
        "It was open for %(limit)s days after the story was published, until %(closes_at)s.",
        limit,
    )


def _comments(limit: int) -> str:
    return ngettext(
        "It was opened for %(limit)s comment, and has received it.",
        "It was opened for %(limit)s comments, and has received them.",
        limit,
    )
