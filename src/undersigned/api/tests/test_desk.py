"""The desk over HTTP: a moderator’s walk, an editor’s, and Ivo, who has no right to any of it."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import cast
from undersigned.api import openapi
from undersigned.api.tests.callers import Caller
from undersigned.api.tests.world import APPEAL, CASE, DECISION, FRESH, HELD, IVO, NOON, ROOT, World
from undersigned.conversation.models import Comment
from undersigned.ledger.models import Entry
from undersigned.ledger.reads import verify
from undersigned.ledger.shapes import Verified
from undersigned.moderation import actions as cases
from undersigned.people.models import Standing
from undersigned.stories.models import Closure

DESK = "/api/v1/desk/cases"
RIVER = "/api/v1/communities/news/stories/river"
REFUSE = {"verdict": "refuse", "clauses": ["4"], "note": "Leave the address out.", "revision": 1}


def calls(*tags: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Calls that ask who is calling, with their examples."""
    return [
        (method.upper(), address, openapi.example(call["operationId"]))
        for address, item in openapi.document()["paths"].items()
        for method, call in item.items()
        if "Scoring" not in call["tags"]  # programs with a key, which are nobody's
        and {} not in call.get("security", [{}])
        and (not tags or set(tags) & set(call["tags"]))
    ]


def carry_out(caller: Caller, method: str, address: str, example: dict[str, Any]) -> Any:
    path = address.format(**example.get("path", {}))
    return caller(method, path, example.get("body"), query=example.get("query"))


PRIVATE_QUERIES = {
    "get_me": 8,
    "list_my_comments": 11,
    "list_my_reports": 5,
    "get_appeal": 3,
    "list_cases": 7,
}  # 2 say who calls


