"""What calls are sent. An unknown field is refused: it would be a slip of the pen, silently lost."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    field_validator,
)
from pydantic_core import PydanticCustomError


def _written_out(given: Any) -> Any:
    """A number is no moment: 2999 would be read as seconds of the year 1970."""
    if isinstance(given, int | float) or (isinstance(given, str) and "-" not in given.strip()[1:]):
        raise PydanticCustomError("datetime_parsing", "a number")
    return given


def _in_utc(moment: datetime) -> datetime:
    """The same moment; the last hours of the year 9999 are not to be had in every zone."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise PydanticCustomError("datetime_parsing", "out of range") from None


Moment = Annotated[AwareDatetime, BeforeValidator(_written_out), AfterValidator(_in_utc)]


class Body(BaseModel):
    """How long a text may be, its journey knows."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _can_be_stored(cls, value: Any) -> Any:
        """Without NUL and halves of characters: a database keeps neither, and nobody means them."""
        if isinstance(value, str):
            return value.encode(errors="ignore").decode().replace("\0", "")
        return [cls._can_be_stored(each) for each in value] if isinstance(value, list) else value


class NewComment(Body):
    """The versions are those shown beside the text; they are recorded as accepted.

    With `ask_first` a text that the local scorer doubts is not sent: `think-again` says why. With
    `ask_person` one that holds words or links that are not taken is held for a person, not refused.
    """

    text: str
    licence_version: StrictInt
    guidelines_version: StrictInt
    in_reply_to: UUID | None = None
    ask_first: StrictBool = False
    ask_person: StrictBool = False


class RevisedComment(Body):
    """Without versions it stands under those accepted with the text before; the rest as for a new one."""

    text: str
    licence_version: StrictInt | None = None
    guidelines_version: StrictInt | None = None
    ask_first: StrictBool = False
    ask_person: StrictBool = False


class NewReport(Body):
    """Without an account also `name`, `email`, `good_faith`; for unlawful content `law`."""

    clause: str = ""
    text: str = ""
    law: str = ""
    name: str = ""
    email: str = ""
    good_faith: StrictBool = False


class NewNoticeItem(Body):
    """One comment that is said to be unlawful."""

    where: str = Field(description="Its address, or its id.")
    text: str = Field(description="Why it is unlawful.")
    law: str = Field("", description="Which law; may be left out with `child_abuse` only.")
    child_abuse: StrictBool = Field(False, description="It is about the sexual abuse of a child.")


class Proof(Body):
    """The answer to a challenge: SHA-256 of `challenge:answer` begins with so many zero bits."""

    challenge: str
    answer: str


class NewNotice(Body):
    """`name` and `email` may be left out where every item is `child_abuse`."""

    items: list[NewNoticeItem]
    name: str = ""
    email: str = ""
    good_faith: StrictBool = False
    proof: Proof | None = None


class NewAppeal(Body):
    text: str


class NewDecision(Body):
    verdict: Literal["publish", "refuse", "remove", "restore", "label", "hold", "escalate"]
    revision: StrictInt = Field(description="The number of the revision that was judged.")
    clauses: list[str] = []
    note: str = Field("", description="To the author.")
    label: str = Field("", description="With `label`: to readers, under the comment; empty takes it away.")
    facts: str = Field("", description="What it relies on, without names.")
    law: str = Field("", description="Where it is unlawful: which law.")
    law_text: str = Field("", description="Why it is unlawful under that law.")
    reply: str = Field("", description="To who reported the comment and appealed: needed to answer them.")
    source: Literal["own", "report", "notice", "order"] | None = Field(
        None, description="Without it, what the case tells: `own`, `report` or `notice`."
    )


class Reopening(Body):
    reason: str = ""


class NewClosure(Body):
    reason: str = Field(description="Shown to readers.")
    until: Moment | None = None


class NewReprint(Body):
    part: Literal["whole"] | Annotated[list[str], Field(min_length=1)] = Field(
        description="The whole, or exact excerpts in their order."
    )
    use: Literal["web", "print", "air"]


class NewRestriction(Body):
    kind: Literal["warn", "hold", "slow", "suspend", "ban"]
    reason: str = Field(description="The person reads it.")
    community: str | None = Field(None, description="Its slug; without one it holds everywhere.")
    until: Moment | None = None
    submissions: StrictInt | None = Field(None, description="With `hold`: the next so many only.")
    every_seconds: StrictInt | None = Field(None, description="With `slow`: between two submissions.")


class NewNameConfirmation(Body):
    state: Literal["confirmed", "challenged"]
    note: str = Field("", description="To the bearer of the name; needed with a challenge.")


class NewDisplayName(Body):
    display_name: str


class NewsroomToken(Body):
    token: str
