"""Pages of other sites: what they may ask, and what their browsers are told."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from undersigned.api.calls import complete_api
from undersigned.api.origins import STAYING, WRITING
from undersigned.api.tests.callers import JSON, Caller
from undersigned.api.tests.world import DECISION, HELD, ROOT, World
from undersigned.communities.models import Community
from undersigned.people.elsewhere import sign_in

PAPER, OTHER, STRANGE = "https://paper.example", "https://autre.example", "https://strange.example"
STORY = "/api/v1/communities/news/stories/river"
COMMENTS, ONE = f"{STORY}/comments", f"/api/v1/comments/{ROOT}"
KEEP, RESUME, LEAVE = (f"/api/v1/session/{act}" for act in ("keep", "resume", "leave"))
DRAFT = {"text": "The wall was mended twice.", "licence_version": 1, "guidelines_version": 1}
TOLD = [
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Headers",
    "Access-Control-Expose-Headers",
]


@pytest.fixture
def world(world: World) -> World:
    """Two communities, each with a newsroom's site of its own on its list."""
    Community.objects.filter(slug="news").update(origins=[PAPER])
    Community.objects.create(
        slug="autres", name="Autres", publisher="Autre", languages=["fr"], origins=[OTHER]
    )
    return world


def preflight(path: str, origin: str, method: str) -> Any:
    asked = {"Origin": origin, "Access-Control-Request-Method": method}
    return Client().options(path, headers=asked)


