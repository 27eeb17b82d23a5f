"""Short forms of the acts that most journeys begin with."""

from typing import Any
from uuid import UUID

from tests.cast import acting
from undersigned.journeys.decide import decide
from undersigned.journeys.post_comment import Draft, post_comment
from undersigned.journeys.submission import Posted
from undersigned.kernel.actor import Actor
from undersigned.moderation import reads as cases
from undersigned.moderation.models import Case
from undersigned.people.models import Person
from undersigned.stories.models import Story

PLAIN = "The pumps were bought in 1987; the new ones arrive in May."
HELD = "Whoever bought those pumps is a moron."


def post(who: Person | Actor, story: Story, text: str = PLAIN, **fields: Any) -> Posted:
    """Submit under a story, with the texts of version 1 as shown in English."""
    given: dict[str, Any] = {"licence_version": 1, "guidelines_version": 1, "language": "en"}
    actor = who if isinstance(who, Actor) else acting(who)
    return post_comment(actor, story.id, Draft(text=text, **(given | fields)))


def open_case(comment_id: UUID, kind: str | None = None) -> Case:
    """The open case of a comment."""
    rows = Case.objects.filter(comment_id=comment_id, closed_at=None)
    return rows.get(kind=kind) if kind else rows.get()


def ruled(who: Person, comment_id: UUID, verdict: str, **fields: Any) -> UUID:
    """A decision on the open case of a comment, about its latest revision."""
    case = cases.case(open_case(comment_id).id)
    if verdict in ("refuse", "remove", "hold"):
        fields = {"clauses": ["2"], "note": "Say what is wrong with the pumps."} | fields
    return decide(acting(who), case.id, verdict=verdict, revision=case.revision, **fields)
