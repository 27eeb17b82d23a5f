"""An author’s walk over HTTP: who is calling, what is accepted, what is answered the second time."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from undersigned.answers.errors import InProgress
from undersigned.answers.models import Answer
from undersigned.api.tests.callers import Caller, token_of
from undersigned.api.tests.world import FRESH, HELD, REFUSED, REPLY, REPORT, ROOT, World
from undersigned.conversation.models import Comment
from undersigned.journeys.close import close
from undersigned.ledger.reads import verify
from undersigned.ledger.shapes import Verified
from undersigned.moderation.models import Case, Report

COMMENTS = "/api/v1/communities/news/stories/river/comments"
DRAFT = {"text": "The pumps came at six.", "licence_version": 1, "guidelines_version": 1}


@pytest.fixture
def ada(world: World) -> Caller:
    return Caller(world.people["ada"])


def code(answer: Any) -> str:
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    return str(problem["type"].rpartition("/problems/")[2])


def test_a_comment_is_published_and_stands_in_the_conversation(
    world: World, ada: Caller, anyone: Caller
) -> None:
    answer = ada.post(COMMENTS, DRAFT | {"in_reply_to": str(ROOT)}, idempotency_key="one")
    assert (answer.status_code, answer.json()["state"], answer.json()["why"]) == (201, "published", [])
    sent = answer.json()["comment"]
    assert sent["byline"] == {"name": "Ada Okafor", "place": "Halifax", "standing": []}
    assert anyone.get(f"/api/v1/comments/{sent['id']}").json()["text"] == DRAFT["text"]
    assert isinstance(verify(), Verified)


def test_a_doubted_comment_is_held_and_its_author_told_why(world: World, ada: Caller, anyone: Caller) -> None:
    answer = ada.post(COMMENTS, DRAFT | {"text": "Write to ada@demo.example"})
    assert (answer.status_code, answer.json()["state"]) == (202, "held")
    (why,) = answer.json()["why"]
    assert (why["code"], why["finding"], why["excerpt"]) == ("text", "contact:email", "ada@demo.example")
    assert "e-mail address" in why["sentence"]
    assert answer.json()["comment"]["published_at"] is None
    assert anyone.get(f"/api/v1/comments/{answer.json()['comment']['id']}").status_code == 404
    own = ada.get("/api/v1/me/comments").json()["comments"][0]
    assert (own["state"], own["why"], own["decision"]) == ("held", [why], None)
    assert (own["waiting"], own["shown_text"], answer.json()["shown_text"]) == (True, None, None)


def test_who_asks_first_is_told_what_is_doubted_and_nothing_is_sent(world: World, ada: Caller) -> None:
    before = Comment.objects.count()
    doubted = DRAFT | {"text": "Whoever drew that timetable is a moron."}
    answer = ada.post(COMMENTS, doubted | {"ask_first": True}, idempotency_key="doubted")
    assert (answer.status_code, code(answer)) == (409, "think-again")
    assert answer.json()["detail"].startswith(
        "It holds a word that is often meant as an insult: “moron”. It is not"
    )
    assert answer.json()["why"] == [{"code": "text", "finding": "words:insult", "excerpt": "moron"}]
    assert Comment.objects.count() == before
    assert not Answer.objects.exists()
    assert ada.post(COMMENTS, doubted, idempotency_key="doubted").status_code == 202
    assert ada.post(COMMENTS, DRAFT | {"ask_first": True}).status_code == 201


def test_a_revision_can_ask_first_as_well(world: World, ada: Caller) -> None:
    sent = ada.post(COMMENTS, DRAFT).json()["comment"]["id"]
    doubted = {"text": "Whoever drew that timetable is a moron.", "ask_first": True}
    assert code(ada("PATCH", f"/api/v1/comments/{sent}", doubted)) == "think-again"
    assert Comment.objects.get(id=sent).latest_number == 1


def test_the_same_key_and_body_bring_the_same_answer_and_no_second_comment(world: World, ada: Caller) -> None:
    before = Comment.objects.count()
    first = ada.post(COMMENTS, DRAFT, idempotency_key="k")
    again = ada.post(COMMENTS, DRAFT, idempotency_key="k")
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert Comment.objects.count() == before + 1


def test_the_key_belongs_to_its_caller_and_its_request(world: World, ada: Caller) -> None:
    ada.post(COMMENTS, DRAFT, idempotency_key="k")
    other = ada.post(COMMENTS, DRAFT | {"text": "Something else."}, idempotency_key="k")
    assert (other.status_code, code(other)) == (422, "key-reused")
    assert Caller(world.people["marc"]).post(COMMENTS, DRAFT, idempotency_key="k").status_code == 201


def test_the_same_key_in_flight_is_told_to_wait(
    world: World, ada: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who waits for whom on which database is tested with the answers themselves."""

    def held(*_: object) -> None:
        raise InProgress

    monkeypatch.setattr("undersigned.answers.actions._hold", held)
    answer = ada.post(COMMENTS, DRAFT, idempotency_key="k")
    assert (answer.status_code, code(answer)) == (409, "in-progress")


