"""Answering a request once, however often it is sent.

The claim of a key is committed by itself, so that others see it; the answer is stored in the
transaction that did the work. So at most one process ever commits the work of a key: who finds,
at the end, that its claim was taken over because it was too slow, undoes everything.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from undersigned.answers import rules
from undersigned.answers.errors import InProgress, KeyReused
from undersigned.answers.models import Answer
from undersigned.answers.shapes import Remembered
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid

TRIES = 5
PURGED_AT_ONCE = 1_000


def remembered(
    caller_id: UUID, key: str, request_hash: str, perform: Callable[[], tuple[int, Any]]
) -> Remembered:
    """Perform a request once a key; sent again within 24 hours, the same answer and nothing done.

    `perform` runs in the transaction that stores its answer. What it raises undoes that and frees the
    key, so that the request can be sent again. A process that dies frees it after a minute. Not to be
    called inside a transaction: nobody else would see the claim.

    Shape   perform → status, JSON body; request_hash tells two requests under one key apart
    Errors  KeyReused: another request had this key. InProgress: the same is being answered now.
            Invalid(fields: idempotency_key). Whatever perform raises
    """
    if not rules.is_key(key):
        raise Invalid({"idempotency_key": [_("Give 1 to 255 visible ASCII characters.")]})
    answer = _claim(caller_id, key, request_hash)
    if answer.status is not None:
        return Remembered(answer.status, answer.body, replayed=True)
    try:
        with transaction.atomic():
            status, body = perform()
            plain = json.loads(json.dumps(body, cls=DjangoJSONEncoder))
            _store(answer, status, plain)
    except BaseException:
        with suppress(DatabaseError):  # the lease will do
            _mine(answer).delete()
        raise
    return Remembered(status, plain, replayed=False)


def purge() -> int:
    """Delete the answers kept long enough; how many."""
    over = Answer.objects.filter(claimed_at__lt=now() - rules.KEPT)
    purged = 0
    while ids := list(over.values_list("id", flat=True)[:PURGED_AT_ONCE]):
        purged += Answer.objects.filter(id__in=ids).delete()[0]
    return purged


def _claim(caller_id: UUID, key: str, request_hash: str) -> Answer:
    """The key's answer, or a fresh claim (no status) that is this caller's to fulfil."""
    for _attempt in range(TRIES):
        fresh = Answer(caller_id=caller_id, key=key, request_hash=request_hash)
        if _put(fresh):
            return fresh
        found = Answer.objects.filter(caller_id=caller_id, key=key).first()
        if found is None:  # freed between the two statements
            continue
        if rules.is_free(found.claimed_at, is_answered=found.status is not None, now=fresh.claimed_at):
            _as_seen(found).delete()
            continue
        if found.request_hash != request_hash:
            raise KeyReused
        if found.status is None:
            raise InProgress
        return found
    raise InProgress


def _put(fresh: Answer) -> bool:
    """Whether nobody else has the key."""
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _store(claim: Answer, status: int, body: Any) -> None:
    if not _mine(claim).update(status=status, body=body):
        raise InProgress


def _mine(claim: Answer) -> QuerySet[Answer]:
    """The claim, unless it was taken over: that deletes the row, and the next one has another id."""
    return Answer.objects.filter(id=claim.id, status=None)


def _as_seen(found: Answer) -> QuerySet[Answer]:
    return Answer.objects.filter(id=found.id, status=found.status)
