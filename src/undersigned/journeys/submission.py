"""What posting and revising share: who may submit, what is accepted with it, where it goes then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from undersigned.communities import reads as communities
from undersigned.conversation import actions as conversation
from undersigned.conversation import evidence as of_comments
from undersigned.conversation import reads as comments
from undersigned.conversation import rules as conversation_rules
from undersigned.conversation.errors import KeepItPrivate
from undersigned.kernel.actor import HOUSE, Actor
from undersigned.kernel.errors import NotSignedIn
from undersigned.ledger import actions as ledger
from undersigned.licensing import evidence as of_licences
from undersigned.licensing.errors import LicenceOutOfDate
from undersigned.moderation import actions as moderation
from undersigned.moderation import evidence as of_moderation
from undersigned.moderation.shapes import Ruling
from undersigned.people import reads as people
from undersigned.people.errors import Banned, DisplayNameMissing, EmailNotConfirmed, Suspended
from undersigned.scoring import reads as scorer
from undersigned.scoring.shapes import Finding
from undersigned.stories import closing
from undersigned.stories import reads as stories
from undersigned.stories.errors import ConversationClosed

from .decide import statement
from .letters import write_to
from .second_opinion import owe_opinion

if TYPE_CHECKING:
    from undersigned.communities.models import Community
    from undersigned.communities.shapes import InForce
    from undersigned.conversation.models import Comment, Revision
    from undersigned.licensing.models import Acceptance
    from undersigned.moderation.models import Decision
    from undersigned.moderation.rules import Triage, Weighed
    from undersigned.people.shapes import AuthorFacts
    from undersigned.stories.models import Story

PACE_LOOKS_BACK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a submission.

    Shape  why: [{"code": str, …}], reasons for waiting, or for a machine's refusal; empty when published
    """

    comment: Comment
    revision: int
    state: Literal["published", "held", "refused"]
    why: tuple[dict[str, Any], ...] = ()

    @property
    def comment_id(self) -> UUID:
        return self.comment.id


def author_of(actor: Actor, community: Community) -> AuthorFacts:
    """The person who submits, if that person may do so in this community.

    Errors  NotSignedIn, EmailNotConfirmed, Banned, Suspended, DisplayNameMissing
    """
    if actor.person_id is None:
        raise NotSignedIn
    author = people.author(actor.person_id, community.id)
    if not author.email_confirmed:
        raise EmailNotConfirmed
    if author.is_banned:
        raise Banned
    if author.is_suspended_until is not None:
        raise Suspended(author.is_suspended_until)
    if community.names == "youth" and not author.display_name:
        raise DisplayNameMissing
    return author


def require_open(story: Story, now: datetime, *, has_place: bool = False) -> None:
    """Whether the conversation takes this submission.

    Shape   has_place: it changes a comment that is counted already
    Errors  ConversationClosed(why, reason, moments)
    """
    count = comments.accepted_count(story.id) - has_place if closing.limit_of(story) is not None else 0
    state = closing.state(story, count, now)
    if not state.is_open:
        moments = {name: getattr(state, name) for name in ("closed_at", "opens_at", "closes_at")}
        told = {name: moment.isoformat() for name, moment in moments.items() if moment is not None}
        raise ConversationClosed(why=state.why, reason=stories.reason(state), **told)


def require_in_force(
    community: Community, licence_version: int, guidelines_version: int, language: str
) -> InForce:
    """The texts in force, if those are the ones the author was shown.

    Errors  LicenceOutOfDate with the new text
    """
    texts = communities.in_force(community.id)
    outdated = [
        kind
        for kind, shown, current in (
            ("licence", licence_version, texts.licence_version),
            ("guidelines", guidelines_version, texts.guidelines_version),
        )
        if shown != current
    ]
    if outdated:
        licence = communities.licence(community.id, language)
        raise LicenceOutOfDate(
            outdated=outdated,
            licence={"version": licence.version, "language": licence.language, "text": licence.text},
            guidelines_version=texts.guidelines_version,
        )
    return texts


def revealed(
    text: str, author: AuthorFacts, community: Community, *, asks_person: bool
) -> tuple[Finding, ...]:
    """What gives a young writer away: a person reads it where its author asks for that, and nobody else.

    Errors  KeepItPrivate
    Source  rule N2; DSA art. 20(6)
    """
    if community.names != "youth":
        return ()
    own = tuple(name for name in (author.full_name, author.last) if name)
    found = scorer.revealing(text, own).findings
    if found and not asks_person:
        raise KeepItPrivate(found=[{"code": f.code, "excerpt": f.excerpt} for f in found])
    return found


def keep_pace(author: AuthorFacts, now: datetime) -> None:
    """Errors  TooFast(retry_after_seconds)"""
    conversation_rules.keep_pace(comments.submissions_since(author.person_id, now - PACE_LOOKS_BACK), now)


def settle(
    comment: Comment,
    revision: Revision,
    outcome: Triage,
    weighed: Weighed,
    texts: InForce,
    now: datetime,
) -> tuple[Posted, Decision | None]:
    """Keep how a fresh revision scored, and record the house rule's decision to publish it or, where the
    newsroom has it so, to refuse it; or open a case for it, as triage says.
    """
    moderation.keep_weighing(revision, weighed)
    owe_opinion(comment, revision, comment.community)
    if outcome.verdict == "hold":
        moderation.open_case(
            comment, outcome.kind, outcome.why, now, detector=_detector(outcome, weighed.version)
        )
        return Posted(comment, revision.number, "held", outcome.why), None
    by_score = outcome.unseen or outcome.verdict == "refuse"
    decision = moderation.decide(
        comment,
        revision,
        case=None,
        ruling=Ruling(
            outcome.verdict,
            clauses=(outcome.clause,) if outcome.clause else (),
            detector=weighed.version if by_score else "",
            policy_id=comment.community.triage_id if by_score else None,
        ),
        guidelines_id=texts.guidelines_id,
        by_id=None,
        at=now,
    )
    if outcome.verdict == "refuse":
        conversation.hide(comment, comment.State("refused"))
        write_to(comment.author_id, "comment-refuse", comment_id=comment.id, **statement(comment, decision))
        why = {"code": "machine-refusal", "clause": outcome.clause}
        return Posted(comment, revision.number, "refused", (why,)), decision
    if outcome.review:
        moderation.open_case(comment, "review", [{"code": "mode-after"}], now)
    return Posted(comment, revision.number, "published"), decision


def _detector(outcome: Triage, version: str) -> str:
    """What marked something in the text, if anything did."""
    is_marked = any(reason["code"] in ("text", "score") for reason in outcome.why)
    return (version or scorer.VERSION) if is_marked else ""


def record(
    actor: Actor,
    act: str,
    acceptance: Acceptance,
    posted: Posted,
    decision: Decision | None,
    texts: InForce,
) -> None:
    """Enter the submission, and the house rule's decision where it took one, in the ledger."""
    revision = acceptance.revision
    comment = revision.comment
    stands = of_comments.of_standing(comment)
    submitted = {
        **of_comments.of_revision(revision),
        **of_licences.of_acceptance(acceptance),
        "licence_version": texts.licence_version,
        "guidelines_version": texts.guidelines_version,
        "state": posted.state,
        **stands,
    }
    lines = [ledger.Line(act, actor, comment.id, comment.community_id, submitted)]
    if decision is not None:
        decided = {
            **of_moderation.of_decision(decision),
            "guidelines_version": texts.guidelines_version,
            **stands,
        }
        lines.append(ledger.Line("comment:decided", HOUSE, comment.id, comment.community_id, decided))
    ledger.append_all(lines)
