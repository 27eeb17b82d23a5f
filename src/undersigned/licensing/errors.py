"""What this room refuses."""

from undersigned.kernel.errors import Refused


class LicenceOutOfDate(Refused):
    """The submission was made against texts that are no longer in force.

    Shape  licence: {"version", "language", "text"} in force; guidelines_version in force;
           outdated: which of "licence", "guidelines"
    """

    code, status = "licence-out-of-date", 409


class NotVerbatim(Refused):
    """An excerpt does not stand in the comment as it is published, in that order.

    Shape  excerpt: the first that was not found
    """

    code, status = "not-verbatim", 422


class ConsentMissing(Refused):
    """A youth comment is reprinted only with a guardian's consent on record."""

    code, status = "consent-missing", 409
