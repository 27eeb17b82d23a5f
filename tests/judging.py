"""A desk that has judged many texts, made straight through models: it refuses links and nothing else."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tests.cast import story
from undersigned.communities.models import Community, Published
from undersigned.conversation.models import Comment, Revision, Tally
from undersigned.moderation.models import Decision
from undersigned.people.models import Person

LINKED = "Number {n} is at http://shop.example/{n} for whoever wants it."
PLAIN = "Number {n} of the pumps was repaired in May, and nobody said so."


def judged_texts(
    here: Community,
    author: Person,
    people: Sequence[Person],
    texts: int,
    *,
    until: datetime,
    every: timedelta = timedelta(hours=8),
    key: str = "judged",
) -> list[Decision]:
    """Texts that people judged in turn, every third refused under clause 3, the last one at `until`."""
    under = story(here, key)
    guidelines = Published.objects.get(community=here, kind="guidelines")
    times = [until - every * (texts - 1 - n) for n in range(texts)]
    refused = [n % 3 == 0 for n in range(texts)]
    comments = Comment.objects.bulk_create(
        Comment(
            community=here,
            story=under,
            author=author,
            byline_name="Ada Okafor",
            language="en",
            state="held",
            submitted_at=at,
        )
        for at in times
    )
    revisions = Revision.objects.bulk_create(
        Revision(comment=comment, number=1, text=text, html=f"<p>{text}</p>", at=at)
        for n, (comment, at) in enumerate(zip(comments, times, strict=True))
        for text in [(LINKED if refused[n] else PLAIN).format(n=n)]
    )
    for comment, revision, is_refused in zip(comments, revisions, refused, strict=True):
        comment.state = "refused" if is_refused else "published"
        if not is_refused:
            comment.shown, comment.published_at, comment.present = revision, revision.at, True
    Comment.objects.bulk_update(comments, ["state", "shown", "published_at", "present"])
    kept = refused.count(False)
    Tally.objects.create(story=under, published=kept, accepted=kept)
    return Decision.objects.bulk_create(
        Decision(
            community=here,
            comment=revision.comment,
            revision=revision,
            verdict="refuse" if refused[n] else "publish",
            guidelines=guidelines,
            clauses=["3"] if refused[n] else [],
            by=people[n % len(people)],
            at=times[n],
        )
        for n, revision in enumerate(revisions)
    )