@pytest.mark.parametrize("name", sorted(PRIVATE_QUERIES))
def test_a_private_read_costs_a_fixed_number_of_queries(
    world: World, django_assert_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    example = openapi.example(name)
    path = openapi.document()["paths"]
    (address,) = [a for a, item in path.items() if item.get("get", {}).get("operationId") == name]
    caller = Caller(world.people[example["as"]])
    with django_assert_num_queries(PRIVATE_QUERIES[name]):
        assert carry_out(caller, "GET", address, example).status_code == 200


@pytest.fixture
def mona(world: World) -> Caller:
    return Caller(world.people["mona"])


@pytest.fixture
def edith(world: World) -> Caller:
    return Caller(world.people["edith"])


@pytest.mark.parametrize(("method", "address", "example"), calls())
def test_who_is_nobody_is_asked_to_sign_in(
    world: World, anyone: Caller, method: str, address: str, example: dict[str, Any]
) -> None:
    before = Entry.objects.count()
    answer = carry_out(anyone, method, address, example)
    assert (answer.status_code, answer.json()["type"][-13:]) == (401, "not-signed-in")
    assert Entry.objects.count() == before


@pytest.mark.parametrize(("method", "address", "example"), calls("Desk"))
def test_ivo_may_do_nothing_at_the_desk(
    world: World, method: str, address: str, example: dict[str, Any]
) -> None:
    before = Entry.objects.count()
    answer = carry_out(Caller(world.people["ivo"]), method, address, example)
    if (method, address) == ("DELETE", "/api/v1/desk/cases/{case}/claim"):
        assert answer.status_code == 204  # he holds no lease, so there is none to give back
    else:
        assert (answer.status_code, answer.json()["type"][-11:]) == (403, "not-allowed")
    assert Entry.objects.count() == before


def test_ivo_changes_nobody_elses_words_and_reads_nobody_elses_appeal(world: World) -> None:
    ivo = Caller(world.people["ivo"])
    comment = f"/api/v1/comments/{FRESH}"
    assert ivo("PATCH", comment, {"text": "Mine now."}).status_code == 403
    assert ivo("DELETE", comment).status_code == 403
    assert ivo.post(f"/api/v1/decisions/{DECISION}/appeals", {"text": "Unfair."}).status_code == 403
    assert ivo.get(f"/api/v1/appeals/{APPEAL}").status_code == 404
    assert ivo.get("/api/v1/me/comments").json() == {"comments": [], "next": None}
    assert not Entry.objects.exists()


def test_the_standing_of_one_community_opens_no_other(world: World) -> None:
    kids = cast.community("kids", names="youth")
    cast.grant(world.people["ivo"], Standing.Kind.MODERATOR, kids)
    ivo = Caller(world.people["ivo"])
    assert ivo.get(DESK).json()["cases"] == []
    assert ivo.get(DESK, {"community": "news"}).status_code == 403
    assert ivo.post(f"{DESK}/{CASE}/decisions", REFUSE).status_code == 403


def test_a_moderator_claims_and_decides_and_the_author_is_told_the_reasons(
    world: World, mona: Caller
) -> None:
    (case,) = mona.get(DESK, {"kind": "held"}).json()["cases"]
    assert mona.post(f"{DESK}/{case['id']}/claim").json() == {"until": "2026-05-04T12:05:00.000Z"}
    made = mona.post(f"{DESK}/{case['id']}/decisions", REFUSE)
    assert made.status_code == 201
    assert mona.get(DESK, {"kind": "held"}).json()["cases"] == []
    benoit = Caller(world.people["benoit"], accept_language="fr")
    own = next(c for c in benoit.get("/api/v1/me/comments").json()["comments"] if c["id"] == str(HELD))
    assert (own["state"], own["decision"]["note"]) == ("refused", "Leave the address out.")
    assert own["decision"]["clauses"][0]["title"] == "Respectez la loi"
    appealed = benoit.post(f"/api/v1/decisions/{made.json()['id']}/appeals", {"text": "C’est public."})
    assert (appealed.status_code, appealed.json()["state"]) == (201, "received")
    again = benoit.post(f"/api/v1/decisions/{made.json()['id']}/appeals", {"text": "Encore."})
    assert (again.status_code, again.json()["why"]) == (409, "already-appealed")
    assert isinstance(verify(), Verified)


def test_someone_else_answers_the_appeal(world: World, mona: Caller) -> None:
    (case,) = mona.get(DESK, {"kind": "appeal"}).json()["cases"]
    path, body = (
        f"{DESK}/{case['id']}/decisions",
        {"verdict": "publish", "revision": 1, "note": "A quotation."},
    )
    same = mona.post(path, body)
    assert (same.status_code, same.json()["type"][-11:]) == (403, "same-person")
    assert Caller(world.people["marc"]).post(path, body).status_code == 201
    told = Caller(world.people["benoit"]).get(f"/api/v1/appeals/{APPEAL}").json()
    assert (told["state"], told["outcome"], told["answer_note"]) == ("answered", "overturned", "A quotation.")


@pytest.mark.parametrize("why", ["claimed", "decided", "revised"])
def test_who_comes_second_is_told_that_they_were_overtaken(world: World, mona: Caller, why: str) -> None:
    marc = Caller(world.people["marc"])
    if why == "claimed":
        marc.post(f"{DESK}/{CASE}/claim")
    elif why == "decided":
        marc.post(f"{DESK}/{CASE}/decisions", REFUSE)
    else:
        Caller(world.people["benoit"])("PATCH", f"/api/v1/comments/{HELD}", {"text": "Autre chose."})
    answer = mona.post(f"{DESK}/{CASE}/decisions", REFUSE)
    assert (answer.status_code, answer.json()["type"][-9:], answer.json()["why"]) == (409, "overtaken", why)
    if why == "revised":
        assert (answer.json()["revision"], answer.json()["text"]) == (2, "Autre chose.")


def test_who_escalated_a_case_leaves_it_to_someone_else(world: World, mona: Caller, edith: Caller) -> None:
    escalate = {"verdict": "escalate", "revision": 1, "note": "Is this ours?"}
    assert mona.post(f"{DESK}/{CASE}/decisions", escalate).status_code == 201
    for answer in (mona.post(f"{DESK}/{CASE}/decisions", REFUSE), mona.post(f"{DESK}/{CASE}/claim")):
        assert (answer.status_code, answer.json()["type"][-11:]) == (403, "same-person")
        assert answer.json()["detail"].startswith("You escalated this case on May 4, 2026")
    twice = edith.post(f"{DESK}/{CASE}/decisions", escalate)
    assert twice.json()["fields"] == {"verdict": ["This case was escalated already."]}
    assert edith.post(f"{DESK}/{CASE}/decisions", REFUSE).status_code == 201


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "The author’s name is not confirmed yet."), ("fr", "Le nom qui signe")],
)
def test_the_queue_speaks_of_the_author_to_whoever_decides(
    world: World, language: str, sentence: str
) -> None:
    cases.open_case(Comment.objects.get(id=FRESH), "held", [{"code": "name-doubted", "doubts": []}], NOON)
    mona = Caller(world.people["mona"], accept_language=language)
    told = [r for case in mona.get(DESK).json()["cases"] for r in case["why"] if r["code"] == "name-doubted"]
    assert [reason["sentence"].startswith(sentence) for reason in told] == [True]


