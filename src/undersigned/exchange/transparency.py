"""What the newsroom has decided, as the EU's transparency database takes it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings

from undersigned.communities import reads as communities
from undersigned.communities.models import Community
from undersigned.moderation import reads as moderation
from undersigned.people import reads as people

from .account_statements import KINDS, Limited, account_statement
from .statements import Judged, statement

LANGUAGE = "en"  # of the guidelines quoted, where the community speaks it; else its own


def statements_of(community: Community, since: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    """A statement for each decision of that time that restricted a comment, put a note under it, or limited
    an account; one that holds everywhere is told once, with the community that was founded first.
    """
    yield from _of_comments(community, since, until)
    yield from _of_accounts(community, since, until)


def _of_accounts(community: Community, since: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    versions = communities.versions(community.id, "guidelines")
    is_first = communities.all_communities()[0].id == community.id
    for row in people.restricting(community.id, since, until, KINDS, everywhere_too=is_first):
        version = max((each.version for each in versions if each.published_at <= row.at), default=1)
        limited = Limited(
            puid=str(row.restriction_id),
            kind=row.kind,
            until=row.until,
            guidelines_version=version,
            guidelines_url=f"{settings.BASE_URL}/{community.slug}/guidelines/?version={version}",
            at=row.at,
        )
        yield account_statement(limited)


def _of_comments(community: Community, since: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    guidelines: dict[Any, Any] = {}
    for row in moderation.restricting(community.id, since, until):
        if row.guidelines_id not in guidelines:
            guidelines |= communities.guidelines_by_ids([row.guidelines_id], LANGUAGE)
        version = guidelines[row.guidelines_id]
        cited = [each for each in version.clauses if each.number in row.clauses]
        yield statement(
            Judged(
                puid=str(row.id),
                verdict=row.verdict,
                clauses=[(each.number, each.title, each.text) for each in cited],
                guidelines_version=version.version,
                guidelines_url=f"{settings.BASE_URL}/{community.slug}/guidelines/?version={version.version}",
                law=row.law,
                law_text=row.law_text,
                source=row.source,
                detector=row.detector,
                is_automatic=row.by_id is None,
                language=row.comment.language,
                codes=_codes(row.case.why if row.case is not None else []),
                submitted_at=row.comment.submitted_at,
                decided_at=row.at,
            )
        )


def _codes(why: list[dict[str, Any]]) -> list[str]:
    """Why a person looked, by codes alone: what they excerpt is the author's."""
    return [str(reason.get("finding") or reason["code"]) for reason in why]
