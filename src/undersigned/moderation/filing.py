"""What an open case is found by, and finding it: by story, section, language, clause, standing, and words."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from undersigned.conversation.models import Comment

from .models import Case, Pending
from .search import BANDS, Search

STAFF = frozenset({"moderator", "editor"})
MOST_WORDS = 8
LONGEST_CLAUSES = 400
IN_SQLITE = "SELECT rowid FROM moderation_pending_words WHERE moderation_pending_words MATCH %s"
IN_POSTGRESQL = (
    "SELECT id FROM moderation_pending WHERE to_tsvector('simple', words) @@ to_tsquery('simple', %s)"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a comment says, and how that scored. Shape  percent: as in `Weighing`"""

    text: str
    percent: int | None


def said(comment: Comment) -> Said:
    """What a comment says now: its newest text, or what readers see where that was refused."""
    texts = comment.revisions.values_list("text", "weighing__percent")
    if comment.latest_number > 1 and comment.state == "published":
        refused = comment.decisions.filter(revision__number=comment.latest_number, verdict="refuse")
        if comment.shown_id is not None and refused.exists():
            return Said(*texts.get(id=comment.shown_id))
    return Said(*texts.get(number=comment.latest_number))


def file(case: Case, comment: Comment, said: Said) -> None:
    """Make an open case found by what it is about now."""
    clauses = {str(reason["clause"]) for reason in case.why if reason.get("clause")}
    standing = set(comment.byline_standing)
    Pending.objects.update_or_create(
        case=case,
        defaults={
            "story_id": comment.story_id,
            "section": comment.story.section,
            "language": comment.language,
            "standing": "staff" if standing & STAFF else "member" if "member" in standing else "",
            "clauses": f" {' '.join(sorted(clauses))} "[:LONGEST_CLAUSES] if clauses else "",
            "percent": said.percent,
            "words": words_of(comment.byline_name, said.text),
        },
    )


def refile(comment: Comment, text: str, percent: int | None) -> None:
    """The same for another text of a comment, whatever cases of it are open."""
    words = words_of(comment.byline_name, text)
    Pending.objects.filter(case__comment=comment).update(words=words, percent=percent)


def take_out(case_ids: Sequence[UUID]) -> None:
    """Cases that are closed are not looked for."""
    Pending.objects.filter(case_id__in=case_ids).delete()


def narrowed(rows: QuerySet[Any], search: Search) -> QuerySet[Any]:
    """Those of some open cases that a search means."""
    asked: dict[str, Any] = {
        "pending__story_id": search.story_id,
        "pending__section": search.section,
        "pending__language": search.language,
        "pending__standing": search.standing,
    }
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    if search.clause:
        rows = rows.filter(pending__clauses__contains=f" {search.clause} ")
    if search.band:
        rows = rows.filter(_within(search.band))
    words = _asked(search.words)
    return rows.filter(_holding(words)) if words else rows


def _within(band: str) -> Q:
    """Open cases whose score stands in a band, or who have none."""
    ends = BANDS[band]
    if ends is None:
        return Q(pending__percent=None)
    return Q(pending__percent__gte=ends[0], pending__percent__lt=ends[1])


def _holding(words: Sequence[str]) -> Q:
    """Open cases whose words hold all of these; the last may be only begun."""
    *whole, begun = words
    if connection.vendor == "postgresql":
        asked, found = " & ".join([*(f"'{word}'" for word in whole), f"'{begun}':*"]), IN_POSTGRESQL
    else:
        asked, found = " ".join([*(f'"{word}"' for word in whole), f'"{begun}"*']), IN_SQLITE
    return Q(pending__in=RawSQL(found, [asked]))  # noqa: S611 - written above; what was typed is a parameter


def _asked(words: str) -> list[str]:
    return _apart(words)[:MOST_WORDS]


def words_of(byline: str, text: str) -> str:
    """What a comment is found by."""
    return " ".join(_apart(f"{byline} {text}"))


def _apart(text: str) -> list[str]:
    """The words of a text in lower case, without accents: so people search."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))