def test_a_refusal_frees_the_key(world: World, ada: Caller) -> None:
    refused = ada.post(COMMENTS, DRAFT | {"licence_version": 9}, idempotency_key="k")
    assert refused.status_code == 409
    assert ada.post(COMMENTS, DRAFT, idempotency_key="k").status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "pas à pas"])
def test_a_key_that_is_none_is_invalid(world: World, ada: Caller, key: str) -> None:
    answer = ada.post(COMMENTS, DRAFT, idempotency_key=key)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["idempotency_key"])


def test_an_outdated_licence_is_refused_with_the_new_text(world: World, ada: Caller) -> None:
    cast.licence(world.news, 2)
    answer = ada.post(COMMENTS, DRAFT, accept_language="fr")
    assert (answer.status_code, code(answer)) == (409, "licence-out-of-date")
    licence = answer.json()["licence"]
    assert (licence["version"], licence["language"]) == (2, "fr")
    assert licence["text"] == f"{cast.LICENCE['fr']} (2)"
    assert ada.post(COMMENTS, DRAFT | {"licence_version": 2}).status_code == 201


def test_a_closed_conversation_takes_nothing_and_says_why(world: World, ada: Caller) -> None:
    before = Comment.objects.count()
    close(world.actor("edith"), world.river.id, "It got late.")
    answer = ada.post(COMMENTS, DRAFT)
    assert (answer.status_code, code(answer)) == (409, "conversation-closed")
    assert (answer.json()["reason"], answer.json()["why"]) == ("It got late.", "closed")
    assert "“It got late”" in answer.json()["detail"]
    assert Comment.objects.count() == before


def test_a_text_too_long_or_too_big_is_refused_as_such(world: World, ada: Caller) -> None:
    answer = ada.post(COMMENTS, DRAFT | {"text": "x" * 5_001})
    assert (answer.status_code, code(answer), answer.json()["limit"]) == (413, "too-long", 5_000)
    flood = ada.post(COMMENTS, DRAFT | {"text": "x" * 2_000_001})
    assert (flood.status_code, code(flood)) == (413, "too-long")


