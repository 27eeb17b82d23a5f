"""Sign-in with the newsroom's own accounts: whoever comes for the first time says how they sign."""

from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.session import SessionStorage
from django.test import Client, RequestFactory
from pytest_django import Settings

from undersigned.ledger.models import Entry
from undersigned.people import reads
from undersigned.people.models import Person

SIGN_UP = "/account/newsroom/signup/"
APP = {
    "provider_id": "newsroom",
    "name": "The Daily Test",
    "client_id": "undersigned",
    "settings": {"server_url": "https://accounts.paper.example"},
}


@pytest.fixture(autouse=True)
def with_newsroom(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the settings named the newsroom's sign-in when the product was started."""
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [APP]}}
    monkeypatch.setitem(registry.provider_map, OpenIDConnectProvider.id, OpenIDConnectProvider)


def returned(email: str = "ada@demo.example", *, uid: str = "reader-17", is_proved: bool = True) -> Client:
    """A browser that comes back from the newsroom's sign-in, where it said who it is."""
    client = Client()
    request: Any = RequestFactory().get("/")
    request.session = client.session
    request.user, request.allauth = AnonymousUser(), SimpleNamespace()
    request._messages = SessionStorage(request)
    told = SocialLogin(
        provider=get_adapter().get_provider(request, "newsroom"),
        user=get_user_model()(email=email),
        account=SocialAccount(provider="newsroom", uid=uid),
        email_addresses=[EmailAddress(email=email, verified=is_proved, primary=True)],
    )
    with context.request_context(request):
        complete_social_login(request, told)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
    return client


@pytest.fixture
def client(db: None) -> Client:
    return returned()


def test_a_reader_of_the_newsroom_says_how_they_sign_and_is_in(client: Client) -> None:
    assert "How do you sign?" in client.get(SIGN_UP).content.decode()
    assert not Person.objects.exists()
    client.post(SIGN_UP, {"first_name": "Ada", "last_name": "Okafor", "email": "ada@demo.example"})
    profile = reads.profile(Person.objects.get().id)
    assert (profile.full_name, profile.email_confirmed) == ("Ada Okafor", True)
    assert client.session["_auth_user_id"] == str(profile.person_id)
    assert SocialAccount.objects.get().user_id == profile.person_id
    assert Entry.objects.get().act == "person:joined"


def test_the_same_reader_comes_back_without_being_asked_again(client: Client) -> None:
    client.post(SIGN_UP, {"first_name": "Ada", "last_name": "Okafor", "email": "ada@demo.example"})
    assert "_auth_user_id" in returned().session
    assert Person.objects.count() == 1


def test_their_name_is_checked_like_any_other(client: Client) -> None:
    page = client.post(SIGN_UP, {"first_name": "Ada7", "last_name": "Okafor", "email": "ada@demo.example"})
    assert "A name is written without digits." in page.content.decode()
    assert not Person.objects.exists()


def test_an_account_with_that_address_is_not_handed_over(ada: Person) -> None:
    client = returned()
    client.post(SIGN_UP, {"first_name": "Eve", "last_name": "Marsh", "email": "ada@demo.example"})
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()
    assert Person.objects.count() == 1


@pytest.mark.parametrize("is_proved", [True, False])
def test_another_address_in_the_form_tells_nobody_that_it_has_an_account(
    ada: Person, is_proved: bool
) -> None:
    answers = []
    for number, email in enumerate(("ada@demo.example", "new@demo.example")):
        client = returned(f"reader{number}@paper.example", uid=str(number), is_proved=is_proved)
        sent = client.post(SIGN_UP, {"first_name": "Eve", "last_name": "Marsh", "email": email})
        answers.append((sent.status_code, sent["Location"], client.get(SIGN_UP).status_code))
    assert answers[0] == answers[1]
    typed = EmailAddress.objects.filter(email__in=("ada@demo.example", "new@demo.example"))
    assert not typed.filter(verified=True).exclude(user=ada).exists()
    assert Person.objects.filter(email="new@demo.example").exists() != is_proved
