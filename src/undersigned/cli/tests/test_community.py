"""`undersigned community add | rules | publish`."""

import argparse
from pathlib import Path

import pytest

from undersigned.cli import community
from undersigned.cli.named import Unknown
from undersigned.communities import reads
from undersigned.communities.models import Community
from undersigned.kernel.errors import Invalid

ADD = ["add", "gazette", "--name", "The Gazette", "--publisher", "Radio Halyard"]


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    community.add(parser.add_subparsers(required=True))
    arguments = parser.parse_args(["community", *words])
    return int(arguments.run(arguments))


def test_a_community_is_added_with_its_rules(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    more = [
        "--languages",
        "fr,en",
        "--mode",
        "after",
        "--closes-after-days",
        "14",
        "--origin",
        "https://a.example",
    ]
    assert run(*ADD, *more) == 0
    assert capsys.readouterr().out == "gazette is founded: names full, mode after\n"
    made = reads.by_slug("gazette")
    assert (made.languages, made.closes_after_days, made.closes_at_comments) == (["fr", "en"], 14, None)
    assert made.origins == ["https://a.example"]
    assert reads.licence(made.id, "de").language == "fr"


def test_a_youth_community_is_added_with_the_youth_texts(db: None) -> None:
    assert run(*ADD, "--names", "youth") == 0
    assert "display name" in reads.notices(reads.by_slug("gazette").id, "en")["names"]


def test_a_youth_community_moderated_after_publication_is_refused(db: None) -> None:
    with pytest.raises(Invalid):
        run(*ADD, "--names", "youth", "--mode", "after")
    assert not Community.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["add", "gazette"],
        [*ADD, "--mode", "never"],
        [*ADD, "--names", "none"],
        [*ADD, "--closes-after-days", "soon"],
        ["rules", "gazette", "--closes-after-days", "soon"],
        ["publish", "gazette", "licence", "licence.txt"],
        ["publish", "gazette", "notices", "en=notices.toml"],
        [],
    ],
)
def test_wrong_arguments_end_with_status_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        run(*words)
    assert ending.value.code == 2


def test_rules_change_only_what_is_named(news: Community, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules", "news", "--closes-after-days", "7", "--closes-at-comments", "500") == 0
    assert run("rules", "news", "--mode", "reactive", "--closes-after-days", "never") == 0
    assert capsys.readouterr().out.splitlines() == [
        "news: mode after, closes after days: 7, closes at comments: 500",
        "news: mode reactive, closes after days: never, closes at comments: 500",
    ]


def test_origins_are_added_removed_and_listed(news: Community, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("origins", "news", "--add", "https://a.example", "--add", "https://b.example") == 0
    assert run("origins", "news", "--remove", "https://a.example") == 0
    assert run("origins", "news") == 0
    assert capsys.readouterr().out.split() == ["https://a.example", *["https://b.example"] * 3]
    with pytest.raises(Invalid):
        run("origins", "news", "--add", "http://c.example")


def test_rules_of_an_unknown_community_are_not_found(db: None) -> None:
    with pytest.raises(Unknown):
        run("rules", "nowhere", "--mode", "after")


def test_a_licence_is_published_from_plain_text(
    news: Community, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "en.txt").write_text("Yours stays\nyours.\n\nWe may print it.\n", encoding="utf-8")
    (tmp_path / "fr.txt").write_text("Le vôtre reste\nvôtre.\n", encoding="utf-8")
    assert run("publish", "news", "licence", f"en={tmp_path}/en.txt", f"fr={tmp_path}/fr.txt") == 0
    assert capsys.readouterr().out == "news: version 2 of the licence is in force\n"
    assert reads.licence(news.id, "en").text == "Yours stays yours.\n\nWe may print it."


def test_guidelines_are_published_from_toml(news: Community, tmp_path: Path) -> None:
    for language in ("en", "fr"):
        text = '[[clause]]\nnumber = "1"\ntitle = "Sign"\ntext = """\nYour own\nname."""\n'
        (tmp_path / language).write_text(text, encoding="utf-8")
    assert run("publish", "news", "guidelines", f"en={tmp_path}/en", f"fr={tmp_path}/fr") == 0
    clause = reads.guidelines(news.id, "en").clauses[0]
    assert (clause.number, clause.title, clause.text) == ("1", "Sign", "Your own name.")


@pytest.mark.parametrize("content", ["not toml", "[[clause]]\nnumber = 1\n", "clause = 1\n", None])
def test_files_that_cannot_be_read_are_told_and_change_nothing(
    news: Community, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None
) -> None:
    if content is not None:
        (tmp_path / "en").write_text(content, encoding="utf-8")
    assert run("publish", "news", "guidelines", f"en={tmp_path}/en", f"fr={tmp_path}/en") == 1
    assert capsys.readouterr().err
    assert reads.in_force(news.id).guidelines_version == 1
