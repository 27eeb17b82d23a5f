"""The pages of a notice of unlawful content, without script and with the answer that script finds."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import story
from tests.journeys.acts import open_case, post, ruled
from undersigned.communities.models import Community
from undersigned.journeys.submission import Posted
from undersigned.moderation.models import Case
from undersigned.owed.models import Owed
from undersigned.people.models import Person
from undersigned.site.tests.browsing import get, read
from undersigned.unlawful import reads
from undersigned.unlawful.models import UnlawfulNotice

NEW = "/notices/new/"
LOU = {"name": "Lou Petit", "email": "lou@mail.example", "good_faith": "on"}


@pytest.fixture
def sent(news: Community, ada: Person) -> Posted:
    return post(ada, story(news))


@pytest.fixture(autouse=True)
def _no_work(settings: Settings) -> None:
    settings.PROOF_BITS = 0


def filled(client: Client, sent: Posted, **fields: Any) -> dict[str, Any]:
    """The form as somebody fills it in who came by a comment's report form."""
    shown = get(client, f"{NEW}?comment={sent.comment_id}").fields("form.form")
    return shown | {"law_0": "Criminal Code, s. 319", "text_0": "It incites."} | LOU | fields


def test_the_way_there_leads_from_every_page_and_from_the_report_form(client: Client, sent: Posted) -> None:
    for address in ("/", "/news/", "/news/a-story/", "/problems/"):
        assert get(client, address).all("footer a[href='/notices/']")
    form = get(client, f"/news/a-story/comments/{sent.comment_id}/report/")
    assert form.all(f"a[href='{NEW}?comment={sent.comment_id}']")
    assert get(client, "/notices/").all(f"a[href='{NEW}']")


def test_without_script_it_is_confirmed_by_a_letter(client: Client, sent: Posted) -> None:
    answer = client.post(NEW, filled(client, sent))
    assert answer.status_code == 302
    assert "Please look into your mail" in get(client, answer["Location"]).text()
    notice = UnlawfulNotice.objects.get()
    at = f"/notices/confirm/{reads.token(notice.id, 'confirm')}/"
    assert "Did you send the notice" in get(client, at).text()
    assert not Case.objects.filter(kind="notice").exists(), "programs that look at mail open links"
    assert client.post(at)["Location"] == answer["Location"]
    assert open_case(sent.comment_id).kind == "notice"
    assert client.get(at)["Location"] == answer["Location"]
    assert "Received" in get(client, answer["Location"]).text()


def test_with_the_answer_to_its_challenge_it_is_taken_up_at_once(client: Client, sent: Posted) -> None:
    answer = client.post(NEW, filled(client, sent, answer="0"))
    page = get(client, answer["Location"])
    assert "Received" in page.text()
    assert "It incites." in page.text()
    assert page.answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert Owed.objects.filter(kind="mail").count() == 1


def test_an_answer_is_good_for_one_notice(client: Client, sent: Posted) -> None:
    given = filled(client, sent, answer="0")
    client.post(NEW, given)
    client.post(NEW, given)
    assert UnlawfulNotice.objects.filter(taken_up_at=None).count() == 1


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(client: Client, sent: Posted) -> None:
    given = filled(client, sent, law_0="", email="lou", answer="0")
    page = read(client.post(NEW, given))
    assert page.answer.status_code == 422
    assert page.text("#id_law_0_error") == "This is needed."
    assert page.text("#id_email_error") == "This is not an e-mail address."
    again = page.fields("form.form")
    assert (again["text_0"].strip(), again["answer"]) == ("It incites.", "")
    assert again["challenge"] != given["challenge"]


def test_several_comments_go_into_one_notice(
    client: Client, news: Community, sent: Posted, benoit: Person
) -> None:
    other = post(benoit, story(news, "other"))
    more = read(client.post(NEW, filled(client, sent, more="1")))
    assert more.answer.status_code == 200
    given = more.fields("form.form")
    assert given["text_0"].strip() == "It incites."
    more_of_it = {"where_1": str(other.comment_id), "law_1": "s. 1", "text_1": "And this."}
    client.post(NEW, given | more_of_it | {"answer": "0"})
    assert UnlawfulNotice.objects.get().items.count() == 2


def test_the_abuse_of_a_child_is_reported_without_a_name_but_not_often(client: Client, sent: Posted) -> None:
    nobody = {"name": "", "email": "", "child_abuse_0": "on", "law_0": ""}
    given = filled(client, sent, **nobody)
    assert [client.post(NEW, given).status_code for _ in range(3)] == [302, 302, 429]
    assert client.post(NEW, filled(client, sent, answer="0", **nobody)).status_code == 302


def test_one_address_gets_five_letters_an_hour_with_proof_or_without(client: Client, sent: Posted) -> None:
    given = filled(client, sent)
    assert [client.post(NEW, given).status_code for _ in range(5)] == [302] * 5
    assert client.post(NEW, filled(client, sent, answer="0")).status_code == 429
    assert client.post(NEW, given | {"email": "other@mail.example"}).status_code == 302


def test_a_flood_is_stopped_by_the_network_it_comes_from(client: Client, sent: Posted) -> None:
    senders = [f"lou{number}@mail.example" for number in range(11)]
    codes = [client.post(NEW, filled(client, sent, answer="0", email=each)).status_code for each in senders]
    assert codes == [302] * 10 + [429]


@pytest.mark.parametrize("address", ["/notices/nothing/", "/notices/confirm/nothing/", "/notices/a:b/"])
@pytest.mark.django_db
def test_a_link_that_is_none_of_ours_leads_to_nothing(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_it_answers_in_french(client: Client, sent: Posted) -> None:
    page = get(client, "/notices/", **{"Accept-Language": "fr"})
    assert "illicite" in page.text("h1")


def test_what_stays_can_be_appealed_from_its_page(client: Client, sent: Posted, mona: Person) -> None:
    at = client.post(NEW, filled(client, sent, answer="0"))["Location"]
    assert "You can appeal" not in get(client, at).text()
    ruled(mona, sent.comment_id, "publish")
    page = get(client, at)
    assert "It stays" in page.text(".reports")
    (link,) = page.all(".reports a[href*='by-letter']")
    assert "You can appeal" in get(client, str(link.get("href")).removeprefix("http://127.0.0.1:8000")).text()
