"""A newsroom's signed word for who somebody is: a JSON Web Token, checked and read.

Source  RFC 7519 (tokens), RFC 8725 (best practice: algorithm from the key, audience, short life)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from undersigned.kernel.clock import now
from undersigned.people.errors import TokenNotAccepted
from undersigned.people.models import NewsroomKey

LONGEST_TOKEN = 8_000
LONGEST_LIFE = timedelta(minutes=5)
SKEW = timedelta(seconds=30)  # between the newsroom's clock and ours
SMALLEST_RSA = 2048
LONGEST_CLAIM = 255
NEEDED = ("aud", "exp", "iat", "jti", "sub", "email", "first_name")
NEEDED_OF_A_SYSTEM = ("aud", "exp", "iat")


class Reason(StrEnum):
    """Why a token cannot be relied on."""

    UNREADABLE = "unreadable"
    UNKNOWN_KEY = "unknown-key"
    BAD_SIGNATURE = "bad-signature"
    WRONG_AUDIENCE = "wrong-audience"
    TOO_OLD = "too-old"
    TOO_LONG_LIVED = "too-long-lived"
    CLAIM_MISSING = "claim-missing"
    EMAIL_UNCONFIRMED = "email-unconfirmed"
    SPENT = "spent"
    ACCOUNT_EXISTS = "account-exists"
    ACCOUNT_CLOSED = "account-closed"


@dataclass(frozen=True, slots=True)
class Claims:
    """What a newsroom says of somebody. Whatever else its token claims, a role above all, is not read."""

    token_id: str
    expires_at: datetime
    subject: str
    email: str
    first: str
    last: str
    is_single: bool
    language: str


def read_token(token: str, audience: str) -> tuple[NewsroomKey, Claims]:
    """The claims of a token and the key that signed it.

    Shape   token: a compact JWS with `kid`, signed by a key on record; audience: this site's address
    Errors  TokenNotAccepted(reason)
    """
    key = _key_of(token)
    return key, _claims(_said(token, key, audience, NEEDED))


def check_system_token(token: str, audience: str, community_id: UUID) -> None:
    """Pass when a newsroom's own system, acting for itself, signed this with a key of that community.

    It names nobody, so it signs nobody in; within its five minutes it may be used again.

    Shape   audience: what the system asks for, another address than the one that people sign in at
    Errors  TokenNotAccepted(reason)
    """
    key = _key_of(token)
    if key.community_id != community_id:
        raise TokenNotAccepted(reason=Reason.UNKNOWN_KEY)
    _life(_said(token, key, audience, NEEDED_OF_A_SYSTEM))


def _said(token: str, key: NewsroomKey, audience: str, needed: Sequence[str]) -> dict[str, Any]:
    """What a token says, once its signature, its audience and its end are good."""
    try:
        found: dict[str, Any] = jwt.decode(
            token,
            key=key.public_key,
            algorithms=[key.algorithm],
            audience=audience,
            options={"require": list(needed), "verify_iat": False},
        )
    except jwt.ExpiredSignatureError:
        raise TokenNotAccepted(reason=Reason.TOO_OLD) from None
    except jwt.InvalidAudienceError:
        raise TokenNotAccepted(reason=Reason.WRONG_AUDIENCE) from None
    except jwt.MissingRequiredClaimError:
        raise TokenNotAccepted(reason=Reason.CLAIM_MISSING) from None
    except jwt.InvalidSignatureError:
        raise TokenNotAccepted(reason=Reason.BAD_SIGNATURE) from None
    except jwt.PyJWTError:
        raise TokenNotAccepted(reason=Reason.UNREADABLE) from None
    return found


def algorithm_of(public_key: str) -> str:
    """The one algorithm that a public key is used with.

    Shape   public_key: PEM, Ed25519, P-256, or RSA of 2,048 bits and more
    Errors  ValueError for any other
    """
    try:
        key = load_pem_public_key(public_key.encode())
    except UnsupportedAlgorithm as unknown:
        raise ValueError(str(unknown)) from None
    match key:
        case Ed25519PublicKey():
            return NewsroomKey.Algorithm.ED25519
        case EllipticCurvePublicKey() if isinstance(key.curve, SECP256R1):
            return NewsroomKey.Algorithm.P256
        case RSAPublicKey() if key.key_size >= SMALLEST_RSA:
            return NewsroomKey.Algorithm.RSA
    raise ValueError("neither Ed25519, nor P-256, nor RSA of 2048 bits or more")


def _key_of(token: str) -> NewsroomKey:
    if len(token) > LONGEST_TOKEN:
        raise TokenNotAccepted(reason=Reason.UNREADABLE)
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError:
        raise TokenNotAccepted(reason=Reason.UNREADABLE) from None
    key = NewsroomKey.objects.filter(key_id=str(header.get("kid", "")), ended_at=None).first()
    if key is None:
        raise TokenNotAccepted(reason=Reason.UNKNOWN_KEY)
    return key


def _claims(said: dict[str, Any]) -> Claims:
    ends = _life(said)
    texts = {
        name: said.get(name, "") for name in ("jti", "sub", "email", "first_name", "last_name", "language")
    }
    if not all(isinstance(value, str) and len(value) <= LONGEST_CLAIM for value in texts.values()):
        raise TokenNotAccepted(reason=Reason.UNREADABLE)
    if not (texts["jti"] and texts["sub"] and texts["email"]):
        raise TokenNotAccepted(reason=Reason.CLAIM_MISSING)
    if said.get("email_verified") is not True:
        raise TokenNotAccepted(reason=Reason.EMAIL_UNCONFIRMED)
    return Claims(
        token_id=texts["jti"],
        expires_at=ends,
        subject=texts["sub"],
        email=texts["email"],
        first=texts["first_name"],
        last=texts["last_name"],
        is_single=said.get("single_name") is True,
        language=texts["language"],
    )


def _life(said: dict[str, Any]) -> datetime:
    """When a token ends, if it does not live too long and has begun."""
    begun, ends = _moment(said["iat"]), _moment(said["exp"])
    if begun > now() + SKEW:
        raise TokenNotAccepted(reason=Reason.TOO_OLD)
    if ends - begun > LONGEST_LIFE:
        raise TokenNotAccepted(reason=Reason.TOO_LONG_LIVED)
    return ends


def _moment(seconds: Any) -> datetime:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        raise TokenNotAccepted(reason=Reason.UNREADABLE) from None
