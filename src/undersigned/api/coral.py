"""Coral's external moderation phase, answered by the local scorer. It never rejects: people do that.

Source  Coral, EXTERNAL_MODERATION_PHASES.md, and WEBHOOKS.md for how requests are signed
"""

import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja.security.base import AuthBase

from undersigned.kernel.errors import NotFound
from undersigned.scoring import reads as scorer

from .addresses import V1
from .answering import nothing, private
from .coral_shapes import CoralAnswer, CoralRequest
from .service import router

TOXIC = ("toxicity", "severe_toxicity", "insult", "threat", "identity_attack")
FLAGS = {"COMMENT_DETECTED_TOXIC": TOXIC, "COMMENT_DETECTED_SPAM": ("spam",)}


class CoralSignature(AuthBase):
    """HMAC-SHA256 of the body, by a secret that Coral shows beside the phase; while it is being replaced
    by another, Coral sends a signature of each."""

    openapi_type = "apiKey"
    openapi_in = "header"
    openapi_name = "X-Coral-Signature"

    def __call__(self, request: HttpRequest) -> bool:
        if not settings.CORAL_SECRETS:
            raise NotFound(what="page")
        return is_signed(request.body, request.headers.get(self.openapi_name, ""), settings.CORAL_SECRETS)


@router.post(
    f"{V1}/scoring/coral-phase",
    response={200: CoralAnswer, 204: None},
    auth=CoralSignature(),
    tags=["Scoring"],
)
def answer_coral_phase(request: HttpRequest, sent: CoralRequest) -> HttpResponse:  # noqa: ARG001 - the router passes it
    """What Coral should do with a comment: hold and flag it (200), or go on as if unasked (204).

    A scorer that fails has it held, so that a person looks. Nothing is stored.
    """
    if not sent.comment.body.strip():
        return nothing()
    assessment = scorer.assess(sent.comment.body)
    if assessment.failed:
        return private({"status": "PREMOD"})
    flags = [flag for flag, attributes in FLAGS.items() if _reaches(assessment.probability, attributes)]
    if not flags:
        return nothing()
    actions = [{"actionType": "FLAG", "reason": flag} for flag in flags]
    return private({"status": "SYSTEM_WITHHELD", "actions": actions})


def _reaches(probability: Any, attributes: Iterable[str]) -> bool:
    return any((probability(attribute) or 0) >= settings.CORAL_HOLD for attribute in attributes)


def is_signed(body: bytes, header: str, secrets: Iterable[str]) -> bool:
    """Whether one of the signatures in a header is by one of the secrets.

    Shape  header: "sha256=…,sha256=…", in hex
    """
    given = [part.strip().removeprefix("sha256=").encode() for part in header.split(",")]
    own = [hmac.new(secret.encode(), body, hashlib.sha256).hexdigest().encode() for secret in secrets]
    return any(hmac.compare_digest(one, other) for one in own for other in given)
