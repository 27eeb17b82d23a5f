"""Every refusal is answered in words: to programs as problem+json, to people as a page."""

import json
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.test import Client, RequestFactory
from django.utils.translation import override
from pytest_django.fixtures import Settings

from undersigned.kernel.errors import Invalid, NotAllowed, NotSignedIn, Refused, TooFast
from undersigned.people.errors import Suspended
from undersigned.stories.errors import ConversationClosed
from undersigned.web import problems, views
from undersigned.web.middleware import ProblemMiddleware
from undersigned.web.tests.requests import anonymous

REQUESTS = RequestFactory()


def asked(path: str = "/api/v1/me", **headers: str) -> HttpResponse:
    return problems.response(NotAllowed(), anonymous(REQUESTS.get(path, headers=headers)))


def test_the_api_answers_problem_json_with_type_title_status_and_detail() -> None:
    answer = asked()
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content) == {
        "type": "http://127.0.0.1:8000/problems/not-allowed",
        "title": "You may not do this",
        "status": 403,
        "detail": "It is someone else’s, or needs a standing that your account does not have.",
    }


def test_named_data_travels_and_cannot_hide_the_problem_itself() -> None:
    found = problems.problem(ConversationClosed(reason="Night", status="open"))
    assert (found["reason"], found["status"]) == ("Night", 409)


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
        ("application/json", "application/problem+json"),
        ("application/problem+json, text/html;q=0.5", "application/problem+json"),
    ],
)
def test_elsewhere_the_caller_chooses(accept: str, content_type: str) -> None:
    assert asked("/desk/", accept=accept)["Content-Type"] == content_type


def test_the_fullest_sentence_the_data_allows_is_said() -> None:
    assert "saying" not in problems.sentence(ConversationClosed())
    assert "saying" not in problems.sentence(ConversationClosed(why="days", reason=""))
    by_hand = ConversationClosed(reason="It is late.", closed_at="2026-05-04T12:00:00+00:00")
    assert "on May 4, 2026, 12:00\u202fp.m. UTC, saying: “It is late”." in problems.sentence(by_hand)
    by_rule = ConversationClosed(why="time", reason="It was open until noon.")
    assert "saying" not in problems.sentence(by_rule)
    assert "It was open until noon. Your text" in problems.sentence(by_rule)
    assert problems.problem(by_hand)["reason"] == "It is late."


def test_seconds_are_counted_in_the_readers_language() -> None:
    assert problems.detail("too-fast", {"retry_after_seconds": 1}) == "Try again in 1 second."
    assert problems.detail("too-fast", {"retry_after_seconds": 20}) == "Try again in 20 seconds."


def test_moments_are_said_as_people_say_them() -> None:
    refused = Suspended(until=datetime(2027, 1, 5, 12, tzinfo=UTC))
    assert "2027-01" not in problems.sentence(refused)
    assert "2027" in problems.sentence(refused)
    assert problems.problem(refused)["until"] == "2027-01-05T12:00:00.000Z"


def test_a_command_line_names_each_field_that_does_not_fit() -> None:
    said = problems.sentence(Invalid({"slug": ["Too short.", "Not letters."]}))
    assert said.splitlines()[1] == "  slug: Too short.; Not letters."


def test_a_reason_code_is_said_in_words_wherever_it_is_shown() -> None:
    refused = Invalid({"text": ["too-long"]})
    assert problems.problem(refused)["fields"] == {"text": ["This is too long."]}
    assert problems.sentence(refused).splitlines()[1] == "  text: This is too long."
    page = problems.response(refused, anonymous(REQUESTS.get("/news/"))).content.decode()
    assert "This is too long." in page


def test_too_fast_says_when_and_names_the_limit() -> None:
    refused = TooFast(30, policy="comments", limit=5, window_seconds=60)
    answer = problems.response(refused, anonymous(REQUESTS.get("/api/v1/x")))
    assert answer["Retry-After"] == "30"
    assert answer["RateLimit"] == '"comments";r=0;t=30'
    assert answer["RateLimit-Policy"] == '"comments";q=5;w=60'


