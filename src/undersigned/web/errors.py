"""Refusals that only an HTTP door can speak."""

from undersigned.kernel.errors import Refused


class BadRequest(Refused):
    """The request could not be read at all."""

    code, status = "bad-request", 400


class FormExpired(Refused):
    """The form's proof of origin was missing or out of date (CSRF)."""

    code, status = "form-expired", 403


class MethodNotAllowed(Refused):
    code, status = "method-not-allowed", 405


class Unexpected(Refused):
    """A fault of ours; what it was stands in the log, never in the answer."""

    code, status = "unexpected", 500


class NotReady(Refused):
    """Shape  reason: "database" or "migrations", what is waited for"""

    code, status = "not-ready", 503
