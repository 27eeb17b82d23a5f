"""What this room refuses."""

from undersigned.kernel.errors import Refused


class KeepItPrivate(Refused):
    """A young writer's text gives away a contact, a school or a full name.

    Shape  found: [{"code": "contact:email" | …, "excerpt": str}], what to take out
    """

    code, status = "keep-it-private", 422


class SaidAlready(Refused):
    """The same text by the same author stands under this story already, or waits there."""

    code, status = "said-already", 409


class SaidEnough(Refused):
    """Shape  limit: comments of one author under one story"""

    code, status = "said-enough", 409


class WordsNotTaken(Refused):
    """It holds words that this community does not take. Shape  words: as the author wrote them"""

    code, status = "words-not-taken", 422


class LinksNotTaken(Refused):
    """It holds links, and this community takes none. Shape  links: as the author wrote them"""

    code, status = "links-not-taken", 422


class LanguageNotTaken(Refused):
    """It is not in a language of this community.

    Shape  language: a code, as far as can be told; languages: those of the community
    """

    code, status = "language-not-taken", 422


class ReplyNotPossible(Refused):
    """The comment replied to is not in this conversation, or is no longer public."""

    code, status = "reply-not-possible", 409


class Withdrawn(Refused):
    """Its author took the comment back: there is nothing to change, and nothing to take back again."""

    code, status = "withdrawn", 409


class TextPurged(Refused):
    """Its words were deleted when their time was over: nobody can decide on them, or show them again."""

    code, status = "text-purged", 409


class TooLate(Refused):
    """The window for revising has passed, or the newsroom decided against the comment.

    Shape  window_seconds: how long a comment can be revised after its submission
    """

    code, status = "too-late", 409
