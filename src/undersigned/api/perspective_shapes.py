"""What the Perspective API is sent and answers, field by field, as its clients know it.

Source  Perspective API, v1alpha1, "AnalyzeComment" and "SuggestCommentScore"
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, field_validator, model_validator
from pydantic.alias_generators import to_camel

from .shapes import Shape


class Sent(BaseModel):
    """A name is spelled either way, `clientToken` or `client_token`; null is as good as left out."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, sent: Any) -> Any:
        sent = _whole(sent)
        if not isinstance(sent, dict):
            return sent
        return {name: value for name, value in sent.items() if value is not None}


def _whole(sent: Any) -> Any:
    """With whole characters only: half of one becomes �, which is as long."""
    if isinstance(sent, dict):
        return {_whole(name): _whole(value) for name, value in sent.items()}
    if isinstance(sent, list):
        return [_whole(each) for each in sent]
    if isinstance(sent, str):
        return sent.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return sent


class TextEntry(Sent):
    text: str = ""
    type: str = Field("PLAIN_TEXT", description="`PLAIN_TEXT`; no other is known.")


NOTHING = TextEntry.model_validate({})


class ArticleAndParent(Sent):
    article: TextEntry = NOTHING
    parent_comment: TextEntry = NOTHING


class Context(Sent):
    entries: list[TextEntry] = []
    article_and_parent_comment: ArticleAndParent = ArticleAndParent()


class Wanted(Sent):
    score_type: str = Field("PROBABILITY", description="`PROBABILITY`; no other is known.")
    score_threshold: float = Field(0, description="Scores below it are left out.")


class Analysis(Sent):
    """`context`, `communityId` and `sessionId` change nothing. Nothing is stored, `doNotStore` or not."""

    comment: TextEntry = NOTHING
    requested_attributes: dict[str, Wanted] = Field({}, description="By name, such as `TOXICITY`.")
    languages: list[str] = Field([], description="Of the text; without it, they are looked for.")
    span_annotations: StrictBool = Field(False, description="A score for each sentence, too.")
    drop_unsupported_attributes: StrictBool = Field(
        False, description="Leave out what has no score here, instead of refusing."
    )
    do_not_store: StrictBool = False
    client_token: str = Field("", description="Comes back with the answer.")
    session_id: str = ""
    community_id: str = ""
    user_agent: str = ""
    context: Context = Context()

    @field_validator("requested_attributes", mode="before")
    @classmethod
    def _wanted(cls, sent: Any) -> Any:
        """An attribute that is null is as good as one with nothing said of it."""
        if not isinstance(sent, dict):
            return sent
        return {name: {} if value is None else value for name, value in sent.items()}


class Value(Sent):
    value: float = 0
    type: str = "PROBABILITY"


class SuggestedSpan(Sent):
    begin: int = 0
    end: int = 0
    score: Value = Value()


class SuggestedScores(Sent):
    summary_score: Value = Value()
    span_scores: list[SuggestedSpan] = []


class Suggestion(Sent):
    """What somebody thinks a score should have been."""

    comment: TextEntry = NOTHING
    attribute_scores: dict[str, SuggestedScores] = {}
    languages: list[str] = []
    client_token: str = Field("", description="Comes back with the answer.")
    session_id: str = ""
    community_id: str = ""
    context: Context = Context()


class Score(Shape):
    value: float = Field(description="0 to 1.")
    type: str = "PROBABILITY"


class SpanScore(Shape):
    """`begin` and `end` count UTF-16 units, as JavaScript does; `end` is exclusive."""

    begin: int
    end: int
    score: Score


class AttributeScores(Shape):
    spanScores: list[SpanScore]  # noqa: N815 - the name in that API
    summaryScore: Score  # noqa: N815 - the name in that API


class Analyzed(Shape):
    attributeScores: dict[str, AttributeScores]  # noqa: N815 - the name in that API
    languages: list[str]


class Suggested(Shape):
    """The client’s token, where there was one."""


class Status(Shape):
    code: int
    message: str = Field(description="In English, as there.")
    status: str
    details: list[dict[str, Any]] = []


class GoogleError(Shape):
    """A refusal as Google’s services tell it."""

    error: Status