def test_a_claim_given_back_is_free(world: World, mona: Caller) -> None:
    mona.post(f"{DESK}/{CASE}/claim")
    assert mona("DELETE", f"{DESK}/{CASE}/claim").status_code == 204
    assert Caller(world.people["marc"]).post(f"{DESK}/{CASE}/claim").status_code == 200


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"clauses": []}, {"clauses": ["This is needed."]}),
        ({"clauses": ["99"]}, {"clauses": ["There is no such choice."]}),
        ({"verdict": "burn"}, {"verdict": ["There is no such choice."]}),
        ({"verdict": "remove"}, {"verdict": ["This cannot be done with the comment as it stands."]}),
    ],
)
def test_a_decision_names_what_it_rests_on(
    world: World, mona: Caller, change: dict[str, Any], fields: dict[str, list[str]]
) -> None:
    answer = mona.post(f"{DESK}/{CASE}/decisions", REFUSE | change)
    assert (answer.status_code, answer.json()["fields"]) == (422, fields)


def test_the_queue_comes_in_pages(world: World, mona: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undersigned.api.desk.PAGE", 1)
    first = mona.get(DESK).json()
    second = mona.get(DESK, {"after": first["next"]}).json()
    assert [case["kind"] for case in [*first["cases"], *second["cases"]]] == ["appeal", "held"]
    assert second["next"] is None
    assert first["counts"] == {"appeal": 1, "held": 1}


def test_an_editor_closes_and_reopens_and_everyone_sees_it(
    world: World, edith: Caller, anyone: Caller
) -> None:
    version = anyone.get(f"{RIVER}/conversation").json()["version"]
    assert edith("PUT", f"{RIVER}/closure", {"reason": "Enough."}).json()["open"] is False
    shown = anyone.get(f"{RIVER}/conversation").json()
    assert (shown["state"]["reason"], shown["version"]) == ("Enough.", version + 1)
    again = edith("PUT", f"{RIVER}/closure", {"reason": "Enough."})
    assert (again.status_code, again.json()) == (200, shown["state"])
    assert anyone.get(f"{RIVER}/conversation").json()["version"] == version + 1
    changed = edith("PUT", f"{RIVER}/closure", {"reason": "Enough!", "until": "2026-05-05T11:00:00Z"})
    assert (changed.json()["reason"], changed.json()["opens_at"]) == ("Enough!", "2026-05-05T11:00:00.000Z")
    reopened = edith("DELETE", f"{RIVER}/closure", {"reason": "We are back."})
    assert reopened.json()["open"] is True
    assert Closure.objects.filter(reopening_reason="We are back.").exists()
    entries = Entry.objects.count()
    assert edith("DELETE", f"{RIVER}/closure").json()["open"] is True
    assert Entry.objects.count() == entries == 4
    past = edith("PUT", f"{RIVER}/closure", {"reason": "x", "until": "2026-05-04T11:00:00Z"})
    assert past.json()["fields"] == {"until": ["This moment has passed."]}
    vague = edith("PUT", f"{RIVER}/closure", {"reason": "x", "until": "2026-05-05T11:00:00"})
    assert "time zone" in vague.json()["fields"]["until"][0]
    beyond = edith("PUT", f"{RIVER}/closure", {"reason": "x", "until": "9999-12-31T23:59:59-12:00"})
    assert "time zone" in beyond.json()["fields"]["until"][0]
    for number in ("2999", " 32503680000", "-5.5", 32_503_680_000):
        counted = edith("PUT", f"{RIVER}/closure", {"reason": "x", "until": number})
        assert "time zone" in counted.json()["fields"]["until"][0]


def test_a_pick_shows_and_a_reprint_is_marked(world: World, edith: Caller, anyone: Caller) -> None:
    comment = f"/api/v1/comments/{ROOT}"
    edith("PUT", f"{comment}/pick")
    whole = edith.post(f"{comment}/reprints", {"part": "whole", "use": "air"}).json()
    assert whole["text"] == "The wall was *promised* in 1987.\n\nWhere is it?"
    shown = anyone.get(comment).json()
    assert shown["picked"] is True
    assert [(r["use"], r["part"]) for r in shown["reprints"]] == [("air", "whole")]
    wrong = edith.post(f"{comment}/reprints", {"part": ["The wall was promised"], "use": "air"})
    assert (wrong.status_code, wrong.json()["excerpt"]) == (422, "The wall was promised")


@pytest.mark.parametrize("part", ["half", [], [5], None])
def test_a_reprint_says_which_part(world: World, edith: Caller, part: Any) -> None:
    answer = edith.post(f"/api/v1/comments/{ROOT}/reprints", {"part": part, "use": "air"})
    assert answer.status_code == 422
    assert answer.json()["fields"].keys() <= {"part", "part.0"}


def test_a_story_is_registered_and_brought_up_to_date_under_its_key(world: World, anyone: Caller) -> None:
    otto, example = Caller(world.people["otto"]), openapi.example("put_story")
    path, body = "/api/v1/communities/news/stories/ferry", example["body"]
    assert otto("PUT", path, body).status_code == 201
    assert otto("PUT", path, body).status_code == 200
    body["headlines"][0]["value"] = "The ferry is late again"
    assert otto("PUT", path, body).json()["headline"] == "The ferry is late again"
    assert anyone.get(path).json()["headline"] == "The ferry is late again"
    assert otto("PUT", f"{path}-2", body).status_code == 409
    assert otto("PUT", path, "{").json()["type"].endswith("/problems/story-not-json")
    assert otto("PUT", path, {"headline": 1}).json()["type"].endswith("/problems/story-not-ninjs")


def test_a_suspended_person_cannot_submit_and_is_told_until_when(world: World, mona: Caller) -> None:
    body = {"kind": "suspend", "reason": "Nine times the same.", "until": "2026-05-11T12:00:00Z"}
    assert mona.post(f"/api/v1/people/{IVO}/restrictions", body | {"community": "news"}).status_code == 201
    ivo = Caller(world.people["ivo"])
    draft = {"text": "Hello.", "licence_version": 1, "guidelines_version": 1}
    refused = ivo.post(f"{RIVER}/comments", draft)
    assert (refused.status_code, refused.json()["until"]) == (403, "2026-05-11T12:00:00.000Z")
    assert ivo.get("/api/v1/me").json()["restrictions"][0]["reason"] == "Nine times the same."
    assert mona.post(f"/api/v1/people/{ROOT}/restrictions", body).status_code == 404
    unknown = mona.post(f"/api/v1/people/{IVO}/restrictions", {"kind": "scold", "reason": "x"})
    assert unknown.json()["fields"] == {"kind": ["There is no such choice."]}


def test_a_challenged_name_is_told_to_its_bearer_and_holds_what_it_signs(world: World, mona: Caller) -> None:
    note = {"state": "challenged", "note": "Is that you?"}
    assert mona.post(f"/api/v1/people/{IVO}/name-confirmations", note).status_code == 201
    ivo = Caller(world.people["ivo"])
    name = ivo.get("/api/v1/me").json()["name"]
    assert (name["state"], name["note"]) == ("challenged", "Is that you?")
    draft = {"text": "Hello there.", "licence_version": 1, "guidelines_version": 1}
    assert ivo.post(f"{RIVER}/comments", draft).json()["why"][0]["code"] == "name-challenged"
    assert Comment.objects.get(author_id=IVO).state == "held"


def test_what_readers_see_is_kept_though_a_later_text_was_refused(world: World, mona: Caller) -> None:
    comment, was = str(FRESH), "They rowed past my window."
    later = openapi.example("revise_comment")["body"] | {"text": "Whoever rowed past is a moron."}
    assert Caller(world.people["ada"])("PATCH", f"/api/v1/comments/{comment}", later).status_code == 202
    (held,) = (c for c in mona.get(DESK).json()["cases"] if c["comment"] == comment)
    refused = mona.post(f"{DESK}/{held['id']}/decisions", REFUSE | {"revision": 2})
    assert refused.status_code == 201
    Caller(world.people["ivo"]).post(f"/api/v1/comments/{comment}/reports", {"clause": "2"})
    (case,) = (c for c in mona.get(DESK).json()["cases"] if c["comment"] == comment)
    assert (case["text"], case["revision"]) == (was, 1)
    decisions = f"{DESK}/{case['id']}/decisions"
    moved = mona.post(decisions, {"verdict": "publish", "revision": 2})
    assert (moved.status_code, moved.json()["why"], moved.json()["revision"]) == (409, "revised", 1)
    kept = mona.post(decisions, {"verdict": "publish", "revision": 1})
    assert (kept.status_code, kept.json()["revision"]) == (201, 1)
    reports = Caller(world.people["ivo"]).get("/api/v1/me/reports").json()["reports"]
    assert [(r["state"], r["outcome"]) for r in reports if r["comment"] == comment] == [("answered", "kept")]
