"""An author submits from the page: published or held because; whatever is refused keeps the draft."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from tests import cast
from tests.journeys.acts import HELD, post, ruled
from undersigned.communities.models import Community
from undersigned.communities.shapes import ControlsShape, Words
from undersigned.conversation.models import Comment
from undersigned.journeys.close import close
from undersigned.journeys.set_controls import set_controls
from undersigned.kernel.clock import now
from undersigned.licensing.models import Acceptance
from undersigned.people.models import Name, Person, Restriction
from undersigned.site.tests.browsing import address, get, read, send, signed_in
from undersigned.stories.models import Story

DRAFT = "The pumps were bought in 1987, and nobody asked what they would cost to keep."


@pytest.fixture
def story(news: Community) -> Story:
    return cast.story(news)


@pytest.fixture
def reader(client: Client, ada: Person) -> Client:
    return signed_in(client, ada)


def test_the_form_says_how_it_will_be_signed(reader: Client, story: Story) -> None:
    assert get(reader, address(story)).text(".compose-sign") == "Signed Ada Okafor Halifax"


def test_a_comment_is_published_and_its_author_led_to_it(reader: Client, story: Story) -> None:
    answer = send(reader, story, DRAFT)
    comment = Comment.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"{address(story)}?posted={comment.id}#posted"
    page = get(reader, answer["Location"])
    assert "Published" in page.text("#posted")
    assert page.all("#posted")[0].get("data-draft-done") == "news/a-story"
    assert DRAFT in page.text(".letters")


def test_a_held_comment_says_why_and_is_seen_by_its_author_only(reader: Client, story: Story) -> None:
    page = get(reader, send(reader, story, HELD)["Location"])
    assert "waiting for a moderator" in page.text("#posted")
    assert "“moron”" in page.text("#posted")
    assert HELD in page.text(".own-waiting")
    assert HELD not in get(Client(), address(story)).text()


def test_another_persons_comment_is_not_announced_as_ones_own(
    reader: Client, story: Story, benoit: Person
) -> None:
    held = post(benoit, story, HELD)
    assert get(reader, f"{address(story)}?posted={held.comment_id}").all("#posted") == []
    assert get(reader, f"{address(story)}?posted={uuid4()}").all("#posted") == []


def test_the_same_form_sent_twice_is_one_comment(reader: Client, story: Story) -> None:
    filled = get(reader, address(story)).fields() | {"text": DRAFT, "accept": "on"}
    first, second = (reader.post(address(story), filled) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Comment.objects.count() == 1


def test_the_texts_are_accepted_once_and_recorded_each_time(reader: Client, story: Story) -> None:
    refused = send(reader, story, DRAFT, accept=False)
    assert refused.status_code == 422
    assert DRAFT in read(refused).text("form.compose textarea")
    send(reader, story, DRAFT)
    assert get(reader, address(story)).all("form.compose [name=accept]") == []
    send(reader, story, "And a second one.", accept=False)
    assert Acceptance.objects.filter(licence__version=1, guidelines__version=1, language="en").count() == 2


def test_what_was_shown_in_french_is_recorded_as_french(client: Client, story: Story, benoit: Person) -> None:
    signed_in(client, benoit)
    page = get(client, address(story), accept_language="fr")
    client.post(address(story), page.fields() | {"text": DRAFT, "accept": "on"})
    assert Acceptance.objects.get().language == "fr"


def test_a_reply_is_written_without_script(reader: Client, story: Story, benoit: Person) -> None:
    parent = post(benoit, story)
    page = get(reader, f"{address(story)}?reply={parent.comment_id}")
    assert page.text("#compose-title") == "Reply to Benoît Tremblay"
    assert page.fields()["in_reply_to"] == str(parent.comment_id)
    send(reader, story, DRAFT, reply=str(parent.comment_id))
    assert Comment.objects.get(in_reply_to=parent.comment_id).byline_name == "Ada Okafor"


def test_a_reply_to_what_was_removed_keeps_the_draft(
    reader: Client, story: Story, benoit: Person, mona: Person
) -> None:
    parent = post(benoit, story)
    filled = get(reader, f"{address(story)}?reply={parent.comment_id}").fields()
    ruled(mona, parent.comment_id, "remove")
    page = read(reader.post(address(story), filled | {"text": DRAFT, "accept": "on"}))
    assert page.answer.status_code == 409
    assert "can no longer be answered" in page.text(".error-summary")
    assert DRAFT in page.text("form.compose textarea")


def test_losing_the_race_to_the_closing_keeps_the_draft(reader: Client, story: Story, mona: Person) -> None:
    filled = get(reader, address(story)).fields() | {"text": DRAFT, "accept": "on"}
    close(cast.acting(mona), story.id, "Moderators are away tonight.")
    page = read(reader.post(address(story), filled))
    assert page.answer.status_code == 409
    assert "Moderators are away tonight" in page.text("[role=alert]")
    assert page.text("textarea#kept") == DRAFT
    assert not Comment.objects.exists()


def test_an_outdated_licence_shows_the_new_text_and_keeps_the_draft(
    reader: Client, story: Story, news: Community
) -> None:
    send(reader, story, "An earlier one, under version 1.")
    filled = get(reader, address(story)).fields() | {"text": DRAFT}
    cast.licence(news, 2)
    page = read(reader.post(address(story), filled))
    assert page.answer.status_code == 409
    assert f"{cast.LICENCE['en']} (2)" in page.text(".new-licence")
    assert page.text("form.compose textarea") == DRAFT
    again = page.fields() | {"accept": "on"}
    assert again["licence_version"] == "2"
    assert reader.post(address(story), again).status_code == 302
    assert Acceptance.objects.filter(licence__version=2).count() == 1


def test_an_empty_comment_is_not_sent(reader: Client, story: Story) -> None:
    page = read(send(reader, story, "  \n "))
    assert page.answer.status_code == 422
    assert page.all(".error-summary a[href='#id_text']")
    assert page.all("#id_text")[0].get("aria-describedby") == "id_text_helptext id_text_error"


def test_too_long_a_comment_keeps_every_word(reader: Client, story: Story) -> None:
    long = "word " * 1_200
    page = read(send(reader, story, long))
    assert page.answer.status_code == 413
    assert page.text("form.compose textarea") == long.strip()


def test_too_fast_says_when_and_keeps_the_draft(reader: Client, story: Story, ada: Person) -> None:
    for number in range(3):
        post(ada, story, f"Number {number}.")
    answer = send(reader, story, DRAFT)
    assert answer.status_code == 429
    assert answer["Retry-After"]
    assert DRAFT in read(answer).text("form.compose textarea")


def test_a_session_that_ended_keeps_the_draft(reader: Client, story: Story) -> None:
    filled = get(reader, address(story)).fields() | {"text": DRAFT}
    reader.logout()
    page = read(reader.post(address(story), filled))
    assert page.answer.status_code == 401
    assert page.text("textarea#kept") == DRAFT
    assert "Sign in" in page.text(".join")


def test_a_changed_text_under_a_used_key_is_asked_again(reader: Client, story: Story) -> None:
    filled = get(reader, address(story)).fields() | {"text": DRAFT, "accept": "on"}
    reader.post(address(story), filled)
    page = read(reader.post(address(story), filled | {"text": "Another text."}))
    assert page.answer.status_code == 422
    assert page.fields()["key"] != filled["key"]
    assert "Another text." in page.text("form.compose textarea")


def test_an_unconfirmed_address_is_told_the_one_step_left(client: Client, story: Story) -> None:
    signed_in(client, cast.person("new@demo.example", "Noor", "Aziz", email_confirmed=False))
    page = get(client, address(story))
    assert "One step is left" in page.text("#compose")
    assert page.all("form.compose") == []


def test_the_suspended_are_told_until_when(reader: Client, story: Story, ada: Person) -> None:
    Restriction.objects.create(person=ada, kind="suspend", reason="Insults.", until=now() + timedelta(days=3))
    assert "You cannot submit here until" in get(reader, address(story)).text("#compose")


def test_a_doubted_name_is_told_that_it_waits(client: Client, story: Story) -> None:
    harry = cast.person("harry@demo.example", "Harry", "Potter", name_state=Name.State.DECLARED)
    Name.objects.filter(person=harry).update(doubts=["famous"])
    signed_in(client, harry)
    assert "read by a person first" in get(client, address(story)).text("form.compose")
    page = get(client, send(client, story, DRAFT)["Location"])
    assert "name has not been confirmed" in page.text("#posted")


def test_in_a_youth_community_one_chooses_a_name_first(reader: Client, kids: Community, ada: Person) -> None:
    story = cast.story(kids)
    assert "Choose a display name" in get(reader, address(story)).text("#compose")
    cast.display_name(ada, kids, "Blue Heron")
    page = get(reader, address(story))
    assert page.text(".compose-sign") == "Signed Blue Heron"
    assert "Okafor" not in page.text("main")


def test_a_young_writer_is_shown_what_to_take_out(reader: Client, kids: Community, ada: Person) -> None:
    story = cast.story(kids)
    cast.display_name(ada, kids, "Blue Heron")
    page = read(send(reader, story, "Write to me at heron@example.org please"))
    assert page.answer.status_code == 422
    assert "heron@example.org" in page.text(".field-error")
    assert "heron@example.org" in page.text("textarea")


def test_the_window_to_revise_is_used_without_script(reader: Client, story: Story, ada: Person) -> None:
    sent = post(ada, story)
    at = f"{address(story)}comments/{sent.comment_id}/revise/"
    answer = reader.post(at, get(reader, at).fields() | {"text": "The pumps were bought in 1986."})
    assert answer["Location"] == f"{address(story)}?posted={sent.comment_id}#posted"
    assert "1986" in get(reader, address(story)).text(".letters")


def test_too_late_to_revise_keeps_the_new_text(reader: Client, story: Story, ada: Person) -> None:
    sent = post(ada, story)
    at = f"{address(story)}comments/{sent.comment_id}/revise/"
    filled = get(reader, at).fields() | {"text": DRAFT}
    with time_machine.travel(now() + timedelta(hours=2)):
        page = read(reader.post(at, filled))
    assert page.answer.status_code == 409
    assert DRAFT in page.text("textarea")


def test_what_a_rule_refused_is_kept_and_a_person_can_be_asked_to_read_it(
    reader: Client, story: Story, edith: Person
) -> None:
    set_controls(cast.acting(edith), story.community_id, ControlsShape(), Words(banned=("crapaud",)))
    refused = read(send(reader, story, "What a crapaud."))
    assert refused.answer.status_code == 422
    assert "A rule refused this, not a person." in refused.text(".compose")
    (button,) = refused.all("button[name=asks_person]")
    again = refused.fields() | {"accept": "on", button.get("name"): button.get("value")}
    sent = reader.post(address(story), again)
    assert sent.status_code == 302
    held = Comment.objects.get()
    assert (held.state, held.revisions.get().text) == ("held", "What a crapaud.")
    assert "you asked that a person read it" in get(reader, f"/account/comments/{held.id}/").text()
    assert not get(reader, address(story)).all("button[name=asks_person]")


def test_a_person_can_be_asked_about_a_repetition_too(reader: Client, story: Story, edith: Person) -> None:
    set_controls(cast.acting(edith), story.community_id, ControlsShape(repeats="refuse"), Words())
    send(reader, story, "The pumps were old.")
    refused = read(send(reader, story, "The pumps were old."))
    assert refused.all("button[name=asks_person]")
    again = refused.fields() | {"accept": "on", "asks_person": "1"}
    assert reader.post(address(story), again).status_code == 302
    assert Comment.objects.filter(state="held").count() == 1
