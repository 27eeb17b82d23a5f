"""Signed checkpoints of the chain: Ed25519, with a key made from the installation's secret.

Whoever has the secret can sign; whoever has the public key can check, without this program: the message is
plain text, and OpenSSL verifies it.
"""

from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from undersigned.ledger.rules import moment

PURPOSE = b"undersigned ledger checkpoint 1"


def message(position: int, digest: str, at: datetime) -> bytes:
    """What is signed: one line of text."""
    return f"undersigned-ledger {position} {digest} {moment(at)}\n".encode()


def sign(secret: str, position: int, digest: str, at: datetime) -> tuple[str, str]:
    """Shape  → public key and signature, hexadecimal"""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    key = Ed25519PrivateKey.from_private_bytes(derived)
    return key.public_key().public_bytes_raw().hex(), key.sign(message(position, digest, at)).hex()


def is_signed(key: str, signature: str, position: int, digest: str, at: datetime) -> bool:
    """Whether this key has signed this."""
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), message(position, digest, at))
    except (InvalidSignature, ValueError):
        return False
    return True