def test_who_writes_too_fast_is_told_when_to_try_again(world: World, ada: Caller) -> None:
    answer = ada.post(COMMENTS, DRAFT)
    assert answer["RateLimit-Policy"] == '"comments-60";q=3;w=60, "comments-3600";q=30;w=3600'
    assert answer["RateLimit"].startswith('"comments-60";r=2;t=60, "comments-3600";r=28;t=3300')
    ada.post(COMMENTS, DRAFT)
    ada.post(COMMENTS, DRAFT)
    refused = ada.post(COMMENTS, DRAFT)
    assert (refused.status_code, code(refused)) == (429, "too-fast")
    assert 1 <= int(refused["Retry-After"]) <= 61
    assert refused["RateLimit"] == f'"comments-60";r=0;t={refused["Retry-After"]}'


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"text": "needed", "licence_version": "needed", "guidelines_version": "needed"}),
        (DRAFT | {"text": 5}, {"text": "must be text"}),
        (DRAFT | {"text": "  \n "}, {"text": "nothing in it"}),
        (DRAFT | {"licence_version": "1"}, {"licence_version": "whole number"}),
        (DRAFT | {"licence_version": True}, {"licence_version": "whole number"}),
        (DRAFT | {"in_reply_to": "root"}, {"in_reply_to": "not an identifier"}),
        (DRAFT | {"in_repl_to": None}, {"in_repl_to": "no such field"}),
        ([DRAFT], {"body": "must be an object"}),
    ],
)
def test_what_does_not_fit_is_told_field_by_field(
    world: World, ada: Caller, body: Any, fields: dict[str, str]
) -> None:
    answer = ada.post(COMMENTS, body)
    assert (answer.status_code, code(answer)) == (422, "invalid")
    told = answer.json()["fields"]
    assert told.keys() == fields.keys()
    assert all(words in told[name][0] for name, words in fields.items())


@pytest.mark.parametrize("body", ["{", "\ufeff{}", b"\xff\xfe", "null"])
def test_what_is_no_json_is_a_bad_request(world: World, ada: Caller, body: Any) -> None:
    answer = ada.post(COMMENTS, body)
    assert (answer.status_code, code(answer)) in ((400, "bad-request"), (422, "invalid"))


def test_what_no_database_keeps_is_left_out(world: World, ada: Caller) -> None:
    answer = ada.post(
        COMMENTS, '{"text": "A\\u0000B\\ud800C", "licence_version": 1, "guidelines_version": 1}'
    )
    assert answer.json()["comment"]["text"] == "ABC"


def test_a_reply_to_what_is_not_there_is_refused(world: World, ada: Caller) -> None:
    answer = ada.post(COMMENTS, DRAFT | {"in_reply_to": str(HELD)})
    assert (answer.status_code, code(answer)) == (409, "reply-not-possible")


def test_the_token_goes_in_either_header(world: World) -> None:
    token = token_of(world.people["ada"])
    for header in ({"authorization": f"bearer {token}"}, {"X-Session-Token": token}):
        assert Caller(None, **header).get("/api/v1/me").json()["name"]["full"] == "Ada Okafor"


@pytest.mark.parametrize("header", [{"authorization": "Bearer nonsense"}, {"X-Session-Token": "nonsense"}])
def test_a_token_that_is_not_good_is_refused_and_not_passed_over(
    world: World, header: dict[str, str]
) -> None:
    caller = Caller(None, **header)
    caller.client.force_login(world.people["ada"])
    answer = caller.get("/api/v1/me")
    assert (answer.status_code, code(answer)) == (401, "not-signed-in")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_an_account_that_was_closed_acts_no_more(world: World, ada: Caller) -> None:
    world.people["ada"].is_active = False
    world.people["ada"].save()
    assert ada.get("/api/v1/me").status_code == 401


def test_the_sites_session_reads_freely_and_writes_with_proof_of_origin(world: World) -> None:
    caller = Caller()
    caller.client.force_login(world.people["ada"])
    assert caller.get("/api/v1/me").status_code == 200
    refused = caller.post(COMMENTS, DRAFT)
    assert (refused.status_code, code(refused)) == (403, "form-expired")
    page = caller.client.get(reverse("web:problems"))
    token = page.context["csrf_token"]
    assert caller.post(COMMENTS, DRAFT, x_csrftoken=str(token)).status_code == 201


