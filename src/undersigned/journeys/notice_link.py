"""The addresses that letters about notices of unlawful content lead to."""

from uuid import UUID

from django.conf import settings

from undersigned.unlawful.reads import token
from undersigned.unlawful.shapes import Purpose


def address(notice_id: UUID, purpose: Purpose) -> str:
    """The whole address: whoever has it may do this one thing with this one notice."""
    step = "" if purpose == "status" else f"{purpose}/"
    return f"{settings.BASE_URL}/notices/{step}{token(notice_id, purpose)}/"
