"""Keys of programs that ask what the scorer says of a text: made here, kept as hashes, ended for good.

A key is 256 random bits, so its plain hash gives nothing away.
"""

import hashlib
import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from undersigned.kernel.errors import NotFound

from .models import ScorerKey

PREFIX = "usk_"
BYTES = 32


def make(name: str, per_minute: int) -> tuple[ScorerKey, str] | None:
    """A new key and its secret, which nobody can be told again; None when the name is taken."""
    secret = PREFIX + secrets.token_urlsafe(BYTES)
    try:
        with transaction.atomic():
            return ScorerKey.objects.create(name=name, sha256=_hash(secret), per_minute=per_minute), secret
    except IntegrityError:
        return None


def end(name: str, at: datetime) -> ScorerKey:
    """Answer it no more. Errors  NotFound: no such key in use"""
    key = ScorerKey.objects.select_for_update().filter(name=name, ended_at=None).first()
    if key is None:
        raise NotFound(what="key")
    key.ended_at = at
    key.save(update_fields=["ended_at"])
    return key


def in_use() -> list[ScorerKey]:
    """The keys that are answered, the oldest first."""
    return list(ScorerKey.objects.filter(ended_at=None).order_by("given_at", "id"))


def key_of(secret: str) -> ScorerKey | None:
    """The key in use that a program sent."""
    return ScorerKey.objects.filter(sha256=_hash(secret), ended_at=None).first()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
