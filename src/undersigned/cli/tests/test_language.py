"""Commands speak the terminal's language."""

import pytest

from undersigned.cli import language, main


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr_CA.UTF-8", "LC_ALL": ""}, "fr"),
        ({"LANG": "fr_CA.UTF-8", "LC_ALL": "en_CA.UTF-8"}, "en"),
        ({"LANG": "en_CA.UTF-8", "LC_MESSAGES": "fr_CA.UTF-8"}, "fr"),
    ],
)
def test_the_terminal_says_which_language(environment: dict[str, str], spoken: str) -> None:
    assert language(environment) == spoken


@pytest.mark.django_db
def test_a_refusal_is_said_in_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    assert main(["reopen", "nowhere/1", "--reason", ""]) == 1
    assert "Il n’y a pas de communauté" in capsys.readouterr().err
