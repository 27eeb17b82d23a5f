"""What this room refuses."""

from undersigned.kernel.errors import Refused


class Overtaken(Refused):
    """Someone was first, or the text moved.

    Shape  why: "decided" | "claimed" | "revised"; revision: the latest number; text: its text
    """

    code, status = "overtaken", 409


class AppealNotPossible(Refused):
    """Shape  why: "already-appealed" | "not-appealable" | "too-late" """

    code, status = "appeal-not-possible", 409


class SamePerson(Refused):
    """Whoever decided first does not answer the appeal, nor call in what it overturned; whoever selected
    many does not agree to it; whoever escalated a case does not decide it.

    Shape  escalated_at: ISO 8601, for a case that this person escalated
    """

    code, status = "same-person", 403


class ForEditors(Refused):
    """What was escalated is decided by an editor."""

    code, status = "for-editors", 403


class OwnComment(Refused):
    """Nobody decides on what they wrote themselves."""

    code, status = "own-comment", 403


class ThinkAgain(Refused):
    """The local scorer doubts the text, and its author asked to be told before it is sent.

    Shape  why: what was found, as reasons have it; clause: {"number", "title"} of the guidelines, where
           one is known that it concerns
    """

    code, status = "think-again", 409


class AlreadyReported(Refused):
    code, status = "already-reported", 409
