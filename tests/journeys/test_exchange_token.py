"""A newsroom’s signed token: for this site, short-lived, once, by a key on record."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import jwt
import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from django.conf import settings
from django.test import Client

from tests.cast import acting, grant
from undersigned.communities.models import Community
from undersigned.journeys.exchange_token import exchange_token
from undersigned.journeys.trust_newsroom import distrust_newsroom, trust_newsroom
from undersigned.kernel.actor import COMMAND, HOUSE, Actor
from undersigned.kernel.errors import Invalid, NotAllowed, NotFound
from undersigned.ledger.models import Entry
from undersigned.people import reads
from undersigned.people.errors import NameNotAccepted, TokenNotAccepted
from undersigned.people.models import Person, SpentToken, Standing
from undersigned.people.tokens import end_token, issue_token, person_for_token

NEWSROOM = Actor("newsroom")
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
KEYS: dict[str, Any] = {
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "RS256": rsa.generate_private_key(65537, 2048),
}


def pem(private: Any) -> str:
    encoded: bytes = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return encoded.decode()


def signed(algorithm: str = "EdDSA", key: Any = None, kid: str = "", **claims: Any) -> str:
    """A good token unless told otherwise; a claim that is None is left out."""
    given = {
        "aud": settings.BASE_URL,
        "iat": int(NOON.timestamp()),
        "exp": int(NOON.timestamp()) + 300,
        "jti": str(uuid4()),
        "sub": "reader-17",
        "email": "ada@demo.example",
        "email_verified": True,
        "first_name": "Ada",
        "last_name": "Okafor",
    } | claims
    kept = {name: value for name, value in given.items() if value is not None}
    return jwt.encode(kept, key or KEYS[algorithm], algorithm, headers={"kid": kid or algorithm})


@pytest.fixture(autouse=True)
def at_noon() -> Any:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def trusted(news: Community) -> None:
    for algorithm, key in KEYS.items():
        trust_newsroom(COMMAND, news.id, algorithm, pem(key))


@pytest.mark.parametrize("algorithm", list(KEYS))
def test_a_reader_of_the_newsroom_joins_and_is_signed_in(algorithm: str) -> None:
    exchanged = exchange_token(NEWSROOM, signed(algorithm))
    assert exchanged.is_new
    assert person_for_token(exchanged.session_token) == exchanged.person_id
    profile = reads.profile(exchanged.person_id)
    assert (profile.full_name, profile.email_confirmed) == ("Ada Okafor", True)
    assert not Person.objects.get().has_usable_password()
    assert Entry.objects.latest("position").act == "person:vouched-for"


def test_the_same_reader_is_the_same_person_even_under_another_address() -> None:
    first = exchange_token(NEWSROOM, signed())
    again = exchange_token(NEWSROOM, signed(email="other@demo.example", last_name="Roy"))
    assert (again.person_id, again.is_new) == (first.person_id, False)
    assert reads.profile(first.person_id).full_name == "Ada Okafor"


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"aud": "https://elsewhere.example"}, "wrong-audience"),
        ({"exp": int(NOON.timestamp()) - 1}, "too-old"),
        ({"iat": int(NOON.timestamp()) + 60, "exp": int(NOON.timestamp()) + 120}, "too-old"),
        ({"exp": int(NOON.timestamp()) + 301}, "too-long-lived"),
        ({"email_verified": False}, "email-unconfirmed"),
        ({"email_verified": "true"}, "email-unconfirmed"),
        ({"email_verified": None}, "email-unconfirmed"),
        ({"jti": None}, "claim-missing"),
        ({"jti": ""}, "claim-missing"),
        ({"exp": None}, "claim-missing"),
        ({"iat": None}, "claim-missing"),
        ({"aud": None}, "claim-missing"),
        ({"sub": None}, "claim-missing"),
        ({"email": None}, "claim-missing"),
        ({"iat": "soon"}, "unreadable"),
        ({"first_name": 7}, "unreadable"),
        ({"jti": "x" * 256}, "unreadable"),
    ],
)
def test_a_token_that_cannot_be_relied_on_is_refused(claims: dict[str, Any], reason: str) -> None:
    with pytest.raises(TokenNotAccepted) as refused:
        exchange_token(NEWSROOM, signed(**claims))
    assert refused.value.data["reason"] == reason
    assert not Person.objects.exists()
    assert not SpentToken.objects.exists()


def test_a_token_counts_once(at_noon: Any) -> None:
    token = signed()
    exchange_token(NEWSROOM, token)
    with pytest.raises(TokenNotAccepted) as refused:
        exchange_token(NEWSROOM, token)
    assert refused.value.data["reason"] == "spent"
    at_noon.shift(timedelta(minutes=6))
    exchange_token(NEWSROOM, signed(iat=int(NOON.timestamp()) + 360, exp=int(NOON.timestamp()) + 500))
    assert SpentToken.objects.count() == 1


@pytest.mark.parametrize(
    "forged",
    [
        lambda: signed(key=ed25519.Ed25519PrivateKey.generate()),
        lambda: signed("ES256", kid="EdDSA"),
        lambda: signed(kid="nobody"),
        lambda: jwt.encode({"sub": "reader-17"}, "", "none", headers={"kid": "EdDSA"}),
        lambda: jwt.encode(
            {"sub": "reader-17"}, "a shared secret of thirty-two bytes", headers={"kid": "EdDSA"}
        ),
        lambda: "not a token",
        lambda: "x" * 8001,
        lambda: signed()[:-8] + "AAAAAAAA",
    ],
)
def test_a_forged_token_is_refused(forged: Any) -> None:
    with pytest.raises(TokenNotAccepted):
        exchange_token(NEWSROOM, forged())
    assert not Person.objects.exists()


def test_a_role_in_a_token_counts_for_nothing(news: Community) -> None:
    exchanged = exchange_token(NEWSROOM, signed(role="operator", roles=["operator"], standing="moderator"))
    assert reads.standings(exchanged.person_id, news.id) == frozenset()


def test_a_name_from_a_newsroom_is_checked_like_any_other() -> None:
    with pytest.raises(NameNotAccepted):
        exchange_token(NEWSROOM, signed(last_name="Okafor7"))
    assert not Person.objects.exists()
    assert not SpentToken.objects.exists()
    exchanged = exchange_token(NEWSROOM, signed(first_name="Mickey", last_name="Mouse"))
    assert reads.profile(exchanged.person_id).name_doubts == ("famous",)


def test_a_single_name_comes_through() -> None:
    exchanged = exchange_token(NEWSROOM, signed(first_name="Suharto", last_name=None, single_name=True))
    assert reads.profile(exchanged.person_id).full_name == "Suharto"


def test_an_account_with_that_address_is_recognised(ada: Person) -> None:
    exchanged = exchange_token(NEWSROOM, signed())
    assert (exchanged.person_id, exchanged.is_new) == (ada.id, False)
    ada.refresh_from_db()
    assert ada.has_usable_password()


def test_whoever_took_the_address_without_confirming_it_loses_the_password(ada: Person) -> None:
    EmailAddress.objects.filter(user=ada).update(verified=False)
    exchange_token(NEWSROOM, signed())
    ada.refresh_from_db()
    assert not ada.has_usable_password()
    assert reads.profile(ada.id).email_confirmed


@pytest.mark.parametrize("kind", ["moderator", "editor", "operator"])
def test_nobody_with_a_standing_is_taken_over_by_a_token(ada: Person, news: Community, kind: str) -> None:
    grant(ada, kind, news)
    with pytest.raises(TokenNotAccepted) as refused:
        exchange_token(NEWSROOM, signed())
    assert refused.value.data["reason"] == "account-exists"


@pytest.mark.parametrize("where", ["here", "elsewhere", "everywhere"])
@pytest.mark.parametrize("kind", ["moderator", "editor", "operator"])
def test_a_standing_given_later_is_out_of_a_tokens_reach(
    news: Community, kids: Community, kind: str, where: str
) -> None:
    before = exchange_token(NEWSROOM, signed())
    grant(
        Person.objects.get(id=before.person_id),
        kind,
        {"here": news, "elsewhere": kids, "everywhere": None}[where],
    )
    with pytest.raises(TokenNotAccepted) as refused:
        exchange_token(NEWSROOM, signed())
    assert refused.value.data["reason"] == "account-exists"
    assert person_for_token(before.session_token) is None


def test_a_member_and_one_whose_standing_has_ended_are_signed_in(ada: Person, news: Community) -> None:
    exchange_token(NEWSROOM, signed())
    grant(ada, "member", news)
    Standing.objects.filter(id=grant(ada, "moderator", news).id).update(ended_at=NOON)
    assert person_for_token(exchange_token(NEWSROOM, signed()).session_token) == ada.id


def test_a_second_step_taken_later_is_not_skipped_by_a_token(ada: Person) -> None:
    before = exchange_token(NEWSROOM, signed())
    Authenticator.objects.create(user=ada, type=Authenticator.Type.TOTP, data={})
    with pytest.raises(TokenNotAccepted):
        exchange_token(NEWSROOM, signed())
    assert person_for_token(before.session_token) == ada.id


def test_a_session_of_a_token_has_no_power_at_any_door(news: Community) -> None:
    before = exchange_token(NEWSROOM, signed())
    cookie = Client(headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={before.session_token}"})
    bearer = Client(headers={"Authorization": f"Bearer {before.session_token}"})
    assert cookie.get("/account/").status_code == 200
    assert bearer.get("/api/v1/me").status_code == 200
    grant(Person.objects.get(id=before.person_id), "moderator", news)
    assert cookie.get("/account/").status_code == 401
    assert bearer.get("/api/v1/me").status_code == 401
    assert bearer.get("/api/v1/desk/cases").status_code == 401


def test_nobody_with_a_second_step_is_taken_over_by_a_token(ada: Person) -> None:
    Authenticator.objects.create(user=ada, type=Authenticator.Type.TOTP, data={})
    with pytest.raises(TokenNotAccepted):
        exchange_token(NEWSROOM, signed())


def test_a_closed_account_stays_closed(ada: Person) -> None:
    Person.objects.update(is_active=False)
    with pytest.raises(TokenNotAccepted) as refused:
        exchange_token(NEWSROOM, signed())
    assert refused.value.data["reason"] == "account-closed"


def test_a_key_that_is_distrusted_signs_nobody_in() -> None:
    distrust_newsroom(COMMAND, "EdDSA")
    with pytest.raises(TokenNotAccepted) as refused:
        exchange_token(NEWSROOM, signed())
    assert refused.value.data["reason"] == "unknown-key"
    with pytest.raises(NotFound):
        distrust_newsroom(COMMAND, "EdDSA")


def test_only_a_newsroom_exchanges() -> None:
    with pytest.raises(NotAllowed):
        exchange_token(HOUSE, signed())


def test_only_an_operator_trusts_a_key(mona: Person, otto: Person, news: Community) -> None:
    with pytest.raises(NotAllowed):
        trust_newsroom(acting(mona), news.id, "another", pem(KEYS["EdDSA"]))
    with pytest.raises(NotAllowed):
        distrust_newsroom(acting(mona), "EdDSA")
    trust_newsroom(acting(otto), news.id, "another", pem(KEYS["EdDSA"]))


@pytest.mark.parametrize(
    ("key_id", "public_key"),
    [
        ("EdDSA", pem(KEYS["EdDSA"])),
        ("", pem(KEYS["EdDSA"])),
        ("x" * 81, pem(KEYS["EdDSA"])),
        ("new", "a shared secret"),
        ("new", pem(rsa.generate_private_key(65537, 1024))),  # noqa: S505 - it is to be refused
        ("new", pem(ec.generate_private_key(ec.SECP384R1()))),
    ],
)
def test_a_key_that_does_not_fit_is_not_trusted(news: Community, key_id: str, public_key: str) -> None:
    with pytest.raises(Invalid):
        trust_newsroom(COMMAND, news.id, key_id, public_key)


def test_a_token_is_ended_by_signing_out_a_new_password_or_closing(ada: Person) -> None:
    one, other = issue_token(ada.id), issue_token(ada.id)
    end_token(one)
    assert person_for_token(one) is None
    assert person_for_token(other) == ada.id
    ada.set_password("the ferry leaves at six")
    ada.save()
    assert person_for_token(other) is None
    third = issue_token(ada.id)
    Person.objects.update(is_active=False)
    assert person_for_token(third) is None
    assert person_for_token("no such token") is None
    with pytest.raises(NotFound):
        issue_token(ada.id)
