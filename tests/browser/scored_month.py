"""A month of decisions on scored comments, put straight into the tables of a running product: so many as no
demonstration has. Run as a module, beside it.
"""

import django

FOUND = ((2, "publish", 40), (4, "remove", 3), (35, "publish", 10), (80, "remove", 12), (88, "publish", 5))


def decide_a_month() -> None:
    """Decisions by score: as `FOUND` has them, of 16 seconds each."""
    from undersigned.conversation.models import Revision
    from undersigned.moderation.models import Decision, Weighing

    like = Decision.objects.filter(community__slug="news", by__isnull=False).first()
    assert like is not None
    revisions = Revision.objects.filter(comment__community__slug="news").select_related("comment")
    for (percent, verdict, times), revision in zip(FOUND, revisions, strict=False):
        scored = {"percent": percent, "attribute": "insult", "probabilities": {}, "version": "made-up"}
        Weighing.objects.update_or_create(revision=revision, defaults=scored)
        Decision.objects.bulk_create(
            Decision(
                community_id=like.community_id,
                comment=revision.comment,
                revision=revision,
                verdict=verdict,
                guidelines_id=like.guidelines_id,
                by_id=like.by_id,
                handled_seconds=16,
            )
            for _ in range(times)
        )


if __name__ == "__main__":
    django.setup()
    decide_a_month()