def session_of(world: World, name: str) -> Client:
    """Someone's browser, signed in on this site, with the checks that a real one meets."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people[name])
    return client


def token_elsewhere(world: World, name: str, origin: str = PAPER) -> str:
    """What the window of `/embed/sign-in/` hands over."""
    return sign_in(str(session_of(world, name).session.session_key), origin)


def page(world: World, name: str, origin: str = PAPER) -> Caller:
    """A page of another site with such a token."""
    return Caller(Origin=origin, Authorization=f"Bearer {token_elsewhere(world, name, origin)}")


def cookie(answer: Any) -> str:
    """The name and value that a browser would send back."""
    return str(answer["Set-Cookie"].partition(";")[0])


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", COMMENTS),
        ("PATCH", ONE),
        ("DELETE", ONE),
        ("PUT", f"{ONE}/recommendation"),
        ("POST", f"{ONE}/reports"),
        ("GET", "/api/v1/me"),
        ("PUT", "/api/v1/communities/news/me/display-name"),
        ("GET", "/api/v1/me/comments"),
        ("POST", f"/api/v1/decisions/{DECISION}/appeals"),
        ("POST", "/api/v1/session/exchange"),
    ],
)
def test_an_origin_on_the_list_may_do_what_authors_do(world: World, method: str, path: str) -> None:
    answer = preflight(path, PAPER, method)
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == PAPER
    assert method in answer["Access-Control-Allow-Methods"].split(", ")
    for name in ("Authorization", "Content-Type", "Idempotency-Key", "Accept-Language", "X-Session-Token"):
        assert name in answer["Access-Control-Allow-Headers"]
    assert int(answer["Access-Control-Max-Age"]) <= 600
    assert "Origin" in answer["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer
    refused = preflight(path, STRANGE, method)
    assert refused.status_code == 403
    assert refused.json()["type"].endswith("/origin-not-allowed")
    assert not [name for name in TOLD if name in refused]


@pytest.mark.parametrize("origin", ["null", "", "https://paper.example.evil.example", "http://paper.example"])
def test_what_only_looks_like_an_origin_on_the_list_is_refused(world: World, origin: str) -> None:
    assert preflight(COMMENTS, origin, "POST").status_code == 403


def test_a_call_that_names_its_community_is_open_to_that_communitys_sites_alone(world: World) -> None:
    assert preflight(COMMENTS, OTHER, "POST").status_code == 403
    assert preflight(f"/api/v1/communities/news/comments/{ROOT}", OTHER, "PATCH").status_code == 403
    assert preflight(f"{STORY}/comments/{ROOT}", OTHER, "PATCH").status_code == 403
    assert preflight(f"{STORY}/comments/{ROOT}", PAPER, "PATCH").status_code == 204
    assert preflight(ONE, OTHER, "PATCH").status_code == 204
    assert preflight("/api/v1/me", OTHER, "GET").status_code == 204


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", STORY),
        ("PUT", f"{STORY}/closure"),
        ("PUT", f"{ONE}/pick"),
        ("POST", f"{ONE}/reprints"),
        ("GET", "/api/v1/desk/cases"),
        ("GET", "/api/v1/appeals/019df2a0-0000-7000-8000-000000000015"),
        ("POST", "/_allauth/app/v1/auth/login"),
        ("GET", "/_allauth/app/v1/auth/session"),
    ],
)
def test_the_desk_and_the_accounts_own_door_are_open_to_no_other_site(
    world: World, method: str, path: str
) -> None:
    for answer in (preflight(path, PAPER, method), Caller(Origin=PAPER)(method, path)):
        assert answer.get("Access-Control-Allow-Origin") in (None, "*")
        assert method not in answer.get("Access-Control-Allow-Methods", "").split(", ")
        assert "Access-Control-Allow-Credentials" not in answer


def test_public_reads_stay_open_to_any_page(world: World) -> None:
    for path in (STORY, f"{STORY}/conversation", ONE):
        answer = Caller(Origin=STRANGE).get(path)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Origin" not in answer["Vary"]
        assert preflight(path, STRANGE, "GET")["Access-Control-Allow-Origin"] == "*"


def test_a_page_writes_with_its_token_and_reads_the_answer(world: World) -> None:
    answer = page(world, "ada").post(COMMENTS, DRAFT)
    assert answer.status_code == 201
    assert answer["Access-Control-Allow-Origin"] == PAPER
    assert {"Retry-After", "RateLimit", "RateLimit-Policy", "ETag", "Content-Language"} == set(
        answer["Access-Control-Expose-Headers"].split(", ")
    )
    assert "Origin" in answer["Vary"]
    refused = page(world, "ada").post(COMMENTS, DRAFT | {"text": ""})
    assert (refused.status_code, refused["Access-Control-Allow-Origin"]) == (422, PAPER)
    expired = Caller(Origin=PAPER, Authorization="Bearer ended").get("/api/v1/me")
    assert (expired.status_code, expired["Access-Control-Allow-Origin"]) == (401, PAPER)


@pytest.mark.parametrize("content_type", [JSON, "text/plain", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("origin", [PAPER, STRANGE, "null"])
def test_no_page_elsewhere_is_recognised_by_the_cookie(world: World, origin: str, content_type: str) -> None:
    client = session_of(world, "ada")
    posted = (
        client.post(COMMENTS, DRAFT, content_type=content_type, headers={"Origin": origin})
        if (content_type == JSON)
        else client.generic("POST", COMMENTS, '{"text": "x"}', content_type, headers={"Origin": origin})
    )
    assert posted.status_code == 401
    assert client.get("/api/v1/me", headers={"Origin": origin}).status_code == 401
    assert client.get("/api/v1/me").status_code == 200


@pytest.mark.parametrize("near", ["same-site", "cross-site"])
def test_a_page_elsewhere_that_names_no_origin_is_known_as_well(world: World, near: str) -> None:
    client = session_of(world, "ada")
    assert client.get("/api/v1/me", headers={"Sec-Fetch-Site": near}).status_code == 401
    assert client.get("/api/v1/me", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/v1/desk/cases", None),
        ("PUT", f"{STORY}/closure", {"reason": "Late."}),
        ("PUT", f"{ONE}/pick", None),
        ("POST", f"{ONE}/reprints", {"part": "whole", "use": "web"}),
        ("GET", "/api/v1/appeals/019df2a0-0000-7000-8000-000000000015", None),
        ("PUT", STORY, {}),
    ],
)
@pytest.mark.parametrize("who", ["mona", "edith", "otto"])
def test_a_token_of_the_window_opens_nothing_that_a_standing_allows(
    world: World, who: str, method: str, path: str, body: Any
) -> None:
    caller = page(world, who)
    assert caller(method, path, body).status_code == 403
    assert caller.get("/api/v1/me").status_code == 200


def test_every_call_open_elsewhere_is_a_call(world: World) -> None:
    paths = complete_api().get_openapi_schema(path_prefix="")["paths"]
    tags = {call["operationId"]: call["tags"] for item in paths.values() for call in item.values()}
    assert tags.keys() >= WRITING | STAYING
    assert not {name for name in WRITING | STAYING if set(tags[name]) - {"Writing", "Account"}}


def test_a_sign_in_is_kept_resumed_and_left(world: World) -> None:
    token = token_elsewhere(world, "ada")
    kept = Caller(Origin=PAPER, Authorization=f"Bearer {token}").post(KEEP)
    assert kept.status_code == 204
    assert kept["Access-Control-Allow-Credentials"] == "true"
    name, _, attributes = kept["Set-Cookie"].partition("; ")
    assert name.startswith("__Host-")
    assert "Domain" not in attributes
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=None", "Partitioned"} <= set(attributes.split("; "))

    resumed = Caller(Origin=PAPER, Cookie=cookie(kept)).post(RESUME)
    assert resumed.status_code == 200
    assert resumed["Access-Control-Allow-Origin"] == PAPER
    assert resumed["Access-Control-Allow-Credentials"] == "true"
    assert resumed["Cache-Control"] == "private, no-store"
    assert cookie(resumed) != cookie(kept)
    bearer = f"Bearer {resumed.json()['session_token']}"
    assert Caller(Origin=PAPER, Authorization=bearer).get("/api/v1/me").status_code == 200

    left = Caller(Origin=PAPER, Authorization=bearer, Cookie=cookie(resumed)).post(LEAVE)
    assert left.status_code == 204
    assert "Max-Age=0" in left["Set-Cookie"]
    assert Caller(Origin=PAPER, Cookie=cookie(resumed)).post(RESUME).status_code == 401
    for ended in (bearer, f"Bearer {token}"):
        assert Caller(Origin=PAPER, Authorization=ended).get("/api/v1/me").status_code == 401


def test_what_was_kept_for_one_origin_is_nothing_to_another(world: World) -> None:
    kept = cookie(page(world, "ada").post(KEEP))
    assert Caller(Origin=OTHER, Cookie=kept).post(RESUME).status_code == 401
    name = cookie(page(world, "ivo", OTHER).post(KEEP)).partition("=")[0]
    renamed = f"{name}={kept.partition('=')[2]}"
    assert Caller(Origin=OTHER, Cookie=renamed).post(RESUME).status_code == 401
    theirs = page(world, "ada")
    theirs.headers["Origin"] = OTHER
    assert theirs.post(KEEP).status_code == 401


@pytest.mark.parametrize("path", [KEEP, RESUME, LEAVE])
@pytest.mark.parametrize("origin", [STRANGE, "null", ""])
def test_an_origin_that_is_not_listed_keeps_resumes_and_leaves_nothing(
    world: World, path: str, origin: str
) -> None:
    kept = page(world, "ada").post(KEEP)
    caller = Caller(Cookie=cookie(kept), Authorization=f"Bearer {token_elsewhere(world, 'ada')}")
    answer = caller.post(path, **({"Origin": origin} if origin else {}))
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer
    assert not [name for name in TOLD if name in answer]
    assert Caller(Origin=PAPER, Cookie=cookie(kept)).post(RESUME).status_code == 200


def test_an_origin_taken_off_the_list_resumes_nothing(world: World) -> None:
    kept = cookie(page(world, "ada").post(KEEP))
    Community.objects.update(origins=[])
    assert Caller(Origin=PAPER, Cookie=kept).post(RESUME).status_code == 403


def test_nobody_keeps_without_a_good_token(world: World) -> None:
    for caller in (Caller(Origin=PAPER), Caller(Origin=PAPER, Authorization="Bearer nonsense")):
        answer = caller.post(KEEP)
        assert answer.status_code == 401
        assert "Set-Cookie" not in answer
    assert session_of(world, "ada").post(KEEP, headers={"Origin": PAPER}).status_code == 401


def test_the_sites_session_is_resumed_on_the_sites_own_pages_alone(world: World) -> None:
    client = session_of(world, "mona")
    assert client.post(RESUME, headers={"Origin": PAPER}).status_code == 401
    near = {"Origin": settings.BASE_URL, "Sec-Fetch-Site": "cross-site"}
    assert client.post(RESUME, headers=near).status_code == 401
    token = client.post(RESUME, headers={"Origin": settings.BASE_URL}).json()["session_token"]
    assert token != client.session.session_key
    own = Caller(Authorization=f"Bearer {token}")
    assert own.get("/api/v1/me").json()["email"] == "mona@demo.example"
    assert own.get("/api/v1/desk/cases").status_code == 403
    assert client.post(LEAVE, headers={"Origin": settings.BASE_URL}).status_code == 204
    assert own.get("/api/v1/me").status_code == 401
    assert client.get("/account/").status_code == 401


def test_leaving_elsewhere_leaves_the_sites_own_session_alone(world: World) -> None:
    client = session_of(world, "ada")
    token = sign_in(str(client.session.session_key), PAPER)
    headers = {"Origin": PAPER, "Authorization": f"Bearer {token}"}
    assert client.post(LEAVE, headers=headers).status_code == 204
    assert client.get("/account/").status_code == 200


def test_a_report_from_elsewhere_with_a_cookie_is_a_strangers(world: World) -> None:
    client = session_of(world, "ivo")
    sent = {"clause": "2"}
    answer = client.post(f"/api/v1/comments/{ROOT}/reports", sent, JSON, headers={"Origin": PAPER})
    assert answer.status_code == 422  # a stranger has to say who they are
    assert client.get(f"/api/v1/comments/{HELD}", headers={"Origin": PAPER}).status_code == 404


def test_a_fault_of_ours_can_be_read_by_pages_elsewhere(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("undersigned.api.reading.snapshots.counts", break_down)
    client.raise_request_exception = False
    answer = client.get("/api/v1/counts?story=news/river", headers={"Origin": "https://news.example"})
    assert answer.status_code == 500
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Content-Type"] == "application/problem+json"
