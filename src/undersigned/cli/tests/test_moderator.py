"""`undersigned moderator add | end`."""

import argparse

import pytest

from tests.cast import PASSWORD
from tests.post import Post
from undersigned.cli import moderator
from undersigned.cli.named import Unknown
from undersigned.communities.models import Community
from undersigned.kernel.errors import Invalid
from undersigned.people import reads
from undersigned.people.errors import NameNotAccepted
from undersigned.people.models import Person


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    moderator.add(parser.add_subparsers(required=True))
    arguments = parser.parse_args(["moderator", *words])
    return int(arguments.run(arguments))


def test_someone_with_an_account_becomes_a_moderator_there(
    ada: Person, news: Community, capsys: pytest.CaptureFixture[str], post: Post
) -> None:
    assert run("add", "ADA@demo.example", "--community", "news") == 0
    assert capsys.readouterr().out == "ADA@demo.example is now moderator: news\n"
    assert reads.standings(ada.id, news.id) == {"moderator"}
    assert reads.standings(ada.id, None) == frozenset()
    (letter,) = post()
    assert letter["Subject"] == "You are now a moderator"
    assert ada.check_password(PASSWORD)


def test_without_a_community_it_holds_everywhere(ada: Person, kids: Community) -> None:
    run("add", "ada@demo.example", "--role", "editor")
    assert reads.standings(ada.id, kids.id) == {"editor"}


def test_someone_without_an_account_gets_one_and_a_letter(news: Community, post: Post) -> None:
    run("add", "mona@demo.example", "--first", "Mona", "--last", "Haddad", "--language", "fr")
    person = Person.objects.get()
    profile = reads.profile(person.id)
    assert (profile.full_name, profile.email_confirmed) == ("Mona Haddad", True)
    assert not person.has_usable_password()
    (letter,) = post()
    assert letter["Subject"] == "Vous faites maintenant partie de la modération"
    assert "/account/password/reset/" in str(letter.get_content())


def test_nobody_with_that_address_is_refused_with_a_reason(news: Community) -> None:
    with pytest.raises(Invalid) as refused:
        run("add", "mona@demo.example")
    assert "--first" in str(refused.value.data["fields"])
    with pytest.raises(Invalid):
        run("end", "mona@demo.example")


def test_a_name_that_nobody_has_makes_no_account(news: Community) -> None:
    with pytest.raises(NameNotAccepted):
        run("add", "mona@demo.example", "--first", "M0na", "--last", "Haddad")
    assert not Person.objects.exists()


def test_an_unknown_community_makes_no_account(db: None) -> None:
    with pytest.raises(Unknown):
        run("add", "mona@demo.example", "--first", "Mona", "--last", "Haddad", "--community", "news")
    assert not Person.objects.exists()


def test_a_standing_is_ended(ada: Person, news: Community, capsys: pytest.CaptureFixture[str]) -> None:
    run("add", "ada@demo.example", "--role", "operator")
    assert run("end", "ada@demo.example", "--role", "operator") == 0
    assert reads.standings(ada.id, news.id) == frozenset()
    assert "is no longer operator: everywhere" in capsys.readouterr().out
