"""An editor takes what a legal restriction concerns out as evidence, for those entitled to it."""

import json
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from undersigned.conversation import reads as comments
from undersigned.kernel.actor import Actor
from undersigned.ledger import actions as ledger
from undersigned.ledger.rules import hashed
from undersigned.moderation import reads as cases
from undersigned.people import reads as people
from undersigned.stories import legal

from .impose import IMPOSERS


def take_evidence(actor: Actor, restriction_id: UUID) -> dict[str, Any]:
    """Every comment found for a legal restriction, with all its texts and decisions; the taking is an act.

    Shape   JSON: {"restriction", "kind", "law", "placed_at", "terms", "comments": [{"id", "story", "byline",
            "place", "state", "submitted_at", "texts": [{"revision", "at", "text", "sha256"}], "decisions":
            [{"id", "verdict", "at", "by_house"}]}]}
    Errors  NotSignedIn, NotAllowed, NotFound
    """
    row = legal.restriction(restriction_id)
    community_id = row.story.community_id
    people.require(actor, community_id, *IMPOSERS)
    taken = {
        "restriction": str(row.id),
        "kind": row.kind,
        "law": row.law,
        "placed_at": row.at.isoformat(),
        "terms": row.terms,
        "comments": [_comment(comment_id) for comment_id in cases.matched_comments(row.id)],
    }
    with transaction.atomic():
        ledger.append(
            "evidence:taken",
            actor,
            row.story_id,
            community_id=community_id,
            restriction=row.id,
            comments=len(taken["comments"]),
            file_sha256=sha256(json.dumps(taken, sort_keys=True).encode()).hexdigest(),
        )
    return taken


def _comment(comment_id: UUID) -> dict[str, Any]:
    comment = comments.by_id(comment_id)
    return {
        "id": str(comment.id),
        "story": f"{comment.community.slug}/{comment.story.key}",
        "byline": comment.byline_name,
        "place": comment.byline_place,
        "state": comment.state,
        "submitted_at": comment.submitted_at.isoformat(),
        "texts": [
            {"revision": r.number, "at": r.at.isoformat(), "text": r.text, "sha256": hashed(r.text)}
            for r in comments.revisions(comment_id)
        ],
        "decisions": [
            {"id": str(d.id), "verdict": d.verdict, "at": d.at.isoformat(), "by_house": d.by_id is None}
            for d in cases.decisions(comment_id)
        ],
    }
