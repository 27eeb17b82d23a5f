"""A little work, done by a visitor's own computer before something is taken from them: no third party
is asked whether they are human, and nobody has to read crooked letters.

A challenge is signed, good for a while, and spent once. Its answer is a text such that SHA-256 of
`challenge:answer` begins with so many zero bits as the challenge asks for.
"""

import secrets
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.core.cache import cache

SALT = "undersigned.proof"
LIFE_SECONDS = 7_200  # as long as somebody may take over a form
LONGEST_ANSWER = 40


def challenge() -> str:
    """A new one, as hard as the settings ask for."""
    return signing.dumps([settings.PROOF_BITS, secrets.token_urlsafe(9)], salt=SALT)


def spend(given: str, answer: str) -> bool:
    """Whether this answers a challenge of ours, in time and for the first time; it is spent by that."""
    try:
        bits, _ = signing.loads(given, salt=SALT, max_age=LIFE_SECONDS)
    except signing.BadSignature:
        return False
    if not 0 < len(answer) <= LONGEST_ANSWER:
        return False
    if zero_bits(sha256(f"{given}:{answer}".encode()).digest()) < bits:
        return False
    return cache.add(f"proof:{sha256(given.encode()).hexdigest()}", 1, LIFE_SECONDS)


def zero_bits(digest: bytes) -> int:
    """How many bits are zero before the first that is not."""
    return len(digest) * 8 - int.from_bytes(digest).bit_length()
