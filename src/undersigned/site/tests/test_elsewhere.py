"""The window in which someone signs in for a page of another site."""

from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.cast import PASSWORD
from undersigned.communities.models import Community
from undersigned.people.elsewhere import person_of
from undersigned.people.models import Person
from undersigned.site.tests.browsing import get, read

PAPER = "https://paper.example"
OPENER = "Cross-Origin-Opener-Policy"


def window(origin: str = PAPER, community: str = "news") -> str:
    return f"/embed/sign-in/?{urlencode({'origin': origin, 'community': community})}"


@pytest.fixture(autouse=True)
def listed(news: Community, nouvelles: Community) -> None:
    Community.objects.filter(id=news.id).update(origins=[PAPER])


def test_it_asks_by_name_and_hands_over_a_token_only_after_a_yes(client: Client, ada: Person) -> None:
    client.force_login(ada)
    page = get(client, window())
    assert "Continue as Ada Okafor to paper.example" in page.text("form button")
    assert not page.all("[data-token]")
    answer = client.post(window(), page.fields("form[data-ask]"))
    handed = read(answer).all("[data-elsewhere]")[0]
    assert handed.get("data-elsewhere") == PAPER
    assert person_of(handed.get("data-token") or "") == ada.id
    assert "no-store" in answer["Cache-Control"]


def test_a_yes_needs_the_forms_proof_of_origin(ada: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    assert client.post(window(), headers={"Origin": PAPER}).status_code == 403
    assert client.post(window()).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("address", "status"),
    [
        (window("https://strange.example"), 403),
        (window("https://paper.example.strange.example"), 403),
        (window("null"), 403),
        (window(""), 403),
        (window(community="nouvelles"), 403),
        (window(community="no-such"), 404),
        ("/embed/sign-in/", 404),
    ],
)
def test_an_origin_that_the_community_does_not_list_gets_a_page_that_says_so(
    client: Client, ada: Person, method: str, address: str, status: int
) -> None:
    client.force_login(ada)
    answer = getattr(client, method)(address)
    assert answer.status_code == status
    page = read(answer)
    assert not page.all("[data-elsewhere]")
    assert status == 404 or "not on the newsroom’s list" in page.text("h1")
    assert answer[OPENER] == "same-origin"


def test_who_is_signed_out_passes_through_the_sign_in_and_comes_back(client: Client, ada: Person) -> None:
    sent = client.get(window())
    assert sent.status_code == 302
    page = get(client, sent["Location"])
    fields = page.fields("form[action='/account/login/']") | {"login": ada.email, "password": PASSWORD}
    back = client.post("/account/login/", fields)
    assert back["Location"] == window()
    assert "Continue as Ada Okafor" in get(client, window()).text()


def test_a_password_alone_does_not_get_past_a_second_step(client: Client, ada: Person) -> None:
    Authenticator.objects.create(user=ada, type=Authenticator.Type.TOTP, data={"secret": "x"})
    page = get(client, client.get(window())["Location"])
    fields = page.fields("form[action='/account/login/']") | {"login": ada.email, "password": PASSWORD}
    step = client.post("/account/login/", fields)
    assert step["Location"].startswith("/account/security/authenticate/")
    assert step[OPENER] == client.get(step["Location"])[OPENER] == "unsafe-none"
    assert client.get(window()).status_code == 302
    assert client.post(window()).status_code == 302


def test_another_account_is_a_sign_out_away(client: Client, ada: Person) -> None:
    client.force_login(ada)
    page = get(client, window())
    answer = client.post("/account/logout/", page.fields("form[action='/account/logout/'][data-ask]"))
    assert answer["Location"] == window()
    assert answer[OPENER] == "unsafe-none"
    assert client.get(window()).status_code == 302


def test_only_on_the_way_to_the_window_is_its_opener_kept(client: Client, ada: Person) -> None:
    assert client.get("/account/login/")[OPENER] == "same-origin"
    sent = client.get(window())
    assert sent[OPENER] == "unsafe-none"
    assert client.get(sent["Location"])[OPENER] == "unsafe-none"
    assert client.get("/account/signup/")[OPENER] == "unsafe-none"
    assert client.get("/news/")[OPENER] == "same-origin"
    client.force_login(ada)
    page = get(client, window())
    assert page.answer[OPENER] == "unsafe-none"
    client.post(window(), page.fields("form[data-ask]"))
    assert client.get("/account/")[OPENER] == "same-origin"


def test_it_cannot_be_framed_kept_or_found(client: Client, ada: Person) -> None:
    client.force_login(ada)
    answer = client.get(window())
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]


def test_it_speaks_french(client: Client, ada: Person) -> None:
    client.force_login(ada)
    page = get(client, window(), **{"Accept-Language": "fr-CA"})
    assert "Continuer en tant que Ada Okafor vers paper.example" in page.text("form button")
