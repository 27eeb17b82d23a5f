"""What this room refuses."""

from undersigned.kernel.errors import Refused


class KeepItPrivate(Refused):
    """A young writer's text gives away a contact, a school or a full name.

    Shape  found: [{"code": "contact:email" | …, "excerpt": str}], what to take out
    """

    code, status = "keep-it-private", 422


class ReplyNotPossible(Refused):
    """The comment replied to is not in this conversation, or is no longer public."""

    code, status = "reply-not-possible", 409


class Withdrawn(Refused):
    """Its author took the comment back: there is nothing to change, and nothing to take back again."""

    code, status = "withdrawn", 409


class TooLate(Refused):
    """The window for revising has passed, or the newsroom decided against the comment.

    Shape  window_seconds: how long a comment can be revised after its submission
    """

    code, status = "too-late", 409
