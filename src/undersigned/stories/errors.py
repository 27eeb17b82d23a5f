"""What this room refuses."""

from undersigned.kernel.errors import Refused


class ConversationClosed(Refused):
    """It takes no comments.

    Shape  why: a code of `rules.Why`; reason: a sentence, the newsroom's own if a person closed it, and
           closed_at since when; opens_at, closes_at: what the clock changes. Moments in ISO 8601
    """

    code, status = "conversation-closed", 409


class AlreadyClosed(Refused):
    """Someone else closed it, and the closing sent was not meant to take that one's place."""

    code, status = "already-closed", 409


class NotClosed(Refused):
    code, status = "not-closed", 409


class SourceMissing(Refused):
    """Shape  path; reason: the system's own words"""

    code, status = "story-source-missing", 422


class SourceEmpty(Refused):
    code, status = "story-source-empty", 422


class SourceTooLarge(Refused):
    """Shape  limit_megabytes"""

    code, status = "story-source-too-large", 413


class SourceUnknown(Refused):
    """Neither ninjs, nor a page, nor a feed."""

    code, status = "story-source-unknown", 422


class SourceBadlyEncoded(Refused):
    """Shape  encoding: what it says it is written in; position: of the first byte that is not, from 1"""

    code, status = "story-source-badly-encoded", 422


class NotJson(Refused):
    """Shape  line, column: from 1; problem: the parser's words"""

    code, status = "story-not-json", 422


class NotNinjs(Refused):
    """Shape  problems: what does not fit the schema, in the reader's language, the first few"""

    code, status = "story-not-ninjs", 422


class NotAFeed(Refused):
    """Shape  line, column: from 1, where the XML breaks; absent when it is whole but no feed"""

    code, status = "story-not-a-feed", 422


class FeedEmpty(Refused):
    code, status = "story-feed-empty", 422


class OneStoryWanted(Refused):
    """A key or address was given for a source of several stories. Shape  count"""

    code, status = "story-one-wanted", 422


class NoArticle(Refused):
    """A page that does not say, to machines, that it is an article."""

    code, status = "story-page-without-article", 422


class NoHeadline(Refused):
    code, status = "story-without-headline", 422


class NoAddress(Refused):
    code, status = "story-without-address", 422


class NoKey(Refused):
    code, status = "story-without-key", 422


class NoMoment(Refused):
    code, status = "story-without-time", 422


class Withheld(Refused):
    """The newsroom says it is withheld or cancelled."""

    code, status = "story-withheld", 409


class Embargoed(Refused):
    """Shape  until: ISO 8601"""

    code, status = "story-embargoed", 409


class KeyTaken(Refused):
    """Shape  key; url: of the story that has it"""

    code, status = "story-key-taken", 409


class AddressTaken(Refused):
    """Shape  url; key: of the story that has it"""

    code, status = "story-address-taken", 409


class AddressForbidden(Refused):
    """An address that is never asked for. Shape  address: host or scheme"""

    code, status = "story-address-forbidden", 422


class FetchFailed(Refused):
    """Shape  host; problem: in the reader's language"""

    code, status = "story-fetch-failed", 422
