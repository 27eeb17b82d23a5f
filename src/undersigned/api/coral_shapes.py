"""What Coral sends to an external moderation phase, and what it understands of an answer."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from .shapes import Shape


class CoralComment(BaseModel):
    """The rest of what Coral tells of it is not looked at: nor of its author, story, site and tenant."""

    body: str = ""


class CoralRequest(BaseModel):
    comment: CoralComment


class CoralFlag(Shape):
    actionType: Literal["FLAG"]  # noqa: N815 - Coral's name
    reason: Literal["COMMENT_DETECTED_TOXIC", "COMMENT_DETECTED_SPAM"]


class CoralAnswer(Shape):
    status: Literal["PREMOD", "SYSTEM_WITHHELD"]
    actions: list[CoralFlag] = []