def test_no_answer_to_one_person_is_kept_by_a_cache(world: World, ada: Caller) -> None:
    answer = ada.get("/api/v1/me")
    assert answer["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in answer
    assert "Access-Control-Allow-Origin" not in ada.post(COMMENTS, DRAFT)


def test_a_comment_is_revised_in_the_window_and_not_after(world: World, ada: Caller, anyone: Caller) -> None:
    answer = ada("PATCH", f"/api/v1/comments/{FRESH}", {"text": "They swam."})
    assert (answer.status_code, answer.json()["state"]) == (200, "published")
    shown = anyone.get(f"/api/v1/comments/{FRESH}").json()
    assert (shown["text"], shown["revised_at"]) == ("They swam.", "2026-05-04T12:00:00.000Z")
    held = ada("PATCH", f"/api/v1/comments/{FRESH}", {"text": "Ask ada@demo.example"})
    assert (held.status_code, held.json()["comment"]["text"]) == (202, "Ask ada@demo.example")
    assert (held.json()["state"], held.json()["comment"]["state"]) == ("held", "held")
    assert held.json()["shown_text"] == anyone.get(f"/api/v1/comments/{FRESH}").json()["text"] == "They swam."
    own = ada.get("/api/v1/me/comments").json()["comments"][0]
    assert (own["state"], own["waiting"], own["shown_text"]) == ("published", True, "They swam.")
    late = ada("PATCH", f"/api/v1/comments/{ROOT}", {"text": "Too late."})
    assert (late.status_code, code(late)) == (409, "too-late")


def test_a_text_waits_until_it_was_decided_or_a_later_one_is_shown(world: World, ada: Caller) -> None:
    def own() -> dict[str, Any]:
        found: dict[str, Any] = ada.get("/api/v1/me/comments").json()["comments"][0]
        return found

    comment = f"/api/v1/comments/{FRESH}"
    Caller(world.people["ivo"]).post(f"/api/v1/comments/{FRESH}/reports", {"clause": "2"})
    assert own()["waiting"] is False
    ada("PATCH", comment, {"text": "Ask ada@demo.example"})
    assert (own()["waiting"], own()["why"][-1]["code"]) == (True, "text")
    ada("PATCH", comment, {"text": "They swam."})
    assert (own()["waiting"], own()["why"], own()["shown_text"]) == (False, [], "They swam.")
    ada("PATCH", comment, {"text": "Ask ada@demo.example"})
    case = Case.objects.get(comment_id=FRESH, closed_at=None)
    decision = {"verdict": "refuse", "revision": 4, "clauses": ["4"]}
    Caller(world.people["mona"]).post(f"/api/v1/desk/cases/{case.id}/decisions", decision)
    assert (own()["state"], own()["waiting"], own()["shown_text"]) == ("published", False, "They swam.")


def test_a_revision_accepts_the_licence_in_force_and_none_before(world: World, ada: Caller) -> None:
    cast.licence(world.news, 2)
    refused = ada("PATCH", f"/api/v1/comments/{FRESH}", {"text": "They swam."})
    assert code(refused) == "licence-out-of-date"
    body = {"text": "They swam.", "licence_version": 2}
    assert ada("PATCH", f"/api/v1/comments/{FRESH}", body).status_code == 200


def test_a_withdrawn_comment_is_gone(world: World, ada: Caller, anyone: Caller) -> None:
    assert ada("DELETE", f"/api/v1/comments/{FRESH}").status_code == 204
    assert anyone.get(f"/api/v1/comments/{FRESH}").status_code == 404
    own = ada.get("/api/v1/me/comments").json()["comments"][0]
    assert (own["state"], own["waiting"], own["shown_text"]) == ("withdrawn", False, None)
    for again in (
        ada("PATCH", f"/api/v1/comments/{FRESH}", {"text": "Back."}),
        ada("DELETE", f"/api/v1/comments/{FRESH}"),
    ):
        assert (again.status_code, code(again)) == (409, "withdrawn")


def test_a_recommendation_counts_once_and_never_ones_own(world: World, ada: Caller) -> None:
    benoit = Caller(world.people["benoit"])
    path = f"/api/v1/comments/{ROOT}/recommendation"
    benoit("PUT", path)
    assert benoit("PUT", path).json() == {"recommended": True, "recommendations": 1}
    assert benoit("DELETE", path).json() == {"recommended": False, "recommendations": 0}
    assert ada("PUT", path).json()["fields"] == {"comment": ["This comment is your own."]}


def test_anyone_may_report_but_not_in_floods(world: World, anyone: Caller) -> None:
    path, body = f"/api/v1/comments/{ROOT}/reports", {"clause": "3", "name": "I", "good_faith": True}
    missing = anyone.post(path, {"clause": "3"})
    assert missing.json()["fields"].keys() == {"name", "email", "good_faith"}
    answers = [anyone.post(path, body | {"email": f"i{n}@demo.example"}) for n in range(6)]
    assert [answer.status_code for answer in answers] == [201] * 4 + [429] * 2
    assert answers[0]["RateLimit"].startswith('"reports";r=3;t=')
    assert answers[0]["RateLimit-Policy"] == answers[-1]["RateLimit-Policy"] == '"reports";q=5;w=600'
    assert int(answers[-1]["Retry-After"]) <= 600
    assert Report.objects.exclude(id=REPORT).count() == 4


def test_what_a_report_says_has_its_length(world: World, anyone: Caller) -> None:
    body = {
        "law": "x" * 501,
        "text": "x" * 2_001,
        "name": "x" * 162,
        "email": f"{'x' * 240}@paper.example.ca",
    }
    answer = anyone.post(f"/api/v1/comments/{ROOT}/reports", body | {"good_faith": True})
    assert (answer.status_code, code(answer)) == (422, "invalid")
    assert answer.json()["fields"] == {name: ["This is too long."] for name in body}
    assert not Report.objects.exclude(id=REPORT).exists()


def test_a_person_with_an_account_reports_under_it(world: World, ada: Caller) -> None:
    path = f"/api/v1/comments/{REPLY}/reports"
    assert ada.post(path, {"clause": "2"}).status_code == 201
    assert Report.objects.exclude(id=REPORT).get().by_id == world.people["ada"].id
    assert code(ada.post(path, {"clause": "2"})) == "already-reported"
    assert Caller(authorization="Bearer nonsense").post(path, {"clause": "2"}).status_code == 401


def test_my_comments_come_in_pages(world: World, ada: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undersigned.api.account.PAGE", 1)
    ids: list[str] = []
    after: str | None = None
    while True:
        page = ada.get("/api/v1/me/comments", {"after": after} if after else None).json()
        ids += [comment["id"] for comment in page["comments"]]
        after = page["next"]
        if after is None:
            break
    assert ids == [str(FRESH), str(REFUSED), str(ROOT)]


def test_signing_in_by_the_accounts_json_door_gives_the_token(world: World) -> None:
    answer = Client().post(
        "/_allauth/app/v1/auth/login",
        json.dumps({"email": "ada@demo.example", "password": cast.PASSWORD}),
        content_type="application/json",
    )
    token = answer.json()["meta"]["session_token"]
    assert Caller(authorization=f"Bearer {token}").post(COMMENTS, DRAFT).status_code == 201


def test_what_one_recommends_under_a_story_is_known_everywhere(world: World, ada: Caller) -> None:
    marc = Caller(world.people["marc"])
    marc("PUT", f"/api/v1/comments/{ROOT}/recommendation")
    here = {"community": "news", "story": "river"}
    told = marc("GET", "/api/v1/me/comments", query=here).json()
    assert told["recommended"] == [str(ROOT)]
    own = ada("GET", "/api/v1/me/comments", query=here).json()
    assert str(ROOT) not in own["recommended"]
    assert {each["story"] for each in own["comments"]} == {"river"}
    assert "recommended" not in ada("GET", "/api/v1/me/comments").json()
    elsewhere = {"community": "news", "story": "nowhere"}
    assert ada("GET", "/api/v1/me/comments", query=elsewhere).status_code == 404
