"""What is true after any act at all, read from the rows alone."""

from django.db.models import Count, Q

from undersigned.conversation.models import Comment, Pick, Tally


def check_places_and_tallies() -> None:
    """Whoever forgets to count a comment's step is found here."""
    held, published = Q(state="held"), Q(state="published")
    counted = Comment.objects.values("story_id").annotate(
        published=Count("id", filter=published), accepted=Count("id", filter=held | published)
    )
    tallied = {row.story_id: (row.published, row.accepted) for row in Tally.objects.all()}
    nobody = (0, 0)
    for row in counted:
        assert tallied.get(row["story_id"], nobody) == (row["published"], row["accepted"])
    placed = Comment.objects.filter(published | Q(published_at__isnull=False, reply_count__gt=0))
    assert set(Comment.objects.filter(present=True)) == set(placed)
    picked = set(Pick.objects.filter(ended_at=None).values_list("comment_id", flat=True))
    assert set(Comment.objects.filter(picked=True).values_list("id", flat=True)) == picked