def test_not_signed_in_challenges_and_offers_the_way_in() -> None:
    answer = problems.response(NotSignedIn(), anonymous(REQUESTS.get("/desk/?kind=held")))
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert b"?next=/desk/%3Fkind%3Dheld" in answer.content


def test_the_page_gives_back_the_text_that_was_sent() -> None:
    request = anonymous(REQUESTS.post("/news/a-story/", {"text": "My <own> words"}))
    assert "My &lt;own&gt; words" in problems.response(ConversationClosed(), request).content.decode()


def test_no_refusal_is_kept_by_a_cache() -> None:
    assert asked()["Cache-Control"] == "no-store"
    assert "Accept-Language" in asked()["Vary"]


def middleware(raised: Exception) -> HttpResponse | None:
    return ProblemMiddleware(lambda request: HttpResponse()).process_exception(
        anonymous(REQUESTS.get("/api/v1/x")), raised
    )


@pytest.mark.parametrize(
    ("raised", "status"), [(ConversationClosed(), 409), (Http404(), 404), (PermissionDenied(), 401)]
)
def test_what_a_view_raises_is_answered(raised: Exception, status: int) -> None:
    answer = middleware(raised)
    assert answer is not None
    assert answer.status_code == status


def test_a_fault_is_no_refusal() -> None:
    assert middleware(ZeroDivisionError()) is None


def test_a_bare_405_gets_its_words_and_keeps_what_is_allowed() -> None:
    door = ProblemMiddleware(lambda request: HttpResponseNotAllowed(["GET"]))
    answer = door(anonymous(REQUESTS.post("/api/v1/x")))
    assert isinstance(answer, HttpResponse)
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert json.loads(answer.content)["type"].endswith("/problems/method-not-allowed")


@pytest.mark.django_db
def test_a_nul_is_nowhere_and_asks_for_nothing(client: Client) -> None:
    assert client.get("/news/%00/").status_code == 404
    assert client.get("/api/v1/communities/%00").status_code == 404
    assert client.get("/problems/?after=%00").status_code == 400


def test_a_body_over_the_limit_is_too_long() -> None:
    assert views.bad_request(anonymous(REQUESTS.post("/api/v1/x")), RequestDataTooBig()).status_code == 413


def test_a_fault_leaks_nothing() -> None:
    answer = views.unexpected(anonymous(REQUESTS.get("/news/")))
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_a_fault_is_told_even_when_its_page_cannot_be_made(settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "no.such.storage"}}
    answer = views.unexpected(anonymous(REQUESTS.get("/news/")))
    assert (answer.status_code, answer["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert "Something went wrong on our side" in answer.content.decode()


@pytest.mark.django_db
def test_a_missing_csrf_token_gives_the_page_with_the_draft() -> None:
    answer = Client(enforce_csrf_checks=True).post("/problems/", {"text": "kept"})
    assert answer.status_code == 403
    assert "kept" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("code", sorted(problems.TITLES))
def test_every_code_has_its_page(client: Client, code: str, language: str) -> None:
    with override(language):
        title = str(problems.TITLES[code])
    for path in (f"/problems/{code}", f"/problems/{code}/"):
        answer = client.get(path, headers={"accept-language": language})
        assert answer.status_code == 200
        assert f"<code>{code}</code>" in answer.content.decode()
        assert title.split("’")[0] in answer.content.decode()


@pytest.mark.django_db
def test_an_unknown_code_has_none(client: Client) -> None:
    assert client.get("/problems/no-such-code/").status_code == 404


@pytest.mark.django_db
def test_all_codes_stand_on_one_page(client: Client) -> None:
    page = client.get("/problems/").content.decode()
    assert all(f"/problems/{code}/" in page for code in problems.TITLES)


def test_titles_and_details_are_for_the_same_codes() -> None:
    assert problems.TITLES.keys() == problems.DETAILS.keys()
    for code in problems.DETAILS:
        assert problems.detail(code, {})


def test_a_refusal_without_words_is_a_fault_of_ours() -> None:
    class Wordless(Refused):
        code, status = "wordless", 400

    with pytest.raises(KeyError):
        problems.sentence(Wordless())
