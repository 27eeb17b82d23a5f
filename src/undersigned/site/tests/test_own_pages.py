"""One's own page and the statements of reasons: name, place, states, decisions, appeals."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.journeys.acts import HELD, PLAIN, post, ruled
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.journeys.confirm_name import confirm_name
from undersigned.journeys.revise import revise
from undersigned.kernel.clock import now
from undersigned.moderation.models import Appeal
from undersigned.owed.actions import perform_next
from undersigned.people.models import DisplayName, Name, Person, Restriction
from undersigned.site.tests.browsing import get, read, signed_in
from undersigned.stories.models import Story


@pytest.fixture
def story(news: Community) -> Story:
    return cast.story(news)


@pytest.fixture
def reader(client: Client, ada: Person) -> Client:
    return signed_in(client, ada)


def test_signed_out_readers_are_asked_to_sign_in(client: Client) -> None:
    assert client.get("/account/").status_code == 401


def test_my_page_shows_how_i_sign(reader: Client) -> None:
    page = get(reader, "/account/")
    assert page.text(".signature.is-large") == "Ada Okafor Halifax"
    assert "A person has confirmed this name." in page.text()


@pytest.mark.django_db
def test_a_doubted_name_is_told_why(client: Client) -> None:
    harry = cast.person("harry@demo.example", "Harry", "Potter", name_state=Name.State.DECLARED)
    Name.objects.filter(person=harry).update(doubts=["famous"])
    text = get(signed_in(client, harry), "/account/").text()
    assert "waits for a person to confirm it" in text
    assert "Someone well known" in text


def test_a_challenged_name_shows_the_note(reader: Client, ada: Person, mona: Person) -> None:
    name = Name.objects.get(person=ada)
    confirm_name(cast.acting(mona), name.id, state="challenged", note="Is this the name people know you by?")
    assert "Is this the name people know you by?" in get(reader, "/account/").text(".notice.is-stop")


def test_a_name_is_corrected_and_the_old_one_remembered(reader: Client) -> None:
    filled = get(reader, "/account/name/").fields("form.form")
    assert reader.post("/account/name/", filled | {"first_name": "Adaeze"}).status_code == 302
    page = get(reader, "/account/")
    assert "Adaeze Okafor" in page.text(".signature.is-large")
    assert "Ada Okafor" in page.text("details")


def test_a_name_nobody_could_have_is_refused_beside_its_field(reader: Client) -> None:
    page = read(reader.post("/account/name/", {"first_name": "Ada99", "last_name": "Okafor"}))
    assert page.answer.status_code == 422
    assert page.all(".error-summary a[href='#id_first_name']")


def test_a_place_is_changed(reader: Client, ada: Person) -> None:
    reader.post("/account/place/", {"place": "Moncton"})
    ada.refresh_from_db()
    assert ada.place == "Moncton"


def test_a_display_name_is_chosen_for_a_youth_community(reader: Client, kids: Community) -> None:
    told = read(reader.post("/account/display-name/kids/", {"name": "Ada Okafor"}))
    assert told.answer.status_code == 422
    assert reader.post("/account/display-name/kids/", {"name": "Heron7"}).status_code == 302
    assert DisplayName.objects.get().name == "Heron7"
    assert "Heron7" in get(reader, "/account/").text(".facts")


def test_a_display_name_that_is_taken_is_refused_beside_its_field(
    reader: Client, ivo: Person, kids: Community
) -> None:
    cast.display_name(ivo, kids, "Heron")
    page = read(reader.post("/account/display-name/kids/", {"name": "HERON"}))
    assert page.answer.status_code == 422
    assert "Someone here is called that already" in page.text("form")
    assert page.all(".error-summary a[href='#id_name']")


def test_where_full_names_are_signed_there_is_no_display_name(reader: Client, news: Community) -> None:
    assert reader.get("/account/display-name/news/").status_code == 404


def test_restrictions_show_reason_and_end(reader: Client, ada: Person) -> None:
    until = now() + timedelta(days=3)
    Restriction.objects.create(person=ada, kind="suspend", reason="Insults, twice.", until=until)
    assert "Insults, twice." in get(reader, "/account/").text(".notice.is-stop")


def test_my_comments_stand_with_their_states_and_reasons(
    reader: Client, story: Story, ada: Person, mona: Person
) -> None:
    post(ada, story)
    ruled(mona, post(ada, story, HELD).comment_id, "refuse")
    written = get(reader, "/account/").text(".written")
    assert "Published" in written
    assert "Refused" in written
    assert "Clause 2 of the guidelines, version 1" in written
    assert "You can appeal" in written


def test_my_page_costs_the_same_however_much_i_wrote(
    reader: Client, story: Story, ada: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        post(ada, story, f"{HELD} {number}")
    with django_assert_num_queries(17):
        get(reader, "/account/")


def test_the_statement_quotes_the_clause_in_its_version(
    reader: Client, story: Story, news: Community, ada: Person, mona: Person
) -> None:
    held = post(ada, story, HELD)
    ruled(mona, held.comment_id, "refuse")
    cast.guidelines(news, 2)
    page = get(reader, f"/account/comments/{held.comment_id}/")
    statement = page.text(".statement")
    assert "Refused" in statement
    assert "Argue with ideas" in statement
    assert "leave the person who said it alone" in statement
    assert "Guidelines, version 1" in statement
    assert "Say what is wrong with the pumps." in statement
    assert "Mona" not in page.text("main")


def test_an_appeal_is_sent_followed_and_answered(
    reader: Client, story: Story, ada: Person, mona: Person, marc: Person
) -> None:
    held = post(ada, story, HELD)
    ruled(mona, held.comment_id, "refuse")
    at = f"/account/comments/{held.comment_id}/"
    form = get(reader, at).fields(".statement form")
    empty = read(reader.post(at, form | {"text": " "}))
    assert empty.answer.status_code == 422
    assert reader.post(at, form | {"text": "The word was a quotation."}).status_code == 302
    assert Appeal.objects.count() == 1
    followed = get(reader, at)
    assert "waits for someone who did not decide" in followed.text(".statement")
    assert followed.all(".statement form") == []
    ruled(marc, held.comment_id, "publish", note="So it was.")
    assert "Your appeal was granted" in get(reader, at).text(".statements")
    assert "So it was." in get(reader, at).text(".statements")


def test_why_it_waits_is_said_on_its_page(reader: Client, story: Story, ada: Person) -> None:
    held = post(ada, story, HELD)
    page = get(reader, f"/account/comments/{held.comment_id}/")
    assert "“moron”" in page.text(".notice.is-wait")
    assert page.all("a[data-until]")


def test_a_revised_text_says_what_became_of_it_and_what_others_read(
    reader: Client, story: Story, ada: Person, mona: Person
) -> None:
    posted = post(ada, story)
    mine = f"/account/comments/{posted.comment_id}/"
    assert "What others read" not in get(reader, mine).text()
    revise(cast.acting(ada), posted.comment_id, HELD, licence_version=1, guidelines_version=1, language="en")
    waits = get(reader, mine).text()
    assert "the earlier one stays in its place" in waits
    assert HELD in waits
    assert PLAIN in waits.split("What others read")[1]
    assert HELD in get(reader, f"/news/{story.key}/").text()
    ruled(mona, posted.comment_id, "refuse")
    after = get(reader, mine)
    assert "the earlier one stays in its place" not in after.text()
    assert PLAIN in after.text().split("What others read")[1]
    assert HELD not in get(reader, f"/news/{story.key}/").text()


def test_the_window_to_revise_closes_on_its_page(reader: Client, story: Story, ada: Person) -> None:
    sent = post(ada, story)
    story.community.__class__.objects.update(revision_window_seconds=0)
    page = get(reader, f"/account/comments/{sent.comment_id}/")
    assert page.all("a[data-until]") == []


def test_nobody_else_sees_the_statement(client: Client, story: Story, ada: Person, ivo: Person) -> None:
    held = post(ada, story, HELD)
    assert client.get(f"/account/comments/{held.comment_id}/").status_code == 401
    signed_in(client, ivo)
    assert client.get(f"/account/comments/{held.comment_id}/").status_code == 404


def test_an_account_is_erased_by_whoever_shows_that_it_is_theirs(
    client: Client, story: Story, ada: Person
) -> None:
    comment_id = post(ada, story).comment_id
    stranger = signed_in(Client(), ada)
    assert stranger.get("/account/erase/").status_code == 302  # to show once more who it is
    client.post("/account/login/", {"login": ada.email, "password": cast.PASSWORD})
    page = get(client, "/account/erase/")
    assert "All your comments are taken back" in page.text()
    assert read(client.post("/account/erase/", page.fields("form.form"))).answer.status_code == 422
    done = client.post("/account/erase/", page.fields("form.form") | {"is_meant": "on"})
    assert done["Location"] == "/"
    assert "Your account is erased." in get(client, "/").text()
    assert [each.get("/account/").status_code for each in (client, stranger)] == [401, 401]
    perform_all()
    assert PLAIN not in get(Client(), f"/news/{story.key}/").text()
    assert Comment.objects.get(id=comment_id).state == "withdrawn"


def test_whoever_sits_at_the_desk_is_told_to_end_that_first(
    client: Client, news: Community, mona: Person
) -> None:
    client.post("/account/login/", {"login": mona.email, "password": cast.PASSWORD})
    filled = get(client, "/account/erase/").fields("form.form") | {"is_meant": "on"}
    page = read(client.post("/account/erase/", filled))
    assert page.answer.status_code == 409
    assert "Have an operator end your standing first." in page.text()


def perform_all() -> None:
    """What is owed is done, letters too."""
    while perform_next():
        pass
