"""What an answer says of the pace that is allowed (draft-ietf-httpapi-ratelimit-headers)."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse

from undersigned.conversation import reads as comments
from undersigned.conversation.rules import PACE
from undersigned.kernel import clock


def tell_pace(answer: HttpResponse, author_id: UUID) -> None:
    """How many submissions an author has left, and when one is given back."""
    now = clock.now()
    longest = max(seconds for seconds, _ in PACE)
    earlier = sorted(comments.submissions_since(author_id, now - timedelta(seconds=longest)))
    policies, states = [], []
    for seconds, most in PACE:
        recent = [moment for moment in earlier if moment > now - timedelta(seconds=seconds)]
        wait = seconds - int((now - recent[0]).total_seconds()) if recent else seconds
        policies.append(f'"comments-{seconds}";q={most};w={seconds}')
        states.append(f'"comments-{seconds}";r={max(0, most - len(recent))};t={wait}')
    answer["RateLimit-Policy"] = ", ".join(policies)
    answer["RateLimit"] = ", ".join(states)
