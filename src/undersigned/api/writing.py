"""An author’s writing: submit, revise, withdraw; and anyone’s recommendation."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja.params.functions import Header

from undersigned.answers import actions as answers
from undersigned.conversation import reads as comments
from undersigned.journeys.post_comment import Draft, post_comment
from undersigned.journeys.recommend import recommend, unrecommend
from undersigned.journeys.revise import revise
from undersigned.journeys.submission import Posted
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.errors import NotSignedIn
from undersigned.licensing import reads as licensing
from undersigned.snapshots import build
from undersigned.snapshots import reads as snapshots
from undersigned.stories import reads as stories

from . import shapes
from .addresses import COMMENT, COMMENTS
from .answering import nothing, private
from .bodies import NewComment, RevisedComment
from .callers import SIGNED_IN
from .door import Request, asked_language
from .headers import tell_pace
from .service import router
from .words import reasons_of

STATUS = {"published": 201, "held": 202, "refused": 201}


@router.post(
    COMMENTS,
    response={201: shapes.Sent, 202: shapes.Sent},
    auth=SIGNED_IN,
    tags=["Writing"],
)
def submit_comment(
    request: Request,
    community: str,
    story: str,
    sent: NewComment,
    idempotency_key: Annotated[str | None, Header(alias="Idempotency-Key")] = None,
) -> HttpResponse:
    """Submit a comment: 201 published, or 202 held for a person, and why.

    Where the newsroom lets a machine refuse by itself, 201 with `state` refused, and why: its author can
    appeal.

    With an `Idempotency-Key` the same request sent again gets the same answer, and no second comment
    is made, for 24 hours.
    """
    story_id = stories.id_at(community, story)
    author_id = request.auth.person_id
    if author_id is None:
        raise NotSignedIn
    draft = Draft(
        text=sent.text,
        licence_version=sent.licence_version,
        guidelines_version=sent.guidelines_version,
        language=asked_language(request) or "",
        in_reply_to=sent.in_reply_to,
        asks_first=sent.ask_first,
        asks_person=sent.ask_person,
    )

    def perform() -> tuple[int, Any]:
        posted = post_comment(request.auth, story_id, draft)
        return STATUS[posted.state], _sent(posted)

    if idempotency_key is None:
        status, content = perform()
    else:
        kept = answers.remembered(author_id, idempotency_key, _fingerprint(request), perform)
        status, content = kept.status, kept.body
    answer = private(content, status)
    tell_pace(answer, author_id)
    return answer


@router.patch(COMMENT, response={200: shapes.Sent, 202: shapes.Sent}, auth=SIGNED_IN, tags=["Writing"])
def revise_comment(request: Request, comment: UUID, sent: RevisedComment) -> HttpResponse:
    """Change one’s own comment within the window: 200 published, or 202 while the new text waits.

    While it waits, others go on reading the text before it (`shown_text`), if that was public.
    Without versions the submission stands under those accepted with the text before.
    """
    accepted = licensing.acceptance(comments.latest(comments.by_id(comment)).id)
    posted = revise(
        request.auth,
        comment,
        sent.text,
        licence_version=_given(sent.licence_version, accepted.licence_version),
        guidelines_version=_given(sent.guidelines_version, accepted.guidelines_version),
        language=asked_language(request) or accepted.language,
        asks_first=sent.ask_first,
        asks_person=sent.ask_person,
    )
    return private(_sent(posted), 200 if posted.state == "published" else 202)


@router.delete(COMMENT, response={204: None}, auth=SIGNED_IN, tags=["Writing"])
def withdraw_comment(request: Request, comment: UUID) -> HttpResponse:
    """Take one’s own comment back; replies under it keep their place."""
    withdraw(request.auth, comment)
    return nothing()


@router.put(f"{COMMENT}/recommendation", response=shapes.Recommended, auth=SIGNED_IN, tags=["Writing"])
def recommend_comment(request: Request, comment: UUID) -> HttpResponse:
    """Recommend somebody else’s comment; a second time changes nothing."""
    recommend(request.auth, comment)
    return private(_recommended(comment, is_recommended=True))


@router.delete(f"{COMMENT}/recommendation", response=shapes.Recommended, auth=SIGNED_IN, tags=["Writing"])
def unrecommend_comment(request: Request, comment: UUID) -> HttpResponse:
    """Take a recommendation back."""
    unrecommend(request.auth, comment)
    return private(_recommended(comment, is_recommended=False))


def _given(sent: int | None, accepted: int) -> int:
    return accepted if sent is None else sent


def _sent(posted: Posted) -> Mapping[str, Any]:
    row = posted.comment
    return {
        "comment": snapshots.own_comment(comments.sent(row), row.community, row.story.key),
        "state": posted.state,
        "shown_text": row.shown.text if row.shown is not None else None,
        "why": reasons_of(posted.why),
    }


def _recommended(comment_id: UUID, *, is_recommended: bool) -> build.Document:
    return {
        "recommended": is_recommended,
        "recommendations": comments.by_id(comment_id).recommendation_count,
    }


def _fingerprint(request: HttpRequest) -> str:
    """What tells two requests under one key apart: where they were sent, and every byte."""
    return sha256(b"\n".join([str(request.method).encode(), request.path.encode(), request.body])).hexdigest()
